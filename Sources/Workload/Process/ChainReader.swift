import Basics
import DockerfileSyntax
import ShellSyntax

/// Follows ENTRYPOINT and CMD from program to program, through scripts in the build context.
struct ChainReader {
    /// A word of a command with its place.
    struct Argument {
        var text: String?
        var span: Span
    }

    private let file: Dockerfile
    private let stage: Stage
    private let config: ImageConfig
    private let files: ImageFiles
    private let tree: (any FileTree)?
    private(set) var links: [ProcessChain.Link] = []
    private var depth = 0

    init(_ file: Dockerfile, _ stage: Stage, _ config: ImageConfig, _ files: ImageFiles, _ tree: (any FileTree)?) {
        self.file = file
        self.stage = stage
        self.config = config
        self.files = files
        self.tree = tree
    }

    mutating func read() -> ProcessChain {
        let line = CommandLine(config)
        let verdict: ProcessChain.Verdict
        if line.isInherited {
            verdict = .unknown(
                Text(
                    en: "neither ENTRYPOINT nor CMD is in the file: the base image decides",
                    ja: "ENTRYPOINT も CMD もファイルになく、ベースイメージの設定で決まります"))
        } else if let script = line.script, line.words.isEmpty || line.words.first?.word.raw.isShellPath == true {
            verdict = shellForm(script, span: span(line), isExecForm: !line.words.isEmpty)
        } else {
            if line.mayHaveBaseEntrypoint, let unknown = baseEntrypoint() { return unknown }
            verdict = follow(
                line.words.map { Argument(text: $0.word.value ?? $0.word.raw, span: file.source.span($0.word.range)) })
        }
        return ProcessChain(links: links, verdict: verdict)
    }

    private func span(_ line: CommandLine) -> Span {
        let index = line.scriptInstruction ?? 0
        return file.source.span(file.instructions[index].argumentsSpan)
    }

    /// A base image's own ENTRYPOINT stands before CMD; nil when it is known to hand over by exec, or not to exist.
    private func baseEntrypoint() -> ProcessChain? {
        let known = KnownImage.of(config.base)
        if let known, known.entrypointForwards || known.family != nil { return nil }
        return ProcessChain(
            links: [],
            verdict: .unknown(
                Text(
                    en: "the base image may have an ENTRYPOINT that stands before CMD",
                    ja: "ベースイメージの ENTRYPOINT が CMD の前に実行される可能性があります")))
    }

    // MARK: Words

    /// Follows a command given as words; `arguments` are those that `"$@"` stands for inside a script.
    mutating func follow(_ words: [Argument]) -> ProcessChain.Verdict {
        depth += 1
        guard depth < 12, let first = words.first else { return unknownEnd }
        guard let path = first.text else { return unknownEnd }
        let name = RelativePath.name(path)
        let texts = words.map { $0.text ?? "" }
        let link = { (kind: ProcessChain.Link.Kind) in
            ProcessChain.Link(kind: kind, name: name, words: texts, span: first.span)
        }
        if let valued = ProgramCatalogue.inits[name] {
            links.append(link(.initProcess))
            return follow(Self.rest(words, skip: 0, valued))
        }
        if let (count, valued) = ProgramCatalogue.becoming[name] {
            links.append(link(.becomes))
            return follow(Self.rest(words, skip: count, valued))
        }
        if ProgramCatalogue.switchUsers.contains(name) {
            links.append(link(.runner))
            return .blocked(links.count - 1, .switchUser)
        }
        if let verbs = ProgramCatalogue.transparentRunners[name], words.count > 2, verbs.contains(texts[1]) {
            links.append(link(.becomes))
            return follow(Self.rest(Array(words.dropFirst()), skip: 0, []))
        }
        if ProgramCatalogue.runners.contains(name) {
            links.append(link(.runner))
            return .blocked(links.count - 1, .runner)
        }
        if ProgramCatalogue.supervisors.contains(name) {
            links.append(link(.supervisor))
            return .reaches
        }
        if ProgramCatalogue.shells.contains(name) { return shell(words, link(.script)) }
        if let script = script(path, first) { return script }
        links.append(link(.program))
        return .reaches
    }

    /// The words behind a wrapper, its options and `count` further words.
    private static func rest(_ words: [Argument], skip count: Int, _ valued: Set<String>) -> [Argument] {
        var index = 1
        while index < words.count, let text = words[index].text, text.hasPrefix("-") || text.contains("=") {
            index += 1
            if text == "--" { break }
            if valued.contains(text) { index += 1 }
        }
        index += count
        if count > 0, index < words.count, words[index].text == "--" { index += 1 }
        return index < words.count ? Array(words[index...]) : []
    }

    private var unknownEnd: ProcessChain.Verdict {
        .unknown(
            Text(
                en: "a variable or an argument given at run time names the program",
                ja: "起動するプログラムが変数または実行時の引数で決まります"))
    }

    /// `sh script`, `sh -c …`.
    private mutating func shell(_ words: [Argument], _ link: ProcessChain.Link) -> ProcessChain.Verdict {
        var index = 1
        while index < words.count, let text = words[index].text, text.hasPrefix("-"), text != "-" {
            if !text.hasPrefix("--"), text.hasSuffix("c") { return inline(words, index + 1, link) }
            index += text == "-o" ? 2 : 1
        }
        guard index < words.count, let path = words[index].text else {
            links.append(link)
            return unknownEnd
        }
        return script(path, words[index], interpreter: words[0].text) ?? missing(link)
    }

