/// Reads paragraphs of Debian's control format that tell of installed packages.
struct DpkgStanzas {
    let path: String
    /// Whether a paragraph without `Status` is of a package that is not installed.
    let statusNeeded: Bool
    private(set) var broken = 0
    private(set) var firstBroken: Int?

    private var found: [Found] = []
    private var relations = 0
    /// Which package provides a name.
    private var providers: [String: String] = [:]

    private struct Found {
        var package: Package
        /// What each clause of its dependencies names, the alternatives in order.
        var clauses: [[String]]
    }

    /// Where the wanted fields of one paragraph stand.
    private struct Fields {
        var name, status, architecture, version, source, depends, preDepends, provides, maintainer: Range<Int>?
        var isBroken = false
        var isEmpty = true
        var line = 0
    }

    init(path: String, statusNeeded: Bool) {
        self.path = path
        self.statusNeeded = statusNeeded
    }

    mutating func read(_ bytes: UnsafeRawBufferPointer) {
        var lines = LineCursor(bytes)
        var fields = Fields()
        var last: WritableKeyPath<Fields, Range<Int>?>?
        while let line = lines.next() {
            if line.isEmpty {
                finish(fields, bytes)
                fields = Fields()
                last = nil
            } else if bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09 {
                // A continuation: the value reaches to its end.
                if let last, let range = fields[keyPath: last] {
                    fields[keyPath: last] = range.lowerBound..<line.upperBound
                }
            } else {
                if fields.isEmpty {
                    fields.isEmpty = false
                    fields.line = lines.number
                }
                guard let colon = bytes.first(0x3A, in: line), colon > line.lowerBound else {
                    fields.isBroken = true
                    last = nil
                    continue
                }
                last = Self.field(bytes, line.lowerBound..<colon)
                if let last { fields[keyPath: last] = colon + 1..<line.upperBound }
            }
        }
        finish(fields, bytes)
    }

    private static func field(
        _ bytes: UnsafeRawBufferPointer, _ name: Range<Int>
    ) -> WritableKeyPath<Fields, Range<Int>?>? {
        switch name.count {
        case 6 where bytes.matches(name, "status"): \.status
        case 6 where bytes.matches(name, "source"): \.source
        case 7 where bytes.matches(name, "package"): \.name
        case 7 where bytes.matches(name, "version"): \.version
        case 7 where bytes.matches(name, "depends"): \.depends
        case 8 where bytes.matches(name, "provides"): \.provides
        case 10 where bytes.matches(name, "maintainer"): \.maintainer
        case 11 where bytes.matches(name, "pre-depends"): \.preDepends
        case 12 where bytes.matches(name, "architecture"): \.architecture
        default: nil
        }
    }

    private mutating func finish(_ fields: Fields, _ bytes: UnsafeRawBufferPointer) {
        guard !fields.isEmpty else { return }
        func text(_ range: Range<Int>?) -> String? {
            guard let range else { return nil }
            let text = bytes.text(range)
            return text.isEmpty ? nil : text
        }
        if let status = text(fields.status) {
            let state = status.utf8.lastIndex(of: 0x20).map { status[status.utf8.index(after: $0)...] } ?? status[...]
            guard state != "not-installed", state != "config-files" else { return }
        } else if statusNeeded, !fields.isBroken, fields.name != nil {
            return
        }
        guard !fields.isBroken, let name = text(fields.name), let version = text(fields.version),
            found.count < SystemReaders.packages
        else {
            broken += 1
            firstBroken = firstBroken ?? fields.line
            return
        }
        let package = Package(
            .deb, name: name, version: version, architecture: text(fields.architecture),
            source: Self.source(text(fields.source), name: name, version: version), path: path,
            supplier: text(fields.maintainer))
        var clauses: [[String]] = []
        for range in [fields.preDepends, fields.depends] {
            if let list = text(range), mayRead(list) { clauses += Self.clauses(list) }
        }
        if let list = text(fields.provides), mayRead(list) {
            for provided in Self.clauses(list).joined() where providers[provided] == nil { providers[provided] = name }
        }
        found.append(Found(package: package, clauses: clauses))
    }

    /// Whether a list is within what all may have: a name takes more room than its bytes.
    private mutating func mayRead(_ list: String) -> Bool {
        relations += list.utf8.count { $0 == 0x2C || $0 == 0x7C } + 1
        return relations <= SystemReaders.relations
    }

    /// `name (version)`, each of which is the package's own where it is not told.
    static func source(_ text: String?, name: String, version: String) -> Package.Source {
        guard let text else { return Package.Source(name: name, version: version) }
        guard let open = text.utf8.firstIndex(of: 0x28) else { return Package.Source(name: text, version: version) }
        let base = text[..<open].filter { $0 != " " && $0 != "\t" }
        let inside = text[text.utf8.index(after: open)...].prefix { $0 != ")" }.filter { $0 != " " }
        return Package.Source(name: base.isEmpty ? name : base, version: inside.isEmpty ? version : inside)
    }

    /// The names in `a (>= 1), b:any | c`.
    static func clauses(_ list: String) -> [[String]] {
        list.utf8.split(separator: 0x2C).map { clause in
            clause.split(separator: 0x7C).compactMap { alternative in
                let name = alternative.drop(while: UnsafeRawBufferPointer.isBlank).prefix {
                    !UnsafeRawBufferPointer.isBlank($0) && $0 != 0x28 && $0 != 0x3A && $0 != 0x5B
                }
                return name.isEmpty ? nil : String(Substring(name))
            }
        }
    }

    /// The packages, their needs resolved: of alternatives the first that is installed or provided by one that is. In
    /// a file that tells of one package alone the first alternative stands.
    func packages() -> [Package] {
        let names = Set(found.lazy.map(\.package.name))
        return found.map { one in
            var package = one.package
            var seen: Set<String> = []
            for clause in one.clauses {
                let need =
                    statusNeeded
                    ? clause.lazy.compactMap { names.contains($0) ? $0 : providers[$0] }.first : clause.first
                if let need, need != package.name, seen.insert(need).inserted { package.needs.append(need) }
            }
            return package
        }
    }
}
