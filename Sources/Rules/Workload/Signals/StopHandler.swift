import Basics
import RuleKit
import Workload

/// A handler of SIGTERM for a program that has none.
enum StopHandler {
    /// Appends one to the file that Node.js starts with; nil where that file, or its source, is not at hand.
    static func edit(_ program: ProcessChain.Link, _ workload: Workload) -> Edit? {
        guard program.name == "node" || program.name == "nodejs", let tree = workload.tree,
            let path = entry(program, workload), let source = tree.source(path, limit: 512 << 10)
        else { return nil }
        let end = source.bytes.count
        let gap = source.bytes.last == 0x0A || end == 0 ? "\n" : "\n\n"
        return Edit(
            path: path, end..<end,
            gap + "// ECS sends SIGTERM to stop the task: let requests that have begun end here first.\n"
                + "process.once(\"SIGTERM\", () => process.exit(0));\n")
    }

    /// Whether the program ignores the signal, as far as its sources tell.
    static func isMissing(_ program: ProcessChain.Link, _ workload: Workload) -> Bool {
        guard StopBehaviour.of(program.name) == .needsHandler, workload.process?.hasInit != true,
            case .none = SignalHandlers.search(program.name, in: workload)
        else { return false }
        return true
    }

    static let note = Text(
        en: "The handler that is added ends at once: close the server and its connections there first.",
        ja: "追加されるハンドラーは直ちに終了します。先にサーバーと接続を閉じる処理をそこに加えてください。")

    /// `server.js`, or `src/server.ts` for the `dist/server.js` that a compiler makes of it.
    private static func entry(_ program: ProcessChain.Link, _ workload: Workload) -> String? {
        guard let name = program.arguments.first(where: { !$0.hasPrefix("-") }), let folder = workload.folder,
            let context = workload.context, let stage = workload.stage, let tree = workload.tree,
            let path = RelativePath.join(name.hasPrefix("/") ? "" : folder, name)
        else { return nil }
        for ending in name.hasSuffix("js") ? [""] : ["", ".js", "/index.js"] {
            if case .context(let found, _)? = workload.files.origin(of: "/" + path + ending, in: stage) { return found }
        }
        guard !name.hasPrefix("/"), let clean = RelativePath.join("", name), let dot = clean.lastIndex(of: "."),
            let slash = clean.firstIndex(of: "/"), ["dist", "build", "out", "lib"].contains(String(clean[..<slash]))
        else { return nil }
        let stem = clean[clean.index(after: slash)..<dot]
        let candidates = ["", "src/"].flatMap { head in [".ts", ".mts", ".js"].map { head + stem + $0 } }
        let found = candidates.map { context.treePath($0) }.filter { tree.exists($0) }
        return found.count == 1 ? found[0] : nil
    }
}
