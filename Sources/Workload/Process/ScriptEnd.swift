import ShellSyntax

/// How a script hands over to the program it starts.
enum ScriptEnd {
    /// It becomes the program.
    case exec(Command)
    /// It waits for its last command; `isSimple` when that is a command of its own, in no loop, pipe or condition, and
    /// `isOnly` when nothing stands before it.
    case waits(Command, isSimple: Bool, isOnly: Bool)
    /// What it started runs in the background and nothing waits for it.
    case background(Command)
    /// What it started runs in the background and `wait` waits for it.
    case waitsForJobs(Command)
    /// It traps the signal and passes it on.
    case forwards
    /// It ends without starting a program that stays.
    case returns
    case unknown

    /// A place in a script that runs in the background.
    struct Reading {
        var end: ScriptEnd
        /// Commands started with `&` outside of loops and conditions.
        var background: [Command]
    }

    static func of(_ script: ShellScript) -> ScriptEnd { read(script).end }

    static func read(_ script: ShellScript) -> Reading {
        var walk = ScriptWalk(script)
        return walk.read()
    }
}

/// Walks a script along the ways control can take and notes where each of them ends.
private struct ScriptWalk {
    /// What a list of statements does.
    private struct Way {
        /// Where control ended for good on some way through it.
        var ends: [ScriptEnd] = []
        /// Control can get past it.
        var falls = true
        /// `return` or `exit` was met.
        var leaves = false
        /// What ran last, when control gets past it.
        var last: ScriptEnd?
    }

    private let script: ShellScript
    private var functions: [String: Node] = [:]
    private var jobs: [Command] = []
    private var traps = false
    private var depth = 0
    private var count = 0

    init(_ script: ShellScript) { self.script = script }

    /// Do their work inside the shell; no process is left to wait for.
    private static let builtins: Set<String> = [
        ":", "true", "false", "set", "cd", "echo", "export", "printf", "unset", "shift", "umask", "ulimit", "read",
        "local", "declare", "typeset", "readonly", "test", "[", "source", ".", "shopt", "alias", "hash", "type",
        "command", "pwd", "let", "trap",
    ]

    mutating func read() -> ScriptEnd.Reading {
        guard !script.commands.isEmpty else { return .init(end: .unknown, background: []) }
        let way = list(script.statements, isTop: true)
        return .init(end: verdict(way), background: jobs)
    }

    private func verdict(_ way: Way) -> ScriptEnd {
        let execs = way.ends.filter { if case .exec = $0 { true } else { false } }
        var others = way.ends.filter {
            switch $0 {
            case .exec, .returns: false
            default: true
            }
        }
        if way.falls, let last = way.last { others.append(last) }
        if let exec = execs.last {
            // Every way that starts something ends in an exec: the last of them shows the usual one.
            return others.isEmpty ? exec : .unknown
        }
        if traps { return .forwards }
        return others.last ?? .returns
    }

    private mutating func list(_ statements: [Statement], isTop: Bool = false) -> Way {
        var way = Way()
        depth += 1
        defer { depth -= 1 }
        guard depth < 24 else { return Way(last: .unknown) }
        for statement in statements {
            let isOnly = isTop && statements.count == 1
            if statement.terminator == .background {
                if let command = firstCommand(statement), !isWaiting(command) {
                    jobs.append(command)
                    way.last = .background(command)
                }
                continue
            }
            let next = andOr(statement, isOnly: isOnly)
            way.ends += next.ends
            if next.leaves {
                way.leaves = true
                way.falls = false
                way.ends.append(next.last ?? way.last ?? .returns)
                return way
            }
            if let last = next.last { way.last = last }
            if !next.falls {
                way.falls = false
                return way
            }
        }
        return way
    }

    private mutating func andOr(_ statement: Statement, isOnly: Bool) -> Way {
        var way = Way()
        var isGuarded = false
        for (number, link) in statement.links.enumerated() {
            // `a && exec b`: without a the script has failed; `[ x ] && exec b` is a condition.
            if link.connector == .or { isGuarded = true }
            if number > 0, link.connector == .and, isTest(statement.links[number - 1].pipeline) { isGuarded = true }
            let next = pipeline(link.pipeline, isOnly: isOnly && statement.links.count == 1)
            way.ends += next.ends
            if next.leaves {
                if isGuarded {
                    way.ends.append(.returns)
                    continue
                }
                way.leaves = true
                return way
            }
            if let last = next.last {
                way.last = isGuarded ? weakened(last) : last
            }
            if !next.falls, !isGuarded {
                way.falls = false
                return way
            }
        }
        return way
    }

    /// The same, but no longer a command that a shell could give way to.
    private func weakened(_ end: ScriptEnd) -> ScriptEnd {
        if case .waits(let command, _, _) = end { return .waits(command, isSimple: false, isOnly: false) }
        return end
    }

    private func isTest(_ pipeline: Pipeline) -> Bool {
        guard pipeline.elements.count == 1, case .command(let index)? = pipeline.elements.first else { return false }
        let command = script.commands[index]
        return command.kind != .simple
            || ["[", "test", "command", "which", "grep", "id"].contains(command.program ?? "")
    }

