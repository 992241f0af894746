import AWSClient
import Basics
import Foundation
import Synchronization

/// AWS of a test: files in a folder of its own, and answers by a closure that also sees what was asked.
final class FakeAWS: Sendable {
    let home: String
    private let calls = Mutex<[HTTPCall]>([])
    private let answer: @Sendable (HTTPCall) throws(Failure) -> HTTPAnswer

    init(_ answer: @escaping @Sendable (HTTPCall) throws(Failure) -> HTTPAnswer = FakeAWS.silence) throws {
        home = FileManager.default.temporaryDirectory.appending(path: "plimsoll-aws-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        self.answer = answer
    }

    deinit { try? FileManager.default.removeItem(atPath: home) }

    static let silence: @Sendable (HTTPCall) throws(Failure) -> HTTPAnswer = { (_) throws(Failure) in
        throw Failure(.unavailable, Text(en: "nobody there", ja: "応答なし"))
    }

    static let now = Moment(seconds: 1_795_296_600)

    func write(_ path: String, _ text: String) throws {
        let file = home + "/" + path
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }

    func settings(_ environment: [String: String] = [:]) -> AWSSettings {
        let answer = answer
        let calls = { @Sendable (call: HTTPCall) in self.calls.withLock { $0.append(call) } }
        return AWSSettings(
            environment: environment.merging(["PATH": "/usr/local/bin:/usr/bin:/bin"]) { given, _ in given },
            home: home, now: { Self.now },
            send: { (call) throws(Failure) in
                calls(call)
                return try answer(call)
            })
    }

    var seen: [HTTPCall] { calls.withLock { $0 } }
}

extension HTTPAnswer {
    static func json(_ text: String, status: Int = 200) -> HTTPAnswer {
        HTTPAnswer(status: status, fields: [:], body: Array(text.utf8))
    }
}
