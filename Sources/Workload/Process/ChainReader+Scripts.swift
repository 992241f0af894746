import Basics
import DockerfileSyntax
import ShellSyntax

extension ChainReader {
    /// `sh script`, `sh -c …`.
    mutating func shell(_ words: [Argument]) -> ProcessChain.Verdict {
        var index = 1
        while index < words.count, let text = words[index].text, text.hasPrefix("-"), text != "-" {
            if !text.hasPrefix("--"), text.hasSuffix("c") { return commandString(words, index + 1) }
            index += text == "-o" ? 2 : 1
        }
        guard index < words.count, let path = words[index].text else {
            if let link = link(.program, words) { links.append(link) }
            return index < words.count ? unknownEnd : .reaches
        }
        return script(path, Array(words[index...]), interpreter: words[0].text) ?? missing(words)
    }

    private mutating func commandString(_ words: [Argument], _ index: Int) -> ProcessChain.Verdict {
        guard index < words.count, let text = words[index].text else { return unknownEnd }
        let name = RelativePath.name(words[0].text ?? "sh")
        let place = words[index].span
        let parsed = ShellScript.parse(text: text, dialect: name == "bash" ? .bash : .posix)
        links.append(
            ProcessChain.Link(
                kind: .shellForm, name: name, words: words.map { $0.text ?? "" }, span: words[0].span,
                spans: words.map(\.span)))
        // A string that stands in the file as it is keeps the place of each of its bytes.
        let isExact = place.bytes.count == text.utf8.count + 2
        let source = file.source
        return body(
            parsed, at: links.count - 1, shell: name, arguments: Array(words.dropFirst(index + 2)),
            isCommandString: true
        ) { range in
            guard isExact, place.path == source.path else { return place }
            let start = place.bytes.lowerBound + 1
            return source.span(start + range.lowerBound..<start + range.upperBound)
        }
    }

    private mutating func missing(_ words: [Argument]) -> ProcessChain.Verdict {
        if let link = link(.script, words) { links.append(link) }
        return .unknown(
            Text(
                en: "the script is not in the build context",
                ja: "スクリプトがビルドコンテキストに見つかりません"))
    }

