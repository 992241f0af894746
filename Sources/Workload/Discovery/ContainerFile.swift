package import Basics

/// A file from which a container image is built, or that says how.
package struct ContainerFile: Sendable {
    package enum Kind: Sendable, Hashable {
        case dockerfile
        case compose
        case bake
        /// A Dockerfile written inside a Compose or Bake file.
        case inline
    }

    package enum State: Sendable, Hashable {
        case found
        /// It cannot be reviewed, and why.
        case refused(Text)
        /// It becomes a Dockerfile only after a template engine has run.
        case template(Text)
    }

    /// Relative to the tree's root.
    package var path: String
    package var kind: Kind
    package var state: State
    /// The file as it was read; nil when it was refused before that.
    package var source: SourceFile?
    /// For `inline`: the Dockerfile's text and where it stands in the file.
    package var inline: InlineDockerfile?
    /// What Compose and Bake files say of building it, in the order found.
    package var builds: [BuildHint] = []
    /// Folders that may be the build context, the likeliest first: told ones, its own folder, the parents up to the root.
    package var contextCandidates: [String] = []

    package init(path: String, kind: Kind, state: State, source: SourceFile? = nil) {
        self.path = path
        self.kind = kind
        self.state = state
        self.source = source
    }

    package var isFound: Bool { state == .found }
}

/// The text of a Dockerfile inside another file.
package struct InlineDockerfile: Sendable, Hashable {
    package var text: String
    package var place: Span
    /// The service or target that it belongs to.
    package var name: String

    package init(text: String, place: Span, name: String) {
        self.text = text
        self.place = place
        self.name = name
    }
}

/// One way in which a Dockerfile is built.
package struct BuildHint: Sendable, Hashable {
    /// The context's folder relative to the root; nil when it lies outside, is remote, or is not known.
    package var context: String?
    /// The context as written, for people.
    package var writtenContext: String
    package var target: String?
    /// Values that are not known are nil.
    package var args: [Argument]
    package var platforms: [String]
    /// Other contexts by name, as written (`COPY --from=name`).
    package var additionalContexts: [Argument]
    /// Where the Compose or Bake file says so.
    package var toldBy: Span?
    /// The Compose service or Bake target.
    package var name: String?

    package struct Argument: Sendable, Hashable {
        package var name: String
        package var value: String?

        package init(name: String, value: String?) {
            self.name = name
            self.value = value
        }
    }

    package init(
        context: String?, writtenContext: String, target: String? = nil, args: [Argument] = [],
        platforms: [String] = [],
        additionalContexts: [Argument] = [], toldBy: Span? = nil, name: String? = nil
    ) {
        self.context = context
        self.writtenContext = writtenContext
        self.target = target
        self.args = args
        self.platforms = platforms
        self.additionalContexts = additionalContexts
        self.toldBy = toldBy
        self.name = name
    }
}
