import Basics
import ECSModel
import ShellSyntax

/// What becomes of the step when a command of its script fails.
enum CommandOutcome {
    /// The step fails.
    case fatal
    /// The step goes on; the place shows why: `|| true`, `set +e`, `| tee`.
    case ignored(Place)
    /// The script looks at the failure itself, or it cannot be told.
    case unknown

    var ignoredAt: Place? { if case .ignored(let place) = self { place } else { nil } }
    var isUnknown: Bool { if case .unknown = self { true } else { false } }

    /// What all commands of a script share.
    struct Script {
        let text: PipelineScript
        /// It asks for the status of its commands, or catches their failure.
        let checksStatus: Bool
        /// The commands that switch errexit off, in order.
        let switches: [Int]

        init(_ script: PipelineScript) {
            text = script
            checksStatus = CommandOutcome.checksStatus(script)
            switches = script.shell.commands.indices.filter { index in
                let command = script.shell.commands[index]
                return command.program == "set"
                    && command.words.contains { $0.literal == "+e" || $0.literal == "errexit" }
            }
        }
    }

    init(_ command: Command, in whole: Script, errexitOff: Place?) {
        let script = whole.text
        let checksStatus = whole.checksStatus
        let context = command.context
        if context.failureIsTolerated {
            self = .ignored(Self.rescue(of: command, in: script))
        } else if context.failureIsFatal {
            self = errexitOff.map { checksStatus ? .unknown : .ignored($0) } ?? .fatal
        } else if context.isInTest || context.isNegated || context.isInSubstitution || context.isInFunction
            || context.runsInBackground || checksStatus
        {
            self = .unknown
        } else if !context.isLastOfPipeline {
            self = Self.behindPipe(command, in: script)
        } else if Self.isRescued(command, in: script) {
            self = .unknown
        } else if let off = whole.switches.last(where: { $0 < command.index }) {
            self = .ignored(script.place(script.shell.commands[off]))
        } else {
            self = .ignored(script.place(command))
        }
    }

    /// What becomes of it where a failure of the caller is, for its part, ignored.
    func within(_ outer: CommandOutcome) -> CommandOutcome {
        switch (self, outer) {
        case (.ignored, _), (_, .fatal): self
        case (_, .ignored), (.fatal, .unknown), (.unknown, .unknown): outer
        }
    }

    /// Whether a script asks for the status of its commands, or catches their failure.
    static func checksStatus(_ script: PipelineScript) -> Bool {
        if script.shell.commands.contains(where: { $0.program == "trap" }) { return true }
        let bytes = script.shell.bytes
        var position = 0
        while let dollar = bytes[position...].firstIndex(of: UInt8(ascii: "$")), dollar + 1 < bytes.count {
            let rest = bytes[(dollar + 1)...]
            if rest.first == UInt8(ascii: "?") || rest.starts(with: "{?".utf8) || rest.starts(with: "{PIPESTATUS".utf8)
            {
                return true
            }
            position = dollar + 1
        }
        return false
    }

    /// The `|| true` behind a command.
    private static func rescue(of command: Command, in script: PipelineScript) -> Place {
        let commands = script.shell.commands
        for next in commands[min(command.index + 1, commands.count)...].prefix(8)
        where next.context.before == .or && (next.program == "true" || next.program == ":") {
            var start = next.range.lowerBound
            let bytes = script.shell.bytes
            while start > command.range.upperBound, start <= bytes.count, bytes[start - 1] != UInt8(ascii: "|") {
                start -= 1
            }
            start -= 2
            return script.place(max(start, command.range.upperBound)..<next.range.upperBound)
        }
        return script.place(command)
    }

    /// Left of a pipe without pipefail: the status is that of the last command.
    private static func behindPipe(_ command: Command, in script: PipelineScript) -> CommandOutcome {
        guard !command.context.options.contains(.pipefail) else { return .unknown }
        let last = script.shell.commands[min(command.index + 1, script.shell.commands.count)...].prefix(32).last {
            $0.context.pipelineID == command.context.pipelineID
        }
        // What reads the output may decide: `trivy … | grep -q CRITICAL && exit 1`.
        guard let program = last?.program, let last else { return .unknown }
        let passing: Set = ["tee", "cat", "less", "more", "sort", "ts", "column", "logger", "tail", "head"]
        return passing.contains(program) ? .ignored(script.place(last)) : .unknown
    }

    /// Behind it stands `|| something`, or it is left of `&&` and the whole is.
    private static func isRescued(_ command: Command, in script: PipelineScript) -> Bool {
        let commands = script.shell.commands
        var position = command.index
        // A chain of hundreds is followed only so far: then nothing is known.
        while commands.indices.contains(position), position < command.index + 64 {
            switch commands[position].context.after {
            case .or: return true
            case .and, .pipe: position += 1
            default: return false
            }
        }
        return position >= command.index + 64
    }
}
