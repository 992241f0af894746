import Basics
import Subprocess

/// A helper program that answers with a few bytes in a short time, or is ended.
package enum BoundedProcess {
    /// Why there is no answer. What the program printed is told nowhere but in `failed`, and there its error line alone.
    package enum Trouble: Error, CustomStringConvertible {
        case missing(String)
        case slow(seconds: Int)
        case failed(output: String, error: String)
        case broken(String)

        package var description: String {
            switch self {
            case .missing(let program): "\(program) is not installed"
            case .slow(let seconds): "no answer within \(seconds) s"
            case .failed(_, let error): error.isEmpty ? "it failed" : error
            case .broken(let cause): cause
            }
        }
    }

    /// Standard output as text, 64 KiB at most.
    package static func output(
        _ program: String, _ arguments: [String], input: String, environment: [String: String], seconds: Int = 30
    ) async throws(Trouble) -> String {
        // A path goes through the shell's exec: a value of its type would need a module for this alone.
        let isPath = program.contains("/")
        let executable = Executable.name(isPath ? "sh" : program)
        let words = (isPath ? ["-c", "exec \"$0\" \"$@\"", program] : []) + arguments
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        let custom = Environment.custom(variables)
        let outcome = await withTaskGroup(of: Result<String, Trouble>?.self) { group in
            group.addTask {
                do {
                    let result = try await run(
                        executable, arguments: .init(words), environment: custom, input: .string(input),
                        output: .string(limit: 64 << 10), error: .string(limit: 64 << 10))
                    let text = result.standardOutput
                    guard result.terminationStatus.isSuccess else {
                        let line = result.standardError.split(separator: "\n").first.map(String.init) ?? ""
                        return .failure(.failed(output: text, error: String(line.prefix(200))))
                    }
                    return .success(text)
                } catch let error as SubprocessError where error.code == .executableNotFound {
                    return .failure(.missing(program))
                } catch {
                    return .failure(.broken("it could not be run"))
                }
            }
            group.addTask {
                // A helper may wait for a touch of a key or a password forever.
                try? await Task.sleep(for: .seconds(seconds))
                return Task.isCancelled ? nil : .failure(.slow(seconds: seconds))
            }
            var first: Result<String, Trouble>?
            while first == nil, let next = await group.next() { first = next }
            group.cancelAll()
            return first ?? .failure(.broken("it was stopped"))
        }
        return try outcome.get()
    }
}
