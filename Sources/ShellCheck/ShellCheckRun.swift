import Basics
import Foundation
package import RuleKit
import Subprocess
import SystemPackage

/// Runs ShellCheck once over a batch.
package enum ShellCheckRun {
    package struct Outcome: Sendable {
        package enum State: Sendable {
            case ran
            case absent
            case failed(String)
        }
        package var state: State
        package var findings: [(workload: Int, finding: Finding)]
    }

    private struct Answer: Decodable {
        var comments: [ShellCheckComment]
    }

    /// The program's path, or nil where it is not installed.
    package static func find(path: String = ProcessInfo.processInfo.environment["PATH"] ?? "") -> String? {
        path.split(separator: ":").map { $0 + "/shellcheck" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Codes that do not apply to a snippet of a Dockerfile: no shebang, sourced files that only the image has, and
    /// variables that ENV and ARG set. SC1107: older versions do not know `extended-analysis`.
    private static let left = "SC1090,SC1091,SC1107,SC2148,SC2154,SC2239"

    /// Checks a batch with one process. Levels that `set` would not show are not asked for.
    package static func run(_ batch: ShellCheckBatch, program: String?, set: RuleSet) async -> Outcome {
        guard let program else { return Outcome(state: .absent, findings: []) }
        if batch.isEmpty { return Outcome(state: .ran, findings: []) }
        let folder = FileManager.default.temporaryDirectory.appending(path: "plimsoll-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        } catch {
            return Outcome(state: .failed("\(folder.path): \(error.localizedDescription)"), findings: [])
        }
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            for number in 0..<batch.count {
                try Data(batch.input(number)).write(to: folder.appending(path: "\(number)"))
            }
            let level = set == .calm ? "error" : set == .strict ? "warning" : "style"
            let names = (0..<batch.count).map(String.init)
            let result = try await Subprocess.run(
                .path(.init(program)),
                arguments: .init(["--format=json1", "--severity=\(level)", "--exclude=\(left)"] + names),
                workingDirectory: .init(folder.path),
                output: .data(limit: 256 << 20), error: .string(limit: 64 << 10))
            // 1 says that there are findings; more says that some input could not be read.
            guard case .exited(let code) = result.terminationStatus, code <= 1 else {
                return Outcome(state: .failed(result.standardError), findings: [])
            }
            let answer = try JSONDecoder().decode(Answer.self, from: result.standardOutput)
            let findings = answer.comments.filter { $0.set <= set }.flatMap { comment in
                Int(comment.file).map { batch.findings(comment, snippet: $0) } ?? []
            }
            return Outcome(state: .ran, findings: findings)
        } catch {
            return Outcome(state: .failed("\(error)"), findings: [])
        }
    }
}
