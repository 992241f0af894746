import Basics

/// What a registry says went wrong: `{"errors":[{"code":"MANIFEST_UNKNOWN","message":"…"}]}`.
struct RegistryError: Sendable, Hashable {
    var codes: [String]
    /// Code and message of the first, shortened; nil where there is none.
    var cause: String?

    init(_ body: [UInt8]) {
        let root = JSONNode(root: body)
        let errors = root?["errors"]?.elements ?? []
        codes = errors.compactMap { $0["code"]?.string }
        let first = errors.first
        let said = [
            first?["code"]?.string, first?["message"]?.string ?? root?["details"]?.string ?? root?["message"]?.string,
        ].compactMap(\.self).joined(separator: ": ")
        cause = said.isEmpty ? nil : String(said.prefix(300))
    }
}
