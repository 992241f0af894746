import Basics
import ECSModel

/// What is handed to places that are not read: there, more may be done with it.
struct TerraformElsewhere {
    /// Inputs of modules that are not read, and what a module gives to callers that are not among the files.
    var values: [Term] = []
    /// Whether a limit ended the reading.
    var isCut = false

    /// A text that was handed on, and whether the key that it stands under speaks of a role.
    struct Handed {
        var text: TermText
        var place: Place
        var isNamedRole: Bool
    }

    var texts: [Handed] {
        var found: [Handed] = []
        func collect(_ term: Term, _ isNamedRole: Bool, _ depth: Int) {
            guard depth < 100 else { return }
            switch term.kind {
            case .list(let items): for item in items { collect(item, isNamedRole, depth + 1) }
            case .map(let entries):
                for entry in entries { collect(entry.value, isNamedRole || Self.isRole(entry.key), depth + 1) }
            default:
                if let text = term.text {
                    found.append(Handed(text: text, place: term.place, isNamedRole: isNamedRole))
                }
            }
        }
        for value in values { collect(value, false, 0) }
        return found
    }

    static func isRole(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.has("role") || name.has("iam")
    }
}

extension TerraformJoins {
    /// The roles that something unseen may attach policies to, with where they are handed on.
    static func open(_ elsewhere: TerraformElsewhere, _ roles: [Resource]) -> [(address: String, place: Place)] {
        guard !roles.isEmpty else { return [] }
        if elsewhere.isCut { return roles.map { ($0.address, $0.place) } }
        var found: [(address: String, place: Place)] = []
        var names: [String: [String]] = [:]
        var bases: [String: [String]] = [:]
        for role in roles {
            if let name = role.properties["roleName"]?.string { names[name, default: []].append(role.address) }
            let base = role.address.last == "]" ? role.address.lastIndex(of: "[") : nil
            bases[base.map { String(role.address[..<$0]) } ?? role.address, default: []].append(role.address)
            if base != nil { bases[role.address] = [role.address] }
        }
        var opensAll: Place?
        for handed in elsewhere.texts {
            if let known = handed.text.known {
                found += (names[known] ?? []).map { ($0, handed.place) }
                continue
            }
            for part in handed.text.parts {
                switch part {
                case .literal: continue
                case .reference(let reference):
                    found += (bases[reference.resource] ?? []).map { ($0, handed.place) }
                case .unknown(let unknown):
                    // A choice between roles, for one.
                    if handed.isNamedRole || TerraformElsewhere.isRole(unknown.text) { opensAll = handed.place }
                }
            }
        }
        if let opensAll { return roles.map { ($0.address, opensAll) } }
        return found
    }
}
