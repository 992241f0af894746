import Basics
import ECSModel

/// The variables of a container in several environments: which there are, how they are given, and their values.
struct VariableComparison {
    let field: String
    let containers: [ContainerDefinition?]

    private enum Given {
        case value(Field<TermText>, Place)
        case secret(Field<TermText>, Place)
    }

    func add(to terms: inout TermComparison) {
        var order: [String] = []
        var seen: Set<String> = []
        var tables: [[String: Given]] = []
        for container in containers {
            var table: [String: Given] = [:]
            for variable in container?.environment ?? [] {
                guard let name = variable.name.value else { continue }
                if seen.insert(name).inserted { order.append(name) }
                table[name] = .value(variable.value, variable.name.place ?? variable.term.place)
            }
            for variable in container?.secrets ?? [] {
                guard let name = variable.name.value else { continue }
                if seen.insert(name).inserted { order.append(name) }
                table[name] = .secret(variable.value, variable.name.place ?? variable.term.place)
            }
            tables.append(table)
        }
        for name in order { add(name, tables.map { $0[name] }, to: &terms) }
    }

    private func add(_ name: String, _ given: [Given?], to terms: inout TermComparison) {
        let field = field + "." + name
        if zip(given, containers).contains(where: { $0 == nil && $1 != nil }) {
            let slots = zip(given, containers).map { given, container -> Slot in
                switch given {
                case .value(_, let place)?, .secret(_, let place)?: return .term(Term(.text(TermText("")), place))
                case nil:
                    guard let container else { return .out }
                    return Self.isOpen(container)
                        ? .unknown("", container.term.heading) : .absent(container.term.heading)
                }
            }
            terms.add(terms.presence(field, slots, weight(name, given, terms)))
            return
        }
        var hasValue = false
        var hasSecret = false
        let slots = zip(given, containers).map { given, container -> Slot in
            switch given {
            case .value(let text, let place)?:
                hasValue = true
                return slot(text, place)
            case .secret(let text, let place)?:
                hasSecret = true
                return slot(text, place)
            case nil: return .out
            }
        }
        if hasValue, hasSecret {
            let kinds = given.map { given -> Slot in
                switch given {
                case .value(_, let place)?: .term(Term(.text(TermText("environment")), place))
                case .secret(_, let place)?: .term(Term(.text(TermText("secrets")), place))
                case nil: .out
                }
            }
            terms.add(terms.row(field, kinds, .soft, name: ""))
        } else if hasSecret {
            terms.add(
                terms.row(field, slots, .soft, name: "") { term, value in
                    term.text.flatMap { SecretName.key($0, value) }
                })
        } else {
            let values = slots.compactMap { $0.term?.string }
            terms.add(terms.row(field, slots, VariableKind.mayDiffer(name, values) ? .free : .soft, name: name))
        }
    }

    private func slot(_ text: Field<TermText>, _ place: Place) -> Slot {
        switch text {
        case .known(let text, let at): Slot(Term(.text(text), at), in: place)
        case .absent: .absent(place)
        case .unknown(let unknown, let at): .unknown(unknown.text, at)
        case .wrong(let at): .unknown("", at)
        }
    }

    /// What production lacks fails there first; a switch for developers does not.
    private func weight(_ name: String, _ given: [Given?], _ terms: TermComparison) -> ParityRow.Weight {
        let isMissed = zip(given, terms.values.indices).contains { given, index in
            given == nil && containers[index] != nil && terms.values[index].isProduction
        }
        guard isMissed else { return .soft }
        let values = given.compactMap { given -> String? in
            if case .value(let text, _)? = given { text.value?.known } else { nil }
        }
        return VariableKind.isForDevelopers(name, values) ? .soft : .hard
    }

    /// Whether variables may come from where they do not show.
    private static func isOpen(_ container: ContainerDefinition) -> Bool {
        let term = container.term
        if let files = term["environmentFiles"], files.isUnknown || !files.items.isEmpty { return true }
        return ["environment", "secrets"].contains { key in
            guard let list = term[key] else { return false }
            return list.isUnknown || list.items.contains { $0.isUnknown || $0.string("name").value == nil }
        }
    }
}

