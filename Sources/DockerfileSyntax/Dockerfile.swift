package import Basics

/// A Dockerfile, read as BuildKit reads it, with every byte accounted for.
///
/// A class, as every rule and every command of a RUN refers to it.
package final class Dockerfile: Sendable {
    package let source: SourceFile
    package let escape: UInt8
    package let directives: [Directive]
    package let comments: [Comment]
    /// In the order of the file. Arguments are expanded where the file tells their values.
    package let instructions: [Instruction]
    package let stages: [Stage]
    private let stageNames: [String: Int]
    package let problems: [SyntaxProblem]
    /// The whole file in pieces that touch: joined, they are the file.
    package let elements: [Element]
    /// Uses of variables that nothing declares where they stand.
    package let undefinedVariables: [UndefinedVariable]

    package struct Element: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            case directive, comment, blank
            /// By its index in `instructions`; continuation lines and here-documents included.
            case instruction(Int)
        }
        package var kind: Kind
        /// From the start of its first line to the start of the next element.
        package var range: Range<Int>
    }

    /// A variable in an expanded argument that no ARG or ENV sets at that place.
    package struct UndefinedVariable: Sendable, Hashable {
        package var name: String
        package var instruction: Int
        package var range: Range<Int>
        /// Set by an ARG before the first FROM and not taken over by the stage.
        package var isGlobalArgument: Bool
        /// The base image may well set it: the file cannot tell.
        package var mayComeFromBase: Bool
        /// The names that are set at that place, for "did you mean".
        package var near: String?
    }

    /// Reads a file. Never fails: what cannot be read is in `problems`.
    package init(_ source: SourceFile) {
        var parser = DockerfileParser(source)
        parser.parse()
        self.source = source
        escape = parser.escape
        directives = parser.directives
        comments = parser.comments
        elements = parser.elements
        var resolver = Resolver(parser.instructions, escape: parser.escape)
        resolver.run()
        stages = resolver.stages
        stageNames = resolver.stageNames
        problems = parser.problems + resolver.problems
        undefinedVariables = resolver.undefined
        var drafts = resolver.instructions
        EmbeddedScripts.attach(to: &drafts, resolver.stages, ShellPragma.read(parser.comments, source), source)
        instructions = drafts.map { Instruction($0) }
    }

    package convenience init(path: String = "Dockerfile", _ text: String) {
        self.init(SourceFile(path: path, text: text))
    }

    /// The stage that an instruction belongs to; nil before the first FROM.
    package func stage(of instruction: Int) -> Stage? {
        var low = 0
        var high = stages.count
        while low < high {
            let middle = (low + high) / 2
            if stages[middle].from <= instruction { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? stages[low - 1] : nil
    }

    /// The stage that is built without `--target`.
    package var lastStage: Stage? { stages.last }

    /// The stage of that name (case does not matter) or number.
    package func stage(named name: String) -> Stage? {
        if let index = stageNames[name.lowercased()] { return stages[index] }
        return Int(name).flatMap { stages.indices.contains($0) ? stages[$0] : nil }
    }

    /// A stage and the stages it is built on, from the first to itself.
    package func lineage(of stage: Stage) -> [Stage] {
        var line = [stage]
        while let last = line.last, case .stage(let index) = last.base, index < last.index,
            stages.indices.contains(index)
        {
            line.append(stages[index])
        }
        return line.reversed()
    }

    /// The instructions of a stage and of those it is built on, in the order they take effect.
    package func inherited(_ stage: Stage) -> [Instruction] {
        lineage(of: stage).flatMap { instructions[$0.instructions] }
    }

    /// The value of a parser directive such as `syntax`.
    package func directive(_ name: String) -> Directive? { directives.first { $0.name == name } }
}
