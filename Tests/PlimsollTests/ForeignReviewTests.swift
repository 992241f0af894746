import Basics
import Foundation
import Reports
import RuleKit
import Testing

@testable import plimsoll

/// A repository where other linters already run.
struct ForeignReviewTests {
    private static let dockerfile = """
        FROM registry.example.com/base:1
        USER 1000:1000
        EXPOSE 70000

        """

    private static func review(_ files: [String: String], at path: String = "") async throws -> ReviewOutcome {
        try await TestFolder(files.mapValues { Data($0.utf8) }).review(path)
    }

    private static func faults(_ outcome: ReviewOutcome) -> [String] { outcome.review.faults.map(\.rule) }

    @Test(arguments: [
        (".hadolint.yaml", "ignored: [DL3011]"), (".hadolint.yml", "ignored: [DL3011]"),
        (".trivyignore", "AVD-DS-0008"), (".trivyignore", "DS008 exp:2999-01-01"),
        (".trivyignore.yaml", "misconfigurations: [{id: DS-0008}]"), ("plimsoll.yml", "ignore: [{rule: DF601}]"),
        ("plimsoll.yml", "ignore: [{rule: DL3011, paths: ['Docker*'], expires: 2999-01-01}]"),
    ])
    func theirExceptionsCount(name: String, text: String) async throws {
        let outcome = try await Self.review(["Dockerfile": Self.dockerfile, name: text])
        #expect(Self.faults(outcome) == [] && outcome.exitCode == 0)
        let silenced = outcome.review.workloads.flatMap(\.findings).filter { $0.suppression?.kind == .settings }
        #expect(silenced.map(\.rule) == ["DF601"])
        #expect(silenced.first?.suppression?.span?.path.hasSuffix(name) == true)
        let told = outcome.review.notes.contains { $0.en.contains("are in force") && $0.en.contains(name) }
        #expect(told == (name != "plimsoll.yml"))
    }

    @Test func withoutThemThereIsAFault() async throws {
        #expect(Self.faults(try await Self.review(["Dockerfile": Self.dockerfile])) == ["DF601"])
    }

    @Test func theNearestFileUpToTheRootCounts() async throws {
        let files = [
            ".git/HEAD": "", ".hadolint.yaml": "ignored: [DL3011]", "a/b/Dockerfile": Self.dockerfile,
            "c/Dockerfile": Self.dockerfile, "c/.hadolint.yaml": "ignored: []",
        ]
        #expect(Self.faults(try await Self.review(files, at: "a/b")) == [])
        #expect(Self.faults(try await Self.review(files, at: "a/b/Dockerfile")) == [])
        #expect(Self.faults(try await Self.review(files, at: "c")) == ["DF601"])
    }

    @Test(arguments: [
        ("failure-threshold: error", Int32(1)), ("failure-threshold: none", 0), ("no-fail: true", 0),
        ("override: {info: [DL3011]}", 0), ("override: {info: [DL3011]}\nfailure-threshold: info", 1),
        ("override: {warning: [DL3011]}\nfailure-threshold: error", 0),
    ])
    func theirThresholdsDecideTheExitCode(text: String, code: Int32) async throws {
        let outcome = try await Self.review(["Dockerfile": Self.dockerfile, ".hadolint.yaml": text])
        #expect(Self.faults(outcome) == ["DF601"] && outcome.exitCode == code)
    }

    @Test func ourFileWins() async throws {
        let files = [
            "Dockerfile": Self.dockerfile, ".hadolint.yaml": "ignored: [DL3011]\nfailure-threshold: none",
            "plimsoll.yml": "rules: {DF601: on}\nfail-on: medium",
        ]
        let outcome = try await Self.review(files)
        #expect(Self.faults(outcome) == ["DF601"] && outcome.exitCode == 1)
        var aside = files
        aside["plimsoll.yml"] = "foreign-settings: false"
        #expect(Self.faults(try await Self.review(aside)) == ["DF601"])
    }

    @Test func whatSilencesNothingIsAsideForThoseWhoAsk() async throws {
        let outcome = try await Self.review([
            "Dockerfile": Self.dockerfile, ".hadolint.yaml": "ignored: [DL3011, DL3012, DL9999]",
            ".trivyignore": "AVD-DS-0008 exp:2020-01-01\nCVE-2020-1\n",
        ])
        #expect(outcome.review.details.count == 1)
        #expect(outcome.review.details.first?.en.contains("`DL3012` silences nothing") == true)
        #expect(outcome.review.notes.contains { $0.en.contains("`AVD-DS-0008` has ended (2020-01-01)") })
    }

    @Test func aBrokenFileOfAnotherToolStopsNothing() async throws {
        let outcome = try await Self.review(["Dockerfile": Self.dockerfile, ".hadolint.yaml": "ignored: ["])
        #expect(Self.faults(outcome) == ["DF601"])
        #expect(outcome.review.notes.contains { $0.en.contains("could not be read, and nothing of it counts") })
    }

    @Test(.timeLimit(.minutes(10)))
    func thousandsOfPragmasTakeNoLongerThanThousandsOfFindings() async throws {
        var text = "FROM registry.example.com/base:1\nUSER 1000:1000\n"
        for number in 0..<4000 { text += "# hadolint ignore=DL3011\nEXPOSE \(70_000 + number)\n" }
        text += String(repeating: "#trivy:ignore:DS-0008\n", count: 20_000) + "EXPOSE 69999\n"
        let outcome = try await Self.review(["Dockerfile": text])
        #expect(Self.faults(outcome) == [])
    }
}