    private mutating func inline(
        _ words: [Argument], _ index: Int, _ link: ProcessChain.Link
    ) -> ProcessChain.Verdict {
        guard index < words.count, let text = words[index].text else { return unknownEnd }
        let place = words[index].span
        let parsed = ShellScript.parse(text: text, dialect: link.name == "bash" ? .bash : .posix)
        links.append(link)
        return body(
            parsed, at: links.count - 1, shell: link.name, arguments: Array(words.dropFirst(index + 2)),
            isCommandString: true
        ) { _ in place }
    }

    private mutating func missing(_ link: ProcessChain.Link) -> ProcessChain.Verdict {
        links.append(link)
        return .unknown(
            Text(
                en: "the script is not in the build context",
                ja: "スクリプトがビルドコンテキストに見つかりません"))
    }

    // MARK: Scripts

    private mutating func shellForm(
        _ script: EmbeddedScript, span: Span, isExecForm: Bool
    ) -> ProcessChain.Verdict {
        guard script.interpreter.isShell else {
            return .unknown(
                Text(en: "the shell is not one that is read here", ja: "解析対象外のシェルが使われています"))
        }
        let name = config.shell?.value.first.map(RelativePath.name) ?? (script.interpreter == .bash ? "bash" : "sh")
        links.append(ProcessChain.Link(kind: .shellForm, name: name, words: [], span: span))
        let source = file.source
        return body(script.shell, at: links.count - 1, shell: name, arguments: [], isCommandString: true) {
            source.span(script.sourceRange($0))
        }
    }

    /// A path that leads to a script of the context; nil when it leads to a program or nowhere.
    private mutating func script(
        _ path: String, _ word: Argument, interpreter: String? = nil
    ) -> ProcessChain.Verdict? {
        guard let script = ShippedScript.find(path, files, config, file, stage, tree) else {
            let looksLikeScript = path.hasSuffix(".sh") || path.hasSuffix(".bash")
            guard looksLikeScript || interpreter != nil else { return nil }
            return missing(
                ProcessChain.Link(kind: .script, name: RelativePath.name(path), words: [path], span: word.span))
        }
        guard script.isShell || interpreter != nil else { return nil }
        links.append(
            ProcessChain.Link(kind: .script, name: RelativePath.name(path), words: [path], span: word.span))
        let line = CommandLine(config)
        let following = line.words.drop { $0.word.range != wordRange(word) }.dropFirst()
        let arguments = following.map {
            Argument(text: $0.word.value ?? $0.word.raw, span: file.source.span($0.word.range))
        }
        let shell = script.shell.shebang.map { RelativePath.name($0.interpreter) } ?? "sh"
        return body(
            script.shell, at: links.count - 1, shell: shell, arguments: Array(arguments), isCommandString: false
        ) { script.span($0) }
    }

    private func wordRange(_ word: Argument) -> Range<Int> { word.span.bytes }

    /// What a script ends in: `exec program`, `exec "$@"`, or something it waits for.
    private mutating func body(
        _ script: ShellScript, at index: Int, shell: String, arguments: [Argument], isCommandString: Bool,
        place: (Range<Int>) -> Span
    ) -> ProcessChain.Verdict {
        let end = ScriptEnd.of(script)
        switch end {
        case .exec(let command):
            let all = command.words.drop { $0.literal == "exec" || ($0.literal?.hasPrefix("-") ?? false) }
            let words = all.flatMap { word -> [Argument] in
                if word.variables.contains("@"), word.soleParameter != nil { return arguments }
                return [Argument(text: word.literal, span: place(word.range))]
            }
            if words.isEmpty, all.contains(where: { $0.variables.contains("@") }) {
                return .unknown(
                    Text(
                        en: "the script ends in `exec \"$@\"`, and CMD is not in the file",
                        ja: "スクリプトは `exec \"$@\"` で終わりますが、CMD がファイルにありません"))
            }
            return follow(words)
        case .waits(let command, let isSimple):
            if isCommandString, isSimple, let implied = implicitExec(shell, command) {
                guard implied else { return .blocked(index, .shellWaits) }
                return follow(command.words.map { Argument(text: $0.literal, span: place($0.range)) })
            }
            if isCommandString, isSimple {
                return .unknown(
                    Text(
                        en: "whether `/bin/sh` of the base image gives way to its last command is not known",
                        ja: "ベースイメージの `/bin/sh` が最後のコマンドに置き換わるかどうかは不明です"))
            }
            links[index].span = place(command.range)
            return .blocked(index, isCommandString ? .shellWaits : .scriptWithoutExec)
        case .background: return .blocked(index, .background)
        case .forwards:
            return .reaches
        case .unknown:
            return .unknown(
                Text(
                    en: "the script may end in several ways", ja: "スクリプトの終わり方が複数あり、判定できません"))
        }
    }

    /// Whether `sh -c 'a; b'` becomes its last simple command: bash and BusyBox do so, dash does not.
    ///
    /// Tried with bash 5.2, BusyBox 1.35 and dash 0.5.12. Nil where the shell behind `sh` is not known.
    private func implicitExec(_ shell: String, _ command: Command) -> Bool? {
        switch shell {
        case "bash": return command.redirections.isEmpty
        case "dash": return false
        case "ash", "busybox": return true
        default: break
        }
        switch KnownImage.of(config.base)?.family {
        case .debian?: return false
        case .alpine?, .busybox?: return true
        case .redhat?, .amazon?: return command.redirections.isEmpty
        default: return nil
        }
    }
}

extension String {
    fileprivate var isShellPath: Bool { ProgramCatalogue.shells.contains(RelativePath.name(self)) }
}
