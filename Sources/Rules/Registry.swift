package import RuleKit

extension Registry {
    /// Every rule in this folder. Written by `Scripts/new-rule`; a test compares it with the files.
    package static let all = Registry([
        UntaggedBaseImage.self,
    ])
}
