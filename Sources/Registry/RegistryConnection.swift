import AWSClient
import AsyncHTTPClient
import Basics
import Foundation
import NIOHTTP1
import OCIImage

/// Requests to one repository of a registry, with login and redirects.
struct RegistryConnection: Sendable {
    let address: RegistryAddress
    let repository: String
    let settings: RegistrySettings
    let keys: RegistryKeys
    private let proxies: ProxySettings

    init(registry: String, repository: String, settings: RegistrySettings) {
        address = RegistryAddress(registry, isInsecure: settings.isInsecure)
        self.repository = repository
        self.settings = settings
        keys = RegistryKeys(address: address, repository: repository, settings: settings)
        proxies = ProxySettings(settings.aws.environment)
    }

    /// One request, its redirects followed; once more with a new login when the registry asks for one.
    ///
    /// - Parameters:
    ///   - path: behind `/v2/REPOSITORY/`, or a whole path with its query as a `Link` field has it.
    ///   - fields: beside `Authorization`.
    func open(_ method: HTTPMethod, _ path: String, _ fields: HTTPFields) async throws(Failure) -> HTTPClientResponse {
        var authorization = await keys.current()
        var isRenewed = false
        while true {
            let response = try await followed(method, path, fields, authorization)
            await keys.noteAnswer()
            guard response.status == .unauthorized, !isRenewed else { return response }
            isRenewed = true
            let challenges = response.headers["WWW-Authenticate"].flatMap { Challenge.parse($0) }
            guard let renewed = try await keys.renewed(after: authorization, challenges), renewed != authorization
            else { return response }
            await response.drain()
            authorization = renewed
        }
    }

    private func followed(
        _ method: HTTPMethod, _ path: String, _ fields: HTTPFields, _ authorization: String?
    ) async throws(Failure) -> HTTPClientResponse {
        let start = path.hasPrefix("/") ? address.base + path : "\(address.base)/v2/\(repository)/\(path)"
        guard var url = URL(string: start) else { throw lost("no URL: \(start)") }
        let home = url
        for _ in 0...5 {
            var request = HTTPClientRequest(url: url.absoluteString)
            request.method = method
            request.headers.add(name: "User-Agent", value: "plimsoll")
            for field in fields.all { request.headers.add(name: field.name, value: field.value) }
            // Storage that a registry leads to has an address that is its own permission, and may be anyone's.
            if let authorization, url.isSameServer(home) {
                request.headers.add(name: "Authorization", value: authorization)
            }
            let response = try await HTTPPool.shared.open(
                request, proxies: proxies, idle: settings.idle, patience: max(settings.idle, .seconds(1)))
            guard [301, 302, 303, 307, 308].contains(response.status.code) else { return response }
            guard let location = response.headers.first(name: "Location"),
                let next = URL(string: location, relativeTo: url)?.absoluteURL, next.host != nil,
                next.scheme == "https" || (next.scheme == "http" && url.scheme == "http")
            else { throw lost("a redirect without a usable address") }
            await response.drain()
            url = next
        }
        throw lost("more than five redirects")
    }

    /// A small document, whole. Statuses other than success are returned as well.
    func exchange(
        _ method: HTTPMethod, _ path: String, _ fields: HTTPFields, limit: Int
    ) async throws(Failure) -> HTTPAnswer {
        var patience = Patience(settings)
        while true {
            let outcome = await attempt(method, path, fields, limit)
            switch outcome {
            case .success(let answer):
                guard Patience.isPassing(answer.status) else { return answer }
                guard await patience.wait(answer.fields) else {
                    throw .busy(
                        address, status: answer.status, answer.fields, cause: RegistryError(answer.body).cause)
                }
            case .failure(let failure):
                // A host that never answered is more likely misspelt than tired.
                let tries = await keys.hasAnswered ? settings.tries : 2
                guard failure.code == .unavailable, await patience.wait(tries: tries) else { throw failure }
            }
        }
    }

    private func attempt(
        _ method: HTTPMethod, _ path: String, _ fields: HTTPFields, _ limit: Int
    ) async -> Result<HTTPAnswer, Failure> {
        do throws(Failure) {
            let response = try await open(method, path, fields)
            let body = try await response.body.collected(limit, host: address.name)
            return .success(
                HTTPAnswer(
                    status: Int(response.status.code), fields: HTTPFields(response.headers), body: body))
        } catch {
            return .failure(error)
        }
    }

    private func lost(_ cause: String) -> Failure {
        Failure(
            .refused,
            Text(en: "\(address.name) leads nowhere.", ja: "\(address.name) のリダイレクトをたどれません。"), cause: cause)
    }
}

extension HTTPClientResponse {
    /// Reads the few bytes of an answer that no one wants, so that its connection can serve again.
    func drain() async {
        _ = try? await body.collect(upTo: 64 << 10)
    }
}

extension URL {
    fileprivate func isSameServer(_ other: URL) -> Bool {
        func port(_ url: URL) -> Int { url.port ?? (url.scheme == "https" ? 443 : 80) }
        return scheme == other.scheme && host?.lowercased() == other.host?.lowercased() && port(self) == port(other)
    }
}
