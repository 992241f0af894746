import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Lets a build check what it fetches before it runs it: against a digest that a build argument must give.
enum ChecksumFix {
    static func fix(_ download: Download, _ index: Int, _ script: EmbeddedScript, _ file: Dockerfile) -> Fix? {
        let shell = script.shell
        guard script.interpreter.isShell, shell.commands.indices.contains(download.commandIndex),
            file.instructions[index].heredocs.isEmpty, !file.instructions[index].isJSON,
            let stage = file.stage(of: index), download.urls.count == 1, let url = download.urls.first?.template
        else { return nil }
        let command = shell.commands[download.commandIndex]
        let steps: (range: Range<Int>, lines: [String])?
        if let execution = download.pipesInto {
            guard execution.form == .pipe, shell.commands.indices.contains(execution.commandIndex) else { return nil }
            steps = piped(download, command, shell.commands[execution.commandIndex], shell, path: "/tmp/" + name(url))
        } else {
            steps = kept(download, command, shell)
        }
        guard let steps, stands(command, shell) else { return nil }
        let place = script.sourceRange(steps.range)
        guard !file.comments.contains(where: { $0.range.overlaps(place) }) else { return nil }
        let argument = variable(url, file)
        let escape = String(decoding: [file.escape], as: UTF8.self)
        let text = steps.lines.map { $0.replacing("@SUM@", with: "$" + argument) }.joined(
            separator: " \(escape)\n    && ")
        guard stage.from < index else { return nil }
        return Fix(
            .ask,
            [file.inserting("ARG \(argument)", before: index), Edit(place, text)],
            note: Text(
                en: """
                    The build fails until `\(argument)` has a value: read what is fetched once, take its SHA-256 digest, \
                    and write it behind `ARG \(argument)=`.
                    """,
                ja: """
                    `\(argument)` に値を設定するまでビルドは失敗します。取得する内容を一度確認し、その SHA-256 ダイジェストを \
                    `ARG \(argument)=` の後に書いてください。
                    """))
    }

    /// Whether `a && b` can stand in the command's place: nothing but `&&` joins it to others.
    private static func stands(_ command: Command, _ shell: ShellScript) -> Bool {
        let context = command.context
        guard shell.statements.count == 1, !context.isInFunction, !context.isInLoop, !context.isConditional,
            !context.isInSubstitution, !context.isInNestedShell, context.subshellDepth == 0, !context.isNegated,
            let statement = shell.statements.first, statement.terminator != .background
        else { return false }
        return statement.links.allSatisfy { $0.connector != .or }
    }

    /// `curl … | sh -s -- -y`
    private static func piped(
        _ download: Download, _ command: Command, _ runner: Command, _ shell: ShellScript, path: String
    ) -> (Range<Int>, [String])? {
        guard command.context.pipelineCount == 2, command.context.pipelineIndex == 0,
            runner.context.pipelineIndex == 1, command.redirections.isEmpty, runner.redirections.isEmpty,
            let fetch = fetch(download, command, shell, path), let run = run(runner, shell, path)
        else { return nil }
        return (
            command.range.lowerBound..<runner.range.upperBound,
            [fetch, "echo \"@SUM@  \(path)\" | sha256sum -c -", run, "rm \(path)"]
        )
    }

    /// The download with its output in a file.
    private static func fetch(_ download: Download, _ command: Command, _ shell: ShellScript, _ path: String) -> String?
    {
        let text = shell.text(command.range)
        switch download.tool {
        case .curl: return download.options.has("-o", "--output") ? nil : text + " -o " + path
        case .wget:
            guard
                let option = download.options.options.first(where: { $0.name == "-O" || $0.name == "--output-document" }
                ),
                option.value == "-"
            else { return nil }
            let place = (option.valueWord ?? option.word).range
            let old = shell.text(place)
            guard old.hasSuffix("-") else { return nil }
            let head = shell.text(command.range.lowerBound..<place.upperBound - 1)
            let gap = option.valueWord == nil && !old.hasPrefix("--") ? " " : ""
            return head + gap + path + shell.text(place.upperBound..<command.range.upperBound)
        default: return nil
        }
    }

    /// The interpreter with the file in place of its input.
    private static func run(_ command: Command, _ shell: ShellScript, _ path: String) -> String? {
        guard command.effectiveIndex < command.words.count else { return nil }
        var options: [String] = []
        var arguments: [String] = []
        var isBehind = false
        for word in command.effectiveArguments {
            guard let text = word.literal else { return nil }
            if isBehind {
                arguments.append(word.text)
            } else if text == "-" || text == "/dev/stdin" || text == "--" {
                isBehind = true
            } else if text == "-s" {
                // What follows are the script's own, behind `--` where it is written.
                continue
            } else if text.hasPrefix("-"), !text.dropFirst().hasPrefix("-"), !text.contains("s") || text == "-s" {
                options.append(word.text)
            } else {
                guard !text.hasPrefix("-") else { return nil }
                isBehind = true
                arguments.append(word.text)
            }
        }
        let program = shell.text(command.range.lowerBound..<command.words[command.effectiveIndex].range.upperBound)
        return ([program] + options + [path] + arguments).joined(separator: " ")
    }

    /// `curl -o get.sh … && sh get.sh`: the check goes between.
    private static func kept(_ download: Download, _ command: Command, _ shell: ShellScript) -> (Range<Int>, [String])?
    {
        let path: String
        switch download.output {
        case .file(let word):
            guard let text = word.literal else { return nil }
            path = text
        case .remoteName: path = FetchedCode.fileName(download)
        default: return nil
        }
        guard !path.isEmpty, path.utf8.allSatisfy(ExecForm.isPlain), command.context.pipelineCount == 1,
            command.context.after == .and
        else { return nil }
        return (command.range, [shell.text(command.range), "echo \"@SUM@  \(path)\" | sha256sum -c -"])
    }

    // MARK: Names

    private static func words(_ url: String) -> [String] {
        let path = url.split(separator: "?").first.map(String.init) ?? url
        let last = path.split(separator: "/").dropFirst().last(where: { !$0.contains("$") }) ?? "install"
        return last.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map { $0.lowercased() }
    }

    /// `get-cli.sh` for `https://sentry.io/get-cli/`.
    private static func name(_ url: String) -> String {
        var parts = words(url)
        if parts.last == "sh" || parts.last == "py" {
            return parts.dropLast().joined(separator: "-") + "." + (parts.last ?? "sh")
        }
        if parts.isEmpty { parts = ["install"] }
        return parts.joined(separator: "-") + ".sh"
    }

    /// `GET_CLI_SHA256`; another where the file has that one.
    private static func variable(_ url: String, _ file: Dockerfile) -> String {
        var parts = words(url)
        if ["sh", "py", "bash"].contains(parts.last ?? ""), parts.count > 1 { parts.removeLast() }
        let stem = parts.joined(separator: "_").uppercased()
        let name = (stem.first?.isLetter == true ? stem : "SCRIPT_" + stem) + "_SHA256"
        let isTaken = file.instructions.contains { $0.pairs.contains { $0.key.shown == name } }
        return isTaken ? "SCRIPT_" + name : name
    }
}
