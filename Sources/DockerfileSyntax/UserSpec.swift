/// `user[:group]` of USER, `--chown` and task definitions: names or numbers.
package struct UserSpec: Sendable, Hashable {
    /// Empty when the text begins with a colon.
    package var user: String
    package var group: String?

    package init(_ text: String) {
        if let colon = text.firstIndex(of: ":") {
            user = String(text[..<colon])
            group = String(text[text.index(after: colon)...])
        } else {
            user = text
            group = nil
        }
    }

    package var userID: Int? { Self.number(user) }
    package var groupID: Int? { group.flatMap(Self.number) }
    package var isNumeric: Bool { userID != nil }
    /// `root`, `0`, or nothing.
    package var isRoot: Bool { user.isEmpty || user == "root" || userID == 0 }

    private static func number(_ text: String) -> Int? {
        !text.isEmpty && text.utf8.allSatisfy(\.isDigit) ? Int(text) : nil
    }
}
