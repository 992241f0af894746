import Foundation
import Testing

@testable import plimsoll

struct AdviseCommandTests {
    private static let orders = Program.root.appending(path: "examples/orders").path

    private func object(_ arguments: String...) throws -> [[String: Any]] {
        var all = ["advise", "--format", "json", "--region", "us-east-1"]
        all += arguments
        let run = try Program.start(Program.program.path, all)
        #expect(run.code == 0, "\(run.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        return try #require(object?["workloads"] as? [[String: Any]])
    }

    private func service(_ workload: [String: Any], _ name: String) -> [String: Any]? {
        (workload["services"] as? [[String: Any]])?.first { $0["service"] as? String == name }
    }

    private func ids(_ service: [String: Any]?, _ key: String) -> [String] {
        (service?[key] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    @Test func theExampleStaysOnFargate() throws {
        let workloads = try object(Self.orders)
        #expect(workloads.compactMap { $0["name"] as? String }.sorted() == ["orders-api", "orders-invoices"])
        for workload in workloads {
            #expect(workload["first"] as? String == "fargate", "\(workload["name"] ?? "")")
            #expect((workload["services"] as? [Any])?.count == 6)
        }
        let api = try #require(workloads.first { $0["name"] as? String == "orders-api" })
        #expect(service(api, "fargate")?["verdict"] as? String == "fits")
        #expect(service(api, "eks")?["verdict"] as? String == "fits-with-changes")
        #expect(service(api, "ec2")?["verdict"] as? String == "fits")
        // What nobody told leaves these two open.
        #expect(service(api, "lambda")?["verdict"] as? String == "unknown")
        #expect(ids(service(api, "lambda"), "open").contains("lambda.timeout"))
        #expect(ids(service(api, "lambda"), "changes").contains("lambda.interface"))
        #expect(ids(service(api, "app-runner"), "open").contains("app-runner.customers"))
        // 2 x (0.5 x 0.04048 + 1 x 0.004445) x 730
        let cost = service(api, "fargate")?["cost"] as? [String: Any]
        #expect((cost?["usd"] as? [String: Double])?["low"] == 36.04)
    }

    @Test func optionsDecide() throws {
        let workloads = try object(
            Self.orders, "--workload", "orders-api", "--app-runner-customer", "no", "--max-request-seconds", "901",
            "--gpu", "yes")
        let api = try #require(workloads.first)
        #expect(workloads.count == 1)
        #expect(ids(service(api, "lambda"), "broken").sorted() == ["lambda.gpu", "lambda.timeout"])
        #expect(ids(service(api, "app-runner"), "broken").contains("app-runner.customers"))
        #expect(service(api, "fargate")?["verdict"] as? String == "does-not-fit")
        #expect(api["first"] as? String == "managed-instances")
    }

    @Test func theTextTellsPlacesAndPagesInBothLanguages() throws {
        let english = try Program.run("advise", Self.orders, "--workload", "orders-api", "--lang", "en")
        #expect(english.code == 0, "\(english.errors)")
        #expect(english.output.contains("Choose first: Amazon ECS on Fargate (fits)"))
        #expect(english.output.contains("deploy/orders.yaml:5"))
        #expect(english.output.contains("https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"))
        #expect(english.output.contains("What would change the answer"))
        let japanese = try Program.run("advise", Self.orders, "--workload", "orders-api", "--lang", "ja")
        #expect(japanese.output.contains("第一候補: Amazon ECS (Fargate)") && japanese.output.contains("チームの担当"))
    }

    @Test func settingsAreReadAndHeldToTheirForm() throws {
        let folder = try TestFolder([
            "Dockerfile": Data("FROM node:24\nEXPOSE 3000\nCMD [\"node\", \"a.js\"]\n".utf8),
            "plimsoll.yml": Data("advise:\n  traffic: rare\n  team-size: 3\n".utf8),
        ])
        let run = try Program.run("advise", folder.path(""), "--lang", "en")
        #expect(run.code == 0 && run.output.contains("plimsoll.yml:2"), "\(run.errors)")
        let wrong = try TestFolder([
            "Dockerfile": Data("FROM node:24\nCMD [\"node\", \"a.js\"]\n".utf8),
            "plimsoll.yml": Data("advise:\n  traffic: sometimes\n".utf8),
        ])
        let refused = try Program.run("advise", wrong.path(""), "--lang", "ja")
        #expect(refused.code == 2 && refused.output.isEmpty)
        #expect(refused.errors.contains("plimsoll.yml:2:12") && refused.errors.contains("steady, spiky"))
    }

    @Test func wrongOptionsEndWith2() throws {
        #expect(try Program.run("advise", Self.orders, "--team-size", "0").code == 2)
        #expect(try Program.run("advise", Self.orders, "--traffic", "bursty").code == 2)
        let unknown = try Program.run("advise", Self.orders, "--workload", "none", "--lang", "en")
        #expect(unknown.code == 2 && unknown.errors.contains("`orders-api`"))
        #expect(try Program.run("advise", "/nowhere/at/all").code == 2)
    }

    @Test func whereNothingRunsThatIsSaid() throws {
        let folder = try TestFolder(["README.md": Data("# Nothing\n".utf8)])
        let run = try Program.run("advise", folder.path(""), "--lang", "en")
        #expect(run.code == 0 && run.output.hasPrefix("No workload was found here"))
    }
}
