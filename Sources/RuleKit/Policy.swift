/// What an organisation asks for that no rule can know by itself. A class: each report refers to it.
package final class Policy: Sendable {
    /// Patterns of registries; nil where nobody wrote them down.
    package let trustedRegistries: [String]?
    /// The labels an image must carry, by key; nil where nobody wrote them down.
    package let labels: [LabelRequirement]?
    /// Whether other labels are faults.
    package let isStrict: Bool

    package init(trustedRegistries: [String]? = nil, labels: [LabelRequirement]? = nil, isStrict: Bool = false) {
        self.trustedRegistries = trustedRegistries
        self.labels = labels
        self.isStrict = isStrict
    }

    /// Whether a registry is among the trusted ones; nil where nobody wrote them down.
    ///
    /// A pattern is a name with its port, or has `*` at its start or its end, as hadolint reads it: `*.gcr.io` is every
    /// registry that ends so. `hub.docker.com` is another name of `docker.io`.
    package func trusts(_ registry: String) -> Bool? {
        trustedRegistries.map { patterns in
            patterns.contains { pattern in
                Self.matches(registry, pattern)
                    || registry == "docker.io" && ["hub.docker.com", "index.docker.io"].contains(pattern)
            }
        }
    }

    private static func matches(_ registry: String, _ pattern: String) -> Bool {
        if pattern == "*" || pattern == registry { return true }
        if pattern.hasPrefix("*") { return registry.hasSuffix(pattern.dropFirst()) }
        if pattern.hasSuffix("*") { return registry.hasPrefix(pattern.dropLast()) }
        return false
    }
}

/// One label of a label schema.
package struct LabelRequirement: Sendable, Hashable {
    package var key: String
    package var type: LabelType

    package init(_ key: String, _ type: LabelType) {
        self.key = key
        self.type = type
    }
}

/// The form that a label's value must have: hadolint's words.
package enum LabelType: String, Sendable, Hashable, CaseIterable {
    case text, rfc3339, semver, url, hash, spdx, email
}
