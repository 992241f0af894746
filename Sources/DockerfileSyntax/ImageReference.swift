/// The parts of an image's name, by the grammar of the distribution project's `reference` package.
package struct ImageReference: Sendable, Hashable {
    /// The registry's host, `docker.io` when the name has none.
    package var registry: String
    /// The path in the registry, with `library/` where Docker Hub adds it.
    package var repository: String
    package var tag: String?
    /// With its algorithm, e.g. `sha256:…`.
    package var digest: String?
    /// The name without tag and digest, as written.
    package var name: String

    package init(_ text: String) {
        var rest = text[...]
        if let at = rest.firstIndex(of: "@") {
            digest = String(rest[rest.index(after: at)...])
            rest = rest[..<at]
        }
        // A colon behind the last slash starts the tag; one before it belongs to the registry's port.
        let path = rest.lastIndex(of: "/").map { rest[rest.index(after: $0)...] } ?? rest
        if let colon = path.firstIndex(of: ":") {
            tag = String(rest[rest.index(after: colon)...])
            rest = rest[..<colon]
        }
        name = String(rest)
        if let slash = rest.firstIndex(of: "/"),
            rest[..<slash].contains(where: { $0 == "." || $0 == ":" }) || rest[..<slash] == "localhost"
        {
            registry = String(rest[..<slash])
            repository = String(rest[rest.index(after: slash)...])
            if registry == "index.docker.io" || registry == "registry-1.docker.io" { registry = "docker.io" }
        } else {
            registry = "docker.io"
            repository = String(rest)
        }
        if registry == "docker.io", !repository.contains("/") { repository = "library/" + repository }
    }

    /// The last part of the repository: `python` of `docker.io/library/python`.
    package var lastName: String {
        repository.split(separator: "/").last.map(String.init) ?? repository
    }

    /// The name of a Docker Official Image, wherever it is mirrored under `library/`
    /// (Docker Hub, `public.ecr.aws/docker/library/…`), else nil.
    package var officialName: String? {
        let parts = repository.split(separator: "/")
        guard let last = parts.last else { return nil }
        if registry == "docker.io" { return parts.count == 2 && parts[0] == "library" ? String(last) : nil }
        return parts.dropLast().last == "library" ? String(last) : nil
    }
}
