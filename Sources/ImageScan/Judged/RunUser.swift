package import OCIImage

/// Who the processes of a container are, as the image alone decides it.
package enum RunUser: Sendable, Hashable {
    /// User id 0, and by which form of it.
    case root(written: String)
    case other(id: Int?, written: String)
    /// A name that the image's passwd does not hold: no container of it starts.
    case missing(String)
    /// A name, and no passwd at hand to look it up.
    case unknown(String)

    package init(_ configuration: ImageConfiguration, _ accounts: Accounts) {
        let written = configuration.user
        let name =
            written.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init) ?? ""
        if name.isEmpty {
            self = .root(written: written)
        } else if let id = Int(name) {
            self = id == 0 ? .root(written: written) : .other(id: id, written: written)
        } else if let user = accounts.users.first(where: { $0.name == name }) {
            self = user.id == 0 ? .root(written: written) : .other(id: user.id, written: written)
        } else if name == "root" {
            self = .root(written: written)
        } else {
            self = accounts.usersLayer == nil ? .unknown(name) : .missing(name)
        }
    }
}
