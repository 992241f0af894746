/// Walks the tree in the order of execution and notes at each command where it stands and what its failure does.
struct Annotator {
    /// What a list passes on to what is in it.
    struct Frame {
        var flags: CommandContext.Flags = []
        var subshellDepth = 0
        /// The status of the last command here is the script's, or as good as.
        var statusReaches = true
        /// An exit by errexit here ends the script, not only a subshell whose status is lost.
        var errexitReaches = true
        var isFinal = true
        /// Errexit is ignored here.
        var isCondition = false
    }

    private(set) var commands: [Command]
    private let heredocs: [Heredoc]
    private let dialect: Dialect
    private var options: ShellOptions

    init(commands: [Command], heredocs: [Heredoc], script: ShellScript) {
        self.commands = commands
        self.heredocs = heredocs
        dialect = script.dialect
        options = script.options
    }

    mutating func annotate(_ statements: [Statement]) { walk(statements, Frame()) }

    private mutating func walk(_ statements: [Statement], _ frame: Frame) {
        var before = Connector.start
        for (index, statement) in statements.enumerated() {
            let isLast = index == statements.count - 1
            let isBackground = statement.terminator == .background
            var inner = frame
            if !isLast || isBackground {
                inner.isFinal = false
                inner.statusReaches = false
                if isBackground { inner.errexitReaches = false }
            }
            walk(statement, before, isBackground ? .background : isLast ? .end : .sequence, inner)
            before = isBackground ? .background : .sequence
        }
    }

    private mutating func walk(_ statement: Statement, _ before: Connector, _ after: Connector, _ frame: Frame) {
        let links = statement.links
        let rescuers = links.count > 1 ? Self.rescuers(links) : []
        let startsWithTest = links.count > 1 && isTest(links[0].pipeline)
        for (index, link) in links.enumerated() {
            let isLast = index == links.count - 1
            var inner = frame
            inner.isFinal = frame.isFinal && isLast
            inner.isCondition = frame.isCondition || !isLast || link.pipeline.negated
            if inner.isCondition { inner.flags.insert(.condition) }
            if link.pipeline.negated {
                inner.flags.insert(.negated)
                inner.statusReaches = false
            }
            if !rescuers.isEmpty, let rescuer = rescuers[index] {
                inner.statusReaches = false
                if isNoOperation(links[rescuer].pipeline) { inner.flags.insert(.tolerated) }
            }
            if link.connector == .or || (link.connector == .and && startsWithTest) { inner.flags.insert(.conditional) }
            walk(
                link.pipeline, index == 0 ? before : link.connector, isLast ? after : links[index + 1].connector, inner)
        }
    }

    /// For each link the index of the `||` link that runs when it fails.
    private static func rescuers(_ links: [Statement.Link]) -> [Int?] {
        var next: Int?
        var result: [Int?] = Array(repeating: nil, count: links.count)
        for index in links.indices.reversed() {
            result[index] = next
            if links[index].connector == .or { next = index }
        }
        return next == nil ? [] : result
    }

    /// The index of a pipeline's only command.
    private func single(_ pipeline: Pipeline) -> Int? {
        guard pipeline.elements.count == 1, case .command(let index) = pipeline.elements[0],
            commands.indices.contains(index)
        else { return nil }
        return index
    }

    private func isTest(_ pipeline: Pipeline) -> Bool {
        guard let index = single(pipeline) else { return false }
        if commands[index].kind != .simple { return true }
        let program = commands[index].program
        return program == "[" || program == "test"
    }

    private func isNoOperation(_ pipeline: Pipeline) -> Bool {
        guard let program = single(pipeline).flatMap({ commands[$0].program }) else { return false }
        return program == "true" || program == ":"
    }

    private mutating func walk(_ pipeline: Pipeline, _ before: Connector, _ after: Connector, _ frame: Frame) {
        let count = pipeline.elements.count
        for (index, element) in pipeline.elements.enumerated() {
            let isLast = index == count - 1
            let saved = options
            var inner = frame
            if !isLast {
                inner.isFinal = false
                if !options.contains(.pipefail) {
                    inner.statusReaches = false
                    inner.errexitReaches = false
                }
            }
            switch element {
            case .command(let slot):
                guard commands.indices.contains(slot) else { continue }
                var context = CommandContext()
                context.pipelineID = pipeline.id
                context.pipelineIndex = index
                context.pipelineCount = count
                context.before = index == 0 ? before : .pipe
                context.after = isLast ? after : .pipe
                walk(slot, context, inner)
            case .compound(let compound): walk(compound, inner)
            }
            // Each side of a pipe runs in its own process.
            if count > 1 { options = saved }
        }
    }

    private func isFatal(_ frame: Frame) -> Bool {
        frame.statusReaches || (options.contains(.errexit) && !frame.isCondition && frame.errexitReaches)
    }

