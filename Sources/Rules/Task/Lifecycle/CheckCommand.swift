import Basics
import ECSModel
import RuleKit
import ShellSyntax
import Workload

/// The command of a container's health check, read.
struct CheckCommand {
    /// What a shell reads; nil for a command without one.
    var shell: ShellScript?
    /// From the program's name on, for each of its commands.
    var commands: [[String]]
    /// The text that a shell reads, or the first word behind `CMD`.
    var place: Span

    /// Nil where it is not known, or is none.
    init?(_ check: ContainerHealthCheck) {
        guard case .known(let words, _) = check.command, let kind = words.first, words.count >= 2 else { return nil }
        let items = check.term["command"]?.items ?? []
        guard items.count == words.count else { return nil }
        let isNestedShell =
            kind == "CMD" && words.count == 4 && words[2] == "-c"
            && ["sh", "bash", "ash"].contains(RelativePath.name(words[1]))
        if kind == "CMD-SHELL" || isNestedShell {
            let text = isNestedShell ? words[3] : words.dropFirst().joined(separator: " ")
            let script = ShellScript.parse(text: text)
            shell = script
            commands = script.commands.compactMap { command in
                command.effective.map { ([$0.nameWord] + $0.arguments).map(\.template) }
            }
            place = items[isNestedShell ? 3 : 1].span
        } else if kind == "CMD" {
            commands = [Array(words.dropFirst())]
            place = items[1].span
        } else {
            return nil
        }
    }

    /// Whether it reports success whatever happens.
    var cannotFail: Bool {
        if let shell { return HealthcheckCannotFail.cannotFail(shell) }
        return HealthcheckCannotFail.alwaysFine.contains(RelativePath.name(commands.first?.first ?? ""))
    }

    /// The first of these programs that it calls.
    func program(_ names: Set<String>) -> String? {
        commands.lazy.compactMap { $0.first.map { RelativePath.name($0) } }.first { names.contains($0) }
    }

    /// A host and a port that a command asks; empty for a host that is not written out.
    struct Target {
        var host: String
        var port: Int?
    }

    /// Whom curl, wget and the clients of databases ask.
    var targets: [Target] {
        commands.flatMap { words -> [Target] in
            let arguments = words.dropFirst()
            switch RelativePath.name(words.first ?? "") {
            case "curl", "wget":
                return arguments.compactMap { word in
                    let plain = word.trimmed("'\"")
                    let hasScheme = plain.hasPrefix("http://") || plain.hasPrefix("https://")
                    let isBare = plain.hasPrefix("localhost") || plain.hasPrefix("127.0.0.1")
                    return hasScheme || isBare ? Self.target(plain) : nil
                }
            case "pg_isready", "mysqladmin", "redis-cli", "mongosh", "mysql", "psql":
                return Self.value("-h", "--host", arguments).map { [Target(host: $0.trimmed("'\""))] } ?? []
            case "nc":
                let plain = arguments.filter { !$0.hasPrefix("-") }.map { $0.trimmed("'\"") }
                guard plain.count == 2, let port = Int(plain[1]) else { return [] }
                return [Target(host: plain[0], port: port)]
            default: return []
            }
        }
    }

    private static func value(_ short: String, _ long: String, _ words: ArraySlice<String>) -> String? {
        for (index, word) in zip(words.indices, words) {
            if word == short || word == long, words.indices.contains(index + 1) { return words[index + 1] }
            if word.hasPrefix(long + "=") { return String(word.dropFirst(long.count + 1)) }
        }
        return nil
    }

    static func target(_ address: String) -> Target? {
        var rest = address[...]
        var port: Int? = nil
        for (scheme, usual) in [("http://", 80), ("https://", 443)] where rest.hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            port = usual
        }
        rest = rest.prefix { $0 != "/" && $0 != "?" }
        if rest.contains("$") || rest.contains("`") || rest.contains("@") { return nil }
        if rest.hasPrefix("[") { return nil }
        if let colon = rest.lastIndex(of: ":") {
            guard let number = Int(rest[rest.index(after: colon)...]) else { return nil }
            return Target(host: String(rest[..<colon]), port: number)
        }
        return Target(host: String(rest), port: port ?? 80)
    }

    /// Whether a host is the container itself, or its task.
    static func isLocal(_ host: String) -> Bool {
        let host = host.lowercased()
        return host.isEmpty || host == "localhost" || host.hasPrefix("127.") || host == "0.0.0.0" || host == "::1"
            || host == "[::1]" || host.hasPrefix("/") || host.contains("$") || host.contains("`")
    }
}

extension String {
    /// Without these characters at both ends.
    fileprivate func trimmed(_ characters: String) -> String {
        var text = self[...]
        while let first = text.first, characters.contains(first) { text = text.dropFirst() }
        while let last = text.last, characters.contains(last) { text = text.dropLast() }
        return String(text)
    }
}
