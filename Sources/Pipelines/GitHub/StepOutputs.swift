import Basics
import ECSModel
import ShellSyntax

/// What a script hands on by `echo "name=value" >> "$GITHUB_OUTPUT"` and `$GITHUB_ENV`.
///
/// A value that is set in two ways is not known, nor is one that is set only under a condition.
struct StepOutputs {
    private(set) var outputs: [String: TermText] = [:]
    private(set) var variables: [String: TermText] = [:]
    private var assigned: [String: TermText] = [:]

    init(of script: PipelineScript, _ values: ScriptValues) {
        guard script.text.has("GITHUB_OUTPUT") || script.text.has("GITHUB_ENV") || script.text.has("::set-output")
        else { return }
        var seen: Set<String> = []
        for command in script.shell.commands {
            read(command, script, values, &seen)
        }
    }

    private mutating func read(
        _ command: Command, _ script: PipelineScript, _ values: ScriptValues, _ seen: inout Set<String>
    ) {
        let known = assigned
        func value(_ word: ShellSyntax.Word) -> TermText { script.value(word) { known[$0] ?? values[$0] } }
        let isOpen = command.context.isConditional || command.context.isInLoop || command.context.isInFunction
        if command.words.isEmpty {
            for assignment in command.assignments {
                let isPlain = !isOpen && !assignment.appends && seen.insert("=" + assignment.name).inserted
                if isPlain, let word = assignment.value {
                    assigned[assignment.name] = value(word)
                } else {
                    assigned[assignment.name] = TermText([.unknown(Unknown(.variable, assignment.name))])
                }
            }
        }
        guard command.program == "echo" || command.program == "printf", let word = command.words.last,
            command.words.count > command.effectiveIndex + 1
        else { return }
        let text = value(word)
        let files = command.redirections.filter(\.writesFile).compactMap { $0.target.soleParameter?.name }
        if files.contains("GITHUB_OUTPUT") {
            Self.set(text, isOpen, &outputs, &seen, ">")
        } else if files.contains("GITHUB_ENV") {
            Self.set(text, isOpen, &variables, &seen, "$")
        } else if text.knownPrefix.hasPrefix("::set-output name=") {
            let rest = String(text.knownPrefix.dropFirst("::set-output name=".count))
            guard let end = rest.firstIndex(of: ":"), rest[end...].hasPrefix("::") else { return }
            let first = TermText.Part.literal(rest[..<end] + "=" + rest[end...].dropFirst(2))
            Self.set(TermText([first] + text.parts.dropFirst()), isOpen, &outputs, &seen, ">")
        }
    }

    private static func set(
        _ text: TermText, _ isOpen: Bool, _ target: inout [String: TermText], _ seen: inout Set<String>, _ mark: String
    ) {
        let prefix = text.knownPrefix
        guard let sign = prefix.firstIndex(of: "="), sign > prefix.startIndex else { return }
        let name = String(prefix[..<sign])
        var rest = TermText([.literal(String(prefix[prefix.index(after: sign)...]))] + text.parts.dropFirst())
        if rest.known?.hasSuffix("\\n") == true { rest = TermText(String((rest.known ?? "").dropLast(2))) }
        if isOpen || !seen.insert(mark + name).inserted {
            target[name] = TermText([.unknown(Unknown(.variable, name))])
        } else {
            target[name] = rest
        }
    }
}
