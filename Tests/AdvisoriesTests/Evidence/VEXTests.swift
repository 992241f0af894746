import Basics
import Inventory
import OCIImage
import Testing

@testable import Advisories

@Suite struct VEXTests {
    static let image = ProductURLTests.image
    static let git = Package(.apk, name: "git", version: "2.40.1-r0", path: "lib/apk/db/installed")
    static let curl = Package(.apk, name: "curl", version: "8.0.0-r1", path: "lib/apk/db/installed")
    static let product = "pkg:oci/shop@sha256%3A\(ProductURLTests.hex)"

    static func found(_ package: Package, _ id: String = "CVE-2023-1", aliases: [String] = []) -> Vulnerability {
        Vulnerability(package: package, advisory: id, aliases: aliases, summary: "", level: .high, fixed: [])
    }

    static func open(_ statements: String, time: String = "2026-01-01T00:00:00Z") -> String {
        """
        {"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://example.org/vex","author":"Acme","timestamp":"\(time)",
        "version":1,"statements":[\(statements)]}
        """
    }

    static func statement(
        _ status: String, product: String = product, parts: String = "", id: String = "CVE-2023-1", more: String = ""
    ) -> String {
        """
        {"vulnerability":{"name":"\(id)","aliases":["GHSA-1"]},"products":[{"@id":"\(product)"\(parts)}],
        "status":"\(status)"\(more)}
        """
    }

    private func apply(
        _ documents: [String], _ found: [Vulnerability], packages: [Package] = []
    ) throws -> VEXStatements.Outcome {
        var statements = VEXStatements()
        for text in documents { statements.add(try VEXDocument.read(Array(text.utf8), name: "a.json")) }
        return statements.apply(to: found, image: Self.image, packages: packages)
    }

    @Test func notAffectedClearsWithItsReason() throws {
        let more = #","justification":"vulnerable_code_not_in_execute_path","impact_statement":"Never called.""#
        let outcome = try apply(
            [Self.open(Self.statement("not_affected", more: more))],
            [Self.found(Self.git), Self.found(Self.curl, "CVE-2")])
        #expect(outcome.unmatched.isEmpty)
        guard case .cleared(let author, let text)? = outcome.vulnerabilities.first?.standing else {
            Issue.record("not cleared")
            return
        }
        #expect(author == "Acme")
        #expect(text.en == "The vulnerable code is never run. Never called.")
        #expect(outcome.vulnerabilities.last?.standing == .open)
    }

