import Basics
import Foundation
import OCIImage

/// Writes down what a reader tells.
struct Recorder: LayerConsumer {
    struct Told: Hashable, Sendable {
        var entry: LayerEntry
        var content: [UInt8] = []
        var hasEnded = false
    }

    var told: [Told] = []
    /// Paths whose content is not wanted.
    var unwanted: Set<String> = []
    var keepsContent = true
    var bytes = 0

    mutating func begin(_ entry: LayerEntry) throws(Failure) -> Bool {
        // Where content lies in the archive is tested by itself.
        told.append(Told(entry: entry))
        return !unwanted.contains(entry.path)
    }

    mutating func content(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        self.bytes += bytes.count
        if keepsContent { told[told.count - 1].content += bytes }
    }

    mutating func end() throws(Failure) { told[told.count - 1].hasEnded = true }

    consuming func finish() throws(Failure) -> Recorder { self }
}

/// How a test cuts its input.
enum Chunks {
    case all
    case each(Int)
    case random(seed: UInt64)

    func cut(_ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
        var at = 0
        var state: UInt64 = 0
        if case .random(let seed) = self { state = seed }
        while at < bytes.count {
            var count = bytes.count
            switch self {
            case .all: break
            case .each(let size): count = size
            case .random:
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                // Many short pieces, some of several blocks.
                count = 1 + Int(state >> 33) % ((state >> 60) < 10 ? 40 : 3000)
            }
            let end = min(bytes.count, at + count)
            let piece = Array(bytes[at..<end])
            try piece.withUnsafeBufferPointer { (piece) throws(Failure) in try body(UnsafeRawBufferPointer(piece)) }
            at = end
        }
    }
}

func readTar(
    _ bytes: [UInt8], _ chunks: Chunks = .all, limits: ImageLimits = ImageLimits(), _ recorder: Recorder = Recorder()
) throws(Failure) -> [Recorder.Told] {
    var reader = TarReader(recorder, limits: limits, what: "the archive")
    try chunks.cut(bytes) { (piece) throws(Failure) in try reader.feed(piece) }
    return try reader.finish().told
}

func readLayer(
    _ bytes: [UInt8], _ chunks: Chunks = .all, limits: ImageLimits = ImageLimits()
) throws(Failure)
    -> LayerOutcome<Recorder.Result>
{
    var stream = LayerStream(Recorder(), limits: limits, what: "the layer")
    try chunks.cut(bytes) { (piece) throws(Failure) in try stream.feed(piece) }
    return try stream.finish()
}

func decompress(
    _ bytes: [UInt8], _ chunks: Chunks = .all, limits: ImageLimits = ImageLimits()
) throws(Failure)
    -> [UInt8]
{
    var decompressor = Decompressor(limits: limits, what: "the stream")
    var output: [UInt8] = []
    try chunks.cut(bytes) { (piece) throws(Failure) in
        try decompressor.feed(piece) { (piece) throws(Failure) in output += piece }
    }
    try decompressor.finish { (piece) throws(Failure) in output += piece }
    return output
}

/// The failure of an expression that must fail.
func failure(_ body: () throws(Failure) -> Void) -> Failure? {
    do {
        try body()
        return nil
    } catch {
        return error
    }
}

/// Programs that make input for tests.
enum Tool {
    static func path(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static func exists(_ name: String) -> Bool { path(name) != nil }

    /// What it wrote to standard output; nil where it failed.
    static func run(_ name: String, _ arguments: [String], in folder: URL) throws -> [UInt8]? {
        guard let path = path(name) else { return nil }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? Array(data) : nil
    }

    /// Runs `body` with a folder that is removed afterwards.
    static func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "plimsoll-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }
}
