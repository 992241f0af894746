import Basics
import Foundation
import Lens
import Reports
import RuleKit
import Testing

@testable import plimsoll

/// A repository that has 200 findings when it begins.
struct BaselineReviewTests {
    private static let port = "is no port"

    /// 40 Dockerfiles with five findings each that nothing else depends on.
    private static func repository() -> [String: Data] {
        var files: [String: Data] = [:]
        for number in 0..<40 {
            let text = """
                FROM registry.example.com/base:\(number)
                USER 1000:1000
                EXPOSE 70000
                EXPOSE 70001 70002
                RUN cp a b
                EXPOSE 70000
                EXPOSE 70003
                """
            files["service\(number)/Dockerfile"] = Data((text + "\n").utf8)
        }
        return files
    }

    private static func review(
        _ folder: TestFolder, update: Bool = false, at paths: [String]? = nil
    ) async throws
        -> ReviewOutcome
    {
        var request = ReviewRequest(paths: paths ?? [folder.path("")])
        request.usesShellCheck = false
        request.today = Day(year: 2026, month: 11, day: 21)
        request.baseline = folder.path("baseline.json")
        request.updatesBaseline = update
        let outcome = try await Reviewer(request, progress: Progress(isOn: false, .english)).run()
        if let baseline = outcome.baseline {
            try Data(baseline.text.utf8).write(to: URL(filePath: folder.path("baseline.json")))
        }
        return outcome
    }

    private static func listed(_ outcome: ReviewOutcome) -> [String] {
        outcome.review.faults.map { finding in
            let path = finding.span.path.split(separator: "/").suffix(2).joined(separator: "/")
            return "\(path):\(finding.span.start.line) \(finding.rule)"
        }.sorted()
    }

    private static func known(_ outcome: ReviewOutcome) -> Int {
        outcome.review.workloads.flatMap(\.findings).count { $0.suppression?.kind == .baseline && $0.isShown }
    }

    @Test func twoHundredFindingsAreZeroAndAnEditAddsItsThree() async throws {
        let folder = try TestFolder(Self.repository())
        let first = try await Self.review(folder, update: true)
        #expect(Self.known(first) == 200)
        #expect(first.exitCode == 0 && Self.listed(first) == [])

        let second = try await Self.review(folder)
        #expect(second.exitCode == 0 && Self.listed(second) == [] && Self.known(second) == 200)
        #expect(second.review.notes.contains { $0.en.contains("200 findings known") })

        // Lines above move all of the file's findings; three faults come in, one of them like a known one.
        let edited = """
            # syntax=docker/dockerfile:1

            # moved down
            FROM registry.example.com/base:7
            USER 1000:1000
            EXPOSE    70000
            EXPOSE 70001 70002
            RUN cp a b
            EXPOSE 80001
            EXPOSE 70000
            EXPOSE 70003 80002
            EXPOSE 70000
            """
        try folder.write("service7/Dockerfile", edited + "\n")
        let third = try await Self.review(folder)
        #expect(third.exitCode == 1)
        #expect(
            Self.listed(third) == [
                "service7/Dockerfile:11 DF601", "service7/Dockerfile:12 DF601", "service7/Dockerfile:9 DF601",
            ])
        #expect(Self.known(third) == 200)
    }

    @Test func whatIsMendedIsToldAndTakenOut() async throws {
        let folder = try TestFolder(Self.repository())
        _ = try await Self.review(folder, update: true)
        try folder.write("service0/Dockerfile", "FROM registry.example.com/base:0\nUSER 1000:1000\n")
        let mended = try await Self.review(folder)
        #expect(mended.review.notes.contains { $0.en.contains("Mended: 5 findings") })
        _ = try await Self.review(folder, update: true)
        let after = try await Self.review(folder)
        #expect(!after.review.notes.contains { $0.en.contains("Mended") } && Self.known(after) == 195)
    }

    @Test func aReviewOfAPartLeavesTheRestOfTheBaselineAlone() async throws {
        let folder = try TestFolder(Self.repository())
        // A repository, so that paths begin at its root.
        try FileManager.default.createDirectory(atPath: folder.path(".git"), withIntermediateDirectories: true)
        _ = try await Self.review(folder, update: true)
        let part = try await Self.review(folder, at: [folder.path("service3")])
        #expect(Self.listed(part) == [] && !part.review.notes.contains { $0.en.contains("Mended") })
        _ = try await Self.review(folder, update: true, at: [folder.path("service3")])
        #expect(Self.known(try await Self.review(folder)) == 200)
    }

    @Test func knownFindingsStillCountForTheAnswers() async throws {
        let folder = try TestFolder(["Dockerfile": Data("FROM debian:12\nCOPY app /app\nCMD [\"/app\"]\n".utf8)])
        var request = ReviewRequest(paths: [folder.path("")])
        request.usesShellCheck = false
        let plain = try await Reviewer(request, progress: Progress(isOn: false, .english)).run()
        _ = try await Self.review(folder, update: true)
        let known = try await Self.review(folder)
        #expect(!plain.review.faults.isEmpty && known.review.faults.isEmpty)
        #expect(known.review.sheet.answers.map(\.state) == plain.review.sheet.answers.map(\.state))
    }

    @Test func aBaselineThatIsNotThereIsAnError() async throws {
        let folder = try TestFolder(["Dockerfile": Data("FROM a:1\n".utf8)])
        await #expect {
            _ = try await Self.review(folder)
        } throws: { error in
            "\(error)".contains("--update-baseline")
        }
        try folder.write("baseline.json", "{}")
        await #expect(throws: Failure.self) { _ = try await Self.review(folder) }
    }
}

extension TestFolder {
    func write(_ name: String, _ text: String) throws {
        let file = URL(filePath: path(name))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }
}
