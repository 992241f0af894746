import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Edits of what an image starts: ENTRYPOINT, CMD and the scripts behind them.
enum StartEdits {
    /// A command of a start script or of a shell form is taken out; nil where it is all that there is.
    static func remove(_ place: Span, _ workload: Workload) -> Edit? {
        for script in workload.scripts where script.source.path == place.path {
            guard let command = script.shell.commands.first(where: { $0.effective?.range == place.bytes }) else {
                continue
            }
            let path = place.path == workload.dockerfile.source.path ? nil : place.path
            return CommandEdits.remove(command, from: script.shell, of: script.source, path: path)
        }
        guard let config = workload.config, place.path == workload.dockerfile.source.path else { return nil }
        let line = CommandLine(config)
        guard let script = line.script ?? line.shellArguments, script.interpreter.isShell,
            let index = line.scriptInstruction, !workload.dockerfile.instructions[index].isJSON,
            let command = script.shell.commands.first(where: {
                $0.effective.map { script.sourceRange($0.range) } == place.bytes
            })
        else { return nil }
        return CommandEdits.remove(command, script, index, workload.dockerfile)
    }

    /// The JSON array that starts the same program without a shell or a package manager between; nil where a shell is
    /// needed. `isSame` when it is only another way of writing.
    static func exec(_ shell: ShellScript, _ workload: Workload) -> (text: String, isSame: Bool)? {
        guard let words = ExecForm.words(shell), let first = words.first, !hasLoginShell(workload) else { return nil }
        if let script = workload.scripts.first(where: { RelativePath.name($0.imagePath) == RelativePath.name(first) }) {
            // Only a shell runs a script that does not name its interpreter.
            guard script.shell.shebang != nil else { return nil }
        } else if first.hasSuffix(".sh") {
            return nil
        }
        guard ["npm", "yarn", "pnpm"].contains(first) else { return (ExecForm.text(words), true) }
        return packageCommand(words, workload).map { (ExecForm.text($0), false) }
    }

    /// Whether the shell reads files first that may set what the program needs: PATH of conda, rvm and the like.
    private static func hasLoginShell(_ workload: Workload) -> Bool {
        guard let config = workload.config else { return false }
        let words = config.shell?.value.dropFirst() ?? []
        return config.environment["BASH_ENV"] != nil || config.environment["ENV"] != nil
            || words.contains {
                $0 == "--login"
                    || $0.hasPrefix("-") && !$0.hasPrefix("--") && ($0.contains("l") || $0.contains("i"))
                        && $0 != "pipefail"
            }
    }

    /// The program that `npm start` or `yarn run serve` runs in the end, where package.json tells it in plain words.
    static func packageCommand(_ words: [String], _ workload: Workload) -> [String]? {
        var rest = words.dropFirst()
        guard let runner = words.first else { return nil }
        if rest.first == "run" || rest.first == "run-script" {
            rest = rest.dropFirst()
        } else if runner == "npm", rest.first != "start" {
            return nil
        }
        guard rest.count == 1, let name = rest.first, !name.hasPrefix("-"), let stage = workload.stage,
            let folder = workload.config.map({ $0.workdir?.value ?? KnownStart.of($0.base)?.workdir ?? "/" }),
            case .context(let path, _)? = workload.files.origin(
                of: (folder == "/" ? "" : folder) + "/package.json", in: stage),
            let manifest = workload.manifests.first(where: { $0.path == path }),
            // npm runs these before and after.
            manifest.script("pre" + name) == nil, manifest.script("post" + name) == nil,
            let script = manifest.script(name),
            var command = ExecForm.words(ShellScript.parse(text: script.text)), let program = command.first
        else { return nil }
        if program == "node" { return command }
        // A package's own program is not on the image's PATH.
        guard !program.contains("/"), StopBehaviour.of(program) == .handles,
            ["next", "nuxt", "remix-serve", "react-router-serve"].contains(program)
        else { return nil }
        command[0] = "./node_modules/.bin/" + program
        return command
    }

    static let packageNote = Text(
        en: "The package manager no longer starts it: it sets no `npm_…` variables, and runs no other script before.",
        ja: "パッケージマネージャーを経由しなくなるため、`npm_…` 変数は設定されず、前後のスクリプトも実行されません。")
}
