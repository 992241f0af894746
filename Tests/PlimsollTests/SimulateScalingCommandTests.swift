import Foundation
import Testing

@testable import plimsoll

struct SimulateScalingCommandTests {
    private static let folder = Program.root.appending(path: "examples/scaling")
    private static let metrics = folder.appending(path: "metrics.csv").path
    private static let policy = folder.appending(path: "policy.json").path

    @Test func theExampleIsPlayed() throws {
        let run = try Program.run(
            "simulate-scaling", Self.metrics, Self.policy, "--cpu", "512", "--memory", "1024", "--lang", "en",
            "--color", "never")
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.contains("orders-api: 2 to 10 tasks"), "\(run.output)")
        #expect(run.output.contains("scaling activities") && run.output.contains("Fargate"))
        let other = try Program.run("simulate-scaling", Self.metrics, Self.policy, "--lang", "ja")
        #expect(other.code == 0 && other.output.contains("--cpu 512 --memory 1024 のように"), "\(other.output)")
    }

    @Test func itIsWrittenAsJSONAndAsSVG() throws {
        let folder = try TestFolder([:])
        let run = try Program.run(
            "simulate-scaling", Self.metrics, Self.policy, "--format", "json", "--svg", folder.path("plot.svg"))
        #expect(run.code == 0, "\(run.errors)")
        let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        #expect((object?["activities"] as? [Any])?.isEmpty == false)
        let svg = try String(contentsOfFile: folder.path("plot.svg"), encoding: .utf8)
        #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
        let printed = try Program.run("simulate-scaling", Self.metrics, Self.policy, "--format", "svg", "--lang", "en")
        #expect(printed.output.contains("orders-api: scaling of recorded load"))
    }

    @Test func definitionsTellTheSizeOfATask() throws {
        let deploy = Program.root.appending(path: "examples/orders-repaired/deploy").path
        let run = try Program.run(
            "simulate-scaling", Self.metrics, deploy, "--service", "orders-api", "--lang", "en", "--color", "never")
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.contains("orders-api: 3 to 12 tasks"), "\(run.output)")
        #expect(run.output.contains("vCPU"))
    }

    @Test func whatIsWrongEndsWith2() throws {
        let folder = try TestFolder([
            "bad.csv": Data("time,cpu\nnow,1\n".utf8), "none.json": Data("{}".utf8),
            "alone.json": Data(
                #"{"TargetValue": 50, "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}"#
                    .utf8),
        ])
        let bad = try Program.run("simulate-scaling", folder.path("bad.csv"), Self.policy, "--lang", "en")
        #expect(bad.code == 2 && bad.output.isEmpty)
        #expect(bad.errors.contains("bad.csv:2: `now` is no time"), "\(bad.errors)")
        let none = try Program.run("simulate-scaling", Self.metrics, folder.path("none.json"), "--lang", "ja")
        #expect(none.code == 2 && none.errors.contains("スケーリングポリシーが見つかりません"), "\(none.errors)")
        let alone = try Program.run("simulate-scaling", Self.metrics, folder.path("alone.json"), "--lang", "en")
        #expect(alone.code == 2 && alone.errors.contains("--min and --max"), "\(alone.errors)")
        #expect(
            try Program.run("simulate-scaling", Self.metrics, folder.path("alone.json"), "--min", "1", "--max", "9")
                .code == 0)
        #expect(try Program.run("simulate-scaling", Self.metrics, Self.policy, "--metric", "x").code == 2)
        #expect(try Program.run("simulate-scaling", folder.path("gone.csv"), Self.policy).code == 2)
    }
}
