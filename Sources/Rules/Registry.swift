package import RuleKit

extension Registry {
    /// Every rule below this folder. Written by `Scripts/rule-registry`; a test compares it with the files.
    package static let all = Registry(types)

    private static let types: [any Rule.Type] = [
        ArchiveLeftBehind.self,
        BashSyntaxInSh.self,
        CdInsteadOfWorkdir.self,
        CloneOfMovingBranch.self,
        ConsecutiveRuns.self,
        DownloadFailureLostInPipe.self,
        EffectEndsWithRun.self,
        FailureSwallowed.self,
        FailureTolerated.self,
        HeredocWithoutErrexit.self,
        LogsWrittenToFile.self,
        PasswordlessSudo.self,
        PipeFailureHidden.self,
        PointlessCommand.self,
        ProcessStartedInBuild.self,
        RemovedInLaterLayer.self,
        SetuidBitSet.self,
        SparseLoginLog.self,
        SudoInBuild.self,
        TreeDuplicatedByOwner.self,
        TwoDownloadTools.self,
        UntaggedBaseImage.self,
        WgetProgressNoise.self,
        WorldWritable.self,
    ]
}
