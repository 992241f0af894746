package import DockerfileSyntax
import ShellSyntax

/// What the image starts: the words of ENTRYPOINT and CMD as the runtime joins them.
package struct CommandLine: Sendable {
    /// Words of exec forms with the instruction that wrote them; `["sh", "-c", "…"]` is here as it stands.
    package var words: [(word: DockerfileSyntax.Word, instruction: Int)] = []
    /// What a shell reads: a shell form, or the string behind `sh -c` where it stands in the file byte for byte.
    package var script: EmbeddedScript?
    /// The instruction of `script`, or of `shellArguments`.
    package var scriptInstruction: Int?
    /// A shell form CMD behind an exec form ENTRYPOINT: `/bin/sh`, `-c` and this text are arguments of the program.
    package var shellArguments: EmbeddedScript?
    /// CMD stands in the file, and a shell form ENTRYPOINT does not look at it.
    package var ignoredCommand: Int?
    /// The base image may put an ENTRYPOINT of its own before CMD.
    package var mayHaveBaseEntrypoint = false
    /// Neither ENTRYPOINT nor CMD is in the file: the base image decides.
    package var isInherited = false

    package init(_ config: ImageConfig) {
        let entrypoint = config.entrypoint
        let command = config.command
        let isEmpty = entrypoint.map { $0.value.words.isEmpty } ?? false
        if let entrypoint, !entrypoint.value.isJSON, !isEmpty {
            script = entrypoint.value.script
            scriptInstruction = entrypoint.instruction
            ignoredCommand = command?.instruction
            return
        }
        for setting in [entrypoint, command].compactMap({ $0 }) where setting.value.isJSON {
            words += setting.value.words.map { ($0, setting.instruction) }
        }
        if let entrypoint, !isEmpty {
            if let command, !command.value.isJSON, !command.value.words.isEmpty {
                shellArguments = command.value.script
                scriptInstruction = command.instruction
            }
            take(entrypoint)
        } else if let command {
            take(command)
            mayHaveBaseEntrypoint = entrypoint == nil
        }
        isInherited = entrypoint == nil && command == nil
    }

    private mutating func take(_ setting: ImageConfig.Setting<Instruction>) {
        guard let text = setting.value.script else { return }
        script = text
        scriptInstruction = setting.instruction
    }

    /// The program that is started first, as written: the first word, or nil for a shell form.
    package var program: String? { words.first?.word.raw }
}
