package import Basics
import Foundation

/// What the AWS side of the program reads: environment, shared files, the clock and the network. Tests give their own.
package struct AWSSettings: Sendable {
    package var environment: [String: String]
    /// The folder of `~`.
    package var home: String
    package var now: @Sendable () -> Moment
    package var send: HTTPSend

    package init(
        environment: [String: String], home: String, now: @escaping @Sendable () -> Moment, send: @escaping HTTPSend
    ) {
        self.environment = environment
        self.home = home
        self.now = now
        self.send = send
    }

    /// Of this process.
    package static var system: AWSSettings {
        let environment = ProcessInfo.processInfo.environment
        return AWSSettings(
            environment: environment, home: environment["HOME"] ?? NSHomeDirectory(),
            now: { Moment(seconds: Int(Date().timeIntervalSince1970)) },
            send: HTTPPool.shared.sender(proxies: ProxySettings(environment)))
    }

    /// A variable that is set to something.
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// A file's bytes, nil where there is none; `~` is the home folder. Throws `unreadable` and `tooLarge`.
    func file(_ path: String, limit: Int = 1 << 20) throws(Failure) -> [UInt8]? {
        let full = path.hasPrefix("~/") ? home + path.dropFirst() : path
        let folder = full.lastIndex(of: "/").map { String(full[..<$0]) } ?? "."
        let name = full.lastIndex(of: "/").map { String(full[full.index(after: $0)...]) } ?? full
        do {
            return try DiskTree(root: folder.isEmpty ? "/" : folder).read(name, limit: limit)
        } catch  where error.code == .notFound {
            return nil
        } catch {
            throw Failure(
                error.code, Text(en: "\(full): cannot be read.", ja: "\(full): 読み込めません。"), cause: error.cause)
        }
    }

    /// The shared files, read anew.
    func profiles() throws(Failure) -> Profiles {
        let config = variable("AWS_CONFIG_FILE") ?? "~/.aws/config"
        let credentials = variable("AWS_SHARED_CREDENTIALS_FILE") ?? "~/.aws/credentials"
        return Profiles(
            config: try file(config).map { ProfileFile($0) } ?? ProfileFile([]),
            credentials: try file(credentials).map { ProfileFile($0) } ?? ProfileFile([]),
            chosen: variable("AWS_PROFILE") ?? variable("AWS_DEFAULT_PROFILE"))
    }

    /// The region: `AWS_REGION`, `AWS_DEFAULT_REGION`, then the profile's; nil where none is said.
    package func region() throws(Failure) -> String? {
        if let region = variable("AWS_REGION") ?? variable("AWS_DEFAULT_REGION") { return region }
        let profiles = try profiles()
        return profiles[profiles.current]?["region"]
    }

    /// The URL that stands in for a service's own, e.g. of a test: `AWS_ENDPOINT_URL_ECR`, `AWS_ENDPOINT_URL`.
    ///
    /// - Parameter service: as the variable names it, e.g. `ECR_PUBLIC`.
    package func endpoint(_ service: String) throws(Failure) -> String? {
        if variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")?.lowercased() == "true" { return nil }
        if let url = variable("AWS_ENDPOINT_URL_\(service)") ?? variable("AWS_ENDPOINT_URL") { return url }
        let profiles = try profiles()
        return profiles[profiles.current]?["endpoint_url"]
    }
}
