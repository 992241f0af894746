/// A package URL, `pkg:type/namespace/name@version?qualifiers#subpath`: how tools name one package across ecosystems.
///
/// Source of facts: the package URL specification (ECMA-427) and its type definitions. Parts are held decoded; the
/// namespace keeps its slashes.
package struct PackageURL: Sendable, Hashable, CustomStringConvertible {
    package var type: String
    package var namespace: String?
    package var name: String
    package var version: String?
    package var qualifiers: [String: String]
    package var subpath: String?

    /// Applies the type's rules about upper case and underscores to namespace and name.
    package init(
        type: String, namespace: String? = nil, name: String, version: String? = nil,
        qualifiers: [String: String] = [:], subpath: String? = nil
    ) {
        let type = type.lowercased()
        self.type = type
        let namespace = namespace.flatMap { $0.isEmpty ? nil : $0 }
        self.namespace = Self.lowersNamespace.contains(type) ? namespace?.lowercased() : namespace
        var name = Self.lowersName.contains(type) ? name.lowercased() : name
        if type == "pypi" { name = String(name.map { $0 == "_" ? "-" : $0 }) }
        self.name = name
        self.version = version.flatMap { $0.isEmpty ? nil : $0 }
        self.qualifiers = qualifiers.filter { !$0.value.isEmpty }
        self.subpath = subpath.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static let lowersNamespace: Set<String> = [
        "alpm", "apk", "bitbucket", "composer", "deb", "github", "golang", "hex", "npm", "oci", "qpkg", "rpm",
    ]
    private static let lowersName: Set<String> = [
        "alpm", "apk", "bitbucket", "bitnami", "composer", "deb", "github", "golang", "hex", "npm", "oci", "pub",
        "pypi",
    ]

    /// Reads one; nil for anything else. Encodings that the specification does without are understood.
    package init?(_ text: String) {
        guard text.utf8.count <= 8192 else { return nil }
        var rest = Substring(PackageField.trim(text))
        guard rest.prefix(4).lowercased() == "pkg:" else { return nil }
        rest = rest.dropFirst(4)
        while rest.utf8.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
        var subpath: String?
        if let hash = rest.utf8.lastIndex(of: UInt8(ascii: "#")) {
            subpath = Self.segments(rest[rest.utf8.index(after: hash)...]) { $0 != "." && $0 != ".." }.joined(
                separator: "/")
            rest = rest[..<hash]
        }
        var qualifiers: [String: String] = [:]
        if let mark = rest.utf8.lastIndex(of: UInt8(ascii: "?")) {
            for pair in rest[rest.utf8.index(after: mark)...].split(separator: "&") {
                guard let equal = pair.utf8.firstIndex(of: UInt8(ascii: "=")), equal != pair.startIndex else {
                    continue
                }
                let key = pair[..<equal].lowercased()
                guard qualifiers.count < 64 else { return nil }
                qualifiers[key] = Self.decoded(pair[pair.utf8.index(after: equal)...])
            }
            rest = rest[..<mark]
        }
        guard let slash = rest.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let type = rest[..<slash]
        rest = rest[rest.utf8.index(after: slash)...]
        guard let first = type.utf8.first, Self.isLetter(first), type.utf8.allSatisfy(Self.isOfType) else { return nil }
        while rest.utf8.last == UInt8(ascii: "/") { rest = rest.dropLast() }
        // The version stands behind the last at sign, but `@angular/core` has none.
        var version: String?
        if let at = rest.utf8.lastIndex(of: UInt8(ascii: "@")), at != rest.startIndex,
            !(rest[at...].utf8.contains(UInt8(ascii: "/")) && Self.followsSlash(rest, at))
        {
            version = Self.decoded(rest[rest.utf8.index(after: at)...])
            rest = rest[..<at]
        }
        let parts = Self.segments(rest) { _ in true }
        guard let name = parts.last else { return nil }
        self.init(
            type: String(type), namespace: parts.dropLast().joined(separator: "/"), name: name, version: version,
            qualifiers: qualifiers, subpath: subpath)
    }

    private static func followsSlash(_ text: Substring, _ index: Substring.Index) -> Bool {
        text.utf8[text.utf8.index(before: index)] == UInt8(ascii: "/")
    }

    private static func segments(_ text: Substring, _ keeps: (String) -> Bool) -> [String] {
        text.split(separator: "/").map { decoded($0) }.filter { !$0.isEmpty && keeps($0) }
    }

    package var description: String {
        var text = "pkg:\(type)/"
        if let namespace {
            for part in namespace.split(separator: "/") { text += Self.encoded(String(part)) + "/" }
        }
        text += Self.encoded(name)
        if let version { text += "@" + Self.encoded(version) }
        if !qualifiers.isEmpty {
            text +=
                "?"
                + qualifiers.keys.sorted().map { "\($0)=\(Self.encoded(qualifiers[$0] ?? ""))" }.joined(separator: "&")
        }
        if let subpath {
            text += "#" + subpath.split(separator: "/").map { Self.encoded(String($0)) }.joined(separator: "/")
        }
        return text
    }

    // MARK: Percent encoding

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func isOfType(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "+")
    }

    /// Letters, digits and `.-_~:` stay as they are.
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isLetter(byte) || (0x30...0x3A).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
            {
                bytes.append(byte)
            } else {
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        let source = Array(text.utf8)
        var bytes: [UInt8] = []
        var offset = 0
        while offset < source.count {
            if source[offset] == UInt8(ascii: "%"), offset + 2 < source.count, let high = digit(source[offset + 1]),
                let low = digit(source[offset + 2])
            {
                bytes.append(high << 4 | low)
                offset += 3
            } else {
                bytes.append(source[offset])
                offset += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
