extension BakeFile {
    /// All targets with what they inherit: own fields win, then those of the last name in `inherits`.
    ///
    /// Unknown names and circles are passed over.
    package func resolvedTargets() -> [BakeTarget] {
        let byName = Dictionary(targets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var done: [String: BakeTarget] = [:]
        var open: Set<String> = []
        return targets.map { Self.resolve($0, byName, &done, &open, depth: 0) }
    }

    private static func resolve(
        _ target: BakeTarget, _ byName: [String: BakeTarget], _ done: inout [String: BakeTarget],
        _ open: inout Set<String>, depth: Int
    ) -> BakeTarget {
        if let result = done[target.name] { return result }
        guard !target.inherits.isEmpty, depth < 50, open.insert(target.name).inserted else { return target }
        defer { open.remove(target.name) }
        var result: BakeTarget?
        for name in target.inherits {
            guard let name = name.known, let parent = byName[name] else { continue }
            let whole = resolve(parent, byName, &done, &open, depth: depth + 1)
            result = result.map { whole.over($0) } ?? whole
        }
        let whole = result.map { target.over($0) } ?? target
        done[target.name] = whole
        return whole
    }
}

extension BakeTarget {
    /// This target's fields where it has them, else those of `base`; `args`, `contexts` and `labels` name by name.
    func over(_ base: BakeTarget) -> BakeTarget {
        var result = self
        result.context = context ?? base.context
        result.dockerfile = dockerfile ?? base.dockerfile
        result.dockerfileInline = dockerfileInline ?? base.dockerfileInline
        result.target = target ?? base.target
        result.args = Self.merged(args, base.args)
        result.contexts = Self.merged(contexts, base.contexts)
        result.labels = Self.merged(labels, base.labels)
        result.platforms = platforms.isEmpty ? base.platforms : platforms
        result.tags = tags.isEmpty ? base.tags : tags
        result.cacheFrom = cacheFrom.isEmpty ? base.cacheFrom : cacheFrom
        result.cacheTo = cacheTo.isEmpty ? base.cacheTo : cacheTo
        result.outputs = outputs.isEmpty ? base.outputs : outputs
        result.attests = attests.isEmpty ? base.attests : attests
        result.secrets = secrets.isEmpty ? base.secrets : secrets
        result.ssh = ssh.isEmpty ? base.ssh : ssh
        return result
    }

    private static func merged(_ own: [TemplatedVariable], _ base: [TemplatedVariable]) -> [TemplatedVariable] {
        if base.isEmpty { return own }
        let names = Set(own.map(\.name))
        return base.filter { !names.contains($0.name) } + own
    }
}
