package import OCIImage

/// What an image is known by: documents of others speak of it by digest or by name.
package struct ImageIdentity: Sendable, Hashable {
    /// Of the manifest, of an index that it is listed in, of the configuration (which Docker calls the image's id).
    package var digests: [Digest]
    /// As people and registries call it, e.g. `ghcr.io/acme/shop:1.2`.
    package var names: [String]

    package init(digests: [Digest], names: [String] = []) {
        self.digests = digests
        self.names = names
    }

    /// Whether that package URL (`pkg:oci/shop@sha256:…?repository_url=ghcr.io/acme/shop`) is about this image. With a
    /// digest, only the digest counts; with a tag, the tag must be the image's.
    func isNamed(by url: ProductURL) -> Bool {
        guard url.isImage else { return false }
        if let version = url.version, let digest = Digest(version) { return digests.contains(digest) }
        var repository = url.namespace.isEmpty ? url.name : "\(url.namespace)/\(url.name)"
        if let address = url.qualifiers["repository_url"] {
            let path = Self.withoutScheme(address)
            let isWhole = path == url.name || path.hasSuffix("/" + url.name)
            repository = isWhole ? path : "\(path)/\(repository)"
        }
        let tag = url.version ?? url.qualifiers["tag"]
        return names.contains { isSame($0, repository, tag) }
    }

    /// Whether a plain name is about this image: `ghcr.io/acme/shop@sha256:…`, `acme/shop:1.2`, `acme/shop`.
    func isNamed(by text: String) -> Bool {
        let name = Self.withoutScheme(text)
        if let at = name.firstIndex(of: "@") {
            return Digest(String(name[name.index(after: at)...])).map(digests.contains) ?? false
        }
        if let digest = Digest(name) { return digests.contains(digest) }
        let (repository, tag) = Self.cut(name)
        return names.contains { isSame($0, repository, tag) }
    }

    private func isSame(_ own: String, _ repository: String, _ tag: String?) -> Bool {
        let (found, ownTag) = Self.cut(own)
        guard Self.full(found) == Self.full(repository) else { return false }
        return tag == nil || tag == (ownTag ?? "latest")
    }

    private static func withoutScheme(_ text: String) -> String {
        for scheme in ["https://", "http://", "docker://", "oci://"] where text.hasPrefix(scheme) {
            return String(text.dropFirst(scheme.count))
        }
        return text
    }

    /// Repository and tag; a digest is left out.
    private static func cut(_ name: String) -> (repository: String, tag: String?) {
        let plain = name.prefix { $0 != "@" }
        guard let colon = plain.lastIndex(of: ":"), !plain[colon...].contains("/") else { return (String(plain), nil) }
        return (String(plain[..<colon]), String(plain[plain.index(after: colon)...]))
    }

    /// Docker Hub's short names in full.
    private static func full(_ name: String) -> String {
        var parts = name.split(separator: "/")
        if parts.first == "docker.io" || parts.first == "index.docker.io" { parts.removeFirst() }
        let hasHost =
            parts.count > 1 && (parts.first.map { $0.contains(".") || $0.contains(":") || $0 == "localhost" } ?? false)
        if hasHost { return parts.joined(separator: "/") }
        if parts.count == 1 { parts.insert("library", at: 0) }
        return "docker.io/" + parts.joined(separator: "/")
    }
}
