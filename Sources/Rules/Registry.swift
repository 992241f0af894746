package import RuleKit

extension Registry {
    /// Every rule below this folder. Written by `Scripts/rule-registry`; a test compares it with the files.
    package static let all = Registry(types)

    private static let types: [any Rule.Type] = [
        ApkCacheLeft.self,
        AptInstallWithoutUpdate.self,
        AptInsteadOfAptGet.self,
        AptKeyUsed.self,
        AptListsLeft.self,
        BreakSystemPackages.self,
        BuildToolsInFinalImage.self,
        CacheMountMissing.self,
        CargoWithoutLocked.self,
        DebugToolsInFinalImage.self,
        DependenciesUpdatedInBuild.self,
        DevelopmentDependenciesInstalled.self,
        FrontendLeftInEnvironment.self,
        GemDocumentsInstalled.self,
        LanguageCacheLeft.self,
        LockFileNotCopied.self,
        LockFileNotEnforced.self,
        NeedlessApkUpdate.self,
        OutdatedInstallerOption.self,
        PackageFromMovingSource.self,
        PackageIndexUpdatedAlone.self,
        PromptingInstall.self,
        RecommendedPackagesInstalled.self,
        RepositoryToolsLeft.self,
        RpmCacheLeft.self,
        SSHServerInstalled.self,
        SeparateInstallRuns.self,
        SudoInstalled.self,
        UnpinnedLanguagePackage.self,
        UnpinnedSystemPackages.self,
        UntaggedBaseImage.self,
        VirtualPackagesLeft.self,
        WholeSystemUpgrade.self,
    ]
}
