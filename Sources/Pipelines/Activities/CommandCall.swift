import Basics
import ECSModel
import ShellSyntax

/// One argument of a command, its variables put in place where they are known.
struct CommandWord {
    var value: TermText
    var place: Place
    /// An unquoted variable whose value is open: it may be any number of arguments, options among them.
    var mayBeMore = false

    /// The value, what is not known in it as `${name}`.
    var text: String { value.known ?? value.shown }
    var isOption: Bool { text.utf8.first == UInt8(ascii: "-") && text.utf8.count > 1 }
}

/// A program with its arguments, as a script calls it.
struct CommandCall {
    /// The base name.
    var program: String
    /// As written, with its path.
    var path: String
    var words: [CommandWord]
    let place: Place
    let outcome: CommandOutcome
    let isConditional: Bool
    let script: PipelineScript
    let command: Command
    /// The command that its output goes to, and those whose output it reads.
    let next: Command?
    let before: [Command]
    /// It runs in the same shell: `source x.sh`.
    var isSourced: Bool { program == "source" || program == "." }

    /// Nil when the program's name shows only later.
    init?(
        _ command: Command, _ frame: ScriptWalk.Frame, in script: PipelineScript, _ outcome: CommandOutcome,
        _ session: ScriptSession
    ) {
        var words: [CommandWord] = []
        for word in command.words[command.effectiveIndex...] {
            let value = script.value(word, variables: session.value)
            let place = script.place(word)
            guard word.isSplit, word.soleParameter != nil else {
                words.append(CommandWord(value: value, place: place))
                continue
            }
            guard let known = value.known else {
                words.append(CommandWord(value: value, place: place, mayBeMore: true))
                continue
            }
            for part in known.split(separator: " ") {
                words.append(CommandWord(value: TermText(String(part)), place: place))
            }
        }
        guard let first = words.first, let path = first.value.known, !path.isEmpty else { return nil }
        self.path = path
        program = RelativePath.name(path)
        self.words = Array(words.dropFirst())
        place = script.place(command)
        self.outcome = outcome
        isConditional = frame.isConditional
        self.script = script
        self.command = command
        next = frame.next
        before = frame.before
    }

    /// The same command as the call of a program named among its arguments: `npx jest`, `docker run IMAGE trivy`.
    func inner(_ program: String, _ words: some Sequence<CommandWord>) -> CommandCall {
        var result = self
        result.path = program
        result.program = RelativePath.name(program)
        result.words = Array(words)
        return result
    }

    /// The same command without arguments up to the first that is no option; nil when there is none.
    func innerAtFirstWord(taking: Set<String> = [], skipping count: Int = 0) -> CommandCall? {
        let options = options(taking, stopsAtWord: true)
        let words = options.rest.dropFirst(count)
        guard let first = words.first, let program = first.value.known else { return nil }
        return inner(program, words.dropFirst())
    }

    /// Sorts the arguments into options and the rest.
    func options(_ taking: Set<String> = [], stopsAtWord: Bool = false) -> CommandOptions {
        CommandOptions(words[...], taking, stopsAtWord: stopsAtWord)
    }

    func activity(
        _ kind: Activity.Kind, _ images: [Activity.ImageUse] = [], _ facts: Activity.Facts = .none,
        tool: String? = nil
    ) -> Activity {
        Activity(
            kind, tool: tool ?? program, place: place, images: images, failureIgnored: outcome.ignoredAt,
            isConditional: isConditional, facts: facts)
    }

    /// The file that its output goes to.
    private var report: TermText? {
        if let file = options(["-o", "--output", "--report-path", "--output-file"])
            .value("-o", "--output", "--report-path", "--output-file", "--json-file-output")
        {
            return file
        }
        return command.redirections.first { $0.writesFile && $0.fd != 2 }.map { TermText($0.target.template) }
    }

    /// A scan; what the shell does with its failure overrules what the tool would do.
    func scan(
        _ target: Activity.Scan.Target, _ failing: Activity.Scan.Failing, at place: Place? = nil,
        _ images: [Activity.ImageUse] = [], tool: String? = nil
    ) -> Activity {
        var scan = Activity.Scan(target, failing: failing, failingPlace: place, report: report)
        if let ignored = outcome.ignoredAt, failing != .neverFails {
            scan.failing = .neverFails
            scan.failingPlace = ignored
        } else if outcome.isUnknown {
            // Its report may be looked at by what follows.
            scan.failing = .unknown
            scan.failingPlace = nil
        } else if failing == .neverFails, next != nil {
            // `grype … -o json | jq -e …` decides by itself.
            scan.failing = .unknown
            scan.failingPlace = nil
        }
        return activity(.scan, images, .scan(scan), tool: tool)
    }
}

