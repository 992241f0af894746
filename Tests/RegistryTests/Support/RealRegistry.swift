import AWSClient
import Basics
import Foundation
import OCIImage
import Testing

/// Debian's `docker-registry` on a free port of this machine, with its data in a folder of its own.
final class RealRegistry {
    static let program = find("docker-registry")

    static func find(_ name: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    let folder: URL
    let port: Int
    private let process = Process()

    /// - Parameter htpasswd: lines of a password file; nil lets in all.
    init(htpasswd: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "plimsoll-registry-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var config = """
            version: 0.1
            log: {level: info}
            storage: {filesystem: {rootdirectory: \(folder.path)/data}}
            http: {addr: "127.0.0.1:0"}

            """
        if let htpasswd {
            try Data(htpasswd.utf8).write(to: folder.appending(path: "htpasswd"))
            config += "auth: {htpasswd: {realm: test, path: \(folder.path)/htpasswd}}\n"
        }
        let file = folder.appending(path: "config.yml")
        try Data(config.utf8).write(to: file)
        let pipe = Pipe()
        process.executableURL = URL(filePath: try #require(Self.program))
        process.arguments = ["serve", file.path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = pipe
        try process.run()
        var text = ""
        var found: Int?
        while found == nil {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
            let mark = "listening on 127.0.0.1:"
            guard let range = text.range(of: mark) else { continue }
            let digits = text[range.upperBound...].prefix { $0.isNumber }
            if range.upperBound < text.endIndex, digits.endIndex < text.endIndex { found = Int(digits) }
        }
        // What it writes later must not fill the pipe.
        pipe.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
        port = try #require(found, "docker-registry said: \(text)")
    }

    func stop() {
        // A program started from a thread that blocks signals inherits that, and does not hear of a polite end.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Puts an image there by the registry's own API.
    func push(_ image: TestImage, _ name: String, _ tag: String, authorization: String? = nil) async throws {
        for blob in image.blobs { try await push(blob, name, authorization) }
        try await push(manifest: image.manifest, MediaType.ociManifest, name, tag, authorization: authorization)
    }

    func push(_ blob: [UInt8], _ name: String, _ authorization: String? = nil) async throws {
        let digest = try TestImage.digest(blob)
        let start = try await send("POST", "http://127.0.0.1:\(port)/v2/\(name)/blobs/uploads/", [], nil, authorization)
        #expect(start.status == 202)
        let place = try #require(start.fields["Location"])
        let end = try await send(
            "PUT", "\(place)&digest=\(digest)", blob, "application/octet-stream", authorization)
        #expect(end.status == 201)
    }

    func push(
        manifest: [UInt8], _ type: String, _ name: String, _ tag: String, authorization: String? = nil
    ) async throws {
        let answer = try await send(
            "PUT", "http://127.0.0.1:\(port)/v2/\(name)/manifests/\(tag)", manifest, type, authorization)
        #expect(answer.status == 201, "\(String(decoding: answer.body, as: UTF8.self))")
    }

    private func send(
        _ method: String, _ url: String, _ body: [UInt8], _ type: String?, _ authorization: String?
    ) async throws -> HTTPAnswer {
        var call = HTTPCall(method: method, url: url, body: body)
        call.fields["Content-Type"] = type
        call.fields["Authorization"] = authorization
        if body.isEmpty { call.fields["Content-Length"] = "0" }
        return try await HTTPPool.shared.sender(proxies: ProxySettings([:]))(call)
    }
}
