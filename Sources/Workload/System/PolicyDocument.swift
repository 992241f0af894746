import Basics
package import ECSModel
import Templates

/// An IAM policy, written as a map or as a JSON text.
///
/// What it cannot read makes it no longer whole: then nothing may be concluded from what it does not say.
package struct PolicyDocument: Sendable {
    package let statements: [PolicyStatement]
    /// Whether all statements are known.
    package let isWhole: Bool

    /// - Parameter term: the value of `PolicyDocument`, `AssumeRolePolicyDocument`, `RepositoryPolicyText`.
    package init(_ term: Term) {
        guard let map = Self.map(term) else {
            statements = []
            isWhole = false
            return
        }
        let list = map["Statement"]
        let items = list?.items ?? []
        statements = items.filter(\.isMap).map { PolicyStatement($0) }
        isWhole = list != nil && list?.isUnknown == false && items.allSatisfy(\.isMap)
    }

    private static func map(_ term: Term) -> Term? {
        if term.isMap { return term }
        guard case .text(let text) = term.kind else { return nil }
        // What is unknown in the text stays so: placeholders are read as such once more.
        let shown = text.shown
        guard shown.utf8.count < 1 << 16 else { return nil }
        let source = SourceFile(path: term.place.path, text: shown)
        guard let document = try? Document.read(source, as: .json, limits: DocumentLimits(placeholders: true)) else {
            return nil
        }
        let inner = document.term
        return inner.isMap ? moved(inner, to: term.place, depth: 0) : nil
    }

    /// Places within a text are places of the text.
    private static func moved(_ term: Term, to place: Place, depth: Int) -> Term {
        guard depth < 24 else { return Term(.unknown(Unknown(.expression, "…")), place) }
        switch term.kind {
        case .list(let items): return Term(.list(items.map { moved($0, to: place, depth: depth + 1) }), place)
        case .map(let entries):
            let entries = entries.map {
                TermEntry(key: $0.key, keyPlace: place, value: moved($0.value, to: place, depth: depth + 1))
            }
            return Term(.map(entries), place)
        default: return Term(term.kind, place)
        }
    }

    /// Whether it lets do something on a resource: nil where that cannot be told. No resource stands for any.
    package func allows(_ action: String, on resource: PolicyTarget = .any) -> Bool? {
        var isOpen = !isWhole
        for statement in statements {
            switch statement.covers(action, resource) {
            case true?: if statement.allows == true { return true } else { isOpen = true }
            case nil: isOpen = true
            case false?: continue
            }
        }
        return isOpen ? nil : false
    }
}

/// One statement of a policy.
package struct PolicyStatement: Sendable {
    package let term: Term

    package init(_ term: Term) { self.term = term }

    /// nil where it is not known.
    package var allows: Bool? { term["Effect"]?.string.map { $0 == "Allow" } }
    package var actions: [Term] { term["Action"]?.items ?? [] }
    package var resources: [Term] { term["Resource"]?.items ?? [] }
    package var hasConditions: Bool { term["Condition"].map { !$0.entries.isEmpty || !$0.isMap } ?? false }

    /// Whether a key stands in its conditions, whatever the operator; true also where conditions are unknown.
    package func asks(_ key: String) -> Bool {
        guard let condition = term["Condition"] else { return false }
        guard condition.isMap else { return true }
        return condition.entries.contains { operation in
            !operation.value.isMap
                || operation.value.entries.contains { $0.key.lowercased().hasPrefix(key.lowercased()) }
        }
    }

    /// Who is named: `AWS`, `Service`, `Federated` or `*`, with the name.
    package var principals: [(kind: String, name: Term)] {
        guard let principal = term["Principal"] else { return [] }
        if principal.text != nil { return [("*", principal)] }
        return principal.entries.flatMap { entry in entry.value.items.map { (entry.key, $0) } }
    }

    package var knowsPrincipals: Bool {
        guard let principal = term["Principal"] else { return false }
        return !principal.hasUnknown
    }

    /// Whether an action on a resource is among what it speaks of; nil where that is not known.
    func covers(_ action: String, _ target: PolicyTarget) -> Bool? {
        guard let acts = matches(action) else { return nil }
        guard acts else { return false }
        guard term["NotResource"] == nil, let resource = term["Resource"], !resource.isUnknown else { return nil }
        let found = resource.items.map { target.isMatched(by: $0) }
        if found.contains(true) { return true }
        return found.contains(nil) ? nil : false
    }

    private func matches(_ action: String) -> Bool? {
        guard term["NotAction"] == nil, let written = term["Action"], !written.isUnknown else { return nil }
        var isOpen = false
        for item in written.items {
            guard let pattern = item.string else {
                isOpen = true
                continue
            }
            if PolicyGlob.matches(pattern.lowercased(), action.lowercased()) { return true }
        }
        return isOpen ? nil : false
    }
}

/// What an action is asked for on.
package enum PolicyTarget: Sendable {
    case any
    /// A resource of the definitions, or an ARN, as `valueFrom` and its like name it. For a plain name, `names` gives
    /// the ARNs that it can have.
    case named(TermText, names: [String])

    func isMatched(by term: Term) -> Bool? {
        guard let pattern = term.text else { return nil }
        if pattern.known == "*" { return true }
        guard case .named(let text, let names) = self else { return pattern.known == nil ? nil : true }
        if let own = text.references.first {
            // Two references to resources are the same or not; what a pattern in words covers shows only later.
            guard let other = pattern.references.first else { return nil }
            return Self.isSame(other.resource, own.resource)
        }
        guard let known = pattern.known, !names.isEmpty else { return nil }
        return names.contains { PolicyGlob.matches(known, $0) }
    }

    /// Whether two addresses are one resource; nil where one may stand for the other.
    private static func isSame(_ a: String, _ b: String) -> Bool? {
        if a == b { return true }
        // In Terraform a secret's version gives its ARN too, and a module gives any.
        let (x, y) = (System.withoutKeys(a), System.withoutKeys(b))
        if x == y { return a == x || b == y ? nil : false }
        let (first, second) = (type(x), type(y))
        guard let first, let second else { return first == nil && second == nil ? false : nil }
        if first == second { return false }
        return secrets.contains { first.hasPrefix($0) } || !first.hasPrefix("aws_") ? nil : false
    }

    private static let secrets = ["aws_secretsmanager_", "aws_ssm_", "aws_db_", "aws_rds_", "aws_redshift"]

    /// The type in an address of Terraform; an address of CloudFormation has none.
    private static func type(_ address: String) -> String? {
        address.split(separator: ".").dropLast().last.map(String.init)
    }
}

/// `*` and `?` as IAM has them, in time linear in the length for each star.
package enum PolicyGlob {
    package static func matches(_ pattern: String, _ text: String) -> Bool {
        let pattern = Array(pattern.utf8)
        let text = Array(text.utf8)
        var p = 0
        var t = 0
        var star: Int?
        var mark = 0
        while t < text.count {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = p
                mark = t
                p += 1
            } else if p < pattern.count, pattern[p] == UInt8(ascii: "?") || pattern[p] == text[t] {
                p += 1
                t += 1
            } else if let last = star {
                p = last + 1
                mark += 1
                t = mark
            } else {
                return false
            }
        }
        while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
        return p == pattern.count
    }
}
