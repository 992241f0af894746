import Basics
package import DockerfileSyntax

/// Marks the findings that people do not want to see: by comments in the Dockerfile, and by settings files.
package struct Silencer: Sendable {
    private let registry: Registry
    private let settings: Settings
    /// The ids of the rules that judge.
    private let judging: Set<String>
    /// The exceptions that count today, by the rule, and those of ShellCheck's by their number.
    private let entries: Lazy<[String: [IgnoreEntry]]>

    init(_ registry: Registry, _ settings: Settings, judging: Set<String>) {
        self.registry = registry
        self.settings = settings
        self.judging = judging
        entries = Lazy {
            let wanted = settings.wanted(in: registry)
            var entries: [String: [IgnoreEntry]] = [:]
            for entry in settings.ignores where !entry.isExpired(settings.today) {
                for id in Self.ids(entry.rule, registry) where !entry.isForeign || !wanted.contains(id) {
                    entries[id, default: []].append(entry)
                }
            }
            return entries
        }
    }

    /// Marks what is silenced in the findings about one Dockerfile, and tells what became of its pragmas.
    @discardableResult
    package func silence(_ findings: inout [Finding], _ file: Dockerfile) -> [PragmaUse] {
        var uses: [PragmaUse] = []
        let pragmas = Pragma.read(file).filter { settings.readsHadolintPragmas || $0.tool != .hadolint }
        if !pragmas.isEmpty {
            let index = FaultIndex(findings, file.source.path)
            for pragma in pragmas { uses.append(apply(pragma, to: &findings, index, file.source)) }
        }
        if !settings.ignores.isEmpty { applySettings(to: &findings) }
        return uses
    }

    /// Marks what the comments of one definition file silence, and tells what became of them.
    func silence(_ findings: inout [Finding], definition source: SourceFile) -> [PragmaUse] {
        let pragmas = Pragma.read(definition: source)
        guard !pragmas.isEmpty else { return [] }
        let index = FaultIndex(findings, source.path)
        return pragmas.map { apply($0, to: &findings, index, source) }
    }

    private func apply(
        _ pragma: Pragma, to findings: inout [Finding], _ faults: FaultIndex, _ source: SourceFile
    ) -> PragmaUse {
        var use = PragmaUse(
            pragma: pragma, source: source, isExpired: pragma.ends.map { $0 <= settings.today } ?? false)
        let suppression = Finding.Suppression(span: source.span(pragma.range), reason: pragma.reason)
        for name in pragma.rules {
            let ids = Self.ids(name.text, pragma.tool, registry)
            let known = ids.filter { !PeerName.isShellCheck($0) }
            if known.isEmpty, !PeerName.isShellCheck(name.text) || registry.rules(named: name.text).isEmpty {
                use.unknown.insert(name.text)
            }
            if !known.isEmpty, known.isSubset(of: judging) { use.judged.insert(name.text) }
            if use.isExpired || pragma.scope.isEmpty { continue }
            for index in faults.touched(by: pragma.scope, of: ids) {
                findings[index].suppression = suppression
                use.used.insert(name.text)
            }
        }
        if pragma.isStrict { makeBuildChecksCount(&findings, source) }
        return use
    }

    /// `# check=error=true` says that a build fails on any of BuildKit's checks: so does a review.
    private func makeBuildChecksCount(_ findings: inout [Finding], _ source: SourceFile) {
        for index in findings.indices
        where findings[index].verdict == .fault && findings[index].severity < .medium
            && findings[index].span.path == source.path
        {
            guard let rule = registry.rule(findings[index].rule),
                rule.about.aliases.contains(where: PeerName.isBuildCheck)
            else { continue }
            findings[index].severity = .medium
        }
    }

    /// Marks what settings files silence, in findings about files that hold no comments for us.
    package func silenceBySettings(_ findings: inout [Finding]) {
        if !settings.ignores.isEmpty { applySettings(to: &findings) }
    }

    private func applySettings(to findings: inout [Finding]) {
        let entries = entries.value
        for index in findings.indices where findings[index].verdict == .fault && findings[index].suppression == nil {
            let path = findings[index].span.path
            guard let entry = entries[findings[index].rule]?.first(where: { $0.covers(path) }) else { continue }
            findings[index].suppression = .init(.settings, span: entry.span, reason: entry.reason)
        }
    }

    /// Those exceptions of which something may be said when they silenced nothing: they count today, and the rules they
    /// name judged and, for another tool's file, ask the very same.
    package func unused(among idle: [IgnoreEntry]) -> [IgnoreEntry] {
        idle.filter { entry in
            let rules = registry.rules(named: entry.rule)
            return !entry.isExpired(settings.today) && !rules.isEmpty && !PeerName.isShellCheck(entry.rule)
                && rules.allSatisfy { judging.contains($0.about.id) && (!entry.isForeign || $0.about.differs == nil) }
        }
    }

    // MARK: Names

    /// The ids that findings have: our rules', and a message of ShellCheck's as it is.
    private static func ids(_ name: String, _ registry: Registry) -> Set<String> {
        var ids = Set(registry.rules(named: name).map(\.about.id))
        if PeerName.isShellCheck(name) { ids.insert(PeerName.normal(name).uppercased()) }
        return ids
    }

    private static func ids(_ name: String, _ tool: Pragma.Tool, _ registry: Registry) -> Set<String> {
        switch tool {
        case .plimsoll, .tally, .shellCheck: return ids(name, registry)
        case .hadolint:
            // hadolint reads its ids in capitals only.
            return name.hasPrefix("DL") || name.hasPrefix("SC") ? ids(name, registry) : []
        case .buildKit:
            let rules = registry.rules.filter {
                $0.about.aliases.contains { PeerName.isBuildCheck($0) && (name == "all" || $0 == name) }
            }
            return Set(rules.map(\.about.id))
        case .trivy:
            guard name.hasSuffix("*") else {
                let normal = PeerName.normal(name)
                return normal.hasPrefix("ds-") || normal.hasPrefix("aws-") ? ids(name, registry) : []
            }
            var stem = name.dropLast().lowercased()
            if stem.hasPrefix("avd-") { stem.removeFirst(4) }
            let rules = registry.rules.filter {
                $0.about.aliases.contains {
                    ($0.hasPrefix("DS-") || $0.hasPrefix("AWS-")) && $0.lowercased().hasPrefix(stem)
                }
            }
            return Set(rules.map(\.about.id))
        case .checkov: return name.hasPrefix("CKV") ? ids(name, registry) : []
        }
    }
}
