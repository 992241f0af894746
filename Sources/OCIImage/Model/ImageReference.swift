package import Basics

/// The name of an image in a registry, complete: `nginx` is `docker.io/library/nginx:latest`.
///
/// The grammar and its limits are those of the distribution project's reference package, which Docker, containerd and
/// registries share. An image with both a tag and a digest is the one of the digest.
package struct ImageReference: Sendable, Hashable, CustomStringConvertible {
    /// `docker.io`, `localhost:5000`, `[::1]:5000`.
    package let registry: String
    /// Without the registry: `library/nginx`.
    package let repository: String
    /// `latest` where neither a tag nor a digest is written; nil for a digest alone.
    package let tag: String?
    package let digest: Digest?

    /// Throws `invalid`, with what is wrong, for anything that is no name of an image.
    package init(_ text: String) throws(Failure) {
        guard !text.isEmpty else { throw .reference(text, Text(en: "it is empty", ja: "空です")) }
        // Nothing valid is longer: a name, a tag and a digest.
        guard text.utf8.count <= 255 + 1 + 128 + 1 + 136 else {
            throw .reference(
                String(text.prefix(40)) + "…", Text(en: "it is longer than any name can be", ja: "名前として長すぎます"))
        }
        var rest = text[...]
        var digest: Digest?
        if let at = rest.firstIndex(of: "@") {
            let value = String(rest[rest.index(after: at)...])
            guard let known = Digest(value) else {
                throw .reference(
                    text,
                    Text(
                        en: "`\(value)` is no digest; write sha256: and 64 hexadecimal digits in lower case",
                        ja: "`\(value)` はダイジェストではありません。sha256: に続けて 64 桁の小文字 16 進数を指定してください"))
            }
            digest = known
            rest = rest[..<at]
        }
        var tag: String?
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("/"), !rest[colon...].contains("]") {
            let value = String(rest[rest.index(after: colon)...])
            guard Self.isTag(value) else {
                throw .reference(
                    text,
                    Text(
                        en:
                            "`\(value)` is no tag: letters, digits, `_`, `.` and `-`, 128 at most, not beginning with `.` or `-`",
                        ja: "`\(value)` はタグではありません。英数字、`_`、`.`、`-` を 128 文字以内で使用でき、先頭に `.` と `-` は使えません"))
            }
            tag = value
            rest = rest[..<colon]
        }
        let (registry, path) = try Self.split(String(rest), text)
        guard registry.utf8.count + 1 + path.utf8.count <= 255 else {
            throw .reference(text, Text(en: "its name is longer than 255 characters", ja: "名前が 255 文字を超えています"))
        }
        self.registry = registry
        repository = path
        self.tag = tag ?? (digest == nil ? "latest" : nil)
        self.digest = digest
    }

    private init(registry: String, repository: String, tag: String?, digest: Digest?) {
        self.registry = registry
        self.repository = repository
        self.tag = tag
        self.digest = digest
    }

    /// The registry and the path of a name without tag and digest, as Docker completes them.
    private static func split(_ name: String, _ text: String) throws(Failure) -> (registry: String, path: String) {
        var registry = "docker.io"
        var path = name
        if let slash = name.firstIndex(of: "/") {
            let first = String(name[..<slash])
            // Docker's rule for what is a host: without a dot, a port or a capital, `a/b` is a user's repository.
            if first == "localhost" || first.contains(where: { $0 == "." || $0 == ":" || $0.isUppercase }) {
                guard isRegistry(first) else {
                    throw .reference(
                        text,
                        Text(en: "`\(first)` is no registry's host and port", ja: "`\(first)` はレジストリのホスト名とポートではありません"))
                }
                registry = first == "index.docker.io" ? "docker.io" : first
                path = String(name[name.index(after: slash)...])
            }
        }
        guard !path.isEmpty else { throw .reference(text, Text(en: "the name is missing", ja: "名前がありません")) }
        if path.utf8.count == 64, path.utf8.allSatisfy(isHex) {
            throw .reference(
                text,
                Text(
                    en:
                        "64 hexadecimal digits are an image's id; write docker-daemon:sha256:… for an image of the engine",
                    ja: "64 桁の 16 進数はイメージ ID です。エンジンのイメージは docker-daemon:sha256:… の形式で指定してください"))
        }
        for part in path.split(separator: "/", omittingEmptySubsequences: false) where !isPathPart(part) {
            if part.contains(where: \.isUppercase) {
                throw .reference(
                    text,
                    Text(en: "a repository's name must be lower case: `\(part)`", ja: "リポジトリ名は小文字で指定してください: `\(part)`"))
            }
            throw .reference(
                text,
                Text(
                    en:
                        "`\(part)` is no part of a name: lower-case letters and digits, with single `.`, `_`, `__` or `-` between",
                    ja: "`\(part)` は名前に使えません。小文字の英数字と、その間に `.`、`_`、`__`、`-` のいずれか 1 つを使用できます"))
        }
        if registry == "docker.io", !path.contains("/") { path = "library/" + path }
        return (registry, path)
    }

    // MARK: Forms

    package var description: String { "\(registry)/\(repository)\(ending)" }

    /// As people write it: without `docker.io/` and `library/`.
    package var familiar: String {
        guard registry == "docker.io" else { return description }
        let name = repository.hasPrefix("library/") ? String(repository.dropFirst("library/".count)) : repository
        // `docker.io/library/a/b` must not turn into another name.
        return (name.contains("/") && repository.hasPrefix("library/") ? repository : name) + ending
    }

    private var ending: String { (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "") }

    /// What a registry is asked for: the digest where there is one, else the tag.
    package var target: String { digest?.description ?? tag ?? "latest" }

    /// The same repository by digest alone.
    package func with(digest: Digest) -> ImageReference {
        ImageReference(registry: registry, repository: repository, tag: nil, digest: digest)
    }

    /// The same repository by tag alone; nil for a text that is no tag.
    package func with(tag: String) -> ImageReference? {
        guard Self.isTag(tag) else { return nil }
        return ImageReference(registry: registry, repository: repository, tag: tag, digest: nil)
    }

    // MARK: Grammar

    private static func isLower(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool { isLower(byte) || (0x41...0x5A).contains(byte) }
    private static func isHex(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) }

    private static func isTag(_ text: String) -> Bool {
        guard let first = text.utf8.first, (1...128).contains(text.utf8.count) else { return false }
        return (isAlphanumeric(first) || first == UInt8(ascii: "_"))
            && text.utf8.allSatisfy {
                isAlphanumeric($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
            }
    }

    /// Letters and digits; between them one `.`, one or two `_`, or any number of `-`.
    private static func isPathPart(_ part: Substring) -> Bool {
        guard let first = part.utf8.first, let last = part.utf8.last, isLower(first), isLower(last) else {
            return false
        }
        var marks: [UInt8] = []
        for byte in part.utf8 {
            if isLower(byte) {
                marks.removeAll(keepingCapacity: true)
                continue
            }
            guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-"),
                marks.allSatisfy({ $0 == byte })
            else { return false }
            marks.append(byte)
            if byte == UInt8(ascii: "."), marks.count > 1 { return false }
            if byte == UInt8(ascii: "_"), marks.count > 2 { return false }
        }
        return true
    }

    private static func isRegistry(_ text: String) -> Bool {
        var host = text[...]
        if text.hasPrefix("[") {
            guard let close = text.firstIndex(of: "]") else { return false }
            let address = text[text.index(after: text.startIndex)..<close]
            guard !address.isEmpty, address.utf8.allSatisfy({ isAlphanumeric($0) || $0 == UInt8(ascii: ":") }) else {
                return false
            }
            let rest = text[text.index(after: close)...]
            return rest.isEmpty || (rest.first == ":" && isPort(rest.dropFirst()))
        }
        if let colon = text.firstIndex(of: ":") {
            guard isPort(text[text.index(after: colon)...]) else { return false }
            host = text[..<colon]
        }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            guard let first = part.utf8.first, let last = part.utf8.last else { return false }
            return isAlphanumeric(first) && isAlphanumeric(last)
                && part.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt16(text).map { $0 > 0 } == true
    }
}

extension Failure {
    fileprivate static func reference(_ text: String, _ why: Text) -> Failure {
        Failure(
            .invalid,
            Text(
                en: "`\(text)` is not the name of an image: \(why.en).",
                ja: "`\(text)` はイメージ名ではありません。\(why.ja)。"))
    }
}