    private mutating func pipeline(_ pipeline: Pipeline, isOnly: Bool) -> Way {
        if pipeline.elements.count > 1 {
            let last = pipeline.elements.compactMap { element -> Command? in
                if case .command(let index) = element { script.commands[index] } else { nil }
            }
            let program = last.first { !Self.builtins.contains($0.program ?? "") } ?? last.last
            return Way(last: program.map { .waits($0, isSimple: false, isOnly: false) })
        }
        switch pipeline.elements.first {
        case .command(let index)?:
            let way = command(script.commands[index], isOnly: isOnly)
            return pipeline.negated ? Way(ends: way.ends, last: way.last.map(weakened)) : way
        case .compound(let compound)?: return self.compound(compound)
        case nil: return Way()
        }
    }

    private mutating func command(_ command: Command, isOnly: Bool) -> Way {
        count += 1
        guard count < 20_000, !command.words.isEmpty, command.kind == .simple else { return Way() }
        if command.wrappers.first == "exec" {
            return Way(ends: [.exec(command)], falls: false)
        }
        let name = command.name ?? ""
        // `exec "$@"` where nothing constant follows.
        if name == "exec" {
            return command.words.count > 1 ? Way(ends: [.exec(command)], falls: false) : Way()
        }
        if name == "exit" || name == "return" { return Way(leaves: true) }
        if name == "trap", command.arguments.contains(where: { Self.terminations.contains($0.literal ?? "") }) {
            traps = true
        }
        if name == "wait" { return Way(last: jobs.last.map { .waitsForJobs($0) }) }
        if let body = functions[name], depth < 16 {
            depth += 1
            defer { depth -= 1 }
            var way = node(body)
            // `return` leaves the function only.
            way.leaves = false
            way.falls = way.falls || way.ends.contains { if case .exec = $0 { false } else { true } }
            return way
        }
        if name == "eval", !command.nested.isEmpty { return list(command.nested) }
        if Self.builtins.contains(name) { return Way() }
        // A pause before what follows; only an endless one keeps the container running.
        if name == "sleep", !command.arguments.contains(where: { $0.literal?.hasPrefix("inf") == true }) {
            return Way()
        }
        return Way(last: .waits(command, isSimple: true, isOnly: isOnly))
    }

    private static let terminations: Set<String> = ["TERM", "SIGTERM", "15"]

    private mutating func node(_ node: Node) -> Way {
        switch node {
        case .command(let index): command(script.commands[index], isOnly: false)
        case .compound(let compound): self.compound(compound)
        }
    }

    private mutating func compound(_ compound: Compound) -> Way {
        switch compound.kind {
        case .group(let statements): return list(statements)
        case .subshell(let statements):
            let way = list(statements)
            let command = (way.ends + [way.last].compactMap { $0 }).compactMap { end -> Command? in
                switch end {
                case .exec(let command), .waits(let command, _, _): command
                default: nil
                }
            }.last
            return Way(last: command.map { .waits($0, isSimple: false, isOnly: false) })
        case .conditional(let branches, let otherwise):
            return choices(branches.map(\.body), hasDefault: !otherwise.isEmpty, otherwise: otherwise)
        case .choice(_, let arms):
            let isDefault = { (arm: Compound.Arm) in arm.patterns.contains { $0.text == "*" } }
            return choices(
                arms.filter { !isDefault($0) }.map(\.body), hasDefault: arms.contains(where: isDefault),
                otherwise: arms.first(where: isDefault)?.body ?? [])
        case .loop(let condition, let body, let until):
            let first = condition.first.flatMap(firstCommand)?.program
            let isEndless = !until && ["true", ":", "1"].contains(first ?? "")
            let way = list(body)
            return Way(ends: way.ends, falls: true, last: isEndless ? .unknown : nil)
        case .each(_, _, let body):
            let way = list(body)
            return Way(ends: way.ends.filter { if case .exec = $0 { true } else { false } })
        case .function(let name, let body):
            if let body { functions[name] = body }
            return Way()
        }
    }

    private mutating func choices(_ bodies: [[Statement]], hasDefault: Bool, otherwise: [Statement]) -> Way {
        var way = Way(falls: !hasDefault)
        var lasts: [ScriptEnd?] = []
        for body in bodies + (hasDefault ? [otherwise] : []) {
            let next = list(body)
            way.ends += next.ends
            if next.falls || next.leaves {
                way.falls = way.falls || next.falls
                if next.falls { lasts.append(next.last) }
            }
        }
        let running = lasts.compactMap { $0 }
        if hasDefault, running.count == lasts.count, let last = running.last {
            way.last = weakened(last)
        } else if !running.isEmpty {
            way.last = .unknown
        }
        return way
    }

    private func firstCommand(_ statement: Statement) -> Command? {
        for link in statement.links {
            for element in link.pipeline.elements {
                switch element {
                case .command(let index): return script.commands[index]
                case .compound(let compound):
                    switch compound.kind {
                    case .group(let inner), .subshell(let inner):
                        if let command = inner.lazy.compactMap({ firstCommand($0) }).first { return command }
                    default: return nil
                    }
                }
            }
        }
        return nil
    }

    private func isWaiting(_ command: Command) -> Bool {
        ["sleep", "tail", "wait", "echo", "curl", "rm", "mkdir", "chown", "chmod"].contains(command.program ?? "")
    }
}
