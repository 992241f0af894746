import Foundation

/// What a registry is told about who asks.
package enum RegistryLogin: Sendable, Hashable {
    case anonymous
    case basic(user: String, password: String)
    /// An identity token of `docker login`: it is exchanged for access tokens.
    case identity(String)

    /// The value of `Authorization` for a password; nil for the others.
    var basicField: String? {
        guard case .basic(let user, let password) = self else { return nil }
        return "Basic \(Data("\(user):\(password)".utf8).base64EncodedString())"
    }
}

/// Printing shows no secret.
extension RegistryLogin: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String {
        switch self {
        case .anonymous: "anonymous"
        case .basic(let user, _): "user \(user)"
        case .identity: "identity token"
        }
    }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
