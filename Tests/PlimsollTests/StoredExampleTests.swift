import Basics
import Foundation
import Reports
import RuleKit
import Testing

@testable import plimsoll

/// The review of the example, stored and read again, is told as it was told live.
@Suite struct StoredExampleTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func review(_ path: String) async throws -> Review {
        var request = ReviewRequest(paths: [path])
        request.usesShellCheck = false
        request.identities = true
        request.level = .strict
        request.today = Day(year: 2026, month: 11, day: 21)
        return try await Reviewer(request, progress: Progress(isOn: false, .english)).run().review
    }

    private static func stored(_ review: Review) throws -> Review {
        try StoredReview.read(Array(JSONReport.render(review).utf8), name: "r.json", registry: review.registry)
    }

    @Test(arguments: ["orders", "orders-repaired"])
    func everyFormReadsTheSame(example: String) async throws {
        let live = try await Self.review(Self.root.appending(path: "examples/\(example)").path)
        let stored = try Self.stored(live)
        for format in ReportFormat.allCases {
            for language in Language.allCases {
                let (a, b) = (try format.render(stored, language), try format.render(live, language))
                #expect(a == b, "\(format) \(language)")
            }
        }
        let answers = try UpdateAnswers.render(live, .english, workload: "0", lens: "x")
        #expect(try UpdateAnswers.render(stored, .english, workload: "0", lens: "x") == answers)
    }

    @Test func theRepairedTwinIsBetterInEverything() async throws {
        let old = try Self.stored(await Self.review(Self.root.appending(path: "examples/orders").path))
        let new = try Self.stored(await Self.review(Self.root.appending(path: "examples/orders-repaired").path))
        let comparison = ReviewComparison(from: old, to: new)
        #expect(comparison.workloads.map(\.presence) == [.both, .both])
        #expect(comparison.findings([.gone]).count > 30)
        let back = ReviewComparison(from: new, to: old)
        #expect(back.isWorse)
        #expect(Set(back.findings([.new]).map(\.finding)) == Set(comparison.findings([.gone]).map(\.finding)))
    }

    @Test func anEditShowsAsWhatItChanges() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plimsoll-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.copyItem(at: Self.root.appending(path: "examples/orders-repaired"), to: folder)
        let old = try Self.stored(await Self.review(folder.path))
        let file = folder.appending(path: "invoices/Dockerfile")
        let text = try String(contentsOf: file, encoding: .utf8)
        try (text + "ENV API_TOKEN=ghp_16C7e42F292c6912E7710c838347Ae178B4a\n").write(
            to: file, atomically: true, encoding: .utf8)
        let new = try Self.stored(await Self.review(folder.path))
        let comparison = ReviewComparison(from: old, to: new)
        #expect(comparison.isWorse)
        #expect(comparison.findings([.new]).contains { $0.finding.rule == "DF601" || $0.finding.severity == .critical })
        #expect(comparison.findings([.gone]).isEmpty)
        #expect(!ReviewComparison(from: new, to: old).isWorse)
    }
}
