import Basics
import Foundation
import Parity
import Testing
import Workload

/// `plimsoll parity` as people start it.
@Suite struct ParityCommandTests {
    private static func path(_ name: String) -> String { Program.root.appending(path: name).path }

    @Test func theExampleDiffersInOneField() throws {
        let run = try Program.run("parity", Self.path("examples/orders"), "--lang", "en")
        #expect(run.code == 1)
        #expect(run.output.contains("! task.runtimePlatform.cpuArchitecture  ARM64    X86_64"))
        #expect(run.output.contains("1 undeclared difference;"))
    }

    @Test func theRepairedTwinDiffersInNone() throws {
        let run = try Program.run("parity", Self.path("examples/orders-repaired"), "--lang", "ja")
        #expect(run.code == 0)
        #expect(run.output.contains("宣言されていない差異はありません"))
    }

    @Test func withoutTwoEnvironmentsItSaysHowToNameThem() throws {
        let run = try Program.run("parity", Self.path("examples/orders/deploy/orders.yaml"), "--lang", "en")
        #expect(run.code == 3)
        #expect(run.output.contains("environments:"))
        let json = try Program.run("parity", Self.path("examples/orders/deploy/orders.yaml"), "--format", "json")
        #expect(json.code == 3)
        #expect(json.output.contains(#""services" : ["#))
    }

    @Test func jsonHasTheTable() throws {
        struct Record: Decodable {
            var schemaVersion: Int
            var services: [ParityTable.Service]
        }
        let run = try Program.run("parity", Self.path("examples/orders"), "--format", "json")
        let record = try JSONDecoder().decode(Record.self, from: Data(run.output.utf8))
        let service = try #require(record.services.first)
        #expect(record.schemaVersion == 1 && record.services.count == 1)
        #expect(service.environments.map(\.name) == ["staging", "production"])
        #expect(service.rows.filter { $0.outcome == .differs }.map(\.field) == ["task.runtimePlatform.cpuArchitecture"])
        #expect(run.output.contains("examples/orders/deploy/parameters/invoices-staging.json"))
    }

    @Test func wrongDeclarationsAreWrongUsage() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "parity-\(UUID().uuidString).yml")
        defer { try? FileManager.default.removeItem(at: file) }
        try "parity: {allow: [{field: cpu, reason: small}]}".write(to: file, atomically: true, encoding: .utf8)
        let run = try Program.run("parity", Self.path("examples/orders"), "--config", file.path)
        #expect(run.code == 2)
        #expect(run.errors.contains("1:26"))
        try "parity: {allow: [{field: task.runtimePlatform.**, reason: Graviton is tried}]}".write(
            to: file, atomically: true, encoding: .utf8)
        let allowed = try Program.run("parity", Self.path("examples/orders"), "--config", file.path, "--lang", "en")
        #expect(allowed.code == 0)
        #expect(allowed.output.contains("+ task.runtimePlatform.cpuArchitecture"))
        #expect(allowed.output.contains("Graviton is tried"))
    }
}
