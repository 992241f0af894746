import Basics
import Foundation
import Reports
import RuleKit

@testable import plimsoll

/// Reviews a copy of an example that will be gone when reports quote it.
enum ExampleReview {
    static func run(_ folder: URL, _ level: RuleSet) async throws -> ReviewOutcome {
        var request = ReviewRequest(paths: [folder.path])
        request.level = level
        request.usesShellCheck = false
        request.today = Day(year: 2026, month: 11, day: 21)
        var outcome = try await Reviewer(request, progress: Progress(isOn: false, .english)).run()
        let sources = outcome.review.sources
        let kept = Dictionary(
            uniqueKeysWithValues: Set(
                outcome.review.faults.flatMap { [$0.span.path] + $0.related.map(\.span.path) }
            ).map { ($0, sources($0)) })
        outcome.review.sources = { kept[$0] ?? nil }
        return outcome
    }
}
