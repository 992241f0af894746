import Pipelines
import ShellSyntax

extension PipelineScript {
    /// Whether its first command runs with pipefail.
    var hasPipefail: Bool { shell.commands.first?.context.options.contains(.pipefail) ?? false }
}
