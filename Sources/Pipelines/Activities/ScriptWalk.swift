import Basics
import ECSModel
import ShellSyntax

/// Walks the commands of a script in the order in which they run.
///
/// Loops over written words run once for each word, functions run where they are called.
struct ScriptWalk {
    /// What a part of the script is in.
    struct Frame {
        var isConditional = false
        /// What becomes of the failure of the command that called this: a function, a script.
        var outer = CommandOutcome.fatal
        /// The command that this one's output goes to, and those it comes from.
        var next: Command?
        var before: [Command] = []
        var onlyInTest = false
    }

    let script: PipelineScript
    private(set) var activities: [Activity] = []
    private let failures: CommandOutcome.Script
    private static let wordLimit = 32
    private static let depthLimit = 12

    init(_ script: PipelineScript) {
        self.script = script
        failures = CommandOutcome.Script(script)
    }

    mutating func walk(_ statements: [Statement], _ frame: Frame, _ session: inout ScriptSession) {
        for statement in statements {
            let links = statement.links
            let startsWithTest = links.count > 1 && isTest(links[0].pipeline)
            for link in links {
                var inner = frame
                inner.next = nil
                inner.before = []
                // What stands behind `||` runs only after a failure; behind `test &&` only when the test holds.
                if link.connector == .or || (link.connector == .and && startsWithTest) { inner.isConditional = true }
                walk(link.pipeline, inner, &session)
            }
        }
    }

    private func command(_ node: Node) -> Command? {
        guard case .command(let slot) = node, script.shell.commands.indices.contains(slot) else { return nil }
        return script.shell.commands[slot]
    }

    private func isTest(_ pipeline: ShellSyntax.Pipeline) -> Bool {
        guard pipeline.elements.count == 1, let command = command(pipeline.elements[0]) else { return false }
        return command.kind != .simple || command.program == "[" || command.program == "test"
    }

    private mutating func walk(
        _ pipeline: ShellSyntax.Pipeline, _ frame: Frame, _ session: inout ScriptSession
    ) {
        var inner = frame
        for (index, element) in pipeline.elements.enumerated() {
            inner.next = index + 1 < pipeline.elements.count ? command(pipeline.elements[index + 1]) : nil
            walk(element, inner, &session)
            if let command = command(element) { inner.before.append(command) }
        }
    }

    private mutating func walk(_ node: Node, _ frame: Frame, _ session: inout ScriptSession) {
        guard session.budget > 0, session.depth < Self.depthLimit else {
            // What is not walked may do anything; told once.
            if !session.isCutShort { session.leaveUnread(script.place) }
            session.isCutShort = true
            return
        }
        session.budget -= 1
        switch node {
        case .command:
            if let command = command(node) { walk(command, frame, &session) }
        case .compound(let compound): walk(compound, frame, &session)
        }
    }

    private mutating func walk(_ compound: Compound, _ frame: Frame, _ session: inout ScriptSession) {
        var body = frame
        body.isConditional = true
        switch compound.kind {
        case .subshell(let inner):
            let saved = session.shell
            walk(inner, frame, &session)
            session.shell = saved
        case .group(let inner): walk(inner, frame, &session)
        case .conditional(let branches, let otherwise):
            for branch in branches {
                walk(branch.condition, frame, &session)
                walk(branch.body, body, &session)
            }
            walk(otherwise, body, &session)
        case .loop(let condition, let inner, _):
            walk(condition, frame, &session)
            walk(inner, body, &session)
        case .each(let variable, let words, let inner): walkEach(variable, words, inner, frame, &session)
        case .choice(_, let arms):
            for arm in arms { walk(arm.body, body, &session) }
        case .function(let name, let inner):
            if let inner { session.shell.functions[name] = (script, inner) }
        }
    }

    private mutating func walkEach(
        _ variable: String, _ words: [ShellSyntax.Word]?, _ body: [Statement], _ frame: Frame,
        _ session: inout ScriptSession
    ) {
        guard let words, !words.isEmpty, words.count <= Self.wordLimit,
            words.allSatisfy({ !$0.isSplit && !$0.hasUnquotedGlob && !$0.hasBraces })
        else {
            session.shell.variables[variable] = TermText([.unknown(Unknown(.variable, variable))])
            var inner = frame
            inner.isConditional = true
            return walk(body, inner, &session)
        }
        for word in words {
            session.shell.variables[variable] = script.value(word, variables: session.value)
            walk(body, frame, &session)
        }
    }

    private mutating func walk(_ command: Command, _ frame: Frame, _ session: inout ScriptSession) {
        walkSubstitutions(of: command, frame, &session)
        guard command.kind == .simple else { return }
        guard command.effectiveIndex < command.words.count else {
            for assignment in command.assignments {
                assign(assignment, frame, &session)
                tellIdentity(assignment.name, script.place(assignment.range), frame, session)
            }
            return
        }
        if !command.nested.isEmpty {
            var inner = frame
            inner.outer = outcome(of: command, frame, session)
            walk(command.nested, inner, &session)
            return
        }
        let saved = session.shell.variables
        for assignment in command.assignments { assign(assignment, frame, &session) }
        run(command, frame, &session)
        // `A=1 make` sets A for make alone.
        for assignment in command.assignments {
            session.shell.variables[assignment.name] = saved[assignment.name]
        }
    }

