import Basics
import Foundation
import Inventory
import OCIImage
import Testing

/// What the readers tell of one file; the test fails where none of them wants it.
func tell(
    _ path: String, _ bytes: [UInt8], mode: UInt16 = 0o644, location: SourceLocation = #_sourceLocation
) -> FileTold {
    let entry = LayerEntry(path: path, size: bytes.count, mode: mode)
    #expect(PackageReaders.wish(entry) != .no, sourceLocation: location)
    return PackageReaders.read(entry, MemoryContent(bytes))
}

func tell(_ path: String, _ text: String, location: SourceLocation = #_sourceLocation) -> FileTold {
    tell(path, Array(text.utf8), location: location)
}

/// Reads damaged forms of a valid file: cut off, bits turned, bytes overwritten, stretches moved or repeated. Nothing may
/// crash; what is told is of no matter. `PLIMSOLL_DAMAGE=100` in the environment makes a hundred times as many.
func damage(_ path: String, _ bytes: [UInt8], mode: UInt16 = 0o644, rounds: Int, head: Int = .max) {
    var random = SystemProgram.Random(seed: 7)
    let times = ProcessInfo.processInfo.environment["PLIMSOLL_DAMAGE"].flatMap { Int($0) } ?? 1
    for _ in 0..<rounds * max(1, min(times, 10_000)) {
        var damaged = bytes
        for _ in 0..<random.below(8) + 1 where !damaged.isEmpty {
            let at = random.below(min(damaged.count, head))
            switch random.below(6) {
            case 0: damaged[at] ^= 1 << UInt8(random.below(8))
            case 1: damaged[at] = UInt8(random.below(256))
            case 2:
                let value: [UInt8] = [
                    [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], [0x80, 0, 0, 0],
                ][
                    random.below(4)]
                for (index, byte) in value.enumerated() where at + index < damaged.count { damaged[at + index] = byte }
            case 3: damaged.removeLast(random.below(damaged.count))
            case 4:
                let other = random.below(damaged.count)
                let count = min(random.below(64), damaged.count - max(at, other))
                for index in 0..<count { damaged[at + index] = damaged[other + index] }
            default: damaged.insert(contentsOf: damaged.prefix(random.below(32)), at: at)
            }
        }
        let entry = LayerEntry(path: path, size: damaged.count, mode: mode)
        _ = PackageReaders.read(entry, MemoryContent(damaged))
    }
}

/// Programs of the machine that tests compare with.
enum SystemProgram {
    /// The same numbers in every run.
    struct Random {
        private var state: UInt64
        init(seed: UInt64) { state = seed }

        mutating func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return limit <= 0 ? 0 : Int((state >> 33) % UInt64(limit))
        }
    }

    struct Failed: Error { var text: String }

    static func path(_ name: String) -> String? {
        ["/usr/bin/", "/bin/", "/usr/local/bin/", "/usr/sbin/"].map { $0 + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    static func has(_ names: String...) -> Bool { names.allSatisfy { path($0) != nil } }

    /// Its output; throws where it does not end with 0.
    static func run(_ name: String, _ arguments: [String], in folder: String? = nil) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path(name) ?? name)
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed(text: "\(name) ended with \(process.terminationStatus)")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// A folder of its own that is gone afterwards.
    static func withFolder<T>(_ body: (String) throws -> T) throws -> T {
        let folder = NSTemporaryDirectory() + "/plimsoll-inventory-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder)
    }

    static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
}
