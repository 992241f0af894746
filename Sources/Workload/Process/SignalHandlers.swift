package import Basics
import DockerfileSyntax

/// Looks for what handles SIGTERM in the sources of an interpreted program.
package enum SignalHandlers {
    package enum Answer: Sendable, Hashable {
        /// The file that handles it, and what tells so.
        case found(Span)
        /// All sources were read, and none does.
        case none(files: Int)
        /// The sources are not at hand, or there are too many.
        case unknown
    }

    private struct Language {
        var extensions: [String]
        /// Names that only code that handles the signal has, or libraries that do it by themselves.
        var marks: [String]
        /// Folders that hold other people's code.
        var skipped: [String]
    }

    private static let node = Language(
        extensions: [".js", ".mjs", ".cjs", ".ts", ".mts", ".cts", ".tsx", ".jsx"],
        marks: [
            "SIGTERM", "enableShutdownHooks", "close-with-grace", "terminus", "lightship", "http-terminator",
            "http-graceful-shutdown", "exit-hook", "async-exit-hook", "signal-exit", "Deno.addSignalListener",
            "graceful-shutdown", "stoppable",
        ],
        skipped: ["node_modules/", "bower_components/", ".yarn/", "test/", "tests/", "__tests__/", "public/"])
    private static let python = Language(
        extensions: [".py"],
        marks: [
            "SIGTERM", "add_signal_handler", "signal.signal", "uvicorn.run", "uvicorn.Server", "hypercorn", "run_app(",
            "gunicorn", "reactor.run", "sanic", "Sanic(", "cherrypy", "celery", "gevent.signal", "run_polling",
            "aiorun", "eventlet", "daphne", "granian", "streamlit", "signal_handler", "Worker(",
        ],
        skipped: ["site-packages/", ".venv/", "venv/", "test/", "tests/"])
    private static let php = Language(
        extensions: [".php"], marks: ["SIGTERM", "pcntl_signal", "swoole", "Swoole", "Worker::runAll", "artisan"],
        skipped: ["vendor/", "tests/"])
    private static let perl = Language(extensions: [".pl", ".pm"], marks: ["TERM"], skipped: [])

    private static func language(_ program: String) -> Language? {
        if program.hasPrefix("node") || program == "deno" { return node }
        if program.hasPrefix("python") || program.hasPrefix("pypy") { return python }
        if program.hasPrefix("php") { return php }
        return program.hasPrefix("perl") ? perl : nil
    }

    /// - Parameter program: the interpreter's name.
    package static func search(
        _ program: String, in workload: Workload, maximumFiles: Int = 400, maximumBytes: Int = 512 << 10
    ) -> Answer {
        guard let language = language(program), let tree = workload.tree, let context = workload.context,
            let stage = workload.stage
        else { return .unknown }
        let paths = workload.files.contextPaths(in: stage, context).filter { path in
            language.extensions.contains { path.hasSuffix($0) } && !path.hasSuffix(".d.ts")
                && !path.hasSuffix(".min.js")
                && !language.skipped.contains { path.hasPrefix($0) || path.contains("/" + $0) }
        }
        guard !paths.isEmpty, paths.count <= maximumFiles else { return .unknown }
        let marks = language.marks.map { Array($0.utf8) }
        for path in paths {
            guard let source = tree.source(path, limit: maximumBytes) else { return .unknown }
            if let range = first(of: marks, in: source.bytes) { return .found(source.span(range)) }
        }
        return .none(files: paths.count)
    }

    /// One pass: a mark is compared only where its first byte stands.
    private static func first(of marks: [[UInt8]], in bytes: [UInt8]) -> Range<Int>? {
        var byFirst = [[[UInt8]]](repeating: [], count: 256)
        for mark in marks { if let first = mark.first { byFirst[Int(first)].append(mark) } }
        return bytes.withUnsafeBufferPointer { buffer -> Range<Int>? in
            for index in buffer.indices {
                for mark in byFirst[Int(buffer[index])] where index + mark.count <= buffer.count {
                    if buffer[index..<index + mark.count].elementsEqual(mark) { return index..<index + mark.count }
                }
            }
            return nil
        }
    }
}
