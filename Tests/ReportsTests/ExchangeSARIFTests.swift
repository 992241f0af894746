import Basics
import Foundation
import RuleKit
import Rules
import Testing

@testable import Reports

/// SARIF is valid, says all that it can, and keeps within what GitHub takes.
struct ExchangeSARIFTests {
    /// The schema of OASIS, which lies beside the repository.
    static let schema: URL? = {
        var folder = ExchangeReview.root
        while folder.path.count > 1 {
            let file = folder.appending(path: "shared/schemas/sarif-2.1.0.json")
            if FileManager.default.fileExists(atPath: file.path) { return file }
            folder.deleteLastPathComponent()
        }
        print("No shared/schemas beside the repository: SARIF is not compared with its schema.")
        return nil
    }()

    static func run(
        _ review: Review, _ reader: SARIFReport.Reader = .any, _ language: Language = .english
    ) throws
        -> [String: Any]
    {
        let text = try SARIFReport.render(review, language, for: reader)
        let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        return try #require((log["runs"] as? [[String: Any]])?.first)
    }

    static func results(_ run: [String: Any]) -> [[String: Any]] { run["results"] as? [[String: Any]] ?? [] }

    private func driver(_ run: [String: Any]) -> [String: Any] {
        (run["tool"] as? [String: Any])?["driver"] as? [String: Any] ?? [:]
    }

    private func artifacts(_ run: [String: Any]) -> [String?] {
        (run["artifacts"] as? [[String: Any]] ?? []).map { ($0["location"] as? [String: Any])?["uri"] as? String }
    }

    // MARK: The schema

