extension Reader {
    /// Reads the script that a command hands to a shell as an argument: `sh -c '…'`, `eval '…'`, `su -c '…'`.
    mutating func readNestedShell(_ index: Int) {
        guard let program = commands[index].program, Self.mayRunScript(program),
            nestedShells < Self.nestedShellLimit
        else { return }
        let words = commands[index].words
        let first = commands[index].effectiveIndex + 1
        guard first < words.count else { return }
        switch program {
        case "eval":
            if first + 1 == words.count {
                readNestedScript(words[first], into: index)
            } else {
                let literals = words[first...].compactMap(\.literal)
                guard literals.count == words.count - first else { return }
                let place = words[first].range.lowerBound..<words[words.count - 1].range.upperBound
                readDecoded(literals.joined(separator: " "), place, into: index)
            }
        case "su", "runuser":
            guard let flag = words[first...].firstIndex(where: { $0.literal == "-c" || $0.literal == "--command" }),
                flag + 1 < words.count
            else { return }
            readNestedScript(words[flag + 1], into: index)
        default:
            guard Dialect(interpreter: program) != nil, let script = scriptArgument(words, first) else { return }
            readNestedScript(words[script], into: index)
        }
    }

    /// A quick look at a name's length and last letter: most commands run no script.
    private static func mayRunScript(_ program: String) -> Bool {
        guard program.utf8.count <= 7 else { return false }
        switch program.utf8.last {
        case UInt8(ascii: "h"), UInt8(ascii: "l"), UInt8(ascii: "u"), UInt8(ascii: "r"): return true
        default: return false
        }
    }

    /// The index of the word behind `-c`, options such as `-euxc` and `-o pipefail` considered.
    private func scriptArgument(_ words: [Word], _ first: Int) -> Int? {
        var k = first
        var found = false
        while k < words.count, let text = words[k].literal, text.utf8.count > 1 {
            guard let sign = text.utf8.first, sign == Byte.dash || sign == Byte.plus else { break }
            let isLong = text.hasPrefix("--")
            k += 1
            if isLong { continue }
            if text.utf8.contains(UInt8(ascii: "c")) { found = true }
            if text.utf8.contains(UInt8(ascii: "o")) { k += 1 }
        }
        return found && k < words.count ? k : nil
    }

    /// Whether a command is a shell that reads its script from standard input.
    func isShellReadingInput(_ command: Command) -> Bool {
        guard let program = command.program, Dialect(interpreter: program) != nil else { return false }
        let arguments = command.words.dropFirst(command.effectiveIndex + 1)
        return arguments.allSatisfy { $0.literal?.utf8.first == Byte.dash || $0.literal == "pipefail" }
    }

    private mutating func readNestedScript(_ word: Word, into index: Int) {
        if fixedRange == nil, let inner = word.contentRange ?? expandableContent(word) {
            readInPlace(inner, into: index)
        } else if let literal = word.literal {
            readDecoded(literal, word.range, into: index)
        }
    }

    /// The inside of `"… $x …"`: read as if the expansions stood in the script itself, which is right for all but
    /// values that are code. Not when it holds substitutions (their commands were read already) or escapes.
    private func expandableContent(_ word: Word) -> Range<Int>? {
        guard word.parts.count == 1, case .doubleQuoted(let parts, _) = word.parts[0],
            !word.flags.contains(.substitution), parts.count > 1
        else { return nil }
        let inner = word.range.lowerBound + 1..<max(word.range.lowerBound + 1, word.range.upperBound - 1)
        return bytes[inner].contains(Byte.backslash) ? nil : inner
    }

    private mutating func readInPlace(_ inner: Range<Int>, into index: Int) {
        guard enter() else { return }
        defer { leave() }
        let outer = (i, end, pending)
        i = inner.lowerBound
        end = min(inner.upperBound, end)
        pending = []
        nestedShells += 1
        let nested = readEnclosed([])
        commands[index] = commands[index].with(nested: nested)
        nestedShells -= 1
        (i, end, pending) = outer
    }

    /// Reads text that stands nowhere in the source as it is; everything in it gets the place of its word.
    private mutating func readDecoded(_ text: String, _ place: Range<Int>, into index: Int) {
        let bytes = Array(text.utf8)
        var reader = Reader(
            bytes: bytes, range: 0..<bytes.count, dialect: dialect, embedding: .file, fixedRange: fixedRange ?? place)
        reader.depth = depth
        reader.nestedShells = nestedShells + 1
        reader.pipelineCount = pipelineCount
        swap(&reader.commands, &commands)
        swap(&reader.heredocs, &heredocs)
        swap(&reader.functions, &functions)
        let statements = reader.readList([])
        swap(&reader.commands, &commands)
        swap(&reader.heredocs, &heredocs)
        swap(&reader.functions, &functions)
        pipelineCount = reader.pipelineCount
        commands[index] = commands[index].with(nested: statements)
    }
}
