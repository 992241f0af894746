import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// The instruction that lasts, for a command whose effect ends with its RUN.
enum LastingEffect {
    static func fix(_ run: ShellRuns.Run, _ command: Command) -> Fix? {
        guard !run.isHeredoc, !run.instruction.isJSON, run.instruction.flags.isEmpty,
            run.place(command.range) == run.instruction.argumentsSpan
        else { return nil }
        switch command.program {
        case "cd": return workdir(run, command)
        case "export": return environment(run, command)
        case ".", "source": return virtualEnvironment(run, command)
        default: return nil
        }
    }

    /// The ENV that a RUN of nothing but `export` stands for; nil for another RUN.
    static func settings(_ index: Int, _ file: Dockerfile) -> String? {
        guard let script = file.instructions[index].script, script.interpreter.isShell,
            script.shell.commands.count == 1, let command = script.shell.commands.first, command.program == "export",
            let edit = fix(ShellRuns.Run(file: file, index: index, script: script), command)?.edits.first
        else { return nil }
        return edit.replacement + file.source.text(edit.range.upperBound..<file.instructions[index].range.upperBound)
    }

    private static func workdir(_ run: ShellRuns.Run, _ command: Command) -> Fix? {
        guard command.words.count == 2, let path = command.words[1].literal, path.hasPrefix("/"),
            !command.words[1].isQuoted
        else { return nil }
        return .ask(
            run.instruction.keywordRange.lowerBound..<run.place(command.words[1]).lowerBound, "WORKDIR ",
            note: Text(
                en: "What follows runs in this folder then, and so does the container.",
                ja: "以降の命令とコンテナは、このディレクトリで実行されるようになります。"))
    }

    /// ENV reads quotes and plain variables as the shell does.
    private static func environment(_ run: ShellRuns.Run, _ command: Command) -> Fix? {
        guard let first = command.words.dropFirst().first else { return nil }
        for word in command.words.dropFirst() {
            let text = run.file.source.text(run.place(word))
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex,
                text[..<equals].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }),
                !text.contains(where: { "`~\\\n".contains($0) }), !text.contains("$("), !text.contains("${"),
                !SecretName.matches(String(text[..<equals]))
            else { return nil }
        }
        return .ask(
            run.instruction.keywordRange.lowerBound..<run.place(first).lowerBound, "ENV ",
            note: Text(
                en: "The variable is set in the rest of the build and in the container then.",
                ja: "この変数は、以降のビルドとコンテナでも設定されるようになります。"))
    }

    private static func virtualEnvironment(_ run: ShellRuns.Run, _ command: Command) -> Fix? {
        let end = "/bin/activate"
        guard command.words.count == 2, let path = command.words[1].literal, path.hasPrefix("/"), path.hasSuffix(end)
        else { return nil }
        let folder = path.dropLast(end.utf8.count)
        return .ask(
            run.instruction.range, "ENV VIRTUAL_ENV=\(folder) PATH=\(folder)/bin:$PATH",
            note: Text(
                en: "Python and pip are those of the environment in all that follows.",
                ja: "以降の命令とコンテナでは、この仮想環境の Python と pip が使われます。"))
    }
}
