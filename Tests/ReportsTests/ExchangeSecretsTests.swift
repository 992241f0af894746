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
}
