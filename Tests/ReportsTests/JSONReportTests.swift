import Basics
import Foundation
import Lens
import Reports
import RuleKit
import Testing

/// The JSON report says what its schema says, no more and no less.
struct JSONReportTests {
    private static let schemaFile = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/schema/review.schema.json")

    private let schema: MiniSchema
    private let report: [String: Any]
    private let data: Data

    init() throws {
        schema = try MiniSchema(Data(contentsOf: Self.schemaFile))
        data = Data(try JSONReport.render(try SampleReview.full()).utf8)
        report = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func reportFitsTheSchema() throws {
        #expect(try schema.errors(data) == [])
    }

    /// The sample has every optional key somewhere, so that one which is renamed is missed.
    @Test(arguments: [
        [], ["containerFiles", "[]"], ["workloads", "[]"], ["workloads", "[]", "findings", "[]"],
        ["workloads", "[]", "findings", "[]", "place"], ["workloads", "[]", "findings", "[]", "fix"],
        ["workloads", "[]", "findings", "[]", "fix", "edits", "[]"],
        ["workloads", "[]", "findings", "[]", "suppression"], ["workloads", "[]", "findings", "[]", "foreign"],
        ["workloads", "[]", "findings", "[]", "related", "[]"], ["answers", "[]"],
        ["answers", "[]", "criteria", "[]"], ["answers", "[]", "criteria", "[]", "evidence", "[]"],
        ["answers", "[]", "attestation"], ["tools", "[]"], ["rules", "*"], ["coverage", "*"], ["notes", "[]"],
        ["judging"], ["questions", "*"], ["questions", "*", "criteria", "[]"],
        ["graph"], ["graph", "nodes", "[]"], ["graph", "edges", "[]"], ["graph", "edges", "[]", "places", "[]"],
        ["parity"], ["parity", "services", "[]"], ["parity", "services", "[]", "environments", "[]"],
        ["parity", "services", "[]", "rows", "[]"], ["parity", "services", "[]", "rows", "[]", "cells", "[]"],
        ["images", "[]"], ["images", "[]", "layers", "[]"], ["images", "[]", "base"], ["images", "[]", "waste"],
        ["images", "[]", "waste", "items", "[]"], ["images", "[]", "secrets", "[]"],
        ["images", "[]", "packages", "[]"], ["images", "[]", "gaps", "[]"], ["images", "[]", "vulnerabilities"],
        ["images", "[]", "vulnerabilities", "found", "[]"], ["images", "[]", "vulnerabilities", "unknown", "[]"],
        ["images", "[]", "signatures", "[]"], ["images", "[]", "dockerfile"],
        ["images", "[]", "dockerfile", "lines", "[]"],
    ])
    func everyPropertyOfTheSchemaIsUsed(path: [String]) {
        var missing = schema.properties(path).subtracting(Self.keys(report, path[...]))
        // A criterion is attested in the account of a person only where a whole question is not.
        if path == ["answers", "[]", "criteria", "[]"] { missing.remove("attestation") }
        // The sample is in memory: no file holds the attestation, and nobody drew a picture.
        if path == ["answers", "[]", "attestation"] { missing.remove("place") }
        if path == ["workloads", "[]"] { missing.remove("picture") }
        #expect(missing == [], "the schema allows what no report has")
        #expect(!schema.properties(path).isEmpty)
    }

    private static func keys(_ value: Any, _ path: ArraySlice<String>) -> Set<String> {
        guard let step = path.first else { return Set((value as? [String: Any] ?? [:]).keys) }
        let rest = path.dropFirst()
        switch step {
        case "[]": return (value as? [Any] ?? []).reduce(into: []) { $0.formUnion(keys($1, rest)) }
        case "*":
            return (value as? [String: Any] ?? [:]).values.reduce(into: []) { $0.formUnion(keys($1, rest)) }
        default: return (value as? [String: Any])?[step].map { keys($0, rest) } ?? []
        }
    }

    @Test func whatDoesNotFitIsRefused() throws {
        var wrong = report
        wrong["schemaVersion"] = 99
        wrong["plimsoll"] = nil
        wrong["extra"] = true
        wrong["date"] = 1
        let errors = try schema.errors(JSONSerialization.data(withJSONObject: wrong))
        #expect(
            errors.sorted() == [
                "$.date: is no string", "$.schemaVersion: 99 is not 2", "$: extra is not allowed",
                "$: plimsoll is missing",
            ])
    }

    @Test func valuesOfEnumsAreThoseOfTheCode() throws {
        let text = try String(contentsOf: Self.schemaFile, encoding: .utf8).filter { !$0.isWhitespace }
        let enums: [[String]] = [
            Severity.allCases.map(\.rawValue), AnswerState.allCases.map(\.rawValue),
            ContainerFileRecord.State.allCases.map(\.rawValue), ["fault", "holds", "unsure", "notApplicable"],
            ["safe", "ask"], ["ran", "absent", "failed", "off"], Evidence.allCases.map(\.rawValue),
            Finding.Suppression.Kind.allCases.map(\.rawValue), RuleSet.allCases.map(\.rawValue),
        ]
        for values in enums {
            #expect(text.contains("[" + values.map { "\"\($0)\"" }.joined(separator: ",") + "]"), "\(values)")
        }
        #expect(text.contains("\"const\":\(JSONReport.schemaVersion)"))
    }

    @Test func everyQuestionIsAnswered() throws {
        let answers = try #require(report["answers"] as? [[String: Any]])
        #expect(answers.compactMap { $0["id"] as? String } == Catalogue.all.map(\.id))
        let workloads = try #require(report["workloads"] as? [[String: Any]])
        #expect(workloads.allSatisfy { ($0["answers"] as? [Any])?.count == answers.count })
    }

    @Test func theSameReviewIsTheSameText() throws {
        #expect(Data(try JSONReport.render(try SampleReview.full()).utf8) == data)
    }

    @Test func findingsReadWell() throws {
        let workloads = try #require(report["workloads"] as? [[String: Any]])
        let part: [String: Any] = ["findings": workloads.compactMap { $0["findings"] }, "rules": report["rules"] ?? 0]
        let text = try JSONSerialization.data(
            withJSONObject: part, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        expectSnapshot(String(decoding: text, as: UTF8.self) + "\n", "findings.json")
    }
}
