import Basics
import ECSModel
import RuleKit
import Workload

/// What the trust policies of roles say of pipelines that come with a token of OpenID Connect.
///
/// The forms of `sub`: https://docs.github.com/en/actions/reference/security/oidc and
/// https://docs.gitlab.com/ci/secrets/id_token_authentication/
struct FederatedTrust {
    enum Provider {
        case gitHub, gitLab

        var host: String { self == .gitHub ? "token.actions.githubusercontent.com" : "gitlab.com" }
        /// What `sub` begins with.
        var mark: String { self == .gitHub ? "repo:" : "project_path:" }
        var name: String { self == .gitHub ? "GitHub" : "GitLab" }
    }

    /// One value that `sub` is held against.
    struct Subject {
        let text: TermText
        let place: Place
        /// Whether `*` and `?` stand for anything.
        let isPattern: Bool
    }

    let role: System.Member
    let provider: Provider
    /// Where the provider is named.
    let principal: Place
    /// The values of conditions on `sub`.
    let subjects: [Subject]
    /// Whether there is any condition on the claims but for `aud`, or one that cannot be read.
    let hasOtherConditions: Bool
    let hasAudience: Bool

    static func all(_ system: System) -> [FederatedTrust] {
        system.members(ResourceType.role).flatMap { role -> [FederatedTrust] in
            guard let trust = role.properties["AssumeRolePolicyDocument"] else { return [] }
            return PolicyDocument(trust).statements.flatMap { statement -> [FederatedTrust] in
                guard statement.allows == true else { return [] }
                return statement.principals.compactMap { kind, name in
                    guard kind == "Federated", let provider = provider(name, role, system) else { return nil }
                    return FederatedTrust(role, provider, name.place, statement)
                }
            }
        }
    }

    private init(_ role: System.Member, _ provider: Provider, _ principal: Place, _ statement: PolicyStatement) {
        self.role = role
        self.provider = provider
        self.principal = principal
        var subjects: [Subject] = []
        var hasOther = false
        var hasAudience = false
        if let condition = statement.term["Condition"], !condition.isMap { hasOther = true }
        for operation in statement.term["Condition"]?.entries ?? [] {
            guard operation.value.isMap else {
                hasOther = true
                continue
            }
            for entry in operation.value.entries {
                let key = entry.key.lowercased()
                if key.hasSuffix(":aud") {
                    hasAudience = true
                } else if key.hasSuffix(":sub"), let found = Self.subjects(operation.key, entry.value) {
                    subjects += found
                } else {
                    hasOther = true
                }
            }
        }
        self.subjects = subjects
        hasOtherConditions = hasOther
        self.hasAudience = hasAudience
    }

    /// Nil for an operator or a value that says nothing to be judged.
    private static func subjects(_ operation: String, _ value: Term) -> [Subject]? {
        let name = operation.lowercased().split(separator: ":").last.map(String.init) ?? ""
        let isPattern = name.hasPrefix("stringlike")
        guard isPattern || name.hasPrefix("stringequals"), !value.isUnknown else { return nil }
        let found = value.items.compactMap { item in
            item.text.map { Subject(text: $0, place: item.place, isPattern: isPattern) }
        }
        return found.isEmpty ? nil : found
    }

    /// Whose tokens a principal stands for: an ARN with the host, or a provider among the definitions.
    private static func provider(_ name: Term, _ role: System.Member, _ system: System) -> Provider? {
        guard let text = name.text else { return nil }
        if let own = provider(text.shown) { return own }
        guard let reference = text.references.first,
            let member = system.member(reference.resource, in: role.stack),
            let url = member.properties["Url"]?.text
        else { return nil }
        return provider(url.shown)
    }

    private static func provider(_ text: String) -> Provider? {
        if text.has(Provider.gitHub.host) { return .gitHub }
        return text.hasSuffix("/gitlab.com") || text.hasSuffix("oidc-provider/gitlab.com") || text == "gitlab.com"
            ? .gitLab : nil
    }
}

extension FederatedTrust.Subject {
    /// How much a value leaves open; nil where that cannot be told.
    enum Breadth {
        /// Any owner on the host.
        case everybody
        /// Any repository of the owner.
        case owner
        /// Any branch, tag or request of the repository.
        case repository
        /// A branch, a tag, an environment.
        case part
    }

    /// What the end of a value leaves open, whatever is filled in before it: `repo:${Owner}/${Name}:*`.
    private static func breadth(ofEnd end: String) -> Breadth? {
        if end.hasSuffix("/*"), !end.contains(":") { return .owner }
        return [":*", ":ref:*", ":ref:refs/heads/*", ":ref_type:*"].contains { end.hasSuffix($0) } ? .repository : nil
    }

    func breadth(_ provider: FederatedTrust.Provider) -> Breadth? {
        // What stands before the first unknown part, with a mark behind it that is no star.
        let isWhole = text.known != nil
        let text = self.text.known ?? self.text.knownPrefix
        guard isPattern else { return isWhole ? .part : nil }
        if text.first == "*" || text.first == "?" { return .everybody }
        guard text.hasPrefix(provider.mark) else {
            // `repo*`
            if isWhole, provider.mark.hasPrefix(text.prefix { $0 != "*" }) { return .everybody }
            return isWhole ? .part : nil
        }
        if !isWhole, let breadth = Self.breadth(ofEnd: self.text.knownSuffix) { return breadth }
        let rest = text.dropFirst(provider.mark.count)
        let owner = rest.prefix { $0 != "/" && $0 != ":" }
        if owner.contains("*") || owner.contains("?") { return .everybody }
        guard owner.count < rest.count else { return isWhole ? .owner : nil }
        let path = rest.dropFirst(owner.count + 1).prefix { $0 != ":" }
        if path.contains("*") { return .owner }
        let claim = rest.dropFirst(owner.count + 1 + path.count)
        guard !claim.isEmpty else { return nil }
        if claim == ":*" || claim == ":ref:*" || claim == ":ref:refs/heads/*" || claim == ":ref_type:*" {
            return isWhole ? .repository : nil
        }
        return .part
    }
}
