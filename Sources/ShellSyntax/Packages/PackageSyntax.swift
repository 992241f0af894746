/// How a manager writes name and version in one word.
enum PackageSyntax {
    /// `name=1`, `name:arch`, `name/release`
    case debian
    /// `name=1`, `name~=1`, `name~1`, `name@tag`
    case alpine
    /// `name-1.2-3.el9.x86_64`
    case rpm
    /// `name=1`
    case equals
    /// `name[extra]==1`, `name @ url`
    case python
    /// `name=1`, `channel::name`
    case conda
    /// `name@1`, `@scope/name@1`
    case at
    /// `name:1`
    case colon

    /// Longer operators first.
    var operators: [StaticString] {
        switch self {
        case .debian: ["="]
        case .alpine: ["~=", ">=", "<=", "=", "~", ">", "<"]
        case .rpm: []
        case .equals: [">=", "<=", "=", ">", "<"]
        case .python: ["===", "==", "~=", ">=", "<=", "!=", ">", "<", "@"]
        case .conda: ["==", ">=", "<=", "!=", "~=", "=", ">", "<"]
        case .at: ["@"]
        case .colon: [":", "="]
        }
    }
}

extension Package {
    /// Reads a package word; `assumedVersion` is that of an option such as `gem install -v`.
    init(_ word: Word, syntax: PackageSyntax, assumedVersion: String? = nil, forcesLocal: Bool = false) {
        let value = word.template
        let bytes = Array(value.utf8)
        self.word = word
        let base = Package.base(word, value)
        func range(_ part: Range<Int>) -> Range<Int>? { base.map { $0 + part.lowerBound..<$0 + part.upperBound } }

        let kind = Package.kind(word, value, bytes, syntax)
        guard kind == .registry, !forcesLocal else {
            self.kind = forcesLocal && (kind == .registry || kind == .file) ? .local : kind
            name = value
            version = nil
            versionOperator = nil
            architecture = nil
            release = nil
            nameRange = range(0..<bytes.count)
            versionRange = nil
            return
        }
        self.kind = kind
        var name = 0..<bytes.count
        var version: Range<Int>?
        var sign: String?
        if syntax == .rpm, let split = Package.rpmVersion(bytes) {
            name = 0..<split
            version = split + 1..<bytes.count
            sign = "-"
        } else if let found = Package.split(bytes, syntax) {
            name = 0..<found.lowerBound
            version = found.upperBound..<bytes.count
            sign = String(decoding: bytes[found], as: UTF8.self)
        }
        var architecture: String?
        var release: String?
        if syntax == .debian {
            if version == nil, let slash = bytes[name].firstIndex(of: Byte.slash) {
                release = String(decoding: bytes[slash + 1..<name.upperBound], as: UTF8.self)
                name = 0..<slash
            }
            if let colon = Package.outside(bytes, name, Byte.colon) {
                architecture = String(decoding: bytes[colon + 1..<name.upperBound], as: UTF8.self)
                name = 0..<colon
            }
        } else if syntax == .alpine {
            let searched = version ?? name
            if let tag = bytes[searched].firstIndex(of: Byte.at) {
                release = String(decoding: bytes[tag + 1..<searched.upperBound], as: UTF8.self)
                if version == nil { name = 0..<tag } else { version = searched.lowerBound..<tag }
            }
        } else if syntax == .python, let extras = Package.outside(bytes, name, Byte.openBracket) {
            name = 0..<extras
        } else if syntax == .conda, let colon = Package.outside(bytes, name, Byte.colon), bytes.count > colon + 1,
            bytes[colon + 1] == Byte.colon, colon + 2 <= name.upperBound
        {
            name = colon + 2..<name.upperBound
        }
        while let last = bytes[name].last, last.isBlank { name = name.lowerBound..<name.upperBound - 1 }
        while let some = version, let first = bytes[some].first, first.isBlank {
            version = some.lowerBound + 1..<some.upperBound
        }
        self.name = String(decoding: bytes[name], as: UTF8.self)
        self.version = version.map { String(decoding: bytes[$0], as: UTF8.self) } ?? assumedVersion
        versionOperator = sign
        self.architecture = architecture
        self.release = release
        nameRange = range(name)
        versionRange = version.flatMap(range)
    }

    /// The offset in the source of the value's first byte, when value and source agree byte for byte.
    private static func base(_ word: Word, _ value: String) -> Int? {
        let length = value.utf8.count
        if word.text.utf8.count == length, word.range.count == length { return word.range.lowerBound }
        guard word.range.count == length + 2, word.text.utf8.count == length + 2, let first = word.text.utf8.first,
            first == Byte.quote || first == Byte.apostrophe, word.text.utf8.last == first
        else { return nil }
        return word.range.lowerBound + 1
    }