/// What a variable is for, by its name and its values.
enum VariableKind {
    private static let endings: Set<String> = [
        "host", "hostname", "hosts", "url", "urls", "uri", "uris", "endpoint", "endpoints", "arn", "arns", "bucket",
        "buckets",
        "table", "tables", "queue", "topic", "domain", "domains", "addr", "address", "addresses", "dsn", "prefix",
        "suffix",
        "region", "account", "id", "ids", "user", "username", "database", "db", "dbname", "origin", "origins",
        "cluster",
        "index", "stream", "env", "environment", "stage", "namespace", "name", "servers", "brokers", "email", "group",
        "pool", "size", "count", "workers", "threads", "concurrency", "replicas", "memory", "limit", "max", "min",
        "ttl",
        "version", "tag", "revision", "sha", "commit", "release", "password", "secret", "token", "key",
    ]

    /// Names, hosts, sizes and counts may differ; switches and modes may not.
    static func mayDiffer(_ name: String, _ values: [String]) -> Bool {
        let words = EnvironmentWords.words(Array(name.utf8)).map { $0.text.lowercased() }
        let switches: Set<String> = [
            "true", "false", "on", "off", "yes", "no", "0", "1", "enabled", "disabled", "enable", "disable",
        ]
        if !values.isEmpty, values.allSatisfy({ switches.contains($0.lowercased()) }) { return false }
        if let last = words.last, endings.contains(last) { return true }
        return !values.isEmpty && values.allSatisfy(isHostOrSize)
    }

    private static func isHostOrSize(_ value: String) -> Bool {
        if value.isEmpty { return true }
        if value.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) { return true }
        if value.has("://") || value.hasPrefix("arn:") || value.hasPrefix("/") { return true }
        // A host with a dot in it, with or without a port.
        let host = value.prefix { $0 != ":" }
        let isHost = host.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D
        }
        return isHost && host.contains(".") && !host.hasSuffix(".")
    }

    private static let forDevelopers: Set<String> = [
        "debug", "dev", "development", "test", "testing", "mock", "mocks", "local", "localstack", "stub", "stubs",
        "fake",
        "emulator", "verbose", "trace", "profile", "profiler", "devtools", "reload", "sandbox", "seed", "fixtures",
        "demo",
        "basic", "swagger", "playground", "introspection",
    ]

    static func isForDevelopers(_ name: String, _ values: [String]) -> Bool {
        let words = EnvironmentWords.words(Array(name.utf8)).map { $0.text.lowercased() }
        if words.contains(where: { forDevelopers.contains($0) || EnvironmentName(word: $0) != nil }) { return true }
        let switches: Set<String> = ["true", "on", "yes", "1", "enabled", "debug", "verbose"]
        return !values.isEmpty && values.allSatisfy { switches.contains($0.lowercased()) }
    }
}

/// The name of a secret or a parameter, without what AWS or the environment puts around it.
enum SecretName {
    static func key(_ text: TermText, _ value: ComparedValue) -> String? {
        guard let known = text.known else { return value.key(text) }
        guard known.hasPrefix("arn:") else { return value.key(known) }
        let parts = known.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6 else { return value.key(known) }
        let rest = parts[5]
        if rest.hasPrefix("parameter") {
            // `parameter/prod/db` is the parameter `/prod/db`, or `db` where the name has no slash.
            return value.key(String(rest.dropFirst("parameter".count)))
        }
        var fields = rest.split(separator: ":", omittingEmptySubsequences: false).dropFirst().map(String.init)
        if let first = fields.first { fields[0] = withoutSuffix(first) }
        return value.key(fields.joined(separator: ":"))
    }

    /// Secrets Manager adds a hyphen and six characters to each name.
    private static func withoutSuffix(_ name: String) -> String {
        let bytes = Array(name.utf8)
        guard bytes.count > 7, bytes[bytes.count - 7] == UInt8(ascii: "-") else { return name }
        return String(decoding: bytes[..<(bytes.count - 7)], as: UTF8.self)
    }
}
