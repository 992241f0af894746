import AWSClient
import Basics
import Foundation

/// What a connection shows a registry: a password or a token for one repository, fetched when the registry asks for it
/// and again when it no longer holds. All layers share it.
actor RegistryKeys {
    private let address: RegistryAddress
    private let repository: String
    private let settings: RegistrySettings

    private var field: String?
    private var expires: Moment?
    private var login: RegistryLogin?
    private var fetching: Task<Result<String?, Failure>, Never>?
    /// Whether the registry answered anything yet.
    private(set) var hasAnswered = false

    init(address: RegistryAddress, repository: String, settings: RegistrySettings) {
        self.address = address
        self.repository = repository
        self.settings = settings
    }

    func noteAnswer() { hasAnswered = true }

    /// The value of `Authorization` that holds now, nil for none.
    func current() -> String? {
        if let expires, expires <= settings.aws.now() { field = nil }
        return field
    }

    /// Another value than the one that was refused; nil where there is no other.
    func renewed(after refused: String?, _ challenges: [Challenge]) async throws(Failure) -> String? {
        if let field = current(), field != refused { return field }
        if let fetching { return try await fetching.value.get() }
        let task = Task { () -> Result<String?, Failure> in
            do throws(Failure) {
                return .success(try await self.fetch(refused, challenges))
            } catch {
                return .failure(error)
            }
        }
        fetching = task
        defer { fetching = nil }
        return try await task.value.get()
    }

    private func fetch(_ refused: String?, _ challenges: [Challenge]) async throws(Failure) -> String? {
        let login = try await knownLogin()
        if let bearer = challenges.first(where: { $0.scheme == "bearer" }), let realm = bearer.parameters["realm"] {
            let token = try await AccessTokens(settings: settings, address: address)
                .token(realm: realm, bearer.parameters, repository: repository, login: login)
            field = "Bearer \(token.value)"
            expires = token.expires
            return field
        }
        guard challenges.isEmpty || challenges.contains(where: { $0.scheme == "basic" }), let basic = login.basicField,
            basic != refused
        else { return nil }
        field = basic
        expires = nil
        return basic
    }

    /// Who we are to this registry, for messages.
    func who() async throws(Failure) -> RegistryLogin { try await knownLogin() }

    private func knownLogin() async throws(Failure) -> RegistryLogin {
        if let login { return login }
        let found: RegistryLogin
        if let given = settings.login {
            found = given
        } else if let kept = try await LoginStore(environment: settings.aws.environment, home: settings.aws.home)
            .login(registry: address.name, repository: repository)
        {
            found = kept
        } else {
            found = try await ecrLogin() ?? .anonymous
        }
        login = found
        return found
    }

    private func ecrLogin() async throws(Failure) -> RegistryLogin? {
        do {
            return try await ECRLogin(settings.aws).token(address.name).map {
                .basic(user: $0.user, password: $0.password)
            }
        } catch  where ECRHost(address.name) == .gallery {
            // The gallery is open to all; a login only raises its limits.
            return nil
        }
    }
}
