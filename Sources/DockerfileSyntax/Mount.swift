import Basics

/// A `--mount` of RUN, read as BuildKit reads it.
///
/// The keys and what each type allows follow BuildKit's `instructions/commands_runmount.go`. A bind, cache or tmpfs
/// mount without a target is no error there: it is mounted at the working directory.
package struct Mount: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        case bind, cache, tmpfs, secret, ssh
    }

    package enum Sharing: String, Sendable, CaseIterable {
        case shared, `private`, locked
    }

    /// One `key=value`, with its place in the file.
    package struct Field: Sendable, Hashable {
        /// Lower case, with `src` as `source`, `dst` and `destination` as `target`, `ro` as `readonly`, `rw` as
        /// `readwrite`.
        package var key: String
        /// Nil for a key without `=`. Variables are as written.
        package var value: String?
        package var range: Range<Int>
    }

    package var flag: Flag
    package private(set) var fields: [Field]
    package private(set) var problems: [SyntaxProblem] = []
    /// `bind` when none is given; nil where a variable hides it or it is unknown.
    package private(set) var kind: Kind? = .bind

    package init(_ flag: Flag) {
        self.flag = flag
        fields = Self.fields(flag)
        if flag.value == nil { report(flag.range, "mount") }
        if let type = fields.last(where: { $0.key == "type" }) {
            kind = type.value.flatMap { Kind(rawValue: $0.lowercased()) }
        }
        for field in fields { check(field) }
        checkTogether()
    }

    package var target: String? { self["target"] }
    /// The path in the context, stage or image; for a secret its id.
    package var source: String? { self["source"] }
    package var from: String? { self["from"] }
    package var sharing: Sharing? {
        self["sharing"].flatMap { Sharing(rawValue: $0.lowercased()) } ?? (kind == .cache ? .shared : nil)
    }
    /// The variable that a secret is put in.
    package var environment: String? { self["env"] }
    package var mode: Int? { self["mode"].flatMap { Int($0, radix: 8) } }
    package var uid: Int? { self["uid"].flatMap { Int($0) } }
    package var gid: Int? { self["gid"].flatMap { Int($0) } }
    package var size: String? { self["size"] }
    package var isRequired: Bool { isOn("required") ?? false }
    package var isReadOnly: Bool {
        isOn("readonly") ?? isOn("readwrite").map { !$0 } ?? (kind != .cache && kind != .tmpfs)
    }

    /// What names it: `id`, or the target of a cache, the source or the last part of the target of a secret.
    package var id: String? {
        if let id = self["id"] { return id }
        switch kind {
        case .cache: return target
        case .secret: return source ?? target.flatMap { $0.split(separator: "/").last.map(String.init) }
        case .ssh: return "default"
        default: return nil
        }
    }

    /// Where a secret lies when no target is given: below `/run/secrets`.
    package var secretPath: String? {
        guard kind == .secret else { return nil }
        return target ?? (environment == nil ? id.map { "/run/secrets/" + $0 } : nil)
    }

    /// The last field of that key.
    package func field(_ key: String) -> Field? { fields.last { $0.key == key } }

    private subscript(_ key: String) -> String? { field(key)?.value }

    private func isOn(_ key: String) -> Bool? {
        field(key).map { $0.value.map { ["1", "t", "true"].contains($0.lowercased()) } ?? true }
    }

    // MARK: Reading

    private static let aliases = [
        "src": "source", "dst": "target", "destination": "target", "ro": "readonly", "rw": "readwrite",
    ]

    /// Cuts at commas, as a line of CSV.
    private static func fields(_ flag: Flag) -> [Field] {
        guard let value = flag.value else { return [] }
        let bytes = Array(value.utf8)
        // The value's bytes stand in the file one by one unless quotes, escapes or line ends are left out.
        let start = flag.text.utf8.count - bytes.count
        let isExact = flag.range.count == flag.text.utf8.count
        var fields: [Field] = []
        var position = 0
        while position <= bytes.count {
            var end = position
            var isQuoted = false
            while end < bytes.count, isQuoted || bytes[end] != UInt8(ascii: ",") {
                if bytes[end] == 0x22 { isQuoted.toggle() }
                end += 1
            }
            var text = bytes[position..<end]
            if text.count >= 2, text.first == 0x22, text.last == 0x22 { text = text.dropFirst().dropLast() }
            let split = text.firstIndex(of: UInt8(ascii: "="))
            let key = String(decoding: text[..<(split ?? text.endIndex)], as: UTF8.self).lowercased()
            let from = flag.range.lowerBound + start
            fields.append(
                Field(
                    key: aliases[key] ?? key,
                    value: split.map { String(decoding: text[($0 + 1)...], as: UTF8.self) },
                    range: isExact ? from + position..<from + end : flag.range))
            position = end + 1
        }
        return fields
    }

    // MARK: Checking

    private mutating func report(_ range: Range<Int>, _ word: String, suggestion: String? = nil) {
        problems.append(
            SyntaxProblem(code: .invalidMount, range: range, arguments: ["word": word, "suggestion": suggestion ?? ""]))
    }

    private static let keys = [
        "type", "from", "source", "target", "readonly", "readwrite", "id", "sharing", "required", "size", "mode", "uid",
        "gid", "env",
    ]

    private mutating func check(_ field: Field) {
        let word = field.value.map { "\(field.key)=\($0)" } ?? field.key
        guard Self.keys.contains(field.key) else {
            report(field.range, word, suggestion: Self.near(field.key, Self.keys))
            return
        }
        guard let value = field.value else {
            if !["readonly", "readwrite", "required"].contains(field.key) { report(field.range, word) }
            return
        }
        if value.contains("$") {
            if field.key == "from" { report(field.range, word) }
            return
        }
        let isValid: Bool
        var suggestion: String?
        switch field.key {
        case "type":
            isValid = Kind(rawValue: value.lowercased()) != nil
            suggestion = isValid ? nil : Self.near(value.lowercased(), Kind.allCases.map(\.rawValue))
        case "sharing":
            isValid = Sharing(rawValue: value.lowercased()) != nil
            suggestion = isValid ? nil : Self.near(value.lowercased(), Sharing.allCases.map(\.rawValue))
        case "readonly", "readwrite", "required":
            isValid = ["1", "t", "true", "0", "f", "false"].contains(value.lowercased())
        case "mode": isValid = UInt32(value, radix: 8) != nil
        case "uid", "gid": isValid = UInt32(value) != nil
        case "target": isValid = value != "/"
        default: isValid = true
        }
        if !isValid { report(field.range, word, suggestion: suggestion.map { "\(field.key)=\($0)" }) }
    }

    /// What one key forbids another.
    private mutating func checkTogether() {
        guard let kind, problems.isEmpty else { return }
        let allowed: [String]
        switch kind {
        case .bind: allowed = ["type", "from", "source", "target", "readonly", "readwrite", "id"]
        case .cache:
            allowed = [
                "type", "from", "source", "target", "readonly", "readwrite", "id", "sharing", "mode", "uid", "gid",
            ]
        case .tmpfs: allowed = ["type", "from", "source", "target", "readonly", "readwrite", "id", "size"]
        case .secret:
            allowed = [
                "type", "source", "target", "readonly", "readwrite", "id", "required", "mode", "uid", "gid", "env",
            ]
        case .ssh:
            allowed = [
                "type", "from", "source", "target", "readonly", "readwrite", "id", "required", "mode", "uid", "gid",
            ]
        }
        for field in fields where !allowed.contains(field.key) {
            report(field.range, field.value.map { "\(field.key)=\($0)" } ?? field.key)
        }
        guard kind == .secret else { return }
        if let source = field("source"), field("id") != nil { report(source.range, "source") }
        if field("source") == nil, field("target") == nil, field("id") == nil, field("env") == nil {
            report(flag.range, "type=secret")
        }
    }

    private static func near(_ word: String, _ known: [String]) -> String? {
        let near = known.map { ($0, EditDistance.between(word, $0)) }.min { $0.1 < $1.1 }
        return near.flatMap { $0.1 <= max(1, min(2, $0.0.utf8.count / 3)) ? $0.0 : nil }
    }
}

extension Instruction {
    /// The mounts of this RUN.
    package var mounts: [Mount] { flags.filter { $0.name == "mount" }.map(Mount.init) }
}
