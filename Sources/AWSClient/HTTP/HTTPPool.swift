package import AsyncHTTPClient
package import Basics
import Foundation
import NIOCore
package import NIOHTTP1

/// How a call is sent: over the network, or by a test's own answers.
package typealias HTTPSend = @Sendable (HTTPCall) async throws(Failure) -> HTTPAnswer

/// The process's HTTP connections, shared by all that ask, one client for each proxy and patience.
///
/// Clients live as long as the process: its end closes them. Redirects are left to the caller, who knows which fields
/// another host may see.
package actor HTTPPool {
    package static let shared = HTTPPool()

    private struct Key: Hashable {
        var proxy: ProxySettings.Proxy?
        var idle: Duration
        var connect: Duration
    }

    private var clients: [Key: HTTPClient] = [:]

    /// Begins a request; its answer's body streams with backpressure.
    ///
    /// - Parameters:
    ///   - idle: how long nothing may arrive.
    ///   - patience: how long the answer's head may take.
    /// - Throws: `unavailable` for all that a network can do.
    package nonisolated func open(
        _ request: HTTPClientRequest, proxies: ProxySettings, idle: Duration = .seconds(60),
        connect: Duration = .seconds(10), patience: Duration = .seconds(60)
    ) async throws(Failure) -> HTTPClientResponse {
        guard let url = URL(string: request.url), url.host != nil else {
            throw Failure(
                .invalid,
                Text(en: "This is not the URL of a server.", ja: "サーバーの URL として解釈できません。"), cause: request.url)
        }
        let key = Key(proxy: try proxies.proxy(for: url), idle: idle, connect: connect)
        let client = await client(key)
        do {
            return try await client.execute(request, timeout: .nanoseconds(patience.wholeNanoseconds))
        } catch {
            throw NetworkFailure.failure(error, host: url.host ?? "", isThroughProxy: key.proxy != nil)
        }
    }

    /// How calls of a few kilobytes are sent.
    package nonisolated func sender(
        proxies: ProxySettings, idle: Duration = .seconds(30), connect: Duration = .seconds(10)
    ) -> HTTPSend {
        { (call: HTTPCall) async throws(Failure) -> HTTPAnswer in
            var request = HTTPClientRequest(url: call.url)
            request.method = HTTPMethod(rawValue: call.method)
            for field in call.fields.all { request.headers.add(name: field.name, value: field.value) }
            if !call.body.isEmpty { request.body = .bytes(call.body) }
            // A short patience is meant for the connection as well: an address that no one answers must not cost more.
            let response = try await self.open(
                request, proxies: proxies, idle: idle, connect: min(connect, call.patience), patience: call.patience)
            return HTTPAnswer(
                status: Int(response.status.code), fields: HTTPFields(response.headers),
                body: try await response.body.collected(call.limit, host: URL(string: call.url)?.host ?? ""))
        }
    }

    private func client(_ key: Key) -> HTTPClient {
        if let client = clients[key] { return client }
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(
            connect: .nanoseconds(key.connect.wholeNanoseconds), read: .nanoseconds(key.idle.wholeNanoseconds))
        // Digests are of the bytes as stored.
        configuration.decompression = .disabled
        // A connection for each layer loads faster than one for all, and only one layer waits when it breaks.
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.idleTimeout = .seconds(20)
        if let proxy = key.proxy {
            let authorization = proxy.user.map {
                HTTPClient.Authorization.basic(username: $0, password: proxy.password ?? "")
            }
            configuration.proxy =
                proxy.isSOCKS
                ? .socksServer(host: proxy.host, port: proxy.port)
                : .server(host: proxy.host, port: proxy.port, authorization: authorization)
        }
        let client = HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
        clients[key] = client
        return client
    }
}

extension HTTPClientResponse.Body {
    /// All of it; throws `tooLarge` beyond `limit` bytes.
    package func collected(_ limit: Int, host: String) async throws(Basics.Failure) -> [UInt8] {
        do {
            let buffer = try await collect(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Basics.Failure(
                .tooLarge,
                Text(
                    en: "\(host) answered with more than the \(limit) bytes that are read of such a document.",
                    ja: "\(host) の応答が、この種の文書の上限 \(limit) バイトを超えています。"))
        } catch {
            throw NetworkFailure.failure(error, host: host, isThroughProxy: false)
        }
    }
}

extension HTTPFields {
    package init(_ headers: HTTPHeaders) {
        self.init(headers.map { Field(name: $0.name, value: $0.value) })
    }
}

extension Duration {
    /// In nanoseconds, a year at most.
    var wholeNanoseconds: Int64 {
        let (seconds, rest) = components
        return min(max(seconds, 0), 31_536_000) * 1_000_000_000 + rest / 1_000_000_000
    }
}
