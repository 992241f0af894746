package import ECSModel

/// What a build hands to a deploy action: which image each container gets, or the one image.
///
/// Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html
package struct ImageFile: Sendable {
    package enum Kind: Sendable, Hashable {
        /// `imagedefinitions.json`, for CodePipeline's ECS action: container names with images.
        case definitions
        /// `imageDetail.json`, for blue/green deployments: one image.
        case detail
    }

    package struct Entry: Sendable {
        /// The name of a container; nil in `imageDetail.json`.
        package var container: Field<TermText>
        package var image: Field<TermText>

        package init(container: Field<TermText>, image: Field<TermText>) {
            self.container = container
            self.image = image
        }
    }

    package var kind: Kind
    package var place: Place
    package var entries: [Entry]

    package init(kind: Kind, place: Place, entries: [Entry]) {
        self.kind = kind
        self.place = place
        self.entries = entries
    }
}
