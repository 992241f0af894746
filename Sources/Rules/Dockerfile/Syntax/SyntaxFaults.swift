import Basics
import DockerfileSyntax
import RuleKit

extension Report {
    /// Reports what the reader found, for the rules that put it into words.
    mutating func faults(
        in file: Dockerfile, _ codes: Set<SyntaxProblem.Code>, fix: (SyntaxProblem) -> Fix? = { _ in nil }
    ) {
        for problem in file.problems where codes.contains(problem.code) {
            var related: [Finding.Related] = []
            if let suggestion = problem.arguments["suggestion"], !suggestion.isEmpty {
                let note = Text(en: "did you mean `\(suggestion)`?", ja: "`\(suggestion)` の誤りではありませんか")
                related.append(.init(source.span(problem.range), note))
            }
            fault(at: problem.range, problem.arguments, fix: fix(problem), related: related)
        }
    }
}

extension Dockerfile {
    /// Whether nothing, not even an empty line, stands between an instruction and the one before it.
    func followsDirectly(_ index: Int) -> Bool {
        guard index > 0, instructions.indices.contains(index) else { return false }
        return source.line(at: instructions[index].range.lowerBound)
            == source.line(
                at: max(instructions[index - 1].range.lowerBound, instructions[index - 1].range.upperBound - 1)) + 1
    }

    /// Whether only blanks stand before a byte on its line.
    func beginsLine(_ offset: Int) -> Bool {
        let start = source.lineStarts[source.line(at: offset) - 1]
        return source.bytes[start..<max(start, offset)].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }
}