    private mutating func walkSubstitutions(
        of command: Command, _ frame: Frame, _ session: inout ScriptSession
    ) {
        var inner = frame
        inner.next = nil
        inner.before = []
        let words = command.assignments.flatMap { ($0.value.map { [$0] } ?? []) + ($0.elements ?? []) } + command.words
        for substitution in words.lazy.flatMap(\.substitutions) {
            let folder = session.shell.folder
            walk(substitution.statements, inner, &session)
            session.shell.folder = folder
        }
    }

    /// A variable that is set under a condition may have either value.
    private func assign(_ assignment: Assignment, _ frame: Frame, _ session: inout ScriptSession) {
        let value = assignment.value.map { script.value($0, variables: session.value) }
        set(
            assignment.name, assignment.elements == nil ? value ?? TermText("") : nil, assignment.appends, frame,
            &session)
    }

    private func set(
        _ name: String, _ value: TermText?, _ appends: Bool, _ frame: Frame, _ session: inout ScriptSession
    ) {
        guard let value, !frame.isConditional else {
            session.shell.variables[name] = TermText([.unknown(Unknown(.condition, name))])
            return
        }
        let whole = appends ? (session.value(name) ?? TermText("")) + value : value
        // A value that grows by itself in each line must not grow without end.
        session.shell.variables[name] =
            Self.isLong(whole) ? TermText([.unknown(Unknown(.variable, name))]) : whole
    }

    private static func isLong(_ value: TermText) -> Bool {
        value.parts.count > 64 || value.parts.contains { $0.size > 4096 }
    }

    /// The AWS tools take the role themselves once they know where a token of OpenID Connect lies.
    private mutating func tellIdentity(_ name: String, _ place: Place, _ frame: Frame, _ session: ScriptSession) {
        guard name == "AWS_WEB_IDENTITY_TOKEN_FILE" else { return }
        let login = Activity.Login(.oidc, role: session.value("AWS_ROLE_ARN"))
        activities.append(
            Activity(.login, tool: "aws", place: place, isConditional: frame.isConditional, facts: .login(login)))
    }

    func outcome(of command: Command, _ frame: Frame, _ session: ScriptSession) -> CommandOutcome {
        CommandOutcome(command, in: failures, errexitOff: session.errexitOff)
            .within(frame.outer)
    }

    private mutating func run(_ command: Command, _ frame: Frame, _ session: inout ScriptSession) {
        if let program = command.program, ["export", "declare", "local", "readonly", "typeset"].contains(program) {
            for word in command.effectiveArguments {
                let text = word.template
                guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { continue }
                let value = word.afterEquals.map { script.value($0, variables: session.value) } ?? TermText("")
                set(String(text[..<equals]), value, false, frame, &session)
                tellIdentity(String(text[..<equals]), script.place(word), frame, session)
            }
            return
        }
        guard let call = CommandCall(command, frame, in: script, outcome(of: command, frame, session), session) else {
            // What is run shows only later. A substitution was read above: `$(aws ecr get-login)`.
            let word = command.words[command.effectiveIndex]
            if word.substitutions.isEmpty { session.leaveUnread(script.place(command)) }
            return
        }
        if let function = session.shell.functions[call.program] {
            session.depth += 1
            follow(function.script, [function.body], call, &session)
            session.depth -= 1
            return
        }
        if let found = CommandTools.read(call, &session) {
            activities += found
            return
        }
        if let local = CommandTools.localScript(call, session) {
            session.depth += 1
            follow(local, nil, call, &session)
            session.depth -= 1
            return
        }
        session.leaveUnread(call.place)
    }

    /// Reads the body of a function, or a script of the repository, as if it stood where it is called.
    private mutating func follow(
        _ script: PipelineScript, _ nodes: [Node]?, _ call: CommandCall, _ session: inout ScriptSession
    ) {
        var walk = ScriptWalk(script)
        let frame = Frame(isConditional: call.isConditional, outer: call.outcome)
        let saved = session.shell
        if let nodes {
            for node in nodes { walk.walk(node, frame, &session) }
        } else {
            guard session.depth < 4 else { return session.leaveUnread(call.place) }
            session.shell.functions = [:]
            walk.walk(script.shell.statements, frame, &session)
            if !call.isSourced { session.shell = saved }
        }
        activities += walk.activities
    }
}

extension TermText.Part {
    fileprivate var size: Int {
        switch self {
        case .literal(let text): text.utf8.count
        case .unknown(let unknown): unknown.text.utf8.count
        case .reference(let reference): reference.shown.utf8.count
        }
    }
}
