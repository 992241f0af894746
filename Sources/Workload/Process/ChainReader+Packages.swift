import Basics
import DockerfileSyntax
import ShellSyntax

extension ChainReader {
    /// `npm start`, `yarn run serve`: the runner starts `sh -c` with the script of package.json.
    ///
    /// npm 10 was tried: SIGTERM reaches only the shell. dash ends without telling the program; bash and BusyBox
    /// have become the program. Yarn since 2 and Bun have shells of their own.
    mutating func packageScript(_ words: [Argument]) -> ProcessChain.Verdict {
        guard let runner = link(.runner, words) else { return unknownEnd }
        links.append(runner)
        let index = links.count - 1
        guard let manifest = packageManifest() else { return withoutManifest(index) }
        if runner.name.hasPrefix("yarn"), let manager = manifest.packageManager, !manager.range.hasPrefix("1") {
            return unknownRunner(runner.name)
        }
        guard let name = Self.scriptName(runner), let script = manifest.script(name) else {
            return withoutManifest(index)
        }
        let shell = "sh"
        links.append(ProcessChain.Link(kind: .shellForm, name: shell, words: [], span: script.span))
        let parsed = ShellScript.parse(text: script.text)
        let place = script.span
        let verdict = body(
            parsed, at: links.count - 1, shell: shell, arguments: [], isCommandString: true
        ) { _ in place }
        switch verdict {
        case .blocked(let at, .shellWaits) where at == index + 1: return .blocked(index, .runner)
        case .reaches where runner.name != "npm": return unknownRunner(runner.name)
        default: return verdict
        }
    }

    /// The shell alone decides: dash never becomes the program.
    private mutating func withoutManifest(_ index: Int) -> ProcessChain.Verdict {
        if KnownImage.of(config.base)?.family == .debian { return .blocked(index, .runner) }
        return unknownRunner(links[index].name)
    }

    private func unknownRunner(_ name: String) -> ProcessChain.Verdict {
        .unknown(
            Text(
                en: "whether `\(name)` hands SIGTERM on to the program depends on its version and on the shell",
                ja: "`\(name)` が SIGTERM をプログラムに渡すかどうかは、バージョンとシェルによります"))
    }

    /// The package.json of the folder that the image works in.
    func packageManifest() -> Manifest? {
        guard let tree, let path = ImageFiles.absolute("package.json", in: config.workingFolder),
            case .context(let source, _)? = files.origin(of: path, in: stage)
        else { return nil }
        return ManifestReader.read(source, in: tree).first
    }

    private static func scriptName(_ runner: ProcessChain.Link) -> String? {
        var words = runner.arguments.filter { !$0.hasPrefix("-") }
        guard let verb = words.first else { return runner.name == "yarn" ? "start" : nil }
        words.removeFirst()
        switch (runner.name, verb) {
        case ("npx", _): return nil
        case (_, "run"), (_, "run-script"): return words.first
        case ("npm", "start"), ("npm", "test"), ("npm", "stop"): return verb
        case ("npm", _): return nil
        case (_, "exec"), (_, "dlx"), (_, "node"): return nil
        default: return verb
        }
    }
}
