import Basics
import Foundation
import Reports
import RuleKit
import Testing

@testable import plimsoll

/// One service in four forms: raw JSON, ecspresso, CloudFormation and Terraform are judged alike.
@Suite struct ExampleFormsTests {
    /// The rules that need what the files of raw JSON and ecspresso do not hold: roles, groups, listeners, scaling.
    private static let needInfrastructure: Set<String> = [
        "TD505", "SV216", "SV301", "SV305", "SV403", "SV502", "SV507", "SV510",
    ]

    @Test(arguments: ["orders", "orders-repaired"], [RuleSet.calm, .strict])
    func cloudFormationAndTerraformAreJudgedAlike(example: String, level: RuleSet) async throws {
        let template = try await Self.findings(example, nil, level)
        let terraform = try await Self.findings(example, "terraform", level)
        #expect(terraform.map(\.rule).sorted() == template.map(\.rule).sorted())
    }

    @Test(arguments: ["orders", "orders-repaired"], [RuleSet.calm, .strict])
    func rawJSONAndECSpressoAreJudgedAlike(example: String, level: RuleSet) async throws {
        let raw = try await Self.findings(example, "raw", level)
        let ecspresso = try await Self.findings(example, "ecspresso", level)
        #expect(ecspresso.map(\.rule).sorted() == raw.map(\.rule).sorted())
        #expect(ecspresso.map(\.said).sorted() == raw.map(\.said).sorted())
    }

    @Test(arguments: ["orders", "orders-repaired"], [RuleSet.calm, .strict])
    func onlyInfrastructureMakesADifference(example: String, level: RuleSet) async throws {
        let raw = try await Self.findings(example, "raw", level)
        let template = try await Self.findings(example, nil, level).filter {
            !$0.rule.hasPrefix("IF") && !Self.needInfrastructure.contains($0.rule)
        }
        #expect(raw.map(\.rule).sorted() == template.map(\.rule).sorted())
    }

    /// A fault between two files shows both of them, whatever the definition is written in.
    @Test(arguments: [nil, "raw", "ecspresso", "terraform"])
    func faultsBetweenFilesShowBoth(form: String?) async throws {
        let found = try await Self.findings("orders", form, .strict)
        let between = [
            ("SV214", "api/entrypoint.sh"), ("TD802", "api/entrypoint.sh"), ("SV401", "api/Dockerfile"),
            ("TD208", "api/Dockerfile"),
        ]
        for (rule, file) in between {
            let finding = try #require(found.first { $0.rule == rule }, "\(rule)")
            #expect(finding.file.hasPrefix("deploy/"))
            #expect(finding.others.contains(file), "\(rule) shows \(finding.others)")
        }
    }

    /// A definition has the name of a secret and its value in different lines; the report is sent around.
    @Test(arguments: [nil, "raw", "ecspresso", "terraform"])
    func noReportTellsTheSecret(form: String?) async throws {
        let outcome = try await Self.outcome("orders", form, .style)
        #expect(outcome.review.faults.contains { $0.rule == "TD501" })
        for format in ReportFormat.allCases {
            for language in Language.allCases {
                let text = try format.render(outcome.review, language)
                #expect(!text.contains("vTz2mXw9LpR4d"), "\(format.rawValue) \(language)")
            }
        }
    }

    @Test(arguments: [nil, "raw", "ecspresso", "terraform"])
    func theRepairedServiceIsClean(form: String?) async throws {
        #expect(try await Self.findings("orders-repaired", form, .calm).map { "\($0.rule) \($0.said)" } == [])
    }

    /// boto3 knows the shapes of the API, and moto makes what it is given; skipped where they are not installed.
    @Test func theRepairedServiceRegisters() throws {
        let python = Program.root.appending(path: ".build-tools/test/bin/python").path
        guard FileManager.default.isExecutableFile(atPath: python),
            try Program.start(python, ["-c", "import boto3, moto"]).code == 0
        else { return }
        let result = try Program.start(
            python,
            [
                Program.root.appending(path: "Scripts/register-example").path,
                Program.root.appending(path: "examples/forms/orders-repaired/raw").path,
                Program.root.appending(path: "examples/orders-repaired/deploy/orders.yaml").path,
            ])
        #expect(result.code == 0, "\(result.errors)")
        #expect(result.output.contains("task-definition/orders-api:1"))
        #expect(result.output.contains("CREATE_COMPLETE"))
    }

    private struct Found: Sendable {
        var rule: String
        var said: String
        var file: String
        var others: [String]
    }

    private static func findings(_ example: String, _ form: String?, _ level: RuleSet) async throws -> [Found] {
        try await outcome(example, form, level).review.faults.compactMap { finding in
            let path = finding.span.path
            guard let range = path.range(of: "deploy/") else { return nil }
            let folder = String(path[..<range.lowerBound])
            return Found(
                rule: finding.rule, said: finding.arguments.sorted { $0.key < $1.key }.description,
                file: String(path[range.lowerBound...]),
                others: finding.related.map { $0.span.path.replacingOccurrences(of: folder, with: "") })
        }
    }

    /// The review of an example whose definitions are replaced by another form.
    private static func outcome(_ example: String, _ form: String?, _ level: RuleSet) async throws -> ReviewOutcome {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "plimsoll-form-\(UUID().uuidString)")
        try files.copyItem(at: Program.root.appending(path: "examples/" + example), to: folder)
        // The other service has one form only.
        try files.removeItem(at: folder.appending(path: "deploy/invoices.yaml"))
        defer { try? files.removeItem(at: folder) }
        if let form {
            let deploy = folder.appending(path: "deploy")
            try files.removeItem(at: deploy)
            try files.copyItem(at: Program.root.appending(path: "examples/forms/\(example)/\(form)"), to: deploy)
        }
        return try await ExampleReview.run(folder, level)
    }
}
