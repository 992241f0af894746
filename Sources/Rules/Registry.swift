package import RuleKit

extension Registry {
    /// Every rule below this folder. Written by `Scripts/rule-registry`; a test compares it with the files.
    package static let all = Registry(types)

    private static let types: [any Rule.Type] = [
        IgnoredSourceCopied.self,
        InstalledDependenciesOverwritten.self,
        LargeContext.self,
        MisplacedIgnoreFile.self,
        MissingCopySource.self,
        MissingDockerignore.self,
        NeedlessFilesShipped.self,
        OverriddenException.self,
        RefusedIgnorePattern.self,
        SecretFileShipped.self,
        SecretValueShipped.self,
        ShadowedIgnoreFile.self,
        UntaggedBaseImage.self,
        VersionControlShipped.self,
    ]
}
