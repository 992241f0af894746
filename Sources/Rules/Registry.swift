package import RuleKit

extension Registry {
    /// Every rule below this folder. Written by `Scripts/rule-registry`; a test compares it with the files.
    package static let all = Registry(types)

    private static let types: [any Rule.Type] = [
        AccountPasswordInBuild.self,
        ArchiveLeftBehind.self,
        BashSyntaxInSh.self,
        CdInsteadOfWorkdir.self,
        CloneOfMovingBranch.self,
        ConsecutiveRuns.self,
        CredentialInCommand.self,
        DefaultPasswordInEnvironment.self,
        DownloadFailureLostInPipe.self,
        EffectEndsWithRun.self,
        EmptyPassword.self,
        FailureSwallowed.self,
        FailureTolerated.self,
        HeredocWithoutErrexit.self,
        LogsWrittenToFile.self,
        PasswordlessSudo.self,
        PipeFailureHidden.self,
        PointlessCommand.self,
        ProcessStartedInBuild.self,
        RemovedInLaterLayer.self,
        SecretBuildArgument.self,
        SecretFileInImage.self,
        SecretInBuildStage.self,
        SecretInEnvironment.self,
        SecretLeftInLayer.self,
        SecretValueInDockerfile.self,
        SetuidBitSet.self,
        ShellReplacedByLink.self,
        SparseLoginLog.self,
        SudoInBuild.self,
        TreeDuplicatedByOwner.self,
        TwoDownloadTools.self,
        UntaggedBaseImage.self,
        WgetProgressNoise.self,
        WorldWritable.self,
    ]
}
