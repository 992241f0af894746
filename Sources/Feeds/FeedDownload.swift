import AsyncHTTPClient
import Basics
import NIOCore
import NIOHTTP1

/// Fetches one file: only if it changed, from where a broken download stopped, and with the sums that the server tells.
struct FeedDownload {
    let client: HTTPClient
    let settings: FeedSettings
    let address: String
    /// What the database has of it.
    let known: (tag: String?, changed: String?)
    let clock: any Clock<Duration>
    let progress: @Sendable (FeedProgress) -> Void
    let name: String

    enum Outcome {
        case unchanged
        case fetched(tag: String?, changed: String?)
        /// No attempt had an answer of any kind.
        case unanswered(Failure)
    }

    /// What one attempt came to.
    private enum Step {
        case done(Outcome)
        /// Worth another try, after what the server asked for.
        case again(Failure, pause: Duration?)
        /// The same, as nobody answered.
        case silence(Failure)
    }

    func run(into file: FeedFile) async throws(Failure) -> Outcome {
        var tries = 0
        var size = file.size
        var pause = settings.pause
        var isAnswered = false
        while true {
            let failure: Failure
            let asked: Duration?
            switch try await attempt(file) {
            case .done(let outcome): return outcome
            case .silence(let told): (failure, asked) = (told, nil)
            case .again(let told, let pause): (failure, asked, isAnswered) = (told, pause, true)
            }
            // A bad line that still moves is given all the attempts again.
            if file.size > size {
                tries = 0
                pause = settings.pause
            }
            size = file.size
            tries += 1
            guard tries < settings.attempts else {
                if isAnswered { throw failure }
                return .unanswered(failure)
            }
            try await wait(min(max(asked ?? .zero, pause), settings.longestPause))
            pause = min(pause * 2, settings.longestPause)
        }
    }

    private func wait(_ pause: Duration) async throws(Failure) {
        do {
            try await clock.sleep(for: pause)
        } catch {
            throw FeedFailures.cancelled
        }
    }

    // MARK: One attempt

    private func attempt(_ file: FeedFile) async throws(Failure) -> Step {
        let partial = resumable(file)
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request(partial), timeout: .hours(12))
        } catch {
            return FeedFailures.isLasting(error)
                ? try Self.fail(FeedFailures.network(address, error))
                : .silence(FeedFailures.network(address, error))
        }
        // A redirect away from HTTPS would let anybody on the way answer.
        if let hop = response.history.map(\.request.url).first(where: { !FeedAddress.isSafe($0) }) {
            throw FeedFailures.unsafe(address, hop)
        }
        switch response.status.code {
        case 304: return .done(.unchanged)
        case 200: return try await receive(response, file, from: 0)
        case 206:
            guard let partial, let start = contentStart(response), start == partial.size, isSame(response, partial)
            else {
                // Not what was asked for: from the beginning.
                try file.begin(address: "", tag: "", changed: "")
                return .again(FeedFailures.broken(address), pause: nil)
            }
            return try await receive(response, file, from: start)
        case 416:
            try file.begin(address: "", tag: "", changed: "")
            return .again(FeedFailures.broken(address), pause: nil)
        case 408, 425, 429, 500...599:
            let asked = response.headers.first(name: "retry-after").flatMap { Int($0) }.map {
                Duration.seconds(max(0, $0))
            }
            return .again(FeedFailures.status(address, Int(response.status.code)), pause: asked)
        default: throw FeedFailures.status(address, Int(response.status.code))
        }
    }

    private static func fail(_ failure: Failure) throws(Failure) -> Step { throw failure }

    private struct Partial {
        var size: Int
        var tag: String
        var changed: String
        /// A strong validator for `If-Range`.
        var validator: String
    }

    private func resumable(_ file: FeedFile) -> Partial? {
        guard file.size > 0, let version = file.version(), version.address == address else { return nil }
        // Weak tags name versions that mean the same, not the same bytes (RFC 9110, 13.1.5).
        let validator = version.tag.hasPrefix("\"") ? version.tag : version.changed
        guard !validator.isEmpty else { return nil }
        return Partial(size: file.size, tag: version.tag, changed: version.changed, validator: validator)
    }

    private func request(_ partial: Partial?) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: address)
        request.headers.add(name: "user-agent", value: settings.userAgent)
        request.headers.add(name: "accept-encoding", value: "identity")
        if let tag = known.tag {
            request.headers.add(name: "if-none-match", value: tag)
        } else if let changed = known.changed {
            request.headers.add(name: "if-modified-since", value: changed)
        }
        if let partial {
            request.headers.add(name: "range", value: "bytes=\(partial.size)-")
            request.headers.add(name: "if-range", value: partial.validator)
        }
        return request
    }

    /// The first byte of a `Content-Range: bytes 100-999/1000`.
    private func contentStart(_ response: HTTPClientResponse) -> Int? {
        guard let text = response.headers.first(name: "content-range"), text.lowercased().hasPrefix("bytes ") else {
            return nil
        }
        return Int(text.dropFirst(6).prefix { $0 != "-" })
    }

    private func isSame(_ response: HTTPClientResponse, _ partial: Partial) -> Bool {
        guard let tag = response.headers.first(name: "etag"), !partial.tag.isEmpty else { return true }
        return tag == partial.tag
    }

    private func receive(
        _ response: HTTPClientResponse, _ file: FeedFile, from start: Int
    ) async throws(Failure) -> Step {
        let headers = response.headers
        let tag = headers.first(name: "etag")
        let changed = headers.first(name: "last-modified")
        let length = headers.first(name: "content-length").flatMap { Int($0) }
        let total = length.map { $0 &+ start }
        if let total, total > settings.limit || total < 0 { throw FeedFailures.tooLarge(address, settings.limit) }
        if start == 0 { try file.begin(address: address, tag: tag ?? "", changed: changed ?? "") }
        do {
            for try await buffer in response.body {
                try file.append(Array(buffer.readableBytesView)[...])
                guard file.size <= total ?? settings.limit else {
                    throw FeedFailures.tooLarge(address, total ?? settings.limit)
                }
                progress(FeedProgress(name: name, received: file.size, total: total))
            }
        } catch let failure as Failure {
            throw failure
        } catch {
            return .again(FeedFailures.network(address, error), pause: nil)
        }
        if let total, file.size < total { return .again(FeedFailures.broken(address), pause: nil) }
        let isGoogle = headers.contains { $0.name.lowercased().hasPrefix("x-goog-") }
        let sums = FeedSums(
            hashes: headers["x-goog-hash"], tag: tag, isGoogle: isGoogle,
            storedEncoding: headers.first(name: "x-goog-stored-content-encoding"))
        guard try sums.agree(with: file) else {
            try file.begin(address: "", tag: "", changed: "")
            return .again(FeedFailures.wrongSum(address), pause: nil)
        }
        return .done(.fetched(tag: tag, changed: changed))
    }
}
