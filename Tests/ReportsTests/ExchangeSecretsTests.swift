import Basics
import Foundation
import Reports
import RuleKit
import Testing

/// Reports are sent around: no format holds a secret of what was reviewed.
struct ExchangeSecretsTests {
    /// The password and the lines of the key that lie in the example.
    private static func secrets() throws -> [String] {
        let folder = ExchangeReview.root.appending(path: "examples/orders/api")
        let variables = try String(contentsOf: folder.appending(path: ".env"), encoding: .utf8)
        let password = variables.split(separator: "\n").first { $0.hasPrefix("DB_PASSWORD=") }?.dropFirst(12)
        let key = try String(contentsOf: folder.appending(path: "keys/receipts.pem"), encoding: .utf8)
        let lines = key.split(separator: "\n").filter { !$0.hasPrefix("-----") }.map(String.init)
        return [String(try #require(password))] + lines
    }

    @Test(arguments: ReportFormat.allCases, Language.allCases)
    func noFormatTellsOne(format: ReportFormat, language: Language) throws {
        let secrets = try Self.secrets()
        #expect(secrets.count > 2 && secrets.allSatisfy { $0.utf8.count >= 16 })
        let review = ExchangeReview.of(folder: "examples/orders")
        let text = try format.render(review, language)
        for secret in secrets { #expect(!text.contains(secret)) }
        // The report does speak of it.
        if format != .csv, format != .html { #expect(text.contains("DB_PASSWORD")) }
    }

    /// A rule that puts a command into its message meets one that holds a token.
    @Test(arguments: ReportFormat.allCases.filter { ![.text, .json, .html].contains($0) })
    func messagesAreMasked(format: ReportFormat) throws {
        let token = "glpat-" + "Zq8LmT3vXy7RkW2nPd5H"
        let review = ExchangeReview.of([
            "Dockerfile": "FROM debian:12\nCMD curl -H \"Authorization: Bearer \(token)\" https://example.com\n"
        ])
        #expect(review.faults.contains { $0.arguments["command"]?.contains(token) == true })
        #expect(!(try format.render(review, .english)).contains(token))
    }

    // MARK: What findings quote

    private static let password = "Zx9pQ2" + "mLw8RtYv"
    private static let variable = "Kq7vTz2m" + "Xw9LpR4d"
    private static let keyLines = [
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC" + "BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj",
        "MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3S" + "C6dVMvDuictGeurT8jNbvJZHtCSuYEvu",
    ]
    private static let dockerfile = """
        FROM debian:12
        ADD https://user:\(password)@example.com/tool.tar.gz /opt/
        ENV DB_PASSWORD=\(variable)
        COPY <<KEY /key.pem
        -----BEGIN PRIVATE KEY-----
        \(keyLines.joined(separator: "\n"))
        -----END PRIVATE KEY-----
        KEY
        CMD ["app"]

        """

    /// A whole line, a bare value, a line of a key, and what was cut in the middle of a secret.
    private static let quotations = [
        "ADD https://user:\(password)@example.com/tool.tar.gz /opt/", password, "ENV DB_PASSWORD=\(variable)", variable,
        keyLines[1], "-----BEGIN PRIVATE KEY-----\\n" + keyLines.joined(separator: "\\n"),
        "https://user:\(password.dropLast(3))…", "value \(variable.prefix(10))…",
    ]

    /// Each text of a finding quotes: arguments, notes, reasons, other tools' words; of whatever verdict.
    private static func quoting(_ quotation: String) -> Review {
        let source = SourceFile(path: "Dockerfile", text: dockerfile)
        let quoted = Text(en: "see \(quotation)", ja: "\(quotation) を参照")
        return ExchangeReview.of(["Dockerfile": dockerfile, "README.md": ""]) { findings in
            var fault = ExchangeReview.fault(
                "DF902", .high, source, source.lineRange(2), arguments: ["command": quotation],
                fix: Fix(.ask, [Edit(source.lineRange(2), "RUN true")], note: quoted))
            fault.related = [Finding.Related(source.span(source.lineRange(3)), quoted)]
            var silenced = fault
            silenced.span = source.span(source.lineRange(9))
            silenced.suppression = Finding.Suppression(.pragma, span: nil, reason: quotation)
            let foreign = ExchangeReview.fault(
                "SC1", .medium, source, source.lineRange(9),
                foreign: Finding.Foreign(tool: "Tool", message: quotation, link: "https://example.com"))
            let others = [Finding.Verdict.holds, .unsure, .notApplicable].map { verdict in
                Finding(
                    rule: "DF902", verdict: verdict, severity: .high, span: source.span(source.lineRange(3)),
                    arguments: ["command": quotation], reason: quoted)
            }
            findings = [fault, silenced, foreign] + others
        }
    }

    private func expectNone(_ text: String, _ about: String) {
        let starts = [Self.password, Self.variable, Self.keyLines[0], Self.keyLines[1]].map { $0.prefix(7) }
        for start in starts { #expect(!text.contains(start), "\(about): \(start)") }
    }

    @Test(arguments: ReportFormat.allCases, quotations)
    func noFormatQuotesOne(format: ReportFormat, quotation: String) throws {
        for language in Language.allCases {
            let text = try format.render(Self.quoting(quotation), language)
            expectNone(text, format.rawValue)
            // The rest of what is quoted stays.
            if format != .csv, quotation.hasPrefix("ADD") { #expect(text.contains("example.com")) }
        }
    }

    @Test(arguments: [TerminalReport.Detail.quiet, .normal, .verbose], quotations)
    func theTerminalQuotesNone(detail: TerminalReport.Detail, quotation: String) {
        for language in Language.allCases {
            let report = TerminalReport(
                Self.quoting(quotation), language: language, detail: detail, ink: Ink(isOn: false), width: 140)
            expectNone(report.render(), "\(detail)")
        }
    }

    /// What a rule has masked already is not masked once more.
    @Test func whatIsMaskedStays() throws {
        let head = "-----BEGIN … PRIVATE KEY-----"
        #expect(try ReportFormat.markdown.render(Self.quoting(head), .english).contains("`\(head)` runs"))
        #expect(try ReportFormat.text.render(Self.quoting("Zx9p…(14)"), .english).contains("`Zx9p…(14)` runs"))
    }
}
