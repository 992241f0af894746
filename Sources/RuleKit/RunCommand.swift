import Basics
package import DockerfileSyntax
package import ShellSyntax

/// One command of a RUN, with all that stands around it.
package struct RunCommand: Sendable {
    package let file: Dockerfile
    /// The index of the RUN in the file's instructions.
    package let index: Int
    package let script: EmbeddedScript
    package let command: Command

    package init(file: Dockerfile, index: Int, script: EmbeddedScript, command: Command) {
        self.file = file
        self.index = index
        self.script = script
        self.command = command
    }

    package var instruction: Instruction { file.instructions[index] }

    /// The place of a range of the script in the file.
    package func place(_ range: Range<Int>) -> Range<Int> { script.sourceRange(range) }
    package func place(_ word: ShellSyntax.Word) -> Range<Int> { script.sourceRange(word.range) }
    /// The place of the command, from its first word to its last.
    package var place: Range<Int> { script.sourceRange(command.range) }

    /// The stage it runs in; nil for a RUN before any FROM.
    package var stage: Stage? { file.stage(of: index) }
    /// Whether what it leaves behind becomes part of the image that is built by default.
    package var isInLastStage: Bool {
        guard let last = file.lastStage, let stage else { return false }
        return file.lineage(of: last).contains { $0.index == stage.index }
    }
}
