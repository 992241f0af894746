package import RuleKit

extension Registry {
    /// Every rule below this folder. Written by `Scripts/rule-registry`; a test compares it with the files.
    package static let all = Registry(types)

    private static let types: [any Rule.Type] = [
        BuildPlatformInFinalStage.self,
        CoarseTag.self,
        ConstantPlatform.self,
        DeprecatedImage.self,
        DuplicateStageName.self,
        EmptyBaseArgument.self,
        EndOfLifeBaseImage.self,
        EndOfLifeBuildImage.self,
        FromAsCasing.self,
        FullSizeBase.self,
        JDKInFinalStage.self,
        LatestBaseImage.self,
        MissingCopySource.self,
        MovingTag.self,
        PublicParentImage.self,
        RedundantTargetPlatform.self,
        RegistryByAddress.self,
        ReservedStageName.self,
        SelfCopy.self,
        ShellFormWithoutShell.self,
        StageNameCasing.self,
        SupportEndsSoon.self,
        UndeclaredBaseArgument.self,
        UnpinnedDigest.self,
        UnreachableStage.self,
        UntaggedBaseImage.self,
        UntaggedCopySource.self,
        UnusedStage.self,
    ]
}
