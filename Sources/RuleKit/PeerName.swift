/// The forms in which people write the ids of other tools' rules.
package enum PeerName {
    /// One form for all: `AVD-DS-0002`, `DS002` and `ds-0002` are `ds-0002`; `hadolint/DL3006` is `dl3006`.
    package static func normal(_ name: String) -> String {
        var name = name.lowercased()
        for tool in ["hadolint/", "buildkit/", "shellcheck/"] where name.hasPrefix(tool) {
            name.removeFirst(tool.count)
        }
        if name.hasPrefix("avd-ds-") || name.hasPrefix("avd-aws-") { name.removeFirst(4) }
        // trivy's ids have been DS001, DS-0001 and AVD-DS-0001.
        if name.hasPrefix("ds") {
            let digits = name.dropFirst(name.hasPrefix("ds-") ? 3 : 2)
            if (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
                return "ds-" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
            }
        }
        return name
    }

    /// Whether it is the number of one of ShellCheck's messages.
    package static func isShellCheck(_ name: String) -> Bool {
        let normal = normal(name)
        return normal.hasPrefix("sc") && normal.utf8.count == 6
            && normal.utf8.dropFirst(2).allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    }

    /// Whether an alias is one of BuildKit's checks: those alone are plain words, as `StageNameCasing`.
    package static func isBuildCheck(_ alias: String) -> Bool {
        guard let first = alias.utf8.first, first >= 0x41 && first <= 0x5A else { return false }
        return alias.utf8.contains { $0 >= 0x61 && $0 <= 0x7A }
            && alias.utf8.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
    }
}
