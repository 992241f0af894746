/// An error for people: what went wrong and where (`message`), and what lay behind it (`cause`).
///
/// Codes are members of an open struct, so that a new one breaks no caller.
package struct Failure: Error, Sendable, CustomStringConvertible {
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        package static let notFound = Code(rawValue: "not-found")
        package static let unreadable = Code(rawValue: "unreadable")
        package static let notText = Code(rawValue: "not-text")
        package static let tooLarge = Code(rawValue: "too-large")
        package static let invalid = Code(rawValue: "invalid")
        package static let unavailable = Code(rawValue: "unavailable")
    }

    package var code: Code
    package var message: Text
    package var cause: String?

    package init(_ code: Code, _ message: Text, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package func text(_ language: Language) -> String {
        guard let cause, !cause.isEmpty else { return message(language) }
        return "\(message(language)) (\(cause))"
    }

    package var description: String { text(.english) }
}
