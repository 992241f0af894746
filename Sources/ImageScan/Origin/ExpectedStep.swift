import Basics
import DockerfileSyntax

/// What an instruction of a Dockerfile looks like in the history of an image that was built from it.
struct ExpectedStep {
    /// The number of the instruction in its file.
    let instruction: Int
    let keyword: String
    /// Arguments without flags, white space collapsed; the shell text of RUN with its here-documents.
    let text: String
    let words: Set<Substring>

    /// Nil for FROM, which leaves no step.
    init?(_ file: Dockerfile, _ index: Int) {
        guard file.instructions.indices.contains(index) else { return nil }
        let instruction = file.instructions[index]
        guard instruction.keyword != .from else { return nil }
        self.instruction = index
        keyword = instruction.keyword.rawValue.uppercased()
        let range = instruction.argumentRange.clamped(to: 0..<instruction.text.bytes.count)
        var text = String(decoding: instruction.text.bytes[range], as: UTF8.self)
        for heredoc in instruction.heredocs {
            let content = heredoc.content.clamped(to: 0..<file.source.bytes.count)
            text += " " + String(decoding: file.source.bytes[content], as: UTF8.self)
        }
        self.text = HistoryStep.collapse(text)
        words = Self.words(self.text)
    }

    /// The words of a text without what builders write differently: quotes, brackets, commas.
    static func words(_ text: String) -> Set<Substring> {
        Set(text.split { " \t\n\"'[],\\{}".contains($0) })
    }

    /// How well a step fits, from 0 for not at all to 4 for surely.
    func likeness(_ step: HistoryStep, _ stepWords: Set<Substring>) -> Int {
        guard step.keyword == keyword else { return 0 }
        let told = keyword == "RUN" ? step.command : step.arguments
        if told == text { return 4 }
        switch keyword {
        case "COPY", "ADD":
            // The classic builder writes a digest of the sources; the destination is as in the file.
            let last = text.split(separator: " ").last.map { Self.bare($0) }
            let toldLast = told.split(separator: " ").last.map { Self.bare($0) }
            if told.contains(":"), told.contains(" in ") { return last == toldLast ? 3 : 1 }
        case "ARG", "ENV", "LABEL":
            let names = Self.names(text)
            return !names.isEmpty && names == Self.names(told) ? 3 : overlap(stepWords)
        case "EXPOSE":
            return words.allSatisfy { word in told.contains(word.prefix { $0 != "/" }) } ? 3 : 0
        default: break
        }
        return overlap(stepWords)
    }

    private func overlap(_ other: Set<Substring>) -> Int {
        guard !words.isEmpty, !other.isEmpty else { return words.isEmpty && other.isEmpty ? 4 : 0 }
        let shared = words.intersection(other).count
        let share = Double(shared) / Double(max(words.count, other.count))
        if share == 1 { return 4 }
        // Where a variable was replaced by its value the words differ.
        let hasVariable = text.contains("$")
        if share >= 0.75 { return 3 }
        if share >= (hasVariable ? 0.3 : 0.5) { return 2 }
        return 0
    }

    private static func bare(_ word: Substring) -> Substring {
        var word = word
        while word.count > 1, word.hasSuffix("/") || word.hasSuffix("\"") || word.hasSuffix("]") {
            word = word.dropLast()
        }
        while word.hasPrefix("\"") { word = word.dropFirst() }
        return word
    }

    private static func names(_ text: String) -> Set<Substring> {
        let words = text.split(separator: " ")
        let names = words.filter { $0.contains("=") }.map { $0.prefix { $0 != "=" } }
        return Set(names.isEmpty ? words.prefix(1).map { $0 } : names)
    }
}
