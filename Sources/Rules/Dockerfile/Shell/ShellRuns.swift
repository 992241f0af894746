import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// What the rules of this family ask of a Dockerfile's RUN instructions.
enum ShellRuns {
    /// One RUN that a shell reads.
    struct Run {
        let file: Dockerfile
        let index: Int
        let script: EmbeddedScript

        var instruction: Instruction { file.instructions[index] }
        var commands: [Command] { script.shell.commands }
        func place(_ range: Range<Int>) -> Range<Int> { script.sourceRange(range) }
        func place(_ word: ShellSyntax.Word) -> Range<Int> { script.sourceRange(word.range) }
        /// Where the script begins, to insert something before it.
        var start: Int { script.sourceRange(script.shell.range).lowerBound }
        /// The script is the content of a here-document.
        var isHeredoc: Bool {
            guard let heredoc = instruction.heredocs.first else { return false }
            return heredoc.content.contains(start) || heredoc.content.isEmpty
        }

        func subject(_ command: Command) -> RunCommand {
            RunCommand(file: file, index: index, script: script, command: command)
        }
    }

    /// Scripts of more commands are made by programs, or to make readers slow: what compares each command with those
    /// behind it leaves them alone.
    static let commandLimit = 1_000

    /// The shell RUNs of a stage, in order.
    static func of(_ stage: Stage, in file: Dockerfile) -> [Run] { of(stage.instructions, in: file) }

    /// The shell RUNs of the whole file, in order.
    static func of(_ file: Dockerfile) -> [Run] { of(file.instructions.indices, in: file) }

    private static func of(_ indices: Range<Int>, in file: Dockerfile) -> [Run] {
        indices.compactMap { index in
            guard file.instructions[index].keyword == .run, let script = file.instructions[index].script,
                script.interpreter.isShell
            else { return nil }
            return Run(file: file, index: index, script: script)
        }
    }

    /// Whether what a stage leaves behind is part of the image that is built without `--target`.
    static func ships(_ stage: Stage, in file: Dockerfile) -> Bool {
        guard let last = file.lastStage else { return false }
        return file.lineage(of: last).contains { $0.index == stage.index }
    }

    /// The system under a stage, when its base image is known.
    static func family(of stage: Stage, in file: Dockerfile) -> KnownImage.Family? {
        file.lineage(of: stage).first.flatMap { KnownImage.of($0.base)?.family }
    }
}

extension RunCommand {
    /// The program's name, without what stands before it.
    var programPlace: Range<Int> {
        guard command.words.indices.contains(command.effectiveIndex) else { return place }
        return place(command.words[command.effectiveIndex])
    }
}

extension ShellSyntax.Command {
    /// curl or wget.
    var isDownload: Bool { program == "curl" || program == "wget" }

    /// Whether its failure should stop a build: it brings in or builds what the image is for.
    var isVital: Bool {
        if isDownload { return !hasOption("--version", "-V", "--help") }
        if let call = packageCall {
            switch call.verb {
            case .install, .sync, .build: return !call.hasFlag("--help", "--version")
            default: return false
            }
        }
        switch program {
        case "make", "cmake", "ninja", "tar", "unzip", "patch", "gcc", "g++", "cc", "javac", "tsc": return true
        case "git":
            return effectiveArguments.contains {
                ["clone", "fetch", "pull", "checkout", "submodule"].contains($0.literal)
            }
        default: return false
        }
    }
}
