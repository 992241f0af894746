/// Something in the shape of a definition that the API refuses, and the field's path.
package struct Violation: Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A key that the API does not have; `hint` is the one that was meant.
        case unknownKey
        /// A key that CloudFormation writes in another case; `hint` is its own.
        case wrongCase
        /// An item that a list of CloudFormation may hold once.
        case twice
        /// A key that must be there.
        case missing
        /// A text that is none of the allowed words, which `hint` lists.
        case wrongWord
        case needsText, needsInteger, needsNumber, needsBoolean, needsList, needsObject
    }

    package var kind: Kind
    /// `containerDefinitions[0].portMappings[1].hostPort`
    package var path: String
    package var place: Place
    package var hint: String

    /// The hint as messages show it; empty where there is none.
    package var shownHint: String {
        if hint.isEmpty { return "" }
        return kind == .unknownKey || kind == .wrongCase ? " (`\(hint)`?)" : " (\(hint))"
    }

    package init(_ kind: Kind, path: String, place: Place, hint: String = "") {
        self.kind = kind
        self.path = path
        self.place = place
        self.hint = hint
    }
}
