package import OCIImage

/// Who the processes of a container are, as the image alone decides it.
package enum RunUser: Sendable, Hashable {
    /// User id 0, and by which form of it.
    case root(written: String)
    case other(id: Int?, written: String)
    /// A name that the image's passwd does not hold, or a number that no runtime takes: no container of it starts.
    case missing(String)
    /// The same of a group.
    case missingGroup(String)
    /// A name, and no passwd at hand to look it up.
    case unknown(String)

    package init(_ configuration: ImageConfiguration, _ accounts: Accounts) {
        let written = configuration.user
        let parts = written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts.first ?? ""
        if let group = parts.dropFirst().first, Self.isMissing(group, accounts) {
            self = .missingGroup(group)
        } else if name.isEmpty {
            self = .root(written: written)
        } else if let id = Int(name), Self.ids.contains(id) {
            self = id == 0 ? .root(written: written) : .other(id: id, written: written)
        } else if let user = accounts.users.first(where: { $0.name == name }) {
            self = user.id == 0 ? .root(written: written) : .other(id: user.id, written: written)
        } else if name == "root" {
            self = .root(written: written)
        } else {
            self = accounts.usersLayer == nil && Int(name) == nil ? .unknown(name) : .missing(name)
        }
    }

    /// What runc takes for a user or a group.
    private static let ids = 0...Int(Int32.max)

    private static func isMissing(_ group: String, _ accounts: Accounts) -> Bool {
        if group.isEmpty || accounts.groups.contains(where: { $0.name == group }) { return false }
        if let id = Int(group) { return !ids.contains(id) }
        return accounts.groupsLayer != nil
    }
}
