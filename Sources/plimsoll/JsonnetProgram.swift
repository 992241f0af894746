import Basics
import Foundation
import Subprocess
import SystemPackage
import Templates

/// Has Jsonnet files rendered by the `jsonnet` program, where it is installed.
struct JsonnetProgram: Sendable {
    private let program: String?
    /// The folder on disk that paths start from; nil for standard input.
    private let folder: String?
    /// How long one file may take.
    private let limit: Duration

    init(
        folder: String?, path: String = ProcessInfo.processInfo.environment["PATH"] ?? "",
        limit: Duration = .seconds(5)
    ) {
        self.folder = folder
        self.limit = limit
        program = path.split(separator: ":").map { $0 + "/jsonnet" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What a file becomes. A file that never ends being evaluated is given up.
    func render(_ path: String, _ source: [UInt8]) async -> JsonnetRendering {
        guard let program, let folder else { return .noProgram }
        let place = folder + "/" + RelativePath.folder(path)
        let limit = limit
        return await withTaskGroup(of: JsonnetRendering?.self) { group in
            group.addTask { await Self.run(program, in: place, JsonnetSource.prepared(source)) }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first ?? .failed("no result after \(limit.components.seconds) s")
        }
    }

    private static func run(_ program: String, in folder: String, _ source: [UInt8]) async -> JsonnetRendering {
        // A file, not a pipe: a program that ends before it has read all would end us by SIGPIPE.
        let scratch = FileManager.default.temporaryDirectory.appending(path: "plimsoll-\(UUID().uuidString).jsonnet")
        defer { try? FileManager.default.removeItem(at: scratch) }
        do {
            try Data(source).write(to: scratch)
            let input = try FileDescriptor.open(FilePath(scratch.path), .readOnly)
            // From standard input, imports are looked for in the working directory.
            let result = try await Subprocess.run(
                .path(.init(program)), arguments: ["-J", ".", "-"], workingDirectory: .init(folder),
                input: .fileDescriptor(input, closeAfterSpawningProcess: true), output: .bytes(limit: 4 << 20),
                error: .string(limit: 64 << 10))
            guard result.terminationStatus.isSuccess else {
                let line = result.standardError.split(whereSeparator: \.isNewline).first ?? ""
                return .failed(String(line.prefix(200)))
            }
            return .json(result.standardOutput)
        } catch {
            return .failed("\(error)")
        }
    }
}