/// The arguments of a call sorted into options and the rest.
struct CommandOptions {
    struct Option {
        /// With its dashes.
        var name: String
        var value: TermText?
        /// Of the whole option, or of its value where that is a word of its own.
        var place: Place
    }

    private(set) var options: [Option] = []
    private(set) var rest: [CommandWord] = []
    /// A variable stands where further options may be.
    private(set) var mayHoldMore = false

    /// - Parameter taking: options whose value is the next word; one with `=` needs no mention.
    init(_ words: ArraySlice<CommandWord>, _ taking: Set<String>, stopsAtWord: Bool = false) {
        var waiting: Option?
        var ended = false
        for word in words {
            if var option = waiting {
                option.value = word.value
                option.place = word.place
                options.append(option)
                waiting = nil
                continue
            }
            if ended || !word.isOption {
                // `$IMAGE` is taken for an argument; a name that speaks of options, or of nothing, is not.
                if word.mayBeMore, Self.speaksOfOptions(word) { mayHoldMore = true } else { rest.append(word) }
                if stopsAtWord { ended = true }
                continue
            }
            if word.text == "--" {
                ended = true
                continue
            }
            let head = word.value.knownPrefix
            if let equals = head.utf8.firstIndex(of: UInt8(ascii: "=")) {
                let tail = String(head[head.utf8.index(after: equals)...])
                let value = TermText([.literal(tail)] + word.value.parts.dropFirst())
                options.append(Option(name: String(head[..<equals]), value: value, place: word.place))
            } else if taking.contains(word.text) {
                waiting = Option(name: word.text, value: nil, place: word.place)
            } else if head.utf8.count > 2, !head.hasPrefix("--"), taking.contains(String(head.prefix(2))) {
                let value = TermText([.literal(String(head.dropFirst(2)))] + word.value.parts.dropFirst())
                options.append(Option(name: String(head.prefix(2)), value: value, place: word.place))
            } else if let letters = Self.bundle(head, taking) {
                for letter in letters.dropLast() {
                    options.append(Option(name: letter, value: nil, place: word.place))
                }
                waiting = letters.last.map { Option(name: $0, value: nil, place: word.place) }
            } else {
                options.append(Option(name: word.text, value: nil, place: word.place))
            }
        }
        if let waiting { options.append(waiting) }
    }

    /// `-qt` as `-q` and `-t`, where the last one takes a value.
    private static func bundle(_ text: String, _ taking: Set<String>) -> [String]? {
        let letters = text.utf8.dropFirst()
        guard (2...3).contains(letters.count), letters.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }) else {
            return nil
        }
        let names = letters.map { "-" + String(decoding: [$0], as: UTF8.self) }
        return names.last.map(taking.contains) == true ? names : nil
    }

    private static func speaksOfOptions(_ word: CommandWord) -> Bool {
        let name = word.value.firstUnknown.text.uppercased()
        return ["ARG", "OPT", "FLAG", "PARAM", "EXTRA", "@", "*"].contains { name.contains($0) }
    }

    func first(_ names: String...) -> Option? { options.first { names.contains($0.name) } }
    /// The last one, which is the one that counts for most programs.
    func last(_ names: String...) -> Option? { options.last { names.contains($0.name) } }
    func all(_ names: String...) -> [Option] { options.filter { names.contains($0.name) } }
    func has(_ names: String...) -> Bool { options.contains { names.contains($0.name) } }
    func value(_ names: String...) -> TermText? { options.last { names.contains($0.name) && $0.value != nil }?.value }

    /// Whether a switch is on: `--push`, `--push=true`. Nil when it is not given, or its value is open.
    func isOn(_ names: String...) -> Bool? {
        guard let option = options.last(where: { names.contains($0.name) }) else { return nil }
        guard let value = option.value else { return true }
        return value.known.map { $0 != "false" && $0 != "0" }
    }

    /// The words that are neither options nor values, as texts.
    var texts: [String] { rest.map(\.text) }
}