    mutating func shellForm(_ script: EmbeddedScript, span: Span) -> ProcessChain.Verdict {
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

    /// A path that leads to a script of the context; nil when it leads to a program or nowhere. `words` begin with it.
    mutating func script(_ path: String, _ words: [Argument], interpreter: String?) -> ProcessChain.Verdict? {
        guard let script = ShippedScript.find(path, files, config, file, stage, tree) else {
            if let known = KnownStart.of(config.base), known.handsOver, known.entrypoint.first == path, bringsNo(path),
                words.count > 1
            {
                return follow(Array(words.dropFirst()))
            }
            let looksLikeScript = Self.looksLikeScript(RelativePath.name(path))
            // Catalina's and Keycloak's start scripts are known to end in exec.
            guard StopBehaviour.of(RelativePath.name(path)) == .unknown else { return nil }
            return looksLikeScript || interpreter != nil ? missing(words) : nil
        }
        guard script.isShell || interpreter != nil else { return nil }
        if script.isShell, !scripts.contains(where: { $0.imagePath == script.imagePath }) { scripts.append(script) }
        if let link = link(.script, words) { links.append(link) }
        let shell =
            interpreter.map { RelativePath.name($0) } ?? script.shell.shebang.map { RelativePath.name($0.interpreter) }
        return body(
            script.shell, at: links.count - 1, shell: shell ?? "sh", arguments: Array(words.dropFirst()),
            isCommandString: false
        ) { script.span($0) }
    }

    /// Whether no COPY or ADD may put another file over the base image's own start script.
    private func bringsNo(_ path: String) -> Bool {
        let name = RelativePath.name(path)
        return !file.lineage(of: stage).contains { stage in
            stage.instructions.contains { index in
                let instruction = file.instructions[index]
                guard instruction.keyword == .copy || instruction.keyword == .add else { return false }
                let target = instruction.words.last?.value ?? "/"
                return target == "/" || target.hasPrefix("/usr") || target.hasSuffix(name)
                    || instruction.words.contains { RelativePath.name($0.value ?? "*") == name }
            }
        }
    }

    /// Whether a file that is not at hand is a script by its name, which may start anything.
    private static func looksLikeScript(_ name: String) -> Bool {
        if name.hasSuffix(".sh") || name.hasSuffix(".bash") || name.contains("entrypoint") { return true }
        return ["start", "run", "boot", "bootstrap", "launch", "startup"].contains { stem in
            name == stem || name.hasPrefix(stem + "-") || name.hasPrefix(stem + "_")
        }
    }

    /// What a script ends in: `exec program`, `exec "$@"`, or something it waits for.
    mutating func body(
        _ script: ShellScript, at index: Int, shell: String, arguments: [Argument], isCommandString: Bool,
        place: (Range<Int>) -> Span
    ) -> ProcessChain.Verdict {
        let reading = ScriptEnd.read(script)
        func words(_ command: Command) -> [Argument] {
            command.words.flatMap { word -> [Argument] in
                if word.variables.contains("@"), word.soleParameter != nil { return arguments }
                return [Argument(text: word.literal, span: place(word.range))]
            }
        }
        func placed(_ command: Command) -> Span {
            place((command.words.first?.range.lowerBound ?? command.range.lowerBound)..<command.range.upperBound)
        }
        background += reading.background.compactMap { link(.program, words($0)) }
        switch reading.end {
        case .exec(let command):
            let all = Array(words(command).drop { $0.text == "exec" || ($0.text?.hasPrefix("-") ?? false) })
            if all.isEmpty, command.words.contains(where: { $0.variables.contains("@") }) {
                return .unknown(
                    Text(
                        en: "the script ends in `exec \"$@\"`, and CMD is not in the file",
                        ja: "スクリプトは `exec \"$@\"` で終わりますが、CMD がファイルにありません"))
            }
            return follow(all)
        case .waits(let command, let isSimple, let isOnly):
            let target = words(command)
            func keep(_ reader: inout ChainReader) {
                reader.missed = reader.end(of: target)
                reader.obstacle = placed(command)
                // Redirections stay with the process that `exec` becomes.
                reader.canBecome = isSimple
            }
            guard isCommandString else {
                keep(&self)
                return .blocked(index, .scriptWithoutExec)
            }
            switch givesWay(shell, command, isSimple: isSimple, isOnly: isOnly) {
            case true?: return follow(target)
            case false?:
                keep(&self)
                return .blocked(index, .shellWaits)
            case nil:
                keep(&self)
                return .unknown(
                    Text(
                        en: "whether `/bin/sh` of the base image gives way to its last command is not known",
                        ja: "ベースイメージの `/bin/sh` が最後のコマンドに置き換わるかどうかは不明です"))
            }
        case .background(let command):
            obstacle = placed(command)
            missed = end(of: words(command))
            return .blocked(index, .background)
        case .waitsForJobs(let command):
            obstacle = placed(command)
            missed = end(of: words(command))
            return .blocked(index, .waitsForJobs)
        case .forwards: return .reaches
        case .returns:
            return .unknown(
                Text(
                    en: "the script starts no program that could be read",
                    ja: "スクリプトが起動するプログラムを読み取れません"))
        case .unknown:
            return .unknown(
                Text(
                    en: "the script may end in several ways", ja: "スクリプトの終わり方が複数あり、判定できません"))
        }
    }

    /// The program that a command leads to, without touching what is known of the way so far.
    private mutating func end(of words: [Argument]) -> ProcessChain.Link? {
        var reader = self
        reader.links = []
        _ = reader.follow(words)
        scripts = reader.scripts
        return reader.missed ?? reader.links.last ?? link(.program, words)
    }

    /// Whether `sh -c 'a; b'` becomes its last simple command: bash and BusyBox do so, dash does not.
    ///
    /// Tried with bash 5.2, BusyBox 1.35 and dash 0.5.12. Nil where the shell behind `sh` is not known. Before 5.1 bash
    /// did so only where nothing stands before the command.
    private func givesWay(_ shell: String, _ command: Command, isSimple: Bool, isOnly: Bool) -> Bool? {
        let bash: Bool? = !isSimple || !command.redirections.isEmpty ? false : isOnly ? true : nil
        switch shell {
        case "bash":
            return KnownImage.of(config.base)?.family == .debian && isSimple ? command.redirections.isEmpty : bash
        case "dash": return false
        case "ash", "busybox": return isSimple
        default: break
        }
        switch KnownImage.of(config.base)?.family {
        case .debian?: return false
        case .alpine?, .busybox?, .wolfi?: return isSimple ? true : nil
        case .redhat?, .amazon?: return bash
        default: return nil
        }
    }
}
