import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Edits of the words that start a program: in a JSON array, a shell form or a script.
struct StartWords {
    let program: ProcessChain.Link
    private let path: String?
    private let isArray: Bool

    /// Nil where the words do not all stand in one place that can be changed.
    init?(_ program: ProcessChain.Link, _ workload: Workload) {
        guard program.words.count == program.spans.count, let first = program.spans.first,
            program.spans.allSatisfy({ $0.path == first.path }), !program.words.contains("")
        else { return nil }
        // Words that a script gets as arguments stand elsewhere than its own.
        for (one, next) in zip(program.spans, program.spans.dropFirst())
        where one.bytes.upperBound > next.bytes.lowerBound {
            return nil
        }
        if first.path == workload.dockerfile.source.path, let instruction = workload.startInstruction(around: first) {
            isArray = workload.text(instruction).hasPrefix("[")
            path = nil
            if isArray {
                let text = workload.text(first)
                // The string behind `sh -c` holds words that are none of the array's.
                guard text.hasPrefix("\"") else { return nil }
            }
        } else {
            guard workload.scripts.contains(where: { $0.source.path == first.path }) else { return nil }
            isArray = false
            path = first.path == workload.dockerfile.source.path ? nil : first.path
        }
        self.program = program
    }

    private func written(_ word: String) -> String {
        if isArray { return ExecForm.quoted(word) }
        return word.utf8.allSatisfy(ExecForm.isPlain) ? word : "'" + word + "'"
    }

    private var separator: String { isArray ? ", " : " " }

    func appending(_ words: String...) -> Edit? {
        program.spans.last.map { last in
            let end = last.bytes.upperBound
            return Edit(path: path, end..<end, words.map { separator + written($0) }.joined())
        }
    }

    func replacing(_ index: Int, with words: String...) -> Edit? {
        guard program.spans.indices.contains(index) else { return nil }
        return Edit(path: path, program.spans[index].bytes, words.map(written).joined(separator: separator))
    }

    /// All of them, for other ones.
    func replacingAll(with words: String...) -> Edit? {
        guard let first = program.spans.first, let last = program.spans.last else { return nil }
        let range = first.bytes.lowerBound..<last.bytes.upperBound
        return Edit(path: path, range, words.map(written).joined(separator: separator))
    }

    func removing(_ index: Int) -> Edit? {
        guard index > 0, program.spans.indices.contains(index) else { return nil }
        return Edit(path: path, program.spans[index - 1].bytes.upperBound..<program.spans[index].bytes.upperBound, "")
    }
}
