import AsyncHTTPClient
import Basics
import NIOCore
import NIOHTTP1

/// Asks a Docker Engine by its HTTP interface; Podman answers the same.
struct EngineClient {
    let address: EngineAddress
    let client: HTTPClient

    struct Answer {
        var status: Int
        var bytes: [UInt8]

        /// What went wrong, in the engine's words.
        var message: String? { JSONNode(root: bytes)?["message"]?.string }
    }

    /// A client for the time of `body`, so that none is left open.
    static func with<T>(
        _ address: EngineAddress, _ body: (EngineClient) async throws(Failure) -> T
    ) async throws(Failure) -> T {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .seconds(10)
        // An engine may think for long before it sends the first byte of a large image.
        configuration.timeout.read = .minutes(10)
        // A socket that is not there does not come by waiting; and the reason of the first attempt is the one to tell.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result: Result<T, Failure>
        do throws(Failure) {
            result = .success(try await body(EngineClient(address: address, client: client)))
        } catch {
            result = .failure(error)
        }
        try? await client.shutdown()
        return try result.get()
    }

    /// A small answer whole.
    func get(_ path: String) async throws(Failure) -> Answer {
        do {
            let response = try await client.execute(request(path), timeout: .minutes(2))
            return Answer(status: Int(response.status.code), bytes: try await Self.all(response.body))
        } catch {
            throw failure(error)
        }
    }

    /// Streams a large answer: `take` is called for each part before the next is asked for. Returns any other answer than
    /// 200 instead.
    func stream(
        _ path: String, _ take: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) async throws(Failure) -> Answer? {
        do {
            let response = try await client.execute(request(path), timeout: .hours(24))
            guard response.status == .ok else {
                return Answer(status: Int(response.status.code), bytes: try await Self.all(response.body))
            }
            for try await buffer in response.body {
                try Failure.throwIfCancelled()
                try buffer.withUnsafeReadableBytes { try take($0) }
            }
            return nil
        } catch {
            throw failure(error)
        }
    }

    private static func all(_ body: HTTPClientResponse.Body) async throws -> [UInt8] {
        let buffer = try await body.collect(upTo: 16 << 20)
        return Array(buffer.readableBytesView)
    }

    private func request(_ path: String) -> HTTPClientRequest {
        let base =
            switch address {
            case .socket(let socket): "http+unix://\(Self.encode(socket, keep: ""))"
            case .http(let host, let port): "http://\(host):\(port)"
            }
        var request = HTTPClientRequest(url: base + path)
        // None is sent over a socket by itself, which Docker refuses.
        if case .socket = address { request.headers.add(name: "Host", value: "localhost") }
        request.headers.add(name: "User-Agent", value: "plimsoll")
        return request
    }

    /// Percent-encoded, but for letters, digits, `-._~` and `keep`.
    static func encode(_ text: String, keep: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "-._~".utf8.contains(byte) || keep.utf8.contains(byte)
            if isPlain {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.utf8.count == 1 ? "0" + hex : hex)
            }
        }
        return result
    }

    private func failure(_ error: any Error) -> Failure {
        if let failure = error as? Failure { return failure }
        if let error = error as? IOError { return .engine(address, code: error.errnoCode, cause: "\(error)") }
        return .engine(address, code: 0, cause: "\(error)")
    }
}
