import Basics
import ECSModel
import ShellSyntax
import Templates

/// Reads the commands of a buildspec's phases.
struct BuildspecReader {
    let source: SourceFile
    let from: String?
    /// Each command has a shell of its own (version 0.1).
    let isSeparate: Bool
    /// The commands are for a Unix shell.
    let isShell: Bool
    var session: ScriptSession
    private(set) var steps: [Step] = []
    private(set) var gaps: [Pipeline.Gap] = []

    init(source: SourceFile, from: String?, isSeparate: Bool, isShell: Bool, session: ScriptSession) {
        self.source = source
        self.from = from
        self.isSeparate = isSeparate
        self.isShell = isShell
        self.session = session
    }

    mutating func read(_ phase: DocumentEntry, of phases: DocumentNode) {
        let onFailure = phase.value.entry("on-failure")
        let goesOn = onFailure.flatMap { $0.value.string == "CONTINUE" ? Place(source, $0.value.range) : nil }
        var runsAfterFailure = false
        if phase.name == "post_build", let build = phases["build"], build["commands"] != nil {
            runsAfterFailure = build["on-failure"]?.string != "ABORT"
        }
        for item in commands(phase.value["commands"]) {
            // The command asks itself whether the build has succeeded, for the rest of the phase too.
            if item.string?.contains("CODEBUILD_BUILD_SUCCEEDING") == true { runsAfterFailure = false }
            read(item, phase.name, goesOn, runsAfterFailure)
        }
        for item in commands(phase.value["finally"]) { read(item, phase.name, goesOn, true) }
    }

    private mutating func read(_ item: DocumentNode, _ phase: String, _ goesOn: Place?, _ runsAfterFailure: Bool) {
        // The status of a command of several lines is that of its last one.
        let script = PipelineScript(item, in: source, stopsOnError: false)
        if isSeparate { session.beginShell() }
        var step = Step(
            name: phase, place: script.place, work: .script(script), mayFail: goesOn, from: from,
            runsAfterFailure: runsAfterFailure)
        if isShell {
            step.activities = session.read(script)
            step.unread = session.takeUnread()
        } else {
            step.unread = [script.place]
        }
        steps.append(step)
    }

    /// A list of commands, or one alone.
    private mutating func commands(_ node: DocumentNode?) -> [DocumentNode] {
        guard let node else { return [] }
        var result: [DocumentNode] = []
        for item in node.isSequence ? node.items : [node] where !item.isNull {
            if item.string != nil {
                result.append(item)
            } else {
                // `- echo a: b` is a mapping to YAML.
                gaps.append(
                    Pipeline.Gap(
                        Place(source, item.range),
                        Text(
                            en: "This command is no text to YAML, so it is not read.",
                            ja: "このコマンドは YAML では文字列にならないため、読み取っていません。")))
            }
        }
        return result
    }
}
