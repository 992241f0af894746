package import Basics

/// AWS credentials: never printed, never written.
package struct Credentials: Sendable, Hashable {
    package var accessKeyID: String
    package var secretAccessKey: String
    package var sessionToken: String?
    /// Until when they hold; nil for keys of a user.
    package var expires: Moment?

    package init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expires: Moment? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expires = expires
    }
}

/// Printing shows no secret, whatever prints: an error, a failed test, a debugger.
extension Credentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "Credentials(\(accessKeyID.prefix(4))…)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Credentials {
    /// From the JSON of containers, instances, programs and SSO, which name the fields alike but for their case.
    init?(_ node: JSONNode) {
        var texts: [String: String] = [:]
        for member in node.members { texts[member.key.lowercased()] = member.value.scalar }
        guard let id = texts["accesskeyid"], let secret = texts["secretaccesskey"], !id.isEmpty, !secret.isEmpty else {
            return nil
        }
        let expiry = texts["expiration"]
        self.init(
            accessKeyID: id, secretAccessKey: secret, sessionToken: texts["sessiontoken"] ?? texts["token"],
            expires: expiry.flatMap { text in
                // SSO counts milliseconds.
                if let number = Int(text), number > 100_000_000_000 { return Moment(seconds: number / 1000) }
                return Moment(text)
            })
    }
}
