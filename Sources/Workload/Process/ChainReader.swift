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

    let file: Dockerfile
    let stage: Stage
    let config: ImageConfig
    let files: ImageFiles
    let tree: (any FileTree)?
    var links: [ProcessChain.Link] = []
    var background: [ProcessChain.Link] = []
    var missed: ProcessChain.Link?
    var scripts: [ShippedScript] = []
    var obstacle: Span?
    var canBecome = false
    var depth = 0

    init(_ file: Dockerfile, _ stage: Stage, _ config: ImageConfig, _ files: ImageFiles, _ tree: (any FileTree)?) {
        self.file = file
        self.stage = stage
        self.config = config
        self.files = files
        self.tree = tree
    }

    mutating func read() -> ProcessChain {
        let verdict = start()
        return ProcessChain(
            links: links, verdict: verdict, background: background, missed: missed, obstacle: obstacle,
            canBecome: canBecome, scripts: scripts)
    }

    private mutating func start() -> ProcessChain.Verdict {
        let line = CommandLine(config)
        let known = KnownStart.of(config.base)
        if line.isInherited { return inherited(known) }
        if let script = line.script, line.words.isEmpty {
            let verdict = shellForm(script, span: span(line))
            let isSure = !line.mayHaveBaseEntrypoint || known?.handsOver == true || known?.entrypoint.isEmpty == true
            return isSure ? verdict : unknownBase
        }
        var words = line.words.map { word in
            Argument(text: word.word.value ?? word.word.raw, span: file.source.span(word.word.range))
        }
        if let script = line.shellArguments {
            // CMD in shell form behind an ENTRYPOINT in exec form: its words are `/bin/sh -c` and the text.
            let place = span(line)
            let text = String(decoding: script.text.bytes, as: UTF8.self)
            words += ["/bin/sh", "-c", text].map { Argument(text: $0, span: place) }
        }
        if line.mayHaveBaseEntrypoint {
            guard let known else {
                _ = follow(words)
                return unknownBase
            }
            if !known.handsOver { words = base(known.entrypoint) + words }
        }
        return follow(words)
    }

    /// Words that the base image brings, placed at its name.
    private func base(_ words: [String]) -> [Argument] {
        let first = file.lineage(of: stage).first ?? stage
        return words.map { Argument(text: $0, span: file.source.span(first.image.range)) }
    }

    private mutating func inherited(_ known: KnownStart?) -> ProcessChain.Verdict {
        guard let known, !known.command.isEmpty else {
            return .unknown(
                Text(
                    en: "neither ENTRYPOINT nor CMD is in the file: the base image decides",
                    ja: "ENTRYPOINT も CMD もファイルになく、ベースイメージの設定で決まります"))
        }
        return follow(base(known.handsOver ? known.command : known.entrypoint + known.command))
    }

    private func span(_ line: CommandLine) -> Span {
        let index = line.scriptInstruction ?? 0
        return file.source.span(file.instructions[index].argumentsSpan)
    }

    private var unknownBase: ProcessChain.Verdict {
        .unknown(
            Text(
                en: "the base image may have an ENTRYPOINT that stands before CMD",
                ja: "ベースイメージの ENTRYPOINT が CMD の前に実行される可能性があります"))
    }

    // MARK: Words

    func link(_ kind: ProcessChain.Link.Kind, _ words: [Argument]) -> ProcessChain.Link? {
        guard let first = words.first else { return nil }
        return ProcessChain.Link(
            kind: kind, name: RelativePath.name(first.text ?? ""), words: words.map { $0.text ?? "" },
            span: first.span, spans: words.map(\.span))
    }

    private mutating func add(_ kind: ProcessChain.Link.Kind, _ words: [Argument]) {
        if let link = link(kind, words) { links.append(link) }
    }

    /// Follows a command given as words.
    mutating func follow(_ words: [Argument]) -> ProcessChain.Verdict {
        depth += 1
        guard depth < 16, let first = words.first, let path = first.text, !path.isEmpty, !path.hasPrefix("$") else {
            return unknownEnd
        }
        let name = RelativePath.name(path)
        let second = words.dropFirst().first?.text ?? ""
        if let valued = ProgramCatalogue.inits[name] {
            add(.initProcess, words)
            return follow(Self.rest(words, skip: 0, valued))
        }
        if let (count, valued) = ProgramCatalogue.becoming[name] {
            add(.becomes, words)
            return follow(Self.rest(words, skip: count, valued))
        }
        if ProgramCatalogue.switchUsers.contains(name) {
            add(.runner, words)
            return .blocked(links.count - 1, .switchUser)
        }
        if let verbs = ProgramCatalogue.transparentRunners[name], words.count > 2, verbs.contains(second) {
            add(.becomes, words)
            return follow(Self.rest(Array(words.dropFirst()), skip: 0, []))
        }
        if ProgramCatalogue.forwarding.contains(name) {
            add(.runner, words)
            return follow(Self.rest(words, skip: 0, ["-f"]))
        }
        if ProgramCatalogue.scriptRunners.contains(name) { return packageScript(words) }
        if ProgramCatalogue.runners.contains(name) {
            add(.runner, words)
            return .unknown(
                Text(
                    en: "what `\(name)` does with signals is not known here",
                    ja: "`\(name)` がシグナルをどう扱うかは判定できません"))
        }
        // `/init` is s6-overlay's.
        if ProgramCatalogue.supervisors.contains(name) || path == "/init" {
            add(.supervisor, words)
            return .reaches
        }
        if ProgramCatalogue.shells.contains(name) { return shell(words) }
        if let script = script(path, words, interpreter: nil) { return script }
        add(.program, words)
        return .reaches
    }

    /// The words behind a wrapper, its options and `count` further words.
    static func rest(_ words: [Argument], skip count: Int, _ valued: Set<String>) -> [Argument] {
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

    var unknownEnd: ProcessChain.Verdict {
        .unknown(
            Text(
                en: "a variable or an argument given at run time names the program",
                ja: "起動するプログラムが変数または実行時の引数で決まります"))
    }
}
