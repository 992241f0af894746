import AWSClient
import Basics
import Foundation
import Testing

/// Against moto, which answers as ECR and STS do.
@Suite(.enabled(if: Moto.program != nil, "moto_server is missing: run Scripts/test-tools"), .timeLimit(.minutes(1)))
struct MotoTests {
    @Test func logsIn() async throws {
        let moto = try Moto()
        defer { moto.stop() }
        let home = FileManager.default.temporaryDirectory.appending(path: "plimsoll-moto-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home.appending(path: ".aws"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        try Data(
            """
            [profile reader]
            role_arn = arn:aws:iam::123456789012:role/reader
            source_profile = base
            region = eu-west-1
            [profile base]
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
            """.utf8
        ).write(to: home.appending(path: ".aws/config"))
        var settings = AWSSettings.system
        settings.home = home.path
        settings.environment = ["AWS_PROFILE": "reader", "AWS_ENDPOINT_URL": moto.url]
        let role = try await CredentialChain(settings).credentials()
        #expect(role.accessKeyID.hasPrefix("ASIA"))
        #expect(role.sessionToken != nil)
        let token = try #require(
            try await ECRLogin(settings).token("123456789012.dkr.ecr.eu-west-1.amazonaws.com"))
        #expect(token.user == "AWS")
        #expect(!token.password.isEmpty)
        #expect(token.expires != nil)
    }
}

/// moto's server on a free port of this machine.
final class Moto {
    static let program: String? = {
        let own = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: ".build-tools/test/bin/moto_server").path
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let all = [own] + path.split(separator: ":").map { "\($0)/moto_server" }
        return all.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    let url: String
    private let process = Process()

    init() throws {
        let pipe = Pipe()
        process.executableURL = URL(filePath: try #require(Self.program))
        process.arguments = ["-H", "127.0.0.1", "-p", "0"]
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        var text = ""
        var found: String?
        while found == nil {
            let data = pipe.fileHandleForReading.availableData
            guard !data.isEmpty else { break }
            text += String(decoding: data, as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            found = lines.first { $0.contains("Running on http://") }.flatMap { line in
                line.split(separator: " ").last.map(String.init)
            }
        }
        pipe.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
        url = try #require(found, "moto_server said: \(text)")
    }

    func stop() {
        // A program started from a thread that blocks signals inherits that, and does not hear of a polite end.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
