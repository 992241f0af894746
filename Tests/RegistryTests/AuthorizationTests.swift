import AWSClient
import Basics
import Foundation
import NIOHTTP1
import OCIImage
import Synchronization
import Testing

@testable import Registry

@Suite(.timeLimit(.minutes(2)))
struct AuthorizationTests {
    /// A registry that wants the token `t1`, and a server that gives out tokens.
    private func guarded(
        _ answer: @escaping @Sendable (TestServer.Request) -> TestServer.Reply
    ) async throws -> (FakeRegistry, TestServer, TestImage) {
        let registry = try await FakeRegistry()
        let tokens = try await TestServer { answer($0) }
        let image = try TestImage([noise(200_000, seed: 3), noise(100_000, seed: 4)])
        try registry.add(image, "latest")
        registry.contents.withLock {
            $0.allowed = "Bearer t1"
            $0.challenge =
                #"Bearer realm="http://\#(tokens.host)/token?x=1",service="test.registry",scope="repository:team/app:pull""#
        }
        return (registry, tokens, image)
    }

    private static func token(_ value: String, _ name: String = "token") -> TestServer.Reply {
        TestServer.Reply(body: Array(#"{"\#(name)":"\#(value)","expires_in":300}"#.utf8))
    }

    private func read(_ source: RegistrySource) async throws -> Int {
        try await source.read(nil, limits: ImageLimits()) { Keep() }.layers.count
    }

    @Test(arguments: ["token", "access_token"])
    func anonymousTokens(_ name: String) async throws {
        let (registry, tokens, _) = try await guarded { _ in Self.token("t1", name) }
        defer { registry.stop() }
        #expect(try await read(try registry.source()) == 2)
        let request = try #require(tokens.requests.first)
        #expect(tokens.requests.count == 1)
        #expect(request.method == "GET")
        #expect(request.target.hasPrefix("/token?x=1&service=test.registry&"))
        #expect(request.target.contains("scope=repository%3Ateam%2Fapp%3Apull"))
        #expect(request.fields["Authorization"].isEmpty)
        // One request was refused; all later ones had the token.
        #expect(registry.requests.filter { $0.fields["Authorization"].isEmpty }.count == 1)
    }

    @Test func passwordsAndIdentityTokensAreTraded() async throws {
        let (registry, tokens, _) = try await guarded { request in
            if request.method == "POST" {
                let form = String(decoding: request.body, as: UTF8.self)
                let fits = form.contains("grant_type=refresh_token") && form.contains("refresh_token=id%2Ft")
                return fits ? Self.token("t1", "access_token") : TestServer.Reply(status: 401)
            }
            return request.fields.first(name: "Authorization") == "Basic \(Data("me:pass".utf8).base64EncodedString())"
                ? Self.token("t1") : TestServer.Reply(status: 401)
        }
        defer { registry.stop() }
        for login in [RegistryLogin.basic(user: "me", password: "pass"), .identity("id/t")] {
            var settings = registry.settings()
            settings.login = login
            #expect(try await read(try registry.source(":latest", settings)) == 2)
        }
        var settings = registry.settings()
        settings.login = .basic(user: "me", password: "topsecret")
        let failure = await #expect(throws: Failure.self) { try await read(try registry.source(":latest", settings)) }
        let text = try #require(failure).text(.english)
        #expect(text.contains("user me") && !text.contains("topsecret"), "\(text)")
        #expect(tokens.requests.count == 3)
    }

    @Test func tokensAreRenewedOnce() async throws {
        let count = Mutex(0)
        let (registry, tokens, image) = try await guarded { _ in
            Self.token("t\(count.withLock { $0 += 1; return $0 })")
        }
        defer { registry.stop() }
        // The first token holds for the manifest alone.
        let digest = try TestImage.digest(image.config)
        registry.contents.withLock { contents in
            contents.troubles["/v2/team/app/blobs/\(digest)"] = [
                .status(401, [("WWW-Authenticate", contents.challenge)])
            ]
        }
        let source = try registry.source()
        // The registry wants t1 for ever: with t2 it refuses, and the failure says so instead of asking on and on.
        let failure = await #expect(throws: Failure.self) { try await read(source) }
        #expect(failure?.code == .refused)
        #expect(tokens.requests.count == 2)
    }

    @Test func expiredTokensAreReplaced() async throws {
        let now = Mutex(1_795_296_600)
        let (registry, tokens, _) = try await guarded { _ in Self.token("t1") }
        defer { registry.stop() }
        var settings = registry.settings()
        settings.aws.now = { Moment(seconds: now.withLock { $0 }) }
        let source = try registry.source(":latest", settings)
        registry.contents.withLock { $0.tagPages = [["latest"]] }
        _ = try await source.choices()
        #expect(tokens.requests.count == 1)
        now.withLock { $0 += 400 }
        #expect(try await source.tags(limit: 1) == ["latest"])
        #expect(tokens.requests.count == 2)
    }

    @Test(arguments: [("ftp://tokens.example/", false), ("http://tokens.example/", true)])
    func passwordsDoNotGoWhereAnyoneListens(_ realm: String, isPasswordAlone: Bool) async throws {
        let asked = Mutex(0)
        var aws = AWSSettings.system
        aws.send = { (_) throws(Failure) in
            asked.withLock { $0 += 1 }
            return HTTPAnswer(status: 200, body: Array(#"{"token":"t"}"#.utf8))
        }
        let tokens = AccessTokens(
            settings: RegistrySettings(aws: aws), address: RegistryAddress("registry.example", isInsecure: false))
        await #expect(throws: Failure.self) {
            try await tokens.token(
                realm: realm, [:], repository: "a", login: .basic(user: "me", password: "topsecret"))
        }
        #expect(asked.withLock { $0 } == 0)
        let anonymous = try? await tokens.token(realm: realm, [:], repository: "a", login: .anonymous)
        #expect((anonymous != nil) == isPasswordAlone)
    }

    @Test func basic() async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        try registry.add(try TestImage([[1]]), "latest")
        registry.contents.withLock { $0.allowed = "Basic \(Data("me:pass".utf8).base64EncodedString())" }
        var settings = registry.settings()
        settings.login = .basic(user: "me", password: "pass")
        #expect(try await read(try registry.source(":latest", settings)) == 1)
        let failure = await #expect(throws: Failure.self) { try await read(try registry.source()) }
        #expect(failure?.message.en.contains("docker login \(registry.host)") == true)
        #expect(failure?.cause?.contains("UNAUTHORIZED") == true)
    }

    @Test func storageOfOthersDoesNotSeeTheLogin() async throws {
        let image = try TestImage([noise(50_000, seed: 6)])
        let digest = try TestImage.digest(image.layers[0])
        let cut = Mutex(true)
        let storage = try await TestServer { request in
            let start = request.fields.first(name: "Range").flatMap { Int($0.dropFirst(6).dropLast()) } ?? 0
            let isFirst = cut.withLock { cut in
                defer { cut = false }
                return cut
            }
            return TestServer.Reply(
                status: start > 0 ? 206 : 200,
                fields: start > 0 ? [("Content-Range", "bytes \(start)-\(image.layers[0].count - 1)/*")] : [],
                body: Array(image.layers[0].dropFirst(start)), ending: isFirst ? .cut(20_000) : .whole)
        }
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        try registry.add(image, "latest")
        registry.contents.withLock {
            $0.allowed = "Basic \(Data("me:pass".utf8).base64EncodedString())"
            $0.always["/v2/team/app/blobs/\(digest)"] = .redirect("http://\(storage.host)/data?sig=abc%2Fdef")
        }
        var settings = registry.settings()
        settings.login = .basic(user: "me", password: "pass")
        #expect(try await read(try registry.source(":latest", settings)) == 1)
        #expect(storage.requests.map(\.target) == ["/data?sig=abc%2Fdef", "/data?sig=abc%2Fdef"])
        #expect(storage.requests.allSatisfy { $0.fields["Authorization"].isEmpty })
        #expect(storage.requests.map { $0.fields.first(name: "Range") } == [nil, "bytes=20000-"])
    }

    @Test func redirectsInACircleEnd() async throws {
        let registry = try await FakeRegistry()
        defer { registry.stop() }
        registry.contents.withLock { contents in
            contents.manifests["latest"] = ("", [])
            contents.always["/v2/team/app/manifests/latest"] = .redirect("/v2/team/app/manifests/latest")
        }
        let failure = await #expect(throws: Failure.self) { try await read(try registry.source()) }
        #expect(failure?.cause?.contains("redirects") == true)
    }
}
