import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// Commands at the head of a pipe whose failure nobody sees.
enum LostPipeFailures {
    /// A pipe, and its first command that can fail.
    struct Pipe {
        let run: ShellRuns.Run
        let command: Command
        /// The last command of the pipe, when it is in the same script.
        let last: Command?
        var isDownload: Bool { command.isDownload }

        /// Whether the last command fails by itself when nothing or half a file comes: archives and keys have an end.
        var failsWhenCutOff: Bool {
            guard let last, let program = last.program else { return false }
            switch program {
            case "tar", "bsdtar", "gunzip", "bunzip2", "unxz", "unlzma", "unzstd", "cpio", "unsquashfs", "apt-key":
                return true
            case "gzip", "bzip2", "xz", "zstd", "lzma", "lz4", "brotli", "pigz":
                return last.hasOption("-d", "-dc", "--decompress", "--uncompress")
            case "gpg", "gpg2": return last.hasOption("--dearmor", "--import")
            case "sha256sum", "sha512sum", "sha1sum", "md5sum": return last.hasOption("-c", "--check")
            default: return false
            }
        }
    }

    /// The pipes without pipefail, each once. Pipes whose status is asked for (`if curl … | grep`) are left out, and so
    /// are those in `$(…)`, where an empty result is often expected.
    static func find(_ file: Dockerfile) -> [Pipe] {
        ShellRuns.of(file).flatMap { run -> [Pipe] in
            var seen: Set<Int> = []
            return run.commands.compactMap { command in
                let context = command.context
                guard context.pipelineCount > 1, !context.isLastOfPipeline, !context.options.contains(.pipefail),
                    !context.isInTest, !context.isNegated, !context.isInSubstitution, !context.failureIsTolerated,
                    canFail(command), seen.insert(context.pipelineID).inserted
                else { return nil }
                let last = run.commands.first {
                    $0.context.pipelineID == context.pipelineID && $0.context.isLastOfPipeline
                }
                return Pipe(run: run, command: command, last: last)
            }
        }
    }

    private static func canFail(_ command: Command) -> Bool {
        guard let program = command.program else { return command.kind == .simple && !command.words.isEmpty }
        switch program {
        case "echo", "printf", "yes", "true", ":", "cat", "sort", "uniq", "tr", "cut", "head", "tail", "seq", "env",
            "sed", "awk", "grep", "xargs", "find", "ls", "set", "test", "[":
            return false
        default: return true
        }
    }

    /// `set -o pipefail` where the shell knows it, else a SHELL before the RUN. Nil where neither is sure to be there.
    static func fix(_ pipe: Pipe, isFirstOfStage: Bool) -> Fix? {
        let run = pipe.run
        let family = run.file.stage(of: run.index).flatMap { ShellRuns.family(of: $0, in: run.file) }
        if run.script.interpreter == .bash || family == .alpine || family == .redhat || family == .amazon {
            return .ask(run.start..<run.start, run.isHeredoc ? "set -o pipefail\n" : "set -o pipefail; ")
        }
        guard family == .debian, isFirstOfStage, !run.isHeredoc || run.script.shell.shebang == nil else { return nil }
        let start = run.instruction.range.lowerBound
        return .ask(start..<start, "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n")
    }
}
