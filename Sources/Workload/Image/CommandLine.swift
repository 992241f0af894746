package import DockerfileSyntax
import ShellSyntax

/// What the image starts: the words of ENTRYPOINT and CMD as the runtime joins them.
package struct CommandLine: Sendable {
    /// Words with the instruction that wrote them; words of a shell form are not cut.
    package var words: [(word: DockerfileSyntax.Word, instruction: Int)] = []
    /// The shell form, when it starts a shell: `/bin/sh -c` reads this script.
    package var script: EmbeddedScript?
    /// The instruction of `script`.
    package var scriptInstruction: Int?
    /// The base image may put an ENTRYPOINT of its own before CMD.
    package var mayHaveBaseEntrypoint = false
    /// Neither ENTRYPOINT nor CMD is in the file: the base image decides.
    package var isInherited = false

    package init(_ config: ImageConfig) {
        let entrypoint = config.entrypoint
        let command = config.command
        if let entrypoint, !entrypoint.value.isJSON, !entrypoint.value.words.isEmpty {
            // A shell form ENTRYPOINT does not look at CMD.
            script = entrypoint.value.script
            scriptInstruction = entrypoint.instruction
            return
        }
        let isEmptyEntrypoint = entrypoint.map { $0.value.words.isEmpty } ?? false
        for setting in [entrypoint, command].compactMap({ $0 }) where setting.value.isJSON {
            words += setting.value.words.map { ($0, setting.instruction) }
        }
        if let command, !command.value.isJSON, let text = command.value.script, words.isEmpty {
            script = text
            scriptInstruction = command.instruction
        } else if let setting = entrypoint?.value.script != nil && entrypoint?.value.isJSON == true ? entrypoint : nil {
            // `["sh", "-c", "…"]`
            script = setting.value.script
            scriptInstruction = setting.instruction
        } else if entrypoint == nil || isEmptyEntrypoint, let command, command.value.isJSON,
            let text = command.value.script
        {
            script = text
            scriptInstruction = command.instruction
        }
        mayHaveBaseEntrypoint = entrypoint == nil && command != nil
        isInherited = entrypoint == nil && command == nil
    }

    /// The program that is started first, as written: the first word, or nil for a shell form.
    package var program: String? { words.first?.word.raw }
}