    @Test(
        .enabled(if: schema != nil, "shared/schemas is absent"), arguments: [SARIFReport.Reader.any, .codeScanning],
        Language.allCases)
    func fitsTheSchema(reader: SARIFReport.Reader, language: Language) throws {
        let schema = try MiniSchema(Data(contentsOf: try #require(Self.schema)))
        for review in [
            try ExchangeReview.sample(), ExchangeReview.of(folder: "examples/orders"), ExchangeReview.of([:]),
        ] {
            let text = try SARIFReport.render(review, language, for: reader)
            #expect(try schema.errors(Data(text.utf8)) == [])
        }
    }

    /// The validator sees what is wrong: else the test above says nothing.
    @Test(
        .enabled(if: schema != nil, "shared/schemas is absent"),
        arguments: [
            (#""version" : "2.1.0""#, #""version" : "2.2""#), (#""columnKind""#, #""columnkind""#),
            (#""startLine" : 9"#, #""startLine" : 0"#), (#""uri" : "Dockerfile""#, #""uri" : "a b""#),
            (#""uri" : "Dockerfile""#, #""uri" : "a%2""#), (#""ruleIndex" : 1"#, #""ruleIndex" : -2"#),
            (#""ruleIndex" : 1"#, #""ruleIndex" : "1""#), (#""rank" : 80"#, #""rank" : 101"#),
            (#""kind" : "inSource""#, #""kind" : "pragma""#), (#""deletedRegion""#, #""deleted""#),
            (#""text" : "Long `RUN`""#, #""txt" : "Long""#), (#""language" : "en""#, #""language" : "English""#),
            (#""roles" : ["#, #""roles" : [ "analysisTarget","#), (#""level" : "error""#, #""level" : "high""#),
        ])
    func schemaRefuses(right: String, wrong: String) throws {
        let schema = try MiniSchema(Data(contentsOf: try #require(Self.schema)))
        let text = try SARIFReport.render(try ExchangeReview.sample(), .english)
        #expect(text.contains(right))
        #expect(try schema.errors(Data(text.replacing(right, with: wrong).utf8)) != [])
    }

    // MARK: Rules

    @Test func everyRuleHasWhatGitHubAsksFor() throws {
        let run = try Self.run(ExchangeReview.of(folder: "examples/orders"))
        let rules = try #require(driver(run)["rules"] as? [[String: Any]])
        #expect(rules.count > 200)
        for rule in rules {
            let id = try #require(rule["id"] as? String)
            let name = try #require(rule["name"] as? String)
            #expect(name.first?.isUppercase == true && name.allSatisfy { $0.isLetter || $0.isNumber }, "\(id): \(name)")
            for key in ["shortDescription", "fullDescription"] {
                let text = (rule[key] as? [String: Any])?["text"] as? String ?? ""
                #expect((1...1_024).contains(text.count), "\(id): \(key)")
            }
            let help = try #require(rule["help"] as? [String: String])
            for form in ["text", "markdown"] {
                let text = try #require(help[form])
                let about = try #require(Registry.all.rule(id)?.about)
                #expect(text.contains(about.remedy.ja) || form == "markdown", "\(id) has no Japanese help")
                #expect(text.contains("対処") && text.contains("What to do"), "\(id): \(form)")
            }
            #expect((rule["helpUri"] as? String)?.hasPrefix("https://") == true, "\(id)")
            let properties = try #require(rule["properties"] as? [String: Any])
            let tags = try #require(properties["tags"] as? [String])
            #expect((1...10).contains(tags.count) && Set(tags).count == tags.count, "\(id): \(tags)")
            #expect(tags.contains("security") == (properties["security-severity"] != nil), "\(id)")
            if let score = properties["security-severity"] as? String {
                #expect(Double(score).map { $0 > 0 && $0 <= 10 } == true, "\(id): \(score)")
            }
            #expect(["very-high", "high", "medium", "low"].contains(properties["precision"] as? String))
            #expect(["error", "warning", "recommendation"].contains(properties["problem.severity"] as? String))
        }
    }

    @Test func resultsNameTheirRules() throws {
        let run = try Self.run(try ExchangeReview.sample())
        let rules = try #require(driver(run)["rules"] as? [[String: Any]])
        #expect(Self.results(run).count == 5)
        for result in Self.results(run) {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
        }
        #expect(rules.last?["id"] as? String == "SC2086", "a finding of another tool has its rule")
    }

    @Test(arguments: Language.allCases)
    func otherLanguageIsATranslation(language: Language) throws {
        let run = try Self.run(try ExchangeReview.sample(), .any, language)
        #expect(run["language"] as? String == language.rawValue)
        let translation = try #require((run["translations"] as? [[String: Any]])?.first)
        #expect(translation["language"] as? String == (language == .english ? "ja" : "en"))
        let rule = try #require((translation["rules"] as? [[String: Any]])?.first)
        let text = (rule["shortDescription"] as? [String: Any])?["text"] as? String
        #expect(text == (language == .english ? "タグのないベースイメージ" : "Base image without a tag"))
    }

    // MARK: Places

    @Test(arguments: [
        ("a/Dockerfile", "a/Dockerfile"), ("a b/Dockerfile", "a%20b/Dockerfile"),
        ("前/Dockerfile", "%E5%89%8D/Dockerfile"),
        ("a:b", "a%3Ab"), ("a#b?c", "a%23b%3Fc"), ("100%", "100%25"), ("<stdin>", "%3Cstdin%3E"), ("../a", "../a"),
        ("/srv/a b", "file:///srv/a%20b"), ("a\\b", "a%5Cb"), ("[id]", "%5Bid%5D"),
    ])
    func pathsBecomeReferences(path: String, uri: String) {
        #expect(SARIFPlaces.uri(path) == uri)
    }

    @Test func columnsCountCodePoints() throws {
        let text = "FROM debian:12\nENV 名前=値 𠮷=x\n"
        let source = SourceFile(path: "Dockerfile", text: text)
        let start = "FROM debian:12\nENV 名前=値 ".utf8.count
        let review = ExchangeReview.of(["Dockerfile": text]) { findings in
            findings = [ExchangeReview.fault("DF902", .high, source, start..<start + "𠮷=x".utf8.count)]
        }
        let result = try #require(Self.results(try Self.run(review)).first)
        let location = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
        #expect(
            location?["region"] as? [String: Int] == ["startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 13])
    }

    @Test func fixesAreEditsByLineAndColumn() throws {
        let text = "FROM debian:12\nCMD npm start\n"
        let source = SourceFile(path: "Dockerfile", text: text)
        let review = ExchangeReview.of(["Dockerfile": text]) { findings in
            let edits = [Edit(19..<28, "[\"npm\", \"start\"]"), Edit(path: ".dockerignore", 0..<0, ".git\n")]
            findings = [ExchangeReview.fault("DF902", .high, source, 15..<28, fix: Fix(.ask, edits))]
        }
        let run = try Self.run(review)
        let result = try #require(Self.results(run).first)
        let changes = try #require((result["fixes"] as? [[String: Any]])?.first?["artifactChanges"] as? [[String: Any]])
        #expect(
            changes.map { ($0["artifactLocation"] as? [String: Any])?["uri"] as? String } == [
                "Dockerfile", ".dockerignore",
            ])
        #expect(artifacts(run) == ["Dockerfile"], "the file to be made was not reviewed")
        let replacements = changes.compactMap { ($0["replacements"] as? [[String: Any]])?.first }
        #expect(
            replacements.map { $0["deletedRegion"] as? [String: Int] } == [
                ["startLine": 2, "startColumn": 5, "endLine": 2, "endColumn": 14],
                ["startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1],
            ])
    }

    /// A masked fix would break what it mends, and an unmasked one would tell: it is left out.
    @Test func fixThatHoldsASecretIsLeftOut() throws {
        let text = "FROM debian:12\nENV DB_PASSWORD=Kq7vTz2mXw9LpR4d\nCMD npm start\n"
        let source = SourceFile(path: "Dockerfile", text: text)
        let review = ExchangeReview.of(["Dockerfile": text]) { findings in
            findings = ["ENV DB_PASSWORD=\"Kq7vTz2mXw9LpR4d\"", "# Kq7vTz2mXw9LpR4d", "# nothing"].map { text in
                ExchangeReview.fault(
                    "DF902", .high, source, 15..<47, arguments: ["command": text], fix: .safe(15..<47, text))
            }
        }
        let results = Self.results(try Self.run(review))
        #expect(results.map { $0["fixes"] != nil } == [false, false, true])
    }

    // MARK: Silenced and known

    private func silenced() -> Review {
        let text = "FROM debian:12\n" + String(repeating: "LABEL a=b\n", count: 5)
        let source = SourceFile(path: "Dockerfile", text: text)
        let kinds: [Finding.Suppression.Kind?] = [nil, .pragma, .settings, .baseline, .unchanged]
        return ExchangeReview.of(["Dockerfile": text]) { findings in
            findings = kinds.enumerated().map { index, kind in
                var finding = ExchangeReview.fault("DF902", .high, source, source.lineRange(index + 2))
                finding.suppression = kind.map { .init($0, span: source.span(0..<4), reason: "it is so") }
                return finding
            }
        }
    }

    @Test func toolsThatKnowSARIFSeeWhatIsSilencedAndKnown() throws {
        let results = Self.results(try Self.run(silenced()))
        let kinds = results.map { ($0["suppressions"] as? [[String: Any]])?.first?["kind"] as? String }
        #expect(kinds == [nil, "inSource", "external", nil, nil])
        #expect(results.map { $0["baselineState"] as? String } == ["new", "new", "new", "unchanged", "unchanged"])
        let first = (results[1]["suppressions"] as? [[String: Any]])?.first
        #expect(first?["justification"] as? String == "it is so")
        #expect(first?["location"] != nil)
    }

    @Test func gitHubSeesWhatIsOpenOnly() throws {
        let run = try Self.run(silenced(), .codeScanning)
        #expect(Self.results(run).count == 1)
        #expect(Self.results(run).allSatisfy { $0["suppressions"] == nil && $0["baselineState"] == nil })
        #expect(run["automationDetails"] == nil, "it would override the category of the upload action")
    }

    // MARK: Limits

    @Test func worstResultsSurvive() throws {
        let review = ExchangeReview.large(40)
        let text = try SARIFReport.render(review, .english, for: .any, SARIFReport.Limits(results: 20))
        let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let levels = Self.results(run).map { $0["level"] as? String }
        #expect(levels == Array(repeating: "error", count: 16) + Array(repeating: "warning", count: 4))
        #expect(text.contains("20 results were left out"))
    }

    @Test func fileStaysSmallEnough() throws {
        let review = ExchangeReview.large(200)
        let whole = try SARIFReport.render(review, .english).utf8.count
        let limit = whole / 2
        let text = try SARIFReport.render(
            review, .english, for: .any, SARIFReport.Limits(results: 25_000, bytes: limit))
        #expect(text.utf8.count <= limit)
        #expect(text.utf8.count > limit / 2)
        #expect(text.contains("results were left out"))
    }

    @Test func gitHubKeepsFiveThousand() throws {
        let run = try Self.run(ExchangeReview.large(5_003), .codeScanning)
        #expect(Self.results(run).count == 5_000)
        #expect(!Self.results(run).contains { ($0["level"] as? String) == "error" && ($0["rank"] as? Double) == 10 })
    }

    @Test func unreadFilesAreNotifications() throws {
        let run = try Self.run(try ExchangeReview.sample())
        let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
        #expect(invocation["executionSuccessful"] as? Bool == true)
        let notes = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
        let ids = notes.map { ($0["descriptor"] as? [String: Any])?["id"] as? String }
        #expect(ids == ["file-not-judged", "file-not-judged", "tool-not-run", "tool-not-run", "note"])
    }
}
