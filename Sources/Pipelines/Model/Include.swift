package import ECSModel

/// A part of a GitLab pipeline that is written elsewhere and taken over at each run.
package struct Include: Sendable {
    package enum Kind: Sendable, Hashable {
        /// A file at a URL; with `integrity` GitLab compares its digest.
        case remote(isChecked: Bool)
        /// A file of another project, at a branch, tag or commit; nil for the head of its default branch.
        case project(ref: String?)
        /// A component, at what stands behind the `@`.
        case component(version: String?)
    }

    package var kind: Kind
    /// What is taken over, as written.
    package var name: String
    package var place: Place

    package init(_ kind: Kind, name: String, place: Place) {
        self.kind = kind
        self.name = name
        self.place = place
    }
}
