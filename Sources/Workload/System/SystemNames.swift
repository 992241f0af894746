import ECSModel

/// Resources by the names that AWS knows them by.
struct SystemNames: Sendable {
    private struct Key: Hashable {
        var type: String
        var name: TermText
    }

    private struct Named {
        var first: Int
        var count = 1
        /// The first of each stack, and how many the stack has.
        var byStack: [Int: (first: Int, count: Int)]
    }

    /// Names that are wholly known, and those of which parts are not.
    private var named: [Key: Named] = [:]

    init(_ members: [System.Member]) {
        for member in members {
            guard let key = System.nameKeys[member.resource.type],
                let name = member.properties[key]?.text, name.known != nil || name.parts.count > 1
            else { continue }
            let slot = Key(type: member.resource.type, name: name)
            guard var known = named.removeValue(forKey: slot) else {
                named[slot] = Named(first: member.index, byStack: [member.stack: (member.index, 1)])
                continue
            }
            known.count += 1
            known.byStack[member.stack, default: (member.index, 0)].count += 1
            named[slot] = known
        }
    }

    /// The one of a name in a stack, else the only one of all stacks.
    func named(_ name: String, type: String, from stack: Int) -> Int? {
        guard let found = named[Key(type: type, name: TermText(name))] else { return nil }
        return found.byStack[stack]?.first ?? (found.count == 1 ? found.first : nil)
    }

    /// The only one of a stack whose name is the same text in known and unknown parts alike: `${name}-web` twice.
    func same(_ text: TermText, type: String, stack: Int) -> Int? {
        guard text.parts.count > 1, let found = named[Key(type: type, name: text)]?.byStack[stack] else { return nil }
        return found.count == 1 ? found.first : nil
    }
}
