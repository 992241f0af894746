import Basics
import Foundation
import Reports
import RuleKit
import Testing

@testable import plimsoll

/// The example's delivery in three forms: GitHub Actions, GitLab CI, CodePipeline with CodeBuild.
@Suite struct ExamplePipelinesTests {
    /// What is planted in each form; the comments of the rules tell why it is a fault.
    static let planted: [(form: String, rules: Set<String>)] = [
        (
            "github",
            [
                "PL103", "PL105", "PL108", "PL201", "PL209", "PL301", "PL302", "PL311", "PL312", "PL313", "PL316",
                "PL401", "PL402", "PL408", "PL501", "PL502", "PL503", "PL504", "PL508", "PL515",
            ]
        ),
        (
            "gitlab",
            [
                "PL103", "PL105", "PL108", "PL110", "PL201", "PL209", "PL311", "PL313", "PL319", "PL403", "PL408",
                "PL503", "PL504", "PL508", "PL515",
            ]
        ),
        (
            "codepipeline",
            [
                "PL103", "PL105", "PL108", "PL201", "PL202", "PL205", "PL307", "PL308", "PL311", "PL313", "PL408",
                "PL412", "PL413", "PL506", "PL513", "IF205",
            ]
        ),
    ]

    @Test(arguments: planted)
    func eachPlantedFaultIsReported(form: String, rules: Set<String>) async throws {
        let found = try await Self.faults("orders", form, .strict)
        #expect(rules.subtracting(found.map(\.rule)) == [])
    }

    @Test(arguments: ["github", "gitlab", "codepipeline"])
    func theCleanTwinIsClean(form: String) async throws {
        let found = try await Self.faults("orders-repaired", form, .calm)
        #expect(found.map { "\($0.rule) \($0.span.path):\($0.span.start.line)" } == [])
    }

    /// The values of credentials stand in the example's pipelines; the report is sent around.
    @Test(arguments: ["github", "gitlab", "codepipeline"])
    func noReportTellsACredential(form: String) async throws {
        let secrets = [
            "hN4wQz7sVx2Kc9Tb", "c9Tb2KhN4wQz7sVxLp0RmYd8GfJk3EuAo6WiXnB5", "npm_Zt4bQ8vWn2Lx6KsRy0PcHd9MfGj3UeAo5TiX",
        ]
        let review = try await Self.outcome("orders", form, .style).review
        for format in ReportFormat.allCases {
            let text = try format.render(review, .english)
            for secret in secrets { #expect(!text.contains(secret), "\(format.rawValue)") }
        }
    }

    /// The faults of the files that a form adds.
    private static func faults(_ example: String, _ form: String, _ level: RuleSet) async throws -> [Finding] {
        let names = [".github/", ".gitlab-ci.yml", "buildspec.yml", "deploy/pipeline.yaml"]
        return try await outcome(example, form, level).review.faults.filter { finding in
            names.contains { finding.span.path.contains($0) }
        }
    }

    /// The review of an example with the pipeline of a form beside it.
    private static func outcome(_ example: String, _ form: String, _ level: RuleSet) async throws -> ReviewOutcome {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "plimsoll-pipeline-\(UUID().uuidString)")
        defer { try? files.removeItem(at: folder) }
        try files.copyItem(at: Program.root.appending(path: "examples/" + example), to: folder)
        let source = Program.root.appending(path: "examples/forms/\(example)/pipelines/\(form)")
        for name in try files.subpathsOfDirectory(atPath: source.path) {
            var isFolder: ObjCBool = false
            let from = source.appending(path: name)
            guard files.fileExists(atPath: from.path, isDirectory: &isFolder), !isFolder.boolValue else { continue }
            let to = folder.appending(path: name)
            try files.createDirectory(at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
            try files.copyItem(at: from, to: to)
        }
        return try await ExampleReview.run(folder, level)
    }
}
