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
        LatestBaseImage.self,
        MissingCopySource.self,
        MovingTag.self,
        RedundantTargetPlatform.self,
        ReservedStageName.self,
        SelfCopy.self,
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