    @Test func partsLimitAStatementToThem() throws {
        let parts = #","subcomponents":[{"@id":"pkg:apk/wolfi/git@2.40.1-r0"}]"#
        let outcome = try apply(
            [Self.open(Self.statement("fixed", parts: parts))], [Self.found(Self.git), Self.found(Self.curl)])
        #expect(outcome.vulnerabilities.map { $0.standing == .open } == [false, true])
        let other = #","subcomponents":[{"identifiers":{"purl":"pkg:apk/wolfi/git@2.39.0-r0"}}]"#
        #expect(
            try apply([Self.open(Self.statement("fixed", parts: other))], [Self.found(Self.git)]).unmatched.count == 1)
    }

    @Test func aPackageIsAProductToo() throws {
        let outcome = try apply(
            [Self.open(Self.statement("not_affected", product: "pkg:apk/wolfi/git", id: "GHSA-9"))],
            [Self.found(Self.git, "ALPINE-1", aliases: ["CVE-2023-1", "GHSA-1"]), Self.found(Self.curl, "GHSA-9")])
        #expect(outcome.vulnerabilities.map { $0.standing == .open } == [false, true])
    }

    @Test func aPartOfAProgramNeedsTheProgram() throws {
        let parts = #","subcomponents":[{"@id":"pkg:apk/wolfi/git"}]"#
        let document = Self.open(Self.statement("not_affected", product: "pkg:apk/wolfi/curl", parts: parts))
        #expect(try apply([document], [Self.found(Self.git)]).unmatched.count == 1)
        #expect(try apply([document], [Self.found(Self.git)], packages: [Self.curl]).unmatched.isEmpty)
    }

    @Test func theLatestStatementCounts() throws {
        let early = Self.open(Self.statement("not_affected"), time: "2026-01-01T00:00:00Z")
        let late = Self.open(Self.statement("affected"), time: "2026-02-01T00:00:00Z")
        for documents in [[early, late], [late, early]] {
            #expect(try apply(documents, [Self.found(Self.git)]).vulnerabilities.first?.standing == .open)
        }
        // A statement's own time counts before its document's.
        let latest = Self.open(
            Self.statement("fixed", more: #","timestamp":"2026-03-01T00:00:00Z""#), time: "2025-01-01T00:00:00Z")
        #expect(try apply([latest, early, late], [Self.found(Self.git)]).vulnerabilities.first?.standing != .open)
        let same = Self.open(Self.statement("not_affected") + "," + Self.statement("under_investigation"))
        #expect(try apply([same], [Self.found(Self.git)]).vulnerabilities.first?.standing == .open)
    }

    @Test func otherImagesAndStatementsWithoutProductMatchNothing() throws {
        let other = Self.statement(
            "not_affected", product: "pkg:oci/shop@sha256%3A\(String(repeating: "0", count: 64))")
        let none = #"{"vulnerability":{"name":"CVE-2023-1"},"status":"fixed"}"#
        let outcome = try apply([Self.open(other + "," + none)], [Self.found(Self.git)])
        #expect(outcome.unmatched.count == 2)
        #expect(outcome.vulnerabilities.first?.standing == .open)
    }

    @Test(arguments: [
        (statement("nonsense"), "statement 2 cannot be read: its status"),
        (#"{"status":"fixed"}"#, "statement 2 cannot be read: it names no vulnerability"),
    ])
    func statementsThatCannotBeReadAreRefused(_ broken: String, _ words: String) throws {
        let text = Self.open(Self.statement("affected") + "," + broken)
        let failure = #expect(throws: Failure.self) { try VEXDocument.read(Array(text.utf8), name: "a.json") }
        #expect(failure?.message.en.contains(words) == true, "\(failure as Any)")
        let none = Self.open("").replacing(#""statements":[]"#, with: #""statements":"x""#)
        #expect(throws: Failure.self) { try VEXDocument.read(Array(none.utf8), name: "a.json") }
    }

    @Test func whatSomebodyAcceptedStaysAccepted() throws {
        var found = Self.found(Self.git)
        found.standing = .ignored(until: nil, reason: "because")
        #expect(
            try apply([Self.open(Self.statement("not_affected"))], [found]).vulnerabilities.first?.standing
                == found.standing)
    }

    static func cyclone(
        _ state: String, reference: String = "git", subject: String = "", versions: String = "", ref: String = ""
    ) -> String {
        """
        {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"timestamp":"2026-01-01T00:00:00Z","authors":[{"name":"Acme"}]\(subject)},
        "components":[{"type":"application","bom-ref":"app","name":"app","components":[
        {"type":"library","bom-ref":"git","name":"git","version":"2.40.1-r0","purl":"pkg:apk/wolfi/git@2.40.1-r0"}]}],
        "vulnerabilities":[{"id":"CVE-2023-1","references":[{"id":"GHSA-7"}],
        "analysis":{"state":"\(state)","justification":"code_not_reachable","detail":"Off."},
        "affects":[{"ref":"\(reference)"\(versions)}]},{"id":"CVE-0"}]}
        """
    }

    @Test(arguments: [
        ("not_affected", true), ("false_positive", true), ("resolved", true), ("resolved_with_pedigree", true),
        ("exploitable", false), ("in_triage", false),
    ])
    func analysesAreRead(_ state: String, _ isCleared: Bool) throws {
        for reference in ["git", "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#git", "pkg:apk/wolfi/git"] {
            let outcome = try apply(
                [Self.cyclone(state, reference: reference)], [Self.found(Self.git, "GHSA-7"), Self.found(Self.curl)])
            #expect(outcome.unmatched.isEmpty)
            #expect(outcome.vulnerabilities.map { $0.standing != .open } == [isCleared, false])
        }
    }

    @Test func analysesOfAnotherImageCountForNothing() throws {
        func subject(_ hex: String) -> String {
            #","component":{"type":"container","bom-ref":"root","name":"ghcr.io/acme/shop","version":"sha256:\#(hex)"}"#
        }
        let own = Self.cyclone("not_affected", subject: subject(ProductURLTests.hex))
        #expect(try apply([own], [Self.found(Self.git)]).unmatched.isEmpty)
        let other = Self.cyclone("not_affected", subject: subject(String(repeating: "0", count: 64)))
        #expect(try apply([other], [Self.found(Self.git)]).unmatched.count == 1)
        let root = Self.cyclone("not_affected", reference: "root", subject: subject(ProductURLTests.hex))
        #expect(try apply([root], [Self.found(Self.curl)]).unmatched.isEmpty)
    }

    @Test(arguments: [
        (#","versions":[{"version":"2.40.1-r0","status":"affected"}]"#, true),
        (#","versions":[{"version":"2.39.0-r0"}]"#, false), (#","versions":[{"range":"vers:apk/<3"}]"#, false),
        (#","versions":[{"version":"2.40.1-r0","status":"unaffected"}]"#, false),
    ])
    func versionsLimitAnAnalysis(_ versions: String, _ isMatched: Bool) throws {
        let outcome = try apply([Self.cyclone("not_affected", versions: versions)], [Self.found(Self.git)])
        #expect(outcome.unmatched.isEmpty == isMatched)
    }

    @Test(arguments: ["", "{", "[]", "{}", #"{"bomFormat":"SPDX"}"#, #"{"@context":"https://example.org"}"#])
    func othersAreRefused(_ text: String) {
        #expect { try VEXDocument.read(Array(text.utf8), name: "x.json") } throws: { "\($0)".contains("x.json") }
    }

    @Test func damagedDocumentsNeverCrash() {
        var random = SystemRandomNumberGenerator()
        for text in [Self.open(Self.statement("fixed")), Self.cyclone("resolved")] {
            let bytes = Array(text.utf8)
            for count in bytes.indices { _ = try? VEXDocument.read(Array(bytes.prefix(count)), name: "x") }
            for _ in 0..<3_000 {
                var changed = bytes
                for _ in 0..<4 {
                    changed[Int.random(in: changed.indices, using: &random)] = .random(in: 0...255, using: &random)
                }
                guard let statements = try? VEXDocument.read(changed, name: "x") else { continue }
                _ = VEXStatements(statements).apply(to: [Self.found(Self.git)], image: Self.image)
            }
        }
    }
}
