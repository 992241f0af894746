import AWSClient
import Basics
import Foundation
import NIOHTTP1
import OCIImage
import Registry
import Synchronization

/// A registry of a test's own, with the repository `team/app` and the troubles that the test asks for.
final class FakeRegistry: Sendable {
    enum Trouble: Sendable {
        case cut(Int)
        case stall(Int)
        case status(Int, [(String, String)])
        /// Other bytes than those that were asked for.
        case swapped([UInt8])
        case ignoresRange
        case redirect(String)
    }

    struct Contents: Sendable {
        var manifests: [String: (type: String, bytes: [UInt8])] = [:]
        var blobs: [String: [UInt8]] = [:]
        /// By path, one for each request until none is left.
        var troubles: [String: [Trouble]] = [:]
        /// By path, for every request.
        var always: [String: Trouble] = [:]
        /// The value of `Authorization` that is let in; nil lets in all.
        var allowed: String?
        var challenge = "Basic realm=\"test\""
        var referrers: [String: [UInt8]] = [:]
        var tagPages: [[String]] = []
        var tellsDigests = true
    }

    let contents = Mutex(Contents())
    private let server = Mutex<TestServer?>(nil)
    private let noted = Mutex<[Duration]>([])
    /// How long the client would have waited.
    var pauses: [Duration] { noted.withLock { $0 } }
    let host: String

    init() async throws {
        let box = Box()
        let server = try await TestServer { request in
            box.registry.withLock { $0 }?.answer(request) ?? TestServer.Reply(status: 500)
        }
        host = server.host
        self.server.withLock { $0 = server }
        box.registry.withLock { $0 = self }
    }

    private final class Box: Sendable {
        let registry = Mutex<FakeRegistry?>(nil)
    }

    var requests: [TestServer.Request] { server.withLock { $0?.requests } ?? [] }
    var targets: [String] { requests.map { "\($0.method) \($0.target)" } }

    /// Ends the server; the registry and its server hold each other.
    func stop() { server.withLock { $0 = nil } }

    func add(_ image: TestImage, _ names: String...) throws {
        try contents.withLock { contents in
            for blob in image.blobs { contents.blobs[try TestImage.digest(blob).description] = blob }
            for name in names + [try image.digest.description] {
                contents.manifests[name] = (MediaType.ociManifest, image.manifest)
            }
        }
    }

    func add(_ bytes: [UInt8], type: String, _ names: String...) throws {
        try contents.withLock { contents in
            for name in names + [try TestImage.digest(bytes).description] { contents.manifests[name] = (type, bytes) }
        }
    }

    func trouble(_ digest: Digest, _ troubles: Trouble...) {
        contents.withLock { $0.troubles["/v2/team/app/blobs/\(digest)"] = troubles }
    }

    /// Settings whose waits are noted, and take no time.
    func settings(home: String = "/nonexistent", environment: [String: String] = [:]) -> RegistrySettings {
        let note = { @Sendable (pause: Duration) in self.noted.withLock { $0.append(pause) } }
        var aws = AWSSettings.system
        aws.home = home
        aws.environment = environment
        var settings = RegistrySettings(aws: aws)
        settings.sleep = { note($0) }
        return settings
    }

    func source(_ ending: String = ":latest", _ settings: RegistrySettings? = nil) throws -> RegistrySource {
        RegistrySource(try ImageReference("\(host)/team/app\(ending)"), settings: settings ?? self.settings())
    }

    private func answer(_ request: TestServer.Request) -> TestServer.Reply {
        contents.withLock { contents in
            if let allowed = contents.allowed, request.fields.first(name: "Authorization") != allowed {
                return TestServer.Reply(
                    status: 401, fields: [("WWW-Authenticate", contents.challenge)],
                    body: Array(#"{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}"#.utf8))
            }
            var trouble = contents.always[request.path]
            if var list = contents.troubles[request.path], !list.isEmpty {
                trouble = list.removeFirst()
                contents.troubles[request.path] = list
            }
            let prefix = "/v2/team/app/"
            guard request.path.hasPrefix(prefix) else { return Self.missing("NAME_UNKNOWN") }
            let parts = request.path.dropFirst(prefix.count).split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return Self.missing("UNSUPPORTED") }
            switch parts[0] {
            case "manifests":
                guard let (type, bytes) = contents.manifests[parts[1]] else { return Self.missing("MANIFEST_UNKNOWN") }
                var fields = [("Content-Type", type)]
                if contents.tellsDigests, let digest = Digest.of(bytes) {
                    fields.append(("Docker-Content-Digest", "\(digest)"))
                }
                if request.method == "HEAD" { fields.append(("Content-Length", "\(bytes.count)")) }
                return Self.spoiled(TestServer.Reply(fields: fields, body: bytes), trouble)
            case "blobs":
                guard let bytes = contents.blobs[parts[1]] else { return Self.missing("BLOB_UNKNOWN") }
                return Self.blob(bytes, request.fields.first(name: "Range"), trouble)
            case "referrers":
                guard let bytes = contents.referrers[parts[1]] else { return TestServer.Reply(status: 404) }
                return TestServer.Reply(fields: [("Content-Type", MediaType.ociIndex)], body: bytes)
            default:
                let last = request.target.split(separator: "=").last.flatMap { Int($0) } ?? 0
                let page = request.target.contains("page=") ? last : 0
                guard contents.tagPages.indices.contains(page) else { return Self.missing("NAME_UNKNOWN") }
                let list = contents.tagPages[page].map { "\"\($0)\"" }.joined(separator: ",")
                var reply = TestServer.Reply(body: Array(#"{"name":"team/app","tags":[\#(list)]}"#.utf8))
                if contents.tagPages.indices.contains(page + 1) {
                    reply.fields = [("Link", "</v2/team/app/tags/list?page=\(page + 1)>; rel=\"next\"")]
                }
                return reply
            }
        }
    }

    private static func blob(_ bytes: [UInt8], _ range: String?, _ trouble: Trouble?) -> TestServer.Reply {
        var reply = TestServer.Reply(body: bytes)
        var ignores = false
        if case .ignoresRange? = trouble { ignores = true }
        if !ignores, let start = range?.dropFirst("bytes=".count).split(separator: "-").first.flatMap({ Int($0) }) {
            reply = TestServer.Reply(
                status: 206, fields: [("Content-Range", "bytes \(start)-\(bytes.count - 1)/\(bytes.count)")],
                body: Array(bytes.dropFirst(start)))
        }
        return spoiled(reply, trouble)
    }

    private static func spoiled(_ reply: TestServer.Reply, _ trouble: Trouble?) -> TestServer.Reply {
        var reply = reply
        switch trouble {
        case .cut(let count)?: reply.ending = .cut(count)
        case .stall(let count)?: reply.ending = .stall(count)
        case .status(let status, let fields)?: reply = TestServer.Reply(status: status, fields: fields)
        case .swapped(let bytes)?: reply.body = bytes
        case .redirect(let url)?: reply = TestServer.Reply(status: 307, fields: [("Location", url)])
        case .ignoresRange?, nil: break
        }
        return reply
    }

    private static func missing(_ code: String) -> TestServer.Reply {
        TestServer.Reply(status: 404, body: Array(#"{"errors":[{"code":"\#(code)","message":"unknown"}]}"#.utf8))
    }
}
