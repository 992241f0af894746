/// What a registry is told about who asks.
package enum RegistryLogin: Sendable, Hashable {
    case anonymous
    case basic(user: String, password: String)
    /// An identity token of `docker login`: it is exchanged for access tokens.
    case identity(String)
}
