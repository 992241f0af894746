package import Basics

/// Something that ECS refuses, with its own message where that is known, and the field's path: what and where.
package struct Violation: Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A key that the API does not have.
        case unknownKey
        /// A key that must be there.
        case missing
        /// A list where a text is due, and the like.
        case wrongType
        /// A text that is none of the allowed ones.
        case wrongWord
        /// What a rule of ECS beyond the shape of its input refuses.
        case refused
    }

    package var kind: Kind
    /// `containerDefinitions[0].portMappings[1].hostPort`
    package var path: String
    package var place: Place
    package var message: Text
    /// What ECS itself answers, when it is known.
    package var answer: String?

    package init(_ kind: Kind, path: String, place: Place, message: Text, answer: String? = nil) {
        self.kind = kind
        self.path = path
        self.place = place
        self.message = message
        self.answer = answer
    }
}
