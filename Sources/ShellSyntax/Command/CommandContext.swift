/// Where a command stands and what its failure does.
package struct CommandContext: Sendable {
    package struct Flags: OptionSet, Sendable, Hashable {
        package let rawValue: UInt16
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// In the condition of `if`, `elif`, `while` or `until`.
        package static let inTest = Flags(rawValue: 1)
        /// Its status is consumed: in a test, left of `&&` or `||`, or negated. Errexit does not apply there.
        package static let condition = Flags(rawValue: 1 << 1)
        /// Behind `!`.
        package static let negated = Flags(rawValue: 1 << 2)
        package static let inSubstitution = Flags(rawValue: 1 << 3)
        package static let inFunction = Flags(rawValue: 1 << 4)
        package static let inLoop = Flags(rawValue: 1 << 5)
        /// In the body of `if`, `case` or a loop, or right of `&&` or `||` of a test: it may not run.
        package static let conditional = Flags(rawValue: 1 << 6)
        /// In the argument of `sh -c` or `eval`, or in a heredoc fed to a shell.
        package static let nestedShell = Flags(rawValue: 1 << 7)
        /// The last command of the script: its status is the script's.
        package static let final = Flags(rawValue: 1 << 8)
        /// When it fails, the script fails.
        package static let fatal = Flags(rawValue: 1 << 9)
        /// Followed by `|| true` or `|| :`: its failure is meant to be ignored.
        package static let tolerated = Flags(rawValue: 1 << 10)
    }

    /// Unique to its pipeline in the script.
    package internal(set) var pipelineID = 0
    package internal(set) var pipelineIndex = 0
    package internal(set) var pipelineCount = 1
    /// What joins it to the command before: `.pipe` from the second of a pipeline on.
    package internal(set) var before: Connector = .start
    /// What joins it to what follows: `.pipe` up to the second to last of a pipeline.
    package internal(set) var after: Connector = .end
    package internal(set) var flags: Flags = []
    package internal(set) var subshellDepth = 0
    /// The options in force when it starts.
    package internal(set) var options: ShellOptions = []

    package var isInTest: Bool { flags.contains(.inTest) }
    package var isCondition: Bool { flags.contains(.condition) }
    package var isNegated: Bool { flags.contains(.negated) }
    package var isInSubstitution: Bool { flags.contains(.inSubstitution) }
    package var isInFunction: Bool { flags.contains(.inFunction) }
    package var isInLoop: Bool { flags.contains(.inLoop) }
    package var isConditional: Bool { flags.contains(.conditional) }
    package var isInNestedShell: Bool { flags.contains(.nestedShell) }
    package var isFinal: Bool { flags.contains(.final) }
    /// Whether its failure makes the script fail, by `&&`, errexit, pipefail or by being last.
    package var failureIsFatal: Bool { flags.contains(.fatal) }
    package var failureIsTolerated: Bool { flags.contains(.tolerated) }
    package var isLastOfPipeline: Bool { pipelineIndex == pipelineCount - 1 }
    package var runsInBackground: Bool { after == .background }
}
