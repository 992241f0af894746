import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

/// Edits that rules about package managers share.
extension RunCommand {
    /// Puts an option behind the verb of a call: `apt-get install` becomes `apt-get install -y`.
    func adding(_ option: String, to call: PackageCall) -> Edit {
        let end = place(call.verbRange).upperBound
        return Edit(end..<end, " " + option)
    }

    /// Whether a command can be put beside this one without a change of what the others do.
    var isPlain: Bool {
        let context = command.context
        return context.pipelineCount == 1 && !context.isConditional && !context.isInTest && !context.isInFunction
            && !context.isInLoop && !context.isInSubstitution && !context.isInNestedShell
            && !context.isNegated && !context.failureIsTolerated && !context.runsInBackground
            && context.before != .or && context.after != .or && instruction.heredocs.count <= 1
    }

    /// Whether the RUN's commands stand in a here-document.
    var isHeredoc: Bool { !instruction.heredocs.isEmpty }

    /// Appends a command behind this one, joined as its neighbours are.
    func appending(_ text: String) -> Edit? {
        guard isPlain, !isHeredoc || command.context.after != .and else { return nil }
        let end = place.upperBound
        let joined = command.context.after == .sequence ? "; " : " && "
        guard !isHeredoc, spansLines else { return Edit(end..<end, joined + text) }
        let escape = String(decoding: [file.escape], as: UTF8.self)
        return Edit(end..<end, joined == "; " ? "; \(escape)\n    \(text)" : " \(escape)\n    && \(text)")
    }

    private var spansLines: Bool {
        file.source.bytes[instruction.range.clamped(to: 0..<file.source.bytes.count)].contains(0x0A)
    }
}
