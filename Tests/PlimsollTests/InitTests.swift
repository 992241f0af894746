import Basics
import Foundation
import Lens
import Reports
import RuleKit
import Testing

@testable import plimsoll

/// What `plimsoll init` writes reads as what was there.
struct InitTests {
    private static let dockerfile = """
        FROM node:latest AS build
        # hadolint ignore=DL3011
        EXPOSE 70000
        FROM quay.io/team/base:1
        USER 1000:1000
        EXPOSE 70001
        RUN apt-get update && apt-get install -y curl
        LABEL version=v1 other=x

        """

    private static let files: [String: String] = [
        "Dockerfile": dockerfile,
        "web/Dockerfile": dockerfile,
        ".hadolint.yaml": """
        ignored: [DL3007, SC2086, DL9999]
        override:
          error: [DL3008]
          style: [DL3009]
        failure-threshold: error
        trustedRegistries: [docker.io, "*.example.com"]
        label-schema: {version: semver, team: text}
        strict-labels: true
        disable-ignore-pragma: true

        """,
        ".trivyignore.yaml": """
        misconfigurations:
          - id: AVD-DS-0008
            paths: ["web/**"]
            statement: "why: \\"quoted\\" # \\\\ and 理由\\tx"
            expired_at: 2030-01-01
          - id: DS-0017
            expired_at: 2020-01-01

        """,
        ".checkov.yaml": "skip-check: [CKV_DOCKER_3, CKV_AWS_1]\n",
    ]

    private static func folder(_ files: [String: String] = files) throws -> TestFolder {
        try TestFolder(files.mapValues { Data($0.utf8) })
    }

    /// All that a review says, in a form that can be compared.
    private static func said(_ outcome: ReviewOutcome) -> [String] {
        let findings = outcome.review.workloads.flatMap { workload in
            workload.findings.map { finding in
                let silenced = finding.suppression.map { " ~\($0.kind) \($0.reason)" } ?? ""
                return "\(workload.name) \(finding.span.path):\(finding.span.start.line) \(finding.rule) "
                    + "\(finding.verdict) \(finding.severity)\(silenced) \(finding.isShown)"
            }
        }
        return findings + outcome.review.sheet.answers.map { "\($0.question.id) \($0.state)" }
            + ["exit \(outcome.exitCode)"]
    }

    private static let today = Day(year: 2026, month: 11, day: 21)

    @Test(arguments: Language.allCases)
    func theReviewIsTheSameWithTheNewFile(language: Language) async throws {
        let folder = try Self.folder()
        let before = try await folder.review()
        #expect(before.review.faults.contains { $0.rule == "DF229" } && before.exitCode == 1)
        _ = try await InitCommand.write(folder.path("."), force: false, language, today: Self.today)
        let after = try await folder.review()
        #expect(Self.said(after) == Self.said(before))
        #expect(!after.review.notes.contains { $0.en.contains(".hadolint.yaml") })
        // The other tools' files are no longer needed.
        for name in Self.files.keys where name.hasPrefix(".") {
            try FileManager.default.removeItem(atPath: folder.path(name))
        }
        #expect(Self.said(try await folder.review()) == Self.said(before))
    }

    @Test func nothingIsOverwrittenUnasked() async throws {
        for name in ProjectFile.names {
            let folder = try Self.folder(["Dockerfile": Self.dockerfile, name: "level: style\n"])
            await #expect {
                _ = try await InitCommand.write(folder.path("."), force: false, .english)
            } throws: { error in
                "\(error)".contains("--force")
            }
            #expect(try String(contentsOfFile: folder.path(name), encoding: .utf8) == "level: style\n")
            _ = try await InitCommand.write(folder.path("."), force: true, .english)
            #expect(try String(contentsOfFile: folder.path(name), encoding: .utf8).contains("level: calm"))
            let found = ProjectFile.names.filter { FileManager.default.fileExists(atPath: folder.path($0)) }
            #expect(found == [name], "one settings file a folder")
        }
    }

    @Test func withoutOtherToolsItIsShort() async throws {
        let folder = try Self.folder([
            "Dockerfile": "FROM scratch\nCOPY app /app\nUSER 1000:1000\nCMD [\"/app\"]\n", "app": "",
        ])
        let told = try await InitCommand.write(folder.path("."), force: false, .english, today: Self.today)
        let text = try String(contentsOfFile: folder.path("plimsoll.yml"), encoding: .utf8)
        #expect(!text.contains("foreign-settings") && !text.contains("ignore:") && text.contains("fail-on: medium"))
        #expect(text.contains("#   Dockerfile: application"))
        #expect(told.contains("passes today"))
    }

    @Test func theTemplatesBehindTheHashesAreRight() async throws {
        let folder = try Self.folder()
        _ = try await InitCommand.write(folder.path("."), force: false, .japanese, today: Self.today)
        let text = try String(contentsOfFile: folder.path("plimsoll.yml"), encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0 == "# roles:" })
        let opened = lines[start...].map { line in
            let isComment = line.hasPrefix("# ") && !line.hasPrefix("#   ") && !line.hasSuffix(":")
            return isComment || !line.hasPrefix("# ") ? String(line) : String(line.dropFirst(2))
        }
        let filled = opened.joined(separator: "\n").replacingOccurrences(of: "answer: ", with: "answer: met")
            .replacingOccurrences(of: "owner: ", with: "owner: us")
        let file = try ProjectFile.read(SourceFile(path: "plimsoll.yml", text: filled))
        #expect(file.roles.count == 2 && !file.attestations.isEmpty)
        #expect(file.attestations.allSatisfy { Catalogue.question(id: $0.id) != nil })
    }

    @Test func aPlaceThatIsNotThereIsAnError() async throws {
        await #expect(throws: Failure.self) {
            _ = try await InitCommand.write("/no/such/place", force: false, .english)
        }
    }
}
