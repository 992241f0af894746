package import RuleKit

extension Registry {
    /// Every rule below this folder. Written by `Scripts/rule-registry`; a test compares it with the files.
    package static let all = Registry(types)

    private static let types: [any Rule.Type] = [
        UntaggedBaseImage.self,
    ]
}