    private static func kind(_ word: Word, _ value: String, _ bytes: [UInt8], _ syntax: PackageSyntax) -> Kind {
        if bytes.isEmpty { return .unknown }
        if bytes[0] == Byte.dollar || bytes[0] == Byte.backtick {
            // `$PKG` says nothing, `$PKG=$VERSION` at least that there is a version.
            return split(bytes, syntax) == nil ? .unknown : .registry
        }
        if value.hasPrefix("git+") || value.hasPrefix("git://") || value.hasPrefix("git@")
            || value.hasPrefix("github:") || value.hasPrefix("hg+") || value.hasPrefix("svn+")
        {
            return .vcs
        }
        if hasScheme(bytes) { return syntax == .python && bytes.contains(Byte.space) ? .registry : .url }
        if value == "." || value == ".." || value.hasPrefix("./...") || value.hasPrefix(".[") { return .local }
        let hasArchiveEnding = bytes.contains(Byte.dot) && endings.contains { value.hasSuffix($0) }
        if value.hasPrefix("./") || value.hasPrefix("../") || bytes[0] == Byte.slash || value.hasPrefix("file:") {
            return hasArchiveEnding ? .file : .local
        }
        if bytes[0] == Byte.tilde { return .local }
        if hasArchiveEnding { return .file }
        if syntax == .at, word.literal != nil, bytes[0] != Byte.at, bytes.count(where: { $0 == Byte.slash }) == 1,
            !bytes.contains(Byte.dot)
        {
            // npm reads user/repo as GitHub's; Go paths start with a host name, which has a dot.
            return .vcs
        }
        return .registry
    }

    /// Whether `://` occurs.
    private static func hasScheme(_ bytes: [UInt8]) -> Bool {
        guard let colon = bytes.firstIndex(of: Byte.colon) else { return false }
        return bytes[colon...].starts(with: [Byte.colon, Byte.slash, Byte.slash])
    }

    private static let endings = [
        ".deb", ".rpm", ".apk", ".whl", ".tgz", ".tar.gz", ".zip", ".gem", ".nupkg", ".crate",
    ]

    /// The first version operator outside expansions.
    private static func split(_ bytes: [UInt8], _ syntax: PackageSyntax) -> Range<Int>? {
        let operators = syntax.operators
        guard !operators.isEmpty else { return nil }
        var k = 0
        var depth = 0
        while k < bytes.count {
            let byte = bytes[k]
            if byte == Byte.dollar, k + 1 < bytes.count,
                bytes[k + 1] == Byte.openBrace || bytes[k + 1] == Byte.open
            {
                depth += 1
                k += 2
                continue
            }
            if depth > 0 {
                if byte == Byte.closeBrace || byte == Byte.close { depth -= 1 }
            } else if k > 0 {
                for candidate in operators {
                    let length = candidate.utf8CodeUnitCount
                    guard k + length <= bytes.count else { continue }
                    let matches = candidate.withUTF8Buffer { bytes[k..<k + length].elementsEqual($0) }
                    if matches { return k..<k + length }
                }
            }
            k += 1
        }
        return nil
    }

    private static func outside(_ bytes: [UInt8], _ range: Range<Int>, _ byte: UInt8) -> Int? {
        for k in range {
            if bytes[k] == Byte.dollar { return nil }
            if bytes[k] == byte { return k > range.lowerBound ? k : nil }
        }
        return nil
    }

    /// The dash before the version of `name-version[-release[.arch]]`.
    ///
    /// Names have dashes and digits too (`java-11-openjdk`): a version starts with a digit, has a dot, a star or an
    /// expansion, and only a release that starts with a digit follows it.
    private static func rpmVersion(_ bytes: [UInt8]) -> Int? {
        var dashes: [Int] = []
        for k in bytes.indices where bytes[k] == Byte.dash { dashes.append(k) }
        for (index, dash) in dashes.enumerated() {
            guard dash > 0, dash + 1 < bytes.count else { continue }
            let end = index + 1 < dashes.count ? dashes[index + 1] : bytes.count
            let version = bytes[dash + 1..<end]
            guard let first = version.first else { continue }
            if first == Byte.dollar { return dash }
            guard first.isDigit, version.contains(Byte.dot) || version.contains(Byte.star) else { continue }
            if index + 1 < dashes.count {
                guard index + 2 == dashes.count, end + 1 < bytes.count else { continue }
                let release = bytes[end + 1]
                guard release.isDigit || release == Byte.dollar || release == Byte.star else { continue }
            }
            return dash
        }
        return nil
    }
}
