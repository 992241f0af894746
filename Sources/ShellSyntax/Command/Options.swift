/// The arguments of a command sorted into options and the rest.
package struct Options: Sendable {
    package struct Option: Sendable {
        /// With its dashes: `-y`, `--yes`; letters of a bundle apart, `-qy` as `-q` and `-y`.
        package let name: String
        /// The value in `-o x`, `-ox`, `--opt=x` or `--opt x`, expansions as written.
        package let value: String?
        /// The word the option stands in.
        package let word: Word
        /// The word of a value that is its own word.
        package let valueWord: Word?
    }

    package enum Style: Sendable {
        /// Letters may be bundled behind one dash (getopt).
        case bundled
        /// One dash may start a long name (`go build -ldflags`, `find -name`, `mvn -pl`).
        case singleDash
    }

    package private(set) var options: [Option] = []
    /// Words that are neither options nor their values.
    package private(set) var positionals: [Word] = []

    /// Sorts words.
    ///
    /// - Parameters:
    ///   - words: without the command's name.
    ///   - taking: the options that take a value, with dashes: `["-o", "--output"]`. A long option written with `=`
    ///     needs no mention.
    ///   - style: how a word with one dash is read.
    ///   - stopsAtPositional: options end at the first word that is none, as in `docker run IMAGE -x`.
    package init(
        _ words: some Sequence<Word>, taking: Set<String> = [], style: Style = .bundled, stopsAtPositional: Bool = false
    ) {
        var waiting: (name: String, word: Word)?
        var ended = false
        for word in words {
            if let option = waiting {
                options.append(
                    Option(name: option.name, value: word.template, word: option.word, valueWord: word))
                waiting = nil
                continue
            }
            let text = word.template
            guard !ended, text.utf8.count > 1, text.utf8.first == Byte.dash else {
                positionals.append(word)
                if stopsAtPositional { ended = true }
                continue
            }
            if text == "--" {
                ended = true
            } else if text.hasPrefix("--") || style == .singleDash {
                waiting = addLong(text, word, taking)
            } else {
                waiting = addBundle(text, word, taking)
            }
        }
        if let option = waiting {
            options.append(Option(name: option.name, value: nil, word: option.word, valueWord: nil))
        }
    }

    /// Adds `--name` or `--name=value`; returns it when its value is the next word.
    private mutating func addLong(_ text: String, _ word: Word, _ taking: Set<String>) -> (String, Word)? {
        if let equals = text.utf8.firstIndex(of: Byte.equals) {
            let value = String(text[text.utf8.index(after: equals)...])
            options.append(Option(name: String(text[..<equals]), value: value, word: word, valueWord: nil))
            return nil
        }
        if taking.contains(text) { return (text, word) }
        options.append(Option(name: text, value: nil, word: word, valueWord: nil))
        return nil
    }

    private mutating func addBundle(_ text: String, _ word: Word, _ taking: Set<String>) -> (String, Word)? {
        if taking.contains(text) { return (text, word) }
        var rest = text.utf8.dropFirst()
        while let letter = rest.popFirst() {
            let name = "-" + String(decoding: [letter], as: UTF8.self)
            if taking.contains(name) {
                if rest.isEmpty { return (name, word) }
                options.append(Option(name: name, value: String(Substring(rest)), word: word, valueWord: nil))
                return nil
            }
            if letter == Byte.equals {
                // `-o=x` without knowledge of -o: the rest is a value, not letters.
                if let last = options.popLast() {
                    options.append(
                        Option(name: last.name, value: String(Substring(rest)), word: word, valueWord: nil))
                }
                return nil
            }
            options.append(Option(name: name, value: nil, word: word, valueWord: nil))
        }
        return nil
    }

    /// Whether one of these options is given.
    package func has(_ names: String...) -> Bool { options.contains { names.contains($0.name) } }

    /// The first of these options.
    package func first(_ names: String...) -> Option? { options.first { names.contains($0.name) } }

    /// The last value of these options, which is the one that counts for most programs.
    package func value(_ names: String...) -> String? {
        options.last { $0.value != nil && names.contains($0.name) }?.value
    }

    /// All values of these options, in order.
    package func values(_ names: String...) -> [String] {
        options.compactMap { names.contains($0.name) ? $0.value : nil }
    }
}

extension Command {
    /// Sorts the arguments of the command behind the wrappers into options and the rest.
    package func options(
        taking: Set<String> = [], style: Options.Style = .bundled, stopsAtPositional: Bool = false
    ) -> Options {
        Options(effectiveArguments, taking: taking, style: style, stopsAtPositional: stopsAtPositional)
    }

    /// The word that gives one of these options, without knowing which options take values.
    ///
    /// Finds `--yes`, `--opt=x`, `-y`, and `-y` in a bundle of letters such as `-qy`. Quick, and right unless a value
    /// looks like an option; where that matters, use ``options(taking:style:stopsAtPositional:)``.
    package func option(_ names: String...) -> Word? {
        for word in effectiveArguments {
            guard let text = word.literal ?? optionHead(word), text.utf8.first == Byte.dash else { continue }
            if text == "--" { return nil }
            for name in names where Self.option(text, names: name) { return word }
        }
        return nil
    }

    /// Whether one of these options is given; see ``option(_:)``.
    package func hasOption(_ names: String...) -> Bool {
        for word in effectiveArguments {
            guard let text = word.literal ?? optionHead(word), text.utf8.first == Byte.dash else { continue }
            if text == "--" { return false }
            for name in names where Self.option(text, names: name) { return true }
        }
        return false
    }

    /// `--opt=` of `--opt=$x`.
    private func optionHead(_ word: Word) -> String? {
        if case .literal(let head, _)? = word.parts.first { return head }
        return nil
    }

    private static func option(_ text: String, names name: String) -> Bool {
        if text == name { return true }
        let text = text.utf8
        let name = name.utf8
        if name.count == 2, let letter = name.last {
            let letters = text.dropFirst()
            return letters.first != Byte.dash && letters.contains(letter)
                && letters.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0.isDigit }
        }
        return text.count > name.count && text.starts(with: name) && text.dropFirst(name.count).first == Byte.equals
    }
}
