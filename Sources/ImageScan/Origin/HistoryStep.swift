package import OCIImage

/// A step of an image's history, as an instruction: what the builders put around it is taken off.
package struct HistoryStep: Sendable, Hashable {
    /// In capitals, `RUN`; empty where the text is none of a builder's.
    package var keyword: String
    /// The instruction's arguments with white space collapsed.
    package var arguments: String
    /// Build arguments in effect (`|2 A=1 B=2 /bin/sh …` or `RUN |2 …`), which everybody can read.
    package var buildArguments: [(name: String, value: String)]

    package static func == (a: HistoryStep, b: HistoryStep) -> Bool {
        a.keyword == b.keyword && a.arguments == b.arguments
            && a.buildArguments.elementsEqual(b.buildArguments) { $0 == $1 }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(keyword)
        hasher.combine(arguments)
    }

    /// Reads what BuildKit (`RUN /bin/sh -c make # buildkit`), the classic builder (`/bin/sh -c #(nop)  CMD ["sh"]`),
    /// Buildah (the same, without the second space) and Kaniko (the bare instruction) write.
    package init(_ entry: HistoryEntry) {
        var text = Self.collapse(entry.createdBy)
        if text.hasSuffix(" # buildkit") { text.removeLast(11) }
        var keyword = ""
        if let range = text.firstRange(of: "#(nop) ") {
            text = String(text[range.upperBound...])
        } else if let first = text.split(separator: " ", maxSplits: 1).first, Self.keywords.contains(String(first)) {
        } else if text.hasPrefix("/") || text.hasPrefix("|") {
            keyword = "RUN"
        }
        if keyword.isEmpty {
            let parts = text.split(separator: " ", maxSplits: 1)
            if let first = parts.first, Self.keywords.contains(first.uppercased()) {
                keyword = first.uppercased()
                text = parts.count > 1 ? String(parts[1]) : ""
            }
        }
        var given: [(name: String, value: String)] = []
        if keyword == "RUN" { (given, text) = Self.withoutArguments(text) }
        self.keyword = keyword
        arguments = text
        buildArguments = given
    }

    private static let keywords: Set<String> = [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER",
        "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
    ]

    static func collapse(_ text: String) -> String {
        text.split { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r\n" || $0 == "\r" }.joined(separator: " ")
    }

    /// `|2 A=1 B=x y /bin/sh -c make`: how many arguments there are is told, where a value with spaces ends is not, so
    /// each goes up to the next `NAME=` or the shell.
    private static func withoutArguments(_ text: String) -> ([(name: String, value: String)], String) {
        guard text.hasPrefix("|") else { return ([], text) }
        let words = text.split(separator: " ")
        guard let first = words.first, let count = Int(first.dropFirst()), count >= 0 else { return ([], text) }
        var given: [(name: String, value: String)] = []
        var index = 1
        while index < words.count {
            let word = words[index]
            let equals = word.firstIndex(of: "=")
            let isName = equals.map { isVariable(word[..<$0]) } ?? false
            if isName, given.count < count, let equals {
                given.append((String(word[..<equals]), String(word[word.index(after: equals)...])))
            } else if given.count == count, word.hasPrefix("/") {
                break
            } else if let last = given.indices.last {
                given[last].value += " " + word
            } else {
                break
            }
            index += 1
        }
        return (given, words[min(index, words.count)...].joined(separator: " "))
    }

    private static func isVariable(_ name: Substring) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
        }
    }

    /// The command of a RUN without the shell before it.
    package var command: String {
        for shell in ["/bin/sh -c ", "/bin/bash -c ", "/bin/sh -ec ", "/bin/bash -o pipefail -c ", "/bin/ash -c "]
        where arguments.hasPrefix(shell) {
            return String(arguments.dropFirst(shell.count))
        }
        if let range = arguments.firstRange(of: " -c "), arguments.hasPrefix("/") {
            return String(arguments[range.upperBound...])
        }
        return arguments
    }
}
