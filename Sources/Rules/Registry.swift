package import RuleKit

extension Registry {
    /// Every rule below this folder. Written by `Scripts/rule-registry`; a test compares it with the files.
    package static let all = Registry(types)

    private static let types: [any Rule.Type] = [
        ArgumentAfterUse.self,
        BlankAfterBackslash.self,
        BrokenExecForm.self,
        BrokenSubstitution.self,
        DeprecatedMaintainer.self,
        EmptyContinuation.self,
        InstructionBeforeFrom.self,
        InvalidDirective.self,
        InvalidFlagValue.self,
        InvalidFrom.self,
        InvalidHealthcheck.self,
        InvalidJSONForm.self,
        InvalidMount.self,
        InvalidTrigger.self,
        LegacyKeyValue.self,
        MalformedPair.self,
        MissingArgument.self,
        MissingContinuation.self,
        MissingFrom.self,
        MixedInstructionCase.self,
        OverriddenInstruction.self,
        RepeatedFlag.self,
        SelfReferenceInEnv.self,
        SwallowedInstruction.self,
        UndefinedVariable.self,
        UnknownFlag.self,
        UnknownInstruction.self,
        UnnamedDescription.self,
        UnstableSyntaxImage.self,
        UntaggedBaseImage.self,
        UnterminatedHeredoc.self,
    ]
}
