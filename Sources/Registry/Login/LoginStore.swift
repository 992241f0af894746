import AWSClient
package import Basics
import Foundation

/// The logins that `docker login`, `podman login` and credential helpers keep on this machine.
///
/// In this order: the file of `$REGISTRY_AUTH_FILE`, Docker's `config.json` (in `$DOCKER_CONFIG` or `~/.docker`),
/// podman's `$XDG_RUNTIME_DIR/containers/auth.json` and `~/.config/containers/auth.json`. In each file a registry's own
/// helper (`credHelpers`) goes before the common one (`credsStore`), and that before `auths`.
package struct LoginStore: Sendable {
    private let environment: [String: String]
    private let home: String

    package init(environment: [String: String], home: String) {
        self.environment = environment
        self.home = home
    }

    /// The login for a registry, nil where there is none.
    ///
    /// - Parameters:
    ///   - registry: as the image's name has it, e.g. `docker.io`.
    ///   - repository: logins may be for a part of a registry.
    /// - Throws: `invalid` for a file that is no JSON, `unavailable` for a helper that fails.
    package func login(registry: String, repository: String) async throws(Failure) -> RegistryLogin? {
        for file in files {
            guard let bytes = try read(file) else { continue }
            guard let root = JSONNode(root: bytes), root.isObject else {
                throw Failure(
                    .invalid,
                    Text(
                        en: "\(file), which holds logins to registries, is not a JSON object.",
                        ja: "レジストリのログイン情報を保存した \(file) が JSON オブジェクトではありません。"))
            }
            if let login = try await login(root, file, registry, repository) { return login }
        }
        return nil
    }

    private var files: [String] {
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        return [
            variable("REGISTRY_AUTH_FILE"), (variable("DOCKER_CONFIG") ?? home + "/.docker") + "/config.json",
            variable("XDG_RUNTIME_DIR").map { $0 + "/containers/auth.json" },
            (variable("XDG_CONFIG_HOME") ?? home + "/.config") + "/containers/auth.json",
        ].compactMap(\.self)
    }

    private func read(_ file: String) throws(Failure) -> [UInt8]? {
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
        let name = file.split(separator: "/").last.map(String.init) ?? file
        do {
            return try DiskTree(root: folder.isEmpty ? "/" : folder).read(name, limit: 4 << 20)
        } catch  where error.code == .notFound {
            return nil
        } catch {
            throw Failure(
                error.code, Text(en: "\(file): cannot be read.", ja: "\(file): 読み込めません。"), cause: error.cause)
        }
    }

    private func login(
        _ root: JSONNode, _ file: String, _ registry: String, _ repository: String
    ) async throws(Failure) -> RegistryLogin? {
        let names = Self.names(registry)
        var helpers: [(name: String, server: String)] = []
        if let own = root["credHelpers"] {
            for name in names { if let helper = own[name]?.string { helpers.append((helper, name)) } }
        }
        if helpers.isEmpty, let store = root["credsStore"]?.string, !store.isEmpty {
            helpers = names.map { (store, $0) }
        }
        let runner = CredentialHelper(environment: environment)
        for helper in helpers {
            if let login = try await runner.login(helper.name, server: helper.server) { return login }
        }
        guard let auths = root["auths"] else { return nil }
        // Podman writes `quay.io/org`: the longest name that fits is meant.
        var path = repository.split(separator: "/").map(String.init)
        while true {
            for name in names {
                let wanted = path.isEmpty ? name : "\(name)/\(path.joined(separator: "/"))"
                if let login = try auths[wanted].map({ (node) throws(Failure) in try Self.login(node, file) }) ?? nil {
                    return login
                }
            }
            if path.isEmpty { break }
            path.removeLast()
        }
        for member in auths.members where names.contains(Self.host(member.key)) {
            if let login = try Self.login(member.value, file) { return login }
        }
        return nil
    }

    /// Under what a registry's logins are kept; Docker Hub has a name of its own.
    static func names(_ registry: String) -> [String] {
        registry == "docker.io"
            ? ["https://index.docker.io/v1/", "index.docker.io", "docker.io", "registry-1.docker.io"] : [registry]
    }

    /// `https://registry.example/v2/` is a login for `registry.example`.
    private static func host(_ key: String) -> String {
        guard let scheme = ByteText(Array(key.utf8)).find("://") else { return key }
        return String(key.dropFirst(scheme + 3).prefix { $0 != "/" })
    }

    /// Nil for an entry that only says that a helper keeps the login.
    private static func login(_ node: JSONNode, _ file: String) throws(Failure) -> RegistryLogin? {
        if let token = node["identitytoken"]?.string, !token.isEmpty { return .identity(token) }
        if let coded = node["auth"]?.string, !coded.isEmpty {
            guard let data = Data(base64Encoded: coded), let pair = String(data: data, encoding: .utf8),
                let colon = pair.firstIndex(of: ":")
            else {
                throw Failure(
                    .invalid,
                    Text(
                        en: "\(file): an `auth` is not the base64 form of user:password. Run `docker login` again.",
                        ja: "\(file): `auth` が user:password の base64 形式ではありません。`docker login` をやり直してください。"))
            }
            // Old versions filled passwords up with zero bytes.
            let password = pair[pair.index(after: colon)...].split(separator: "\0").first ?? ""
            return .basic(user: String(pair[..<colon]), password: String(password))
        }
        if let user = node["username"]?.string, let password = node["password"]?.string, !user.isEmpty {
            return .basic(user: user, password: password)
        }
        return nil
    }
}
