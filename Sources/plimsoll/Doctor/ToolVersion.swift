import Foundation
import Subprocess
import SystemPackage

/// Finds other programs and asks them for their version.
enum ToolVersion {
    /// The first executable of that name in a list such as `PATH`.
    static func find(_ name: String, in path: String) -> String? {
        path.split(separator: ":").map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// What the program prints; nil when it fails or does not end in time.
    static func output(of program: String, _ arguments: [String], within patience: Duration) async -> String? {
        await withTaskGroup(of: String?.self) { group in
            group.addTask {
                let result = try? await run(
                    .path(.init(program)), arguments: .init(arguments), output: .string(limit: 64 << 10),
                    error: .discarded)
                guard let result, result.terminationStatus.isSuccess else { return nil }
                return result.standardOutput
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }

    /// The first word that looks like a version: `0.9.0` of `version: 0.9.0`.
    static func number(in text: String) -> String? {
        text.split(whereSeparator: \.isWhitespace).first { word in
            word.utf8.contains(UInt8(ascii: ".")) && word.utf8.first.map { (0x30...0x39).contains($0) } == true
        }.map(String.init)
    }
}
