import AWSClient
import AsyncHTTPClient
import Basics
import NIOCore
import NIOHTTP1
import OCIImage

/// A blob's bytes in order, each once, over as many connections as it takes: a broken or silent one is continued from
/// the byte that was reached. Who reads slowly makes the server wait; nothing piles up.
struct BlobReader {
    private let connection: RegistryConnection
    private let descriptor: Descriptor
    /// What it is, for messages.
    private let what: String
    private var patience: Patience
    private var body: HTTPClientResponse.Body.AsyncIterator?
    /// Bytes handed out.
    private(set) var position = 0
    /// Bytes that come again before the first new one.
    private var skip = 0
    /// Where the connection before the present one broke.
    private var broke = 0
    /// Whether the server takes ranges, as far as is known.
    private var takesRanges = true

    init(_ connection: RegistryConnection, _ descriptor: Descriptor, what: String) {
        self.connection = connection
        self.descriptor = descriptor
        self.what = what
        patience = Patience(connection.settings)
    }

    /// The next bytes, nil at the end.
    ///
    /// - Throws: `invalid` for more bytes than the manifest says, `notFound` where the registry lacks the blob,
    ///   `unavailable` when the last try failed.
    @concurrent
    mutating func next() async throws(Failure) -> ByteBuffer? {
        while true {
            if body == nil {
                if position == descriptor.size { return nil }
                try await open()
                continue
            }
            let outcome: Result<ByteBuffer?, any Error>
            do {
                outcome = .success(try await body?.next())
            } catch {
                outcome = .failure(error)
            }
            switch outcome {
            case .success(var buffer?):
                let old = min(skip, buffer.readableBytes)
                buffer.moveReaderIndex(forwardBy: old)
                skip -= old
                guard buffer.readableBytes > 0 else { continue }
                guard buffer.readableBytes <= descriptor.size - position else { throw tooLong }
                position += buffer.readableBytes
                return buffer
            case .success(nil):
                body = nil
                if position < descriptor.size { try await pause(nil, [:]) }
            case .failure(let error):
                body = nil
                if position < descriptor.size {
                    try await pause(
                        NetworkFailure.failure(error, host: connection.address.name, isThroughProxy: false), [:])
                }
            }
        }
    }

    /// Asks for what is missing.
    @concurrent
    private mutating func open() async throws(Failure) {
        var fields: HTTPFields = [:]
        if position > 0, takesRanges { fields["Range"] = "bytes=\(position)-" }
        let response: HTTPClientResponse
        do {
            response = try await connection.open(.GET, "blobs/\(descriptor.digest)", fields)
        } catch  where error.code == .unavailable {
            return try await pause(error, [:])
        }
        switch response.status.code {
        case 200:
            // The whole again: this server takes no ranges.
            skip = position
            body = response.body.makeAsyncIterator()
        case 206 where position > 0:
            guard let start = response.headers.first(name: "Content-Range").flatMap(Self.start), start <= position
            else {
                takesRanges = false
                return try await pause(nil, [:])
            }
            skip = position - start
            body = response.body.makeAsyncIterator()
        case 416:
            await response.drain()
            takesRanges = false
            try await pause(nil, [:])
        default:
            let answer = HTTPAnswer(
                status: Int(response.status.code), fields: HTTPFields(response.headers),
                body: (try? await response.body.collected(64 << 10, host: connection.address.name)) ?? [])
            try await handle(answer)
        }
    }

    private mutating func handle(_ answer: HTTPAnswer) async throws(Failure) {
        let cause = RegistryError(answer.body).cause
        if Patience.isPassing(answer.status) {
            return try await pause(
                .busy(connection.address, status: answer.status, answer.fields, cause: cause), answer.fields)
        }
        switch answer.status {
        case 401, 403:
            throw .refused(
                connection.address, connection.repository, try await connection.keys.who(), isBlob: true,
                cause: cause ?? "HTTP \(answer.status)")
        case 404, 410:
            throw Failure(
                .notFound,
                Text(
                    en:
                        "\(connection.address.name) has the manifest of \(connection.repository), but not \(what). Push the image again.",
                    ja:
                        "\(connection.address.name) に \(connection.repository) のマニフェストはありますが、\(what) がありません。イメージを再度プッシュしてください。"
                ), cause: cause)
        default:
            throw Failure(
                .unavailable,
                Text(
                    en: "\(connection.address.name) does not give out \(what).",
                    ja: "\(connection.address.name) から \(what) を取得できません。"),
                cause: cause ?? "HTTP \(answer.status)")
        }
    }

    /// Waits for the next try, or gives up with what happened last.
    private mutating func pause(_ failure: Failure?, _ fields: HTTPFields) async throws(Failure) {
        // A connection that brought something on is a new start; one byte a connection is not enough.
        if position - broke >= 1 << 20 { patience.reset() }
        broke = position
        guard await !patience.wait(fields) else { return }
        let failure = failure ?? Failure(.unavailable, Text(en: "The answer ended early.", ja: "応答が途中で終了しました。"))
        throw Failure(
            .unavailable,
            Text(
                en:
                    "\(what) could not be loaded from \(connection.address.name): \(position) of \(descriptor.size) bytes came, and \(patience.failures) tries in a row failed. The last time: \(failure.message.en)",
                ja:
                    "\(connection.address.name) から \(what) を取得できません。\(descriptor.size) バイト中 \(position) バイトを受信後、\(patience.failures) 回連続で失敗しました。最後のエラー: \(failure.message.ja)"
            ), cause: failure.cause)
    }

    private var tooLong: Failure {
        Failure(
            .invalid,
            Text(
                en: "\(what) is longer than the \(descriptor.size) bytes that its manifest says.",
                ja: "\(what) がマニフェストに記載された \(descriptor.size) バイトより長くなっています。"))
    }

    /// `100` of `bytes 100-199/200`.
    private static func start(_ value: String) -> Int? {
        let parts = value.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
        return parts[1].split(separator: "-").first.flatMap { Int($0) }
    }
}