    private mutating func walk(_ slot: Int, _ context: CommandContext, _ frame: Frame) {
        let fatal = isFatal(frame)
        var context = context
        context.flags = frame.flags
        if frame.isFinal { context.flags.insert(.final) }
        if fatal { context.flags.insert(.fatal) }
        context.subshellDepth = frame.subshellDepth
        context.options = options
        commands[slot] = commands[slot].with(context: context)
        if commands[slot].hasSubstitution || !commands[slot].nested.isEmpty || !commands[slot].redirections.isEmpty {
            walkInside(commands[slot], frame, fatal)
        }
        if commands[slot].program == "set", commands[slot].effectiveIndex == 0 {
            options.apply(commands[slot].words.dropFirst().lazy.compactMap(\.literal))
        }
    }

    /// Walks the substitutions, heredocs and nested scripts of a command.
    private mutating func walkInside(_ command: Command, _ frame: Frame, _ fatal: Bool) {
        if command.hasSubstitution {
            // Only a bare assignment passes on the status of its substitution.
            let passes = fatal && command.words.isEmpty
            for assignment in command.assignments {
                walk(assignment.value, frame, passes)
                for element in assignment.elements ?? [] { walk(element, frame, false) }
            }
            for word in command.words { walk(word, frame, false) }
            for redirection in command.redirections { walk(redirection.target, frame, false) }
        }
        for redirection in command.redirections { walkHeredoc(redirection, frame) }
        if !command.nested.isEmpty { walkNested(command, frame, fatal) }
    }

    private mutating func walkNested(_ command: Command, _ frame: Frame, _ fatal: Bool) {
        var inner = frame
        inner.flags.insert(.nestedShell)
        inner.statusReaches = fatal
        let saved = options
        if command.program != "eval" {
            inner.subshellDepth += 1
            inner.errexitReaches = fatal
            inner.isCondition = false
            inner.flags.remove(.condition)
            let arguments = command.effectiveArguments.lazy.compactMap(\.literal)
            options = ShellOptions(
                arguments: arguments.prefix { $0.hasPrefix("-") || $0.hasPrefix("+") || $0 == "pipefail" })
        }
        walk(command.nested, inner)
        if command.program != "eval" { options = saved }
    }

    private mutating func walkHeredoc(_ redirection: Redirection, _ frame: Frame) {
        guard let index = redirection.heredoc, heredocs.indices.contains(index) else { return }
        walk(heredocs[index].parts, frame, false)
    }

    private mutating func walk(_ word: Word?, _ frame: Frame, _ passesStatus: Bool) {
        guard let word, word.flags.contains(.substitution) else { return }
        walk(word.parts, frame, passesStatus)
    }

    private mutating func walk(_ parts: [Part], _ frame: Frame, _ passesStatus: Bool) {
        var found: [Substitution] = []
        for part in parts { part.collectSubstitutions(&found) }
        for substitution in found {
            var inner = frame
            inner.flags.insert(.inSubstitution)
            inner.subshellDepth += 1
            inner.isFinal = false
            inner.statusReaches = passesStatus
            inner.errexitReaches = passesStatus
            let saved = options
            // bash, unlike POSIX shells, turns errexit off in a substitution.
            if dialect == .bash { options.remove(.errexit) }
            walk(substitution.statements, inner)
            options = saved
        }
    }

    private mutating func walk(_ compound: Compound, _ frame: Frame) {
        for redirection in compound.redirections {
            walk(redirection.target, frame, false)
            walkHeredoc(redirection, frame)
        }
        switch compound.kind {
        case .subshell(let body):
            var inner = frame
            let saved = options
            inner.subshellDepth += 1
            inner.errexitReaches = isFatal(frame)
            inner.statusReaches = inner.errexitReaches
            walk(body, inner)
            options = saved
        case .group(let body): walk(body, frame)
        case .conditional(let branches, let otherwise):
            for branch in branches {
                walkTest(branch.condition, frame)
                walkBody(branch.body, frame, [])
            }
            walkBody(otherwise, frame, [])
        case .loop(let condition, let body, _):
            walkTest(condition, frame, .inLoop)
            walkBody(body, frame, .inLoop)
        case .each(_, let words, let body):
            for word in words ?? [] { walk(word, frame, false) }
            walkBody(body, frame, .inLoop)
        case .choice(let subject, let arms):
            walk(subject, frame, false)
            for arm in arms {
                for pattern in arm.patterns { walk(pattern, frame, false) }
                walkBody(arm.body, frame, [])
            }
        case .function(_, let body):
            guard let body else { return }
            var inner = Frame(flags: .inFunction, subshellDepth: frame.subshellDepth)
            inner.isFinal = false
            let saved = options
            walk(Pipeline(id: -1, negated: false, elements: [body], range: compound.range), .start, .end, inner)
            options = saved
        }
    }

    private mutating func walkTest(_ list: [Statement], _ frame: Frame, _ flags: CommandContext.Flags = []) {
        var inner = frame
        inner.flags.formUnion(flags.union([.inTest, .condition]))
        inner.isCondition = true
        inner.isFinal = false
        inner.statusReaches = false
        walk(list, inner)
    }

    private mutating func walkBody(_ list: [Statement], _ frame: Frame, _ flags: CommandContext.Flags) {
        guard !list.isEmpty else { return }
        var inner = frame
        inner.flags.formUnion(flags.union(.conditional))
        walk(list, inner)
    }
}
