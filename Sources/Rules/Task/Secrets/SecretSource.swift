import Basics
import ECSModel
import Workload

/// What `valueFrom` of a secret means.
enum SecretSource {
    /// The parameter that is meant, where it is among the definitions.
    static func parameter(_ text: TermText, _ system: System, _ stack: Int) -> System.Member? {
        if let reference = text.references.first {
            guard text.references.count == 1, let member = system.member(reference.resource, in: stack),
                member.resource.type == ResourceType.parameter
            else { return nil }
            return member
        }
        guard let name = parameterName(text) else { return nil }
        let found = system.members(ResourceType.parameter).filter {
            system.name(of: $0).map { withSlash($0) } == withSlash(name)
        }
        return found.count == 1 ? found.first : nil
    }

    /// `/web/db` of a name, an ARN, or an ARN with an unknown Region and account.
    static func parameterName(_ text: TermText) -> String? {
        if let known = text.known {
            if !known.hasPrefix("arn:") { return known.hasPrefix("{") ? nil : known }
            guard let start = known.firstRange(of: ":parameter/") else { return nil }
            return String(known[start.upperBound...])
        }
        guard text.knownPrefix.hasPrefix("arn:"), let start = text.knownSuffix.firstRange(of: ":parameter/") else {
            return nil
        }
        return String(text.knownSuffix[start.upperBound...])
    }

    private static func withSlash(_ name: String) -> String { name.hasPrefix("/") ? name : "/" + name }

    /// The secret of Secrets Manager that is meant, where it is among the definitions.
    static func secret(_ text: TermText, _ system: System, _ stack: Int) -> System.Member? {
        guard let reference = text.references.first, let member = system.member(reference.resource, in: stack),
            member.resource.type == ResourceType.secret
        else { return nil }
        return member
    }

    static func isSecretsManager(_ text: TermText, _ system: System, _ stack: Int) -> Bool {
        if secret(text, system, stack) != nil { return true }
        return text.knownPrefix.hasPrefix("arn:") && text.knownPrefix.has(":secretsmanager:")
            || text.knownPrefix.hasPrefix("arn:aws:secretsmanager:")
    }

    /// Whether one key of a secret's JSON is asked for: `ARN:key::`.
    static func namesKey(_ text: TermText) -> Bool? {
        if text.reference != nil { return false }
        if let known = text.known {
            let parts = known.split(separator: ":", omittingEmptySubsequences: false)
            return parts.count > 7 ? !parts[7].isEmpty : false
        }
        // `${Secret}:password::` goes on behind the reference.
        if case .reference? = text.parts.first { return text.knownSuffix.hasPrefix(":") ? true : nil }
        return nil
    }
}
