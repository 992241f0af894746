import Basics

/// Cuts one joined line into keyword, flags and arguments, each in the way BuildKit does it for that keyword.
struct InstructionParser {
    let escape: UInt8
    var problems: [SyntaxProblem] = []

    init(escape: UInt8) {
        self.escape = escape
    }

    /// Reads the instruction in `range` of `text`; the range begins with its keyword.
    mutating func parse(_ text: LogicalText, _ range: Range<Int>, inTrigger: Bool = false) -> InstructionDraft {
        let bytes = text.bytes
        let range = bytes.trimmed(range)
        var end = range.lowerBound
        while end < range.upperBound, !bytes[end].isSpace { end += 1 }
        let name = text.text(range.lowerBound..<end)
        let keyword = Keyword(name)
        let (flagWords, rest) = WordSplitting.flags(bytes, end..<range.upperBound)
        let arguments = bytes.trimmed(rest..<range.upperBound)
        var instruction = InstructionDraft(
            keyword: keyword, keywordText: name, keywordRange: text.sourceRange(range.lowerBound..<end),
            range: text.sourceRange(range), text: text, argumentRange: arguments)
        guard keyword != .unknown else {
            report(
                .unknownInstruction, instruction.keywordRange,
                ["word": name, "suggestion": Keyword.nearest(to: name)?.rawValue ?? ""])
            return instruction
        }
        instruction.flags = flags(flagWords, keyword, text)
        instruction.arguments = self.arguments(of: instruction, inTrigger: inTrigger)
        return instruction
    }

    private mutating func report(_ code: SyntaxProblem.Code, _ range: Range<Int>, _ arguments: [String: String] = [:]) {
        problems.append(SyntaxProblem(code: code, range: range, arguments: arguments))
    }

    private mutating func flags(
        _ words: [(text: String, range: Range<Int>)], _ keyword: Keyword, _ text: LogicalText
    ) -> [Flag] {
        var seen: Set<String> = []
        return words.map { word in
            let body = word.text.dropFirst(2)
            let equals = body.firstIndex(of: "=")
            let flag = Flag(
                name: String(body[..<(equals ?? body.endIndex)]),
                value: equals.map { String(body[body.index(after: $0)...]) },
                range: text.sourceRange(word.range))
            let known = keyword.flags
            if !known.contains(flag.name) {
                let near = known.min {
                    EditDistance.between(flag.name, $0) < EditDistance.between(flag.name, $1)
                }
                let suggestion = near.flatMap { EditDistance.between(flag.name, $0) <= 2 ? "--\($0)" : nil }
                report(
                    .unknownFlag, flag.range,
                    ["flag": "--\(flag.name)", "instruction": keyword.rawValue, "suggestion": suggestion ?? ""])
            } else if !seen.insert(flag.name).inserted, !["mount", "exclude", "device"].contains(flag.name) {
                report(.duplicateFlag, flag.range, ["flag": "--\(flag.name)"])
            } else if flag.name == "mount" {
                problems += Mount(flag).problems
            } else if !FlagValue.isValid(flag, of: keyword) {
                report(
                    .invalidFlagValue, flag.range,
                    ["flag": "--\(flag.name)", "value": flag.value ?? "", "instruction": keyword.rawValue])
            }
            return flag
        }
    }

    private mutating func arguments(of instruction: InstructionDraft, inTrigger: Bool) -> Instruction.Arguments {
        let text = instruction.text
        let range = instruction.argumentRange
        if range.isEmpty {
            report(.missingArguments, instruction.keywordRange, ["instruction": instruction.keyword.rawValue])
            return .none
        }
        switch instruction.keyword {
        case .from, .expose: return words(text, range)
        case .copy, .add: return copied(json(text, range) ?? words(text, range), instruction)
        case .volume: return json(text, range) ?? words(text, range)
        case .run, .cmd, .entrypoint: return json(text, range) ?? .text(word(text, range))
        case .shell:
            if let json = json(text, range) { return json }
            report(.shellNotJSON, text.sourceRange(range))
            return .text(word(text, range))
        case .user, .workdir, .stopsignal, .maintainer: return .text(word(text, range))
        case .env, .label: return pairs(text, range, instruction)
        case .arg: return .pairs(named(argPairs(text, range)))
        case .healthcheck: return health(text, range)
        case .onbuild:
            // One in another is refused, however many follow.
            if inTrigger { return .none }
            let trigger = parse(text, range, inTrigger: true)
            if [.onbuild, .from, .maintainer].contains(trigger.keyword) {
                report(.invalidOnbuild, trigger.keywordRange, ["instruction": trigger.keyword.rawValue])
            }
            return .trigger(Instruction(trigger))
        case .unknown: return .none
        }
    }

