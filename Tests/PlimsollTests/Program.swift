import Foundation

/// Runs programs, the one that is tested among them.
enum Program {
    struct Result {
        var code: Int32
        var output: String
        var errors: String
    }

    /// The folder of the repository.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folder of the built products: tests and programs lie side by side.
    static let products: URL = {
        #if os(macOS)
            for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
                return bundle.bundleURL.deletingLastPathComponent()
            }
        #endif
        return URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
    }()

    static let plimsoll = root.appending(path: ".build/debug/plimsoll")

    /// Runs `plimsoll` with arguments.
    static func run(_ arguments: String..., input: String? = nil) throws -> Result {
        try start(program.path, arguments, input: input)
    }

    /// The built program, beside the tests wherever these were built.
    static let program: URL = {
        let beside = products.appending(path: "plimsoll")
        return FileManager.default.isExecutableFile(atPath: beside.path) ? beside : plimsoll
    }()

    /// Runs a script or program; its path, or a name to be found in PATH.
    static func start(
        _ path: String, _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:],
        input: String? = nil
    ) throws -> Result {
        let process = Process()
        process.executableURL = URL(filePath: path.contains("/") ? path : "/usr/bin/env")
        process.arguments = (path.contains("/") ? [] : [path]) + arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let scratch = FileManager.default.temporaryDirectory.appending(path: "plimsoll-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        // Files, not pipes: a program that prints much must not wait for a reader.
        let (output, errors) = (scratch.appending(path: "out"), scratch.appending(path: "err"))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let source = scratch.appending(path: "in")
        try Data((input ?? "").utf8).write(to: source)
        process.standardInput = try FileHandle(forReadingFrom: source)
        try process.run()
        process.waitUntilExit()
        return Result(
            code: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    /// Whether a program is in PATH.
    static func isInstalled(_ name: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }
}
