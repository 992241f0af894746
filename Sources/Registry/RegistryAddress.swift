import AWSClient
import Foundation

/// Where a registry's API is.
struct RegistryAddress: Sendable, Hashable {
    /// As names of images have it: `docker.io`, `localhost:5000`.
    let name: String
    /// `https://registry-1.docker.io`.
    let base: String

    /// - Parameter isInsecure: plain HTTP. This machine itself is always asked so, as Docker does.
    init(_ registry: String, isInsecure: Bool) {
        name = registry
        // Docker Hub's API has another host than its names.
        let host = registry == "docker.io" ? "registry-1.docker.io" : registry
        let bare = URL(string: "http://\(host)")?.host ?? host
        base = (isInsecure || ProxySettings.isLocal(bare.lowercased()) ? "http://" : "https://") + host
    }

    var isPlain: Bool { base.hasPrefix("http://") }
}
