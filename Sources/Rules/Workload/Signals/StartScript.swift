import Basics
import DockerfileSyntax
import ShellSyntax
import Workload

/// A shell script that runs when the container starts: a file of the context, or the shell form of CMD or ENTRYPOINT.
struct StartScript {
    var shell: ShellScript
    /// Whether it is a file that ships with the image.
    var isFile: Bool
    var place: (Range<Int>) -> Span

    static func all(_ workload: Workload) -> [StartScript] {
        var parts = workload.scripts.map { script in
            StartScript(shell: script.shell, isFile: true) { script.span($0) }
        }
        if let config = workload.config {
            let line = CommandLine(config)
            if let script = line.script ?? line.shellArguments, script.interpreter.isShell {
                let source = workload.dockerfile.source
                parts.append(
                    StartScript(shell: script.shell, isFile: false) { source.span(script.sourceRange($0)) })
            }
        }
        return parts
    }
}
