import Foundation

/// A program that orders versions by its own rules: one process for all pairs.
struct Oracle {
    let command: [String]

    /// Runs `Oracles/SCRIPT` with a program; nil where `check` says that it is not at hand.
    init?(_ program: String, _ options: [String] = [], script: String, check: [String]) {
        guard let (status, _) = Self.run([program] + check, input: ""), status == 0 else { return nil }
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Oracles")
        command = [program] + options + [folder.appending(path: script).path]
    }

    /// What it says of each pair; nil for a pair that it refuses.
    func orders(_ pairs: [(String, String)]) -> [Int?] {
        let input = pairs.map { "\($0.0)\t\($0.1)\n" }.joined()
        guard let (status, output) = Self.run(command, input: input), status == 0 else { return [] }
        return output.split(separator: "\n").map { Int($0) }
    }

    static let deb = Oracle("perl", script: "deb.pl", check: ["-MDpkg::Version", "-e", "1"])
    static let dpkg = Oracle("sh", script: "deb.sh", check: ["-c", "command -v dpkg"])
    /// The module is the distribution's, so it is its Python that has it.
    static let rpm = Oracle("/usr/bin/python3", script: "rpm_order.py", check: ["-c", "import rpm; rpm.ver"])
    static let npm = Oracle("node", script: "npm.js", check: ["--version"])
    static let gem = Oracle("ruby", script: "gem.rb", check: ["--version"])
    static let maven = {
        let jar = "/usr/share/java/maven-artifact-3.x.jar:/usr/share/java/commons-lang3.jar"
        guard FileManager.default.fileExists(atPath: "/usr/share/java/maven-artifact-3.x.jar") else {
            return Oracle?.none
        }
        return Oracle("java", ["-cp", jar], script: "Maven.java", check: ["-version"])
    }()
    /// From `Scripts/test-tools`.
    static let pypi = {
        var folder = URL(filePath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let python = folder.appending(path: ".build-tools/test/bin/python").path
            if FileManager.default.fileExists(atPath: python) {
                return Oracle(python, script: "pypi_order.py", check: ["-c", "import packaging"])
            }
        }
        return Oracle?.none
    }()

    private static func run(_ command: [String], input: String) -> (status: Int32, output: String)? {
        let folder = FileManager.default.temporaryDirectory
        let asked = folder.appending(path: "pairs-\(UUID().uuidString)")
        let told = folder.appending(path: "orders-\(UUID().uuidString)")
        defer {
            try? FileManager.default.removeItem(at: asked)
            try? FileManager.default.removeItem(at: told)
        }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        do {
            try Data(input.utf8).write(to: asked)
            try Data().write(to: told)
            process.standardInput = try FileHandle(forReadingFrom: asked)
            process.standardOutput = try FileHandle(forWritingTo: told)
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: try Data(contentsOf: told), as: UTF8.self))
        } catch {
            return nil
        }
    }
}