    private func word(_ text: LogicalText, _ range: Range<Int>) -> Word {
        Word(raw: text.text(range), range: text.sourceRange(range))
    }

    private func words(_ text: LogicalText, _ range: Range<Int>) -> Instruction.Arguments {
        .words(WordSplitting.atSpace(text.bytes, range).map { word(text, $0) })
    }

    private mutating func json(_ text: LogicalText, _ range: Range<Int>) -> Instruction.Arguments? {
        guard text.bytes[range.lowerBound] == UInt8(ascii: "[") else { return nil }
        switch JSONStrings.read(text.bytes, range) {
        case .strings(let strings):
            return .json(strings.map { Word(raw: $0.value, range: text.sourceRange($0.range)) })
        case .otherValues:
            report(.nonStringJSON, text.sourceRange(range))
            return .json([])
        case .notJSON: return nil
        }
    }

    private mutating func pairs(
        _ text: LogicalText, _ range: Range<Int>, _ instruction: InstructionDraft
    ) -> Instruction.Arguments {
        let words = WordSplitting.quoted(text.bytes, range, escape: escape)
        let equals = UInt8(ascii: "=")
        guard let first = words.first, !text.bytes[first].contains(equals) else {
            let pairs: [Pair] = words.compactMap { range in
                guard let split = text.bytes[range].firstIndex(of: equals) else {
                    report(.missingEquals, text.sourceRange(range), ["word": text.text(range)])
                    return nil
                }
                return Pair(
                    key: word(text, range.lowerBound..<split), value: word(text, split + 1..<range.upperBound),
                    isLegacy: false)
            }
            return .pairs(named(pairs))
        }
        // `ENV key value`: everything behind the first white space is the value.
        var end = range.lowerBound
        while end < range.upperBound, !text.bytes[end].isSpace { end += 1 }
        let value = text.bytes.trimmed(end..<range.upperBound)
        guard !value.isEmpty else {
            report(.missingArguments, instruction.keywordRange, ["instruction": instruction.keyword.rawValue])
            return .none
        }
        return .pairs([Pair(key: word(text, range.lowerBound..<end), value: word(text, value), isLegacy: true)])
    }

    /// The pairs, those without a name reported.
    private mutating func named(_ pairs: [Pair]) -> [Pair] {
        for pair in pairs where pair.key.raw.isEmpty { report(.blankName, pair.range) }
        return pairs
    }

    /// COPY and ADD need a source and a destination, which is no here-document.
    private mutating func copied(
        _ arguments: Instruction.Arguments, _ instruction: InstructionDraft
    ) -> Instruction.Arguments {
        let words = arguments.words
        let isHeredoc = words.last.map { word in
            let bytes = Array(word.raw.utf8)
            return HeredocMarker.find(bytes, 0..<bytes.count).count == 1
        }
        if let last = words.last, words.count < 2 || (!arguments.isJSON && isHeredoc == true) {
            report(.missingDestination, last.range, ["instruction": instruction.keyword.rawValue, "word": last.raw])
        }
        return arguments
    }

    private func argPairs(_ text: LogicalText, _ range: Range<Int>) -> [Pair] {
        WordSplitting.quoted(text.bytes, range, escape: escape).map { range in
            guard let split = text.bytes[range].firstIndex(of: UInt8(ascii: "=")) else {
                return Pair(key: word(text, range), value: nil, isLegacy: false)
            }
            return Pair(
                key: word(text, range.lowerBound..<split), value: word(text, split + 1..<range.upperBound),
                isLegacy: false)
        }
    }

    private mutating func health(_ text: LogicalText, _ range: Range<Int>) -> Instruction.Arguments {
        var end = range.lowerBound
        while end < range.upperBound, !text.bytes[end].isSpace { end += 1 }
        let rest = text.bytes.trimmed(end..<range.upperBound)
        let command: Instruction.Arguments = rest.isEmpty ? .none : json(text, rest) ?? .text(word(text, rest))
        let type = word(text, range.lowerBound..<end)
        switch type.raw.uppercased() {
        case "NONE" where rest.isEmpty: break
        case "NONE": report(.tooManyArguments, text.sourceRange(rest), ["instruction": "HEALTHCHECK NONE"])
        case "CMD" where !command.words.isEmpty: break
        default: report(.invalidHealthcheck, type.range, ["word": type.raw])
        }
        return .health(type: type, command: command)
    }
}
