import Basics
import Foundation
import Registry
import Testing

struct LoginStoreTests {
    /// Files under a home folder, by path.
    private func login(
        _ files: [String: String], _ registry: String, _ repository: String = "team/app",
        environment: [String: String] = [:]
    ) async throws -> RegistryLogin? {
        let home = FileManager.default.temporaryDirectory.appending(path: "plimsoll-login-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: home) }
        for (path, text) in files {
            let file = home.appending(path: path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            if path.hasPrefix("bin/") {
                try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
            }
        }
        var environment = environment.mapValues { $0.hasPrefix("~") ? home.path + $0.dropFirst() : $0 }
        environment["PATH"] = "\(home.path)/bin:/usr/bin:/bin"
        return try await LoginStore(environment: environment, home: home.path)
            .login(registry: registry, repository: repository)
    }

    private func coded(_ pair: String) -> String { Data(pair.utf8).base64EncodedString() }

    @Test(
        arguments: [
            ("docker.io", "hub"), ("registry.example", "plain"), ("localhost:5000", "port"), ("old.example", "scheme"),
            ("other.example", nil), ("empty.example", nil), ("quay.io", "quay"),
        ] as [(String, String?)])
    func passwordsOfDocker(_ registry: String, _ user: String?) async throws {
        let auths = [
            ("https://index.docker.io/v1/", "hub"), ("registry.example", "plain"), ("localhost:5000", "port"),
            ("https://old.example/v2/", "scheme"), ("quay.io", "quay"),
        ].map { #""\#($0)":{"auth":"\#(coded("\($1):pa:ss"))"}"# }
        let config = #"{"auths":{\#(auths.joined(separator: ",")),"empty.example":{}}}"#
        let found = try await login([".docker/config.json": config], registry)
        #expect(found == user.map { .basic(user: $0, password: "pa:ss") })
    }

    @Test func theLongestNameIsMeant() async throws {
        let config = """
            {"auths":{"quay.io":{"auth":"\(coded("all:1"))"},"quay.io/team":{"auth":"\(coded("team:2"))"},
             "quay.io/team/app":{"auth":"\(coded("app:3"))"}}}
            """
        let files = ["run/containers/auth.json": config]
        func user(_ repository: String) async throws -> RegistryLogin? {
            try await login(files, "quay.io", repository, environment: ["XDG_RUNTIME_DIR": "~/run"])
        }
        #expect(try await user("team/app") == .basic(user: "app", password: "3"))
        #expect(try await user("team/web") == .basic(user: "team", password: "2"))
        #expect(try await user("else") == .basic(user: "all", password: "1"))
    }

    @Test func placesOfFiles() async throws {
        func config(_ user: String) -> String { #"{"auths":{"r.example":{"auth":"\#(coded("\(user):p"))"}}}"# }
        let files = [
            ".docker/config.json": config("home"), "own/config.json": config("own"), "auth.json": config("podman"),
        ]
        #expect(try await login(files, "r.example") == .basic(user: "home", password: "p"))
        #expect(
            try await login(files, "r.example", environment: ["DOCKER_CONFIG": "~/own"])
                == .basic(user: "own", password: "p"))
        #expect(
            try await login(files, "r.example", environment: ["REGISTRY_AUTH_FILE": "~/auth.json"])
                == .basic(user: "podman", password: "p"))
        #expect(try await login([:], "r.example") == nil)
    }

    @Test func helpersAreAsked() async throws {
        let helper = """
            #!/bin/sh
            [ "$1" = get ] || exit 2
            read server
            case $server in
            a.example) echo '{"ServerURL":"a","Username":"me","Secret":"s1"}' ;;
            t.example) echo '{"Username":"<token>","Secret":"s2"}' ;;
            https://index.docker.io/v1/) echo '{"Username":"hub","Secret":"s3"}' ;;
            broken.example) echo secret-without-json ;;
            locked.example) echo topsecret; echo 'the keychain is locked' >&2; exit 1 ;;
            *) echo 'credentials not found in native keychain'; exit 1 ;;
            esac
            """
        let common = [
            "bin/docker-credential-test": helper,
            ".docker/config.json": """
            {"credsStore":"test","auths":{"fallback.example":{"auth":"\(coded("file:p"))"}},
             "credHelpers":{"gone.example":"missing","evil.example":"../../bin/sh"}}
            """,
        ]
        #expect(try await login(common, "a.example") == .basic(user: "me", password: "s1"))
        #expect(try await login(common, "t.example") == .identity("s2"))
        #expect(try await login(common, "docker.io") == .basic(user: "hub", password: "s3"))
        #expect(try await login(common, "none.example") == nil)
        #expect(try await login(common, "fallback.example") == .basic(user: "file", password: "p"))
        for (registry, words) in [
            ("broken.example", "not the JSON"), ("locked.example", "keychain is locked"),
            ("gone.example", "docker-credential-missing is not installed"), ("evil.example", "not a helper"),
        ] {
            let failure = await #expect(throws: Failure.self) { try await login(common, registry) }
            let text = try #require(failure).text(.english)
            #expect(text.contains(words), "\(text)")
            #expect(!text.contains("topsecret") && !text.contains("secret-without-json"))
        }
    }

    @Test(arguments: ["", "[]", "{\"auths\":{\"r.example\":{\"auth\":\"???\"}}}"])
    func brokenFilesAreNamed(_ text: String) async throws {
        let failure = await #expect(throws: Failure.self) {
            try await login([".docker/config.json": text], "r.example")
        }
        #expect(failure?.code == .invalid)
        #expect(failure?.message.en.contains(".docker/config.json") == true)
    }

    @Test func identityTokens() async throws {
        let config = #"{"auths":{"r.example":{"auth":"\#(coded("00000000:"))","identitytoken":"idt"}}}"#
        #expect(try await login([".docker/config.json": config], "r.example") == .identity("idt"))
        let login = RegistryLogin.basic(user: "me", password: "topsecret")
        #expect(!"\(login) \(String(reflecting: login))".contains("topsecret"))
    }
}
