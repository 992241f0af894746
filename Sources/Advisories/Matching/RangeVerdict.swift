package import Versions

/// What an advisory's ranges and lists say of one version: the evaluation of the OSV schema.
package enum RangeVerdict: Sendable, Hashable {
    /// Affected, and the versions that mend it on the installed one's branch, lowest first.
    case affected(fixed: [String])
    case unaffected
    /// A version that the ecosystem does not define, or commits only: nobody can tell.
    case unknown

    package init(_ version: String, _ affected: AffectedPackage, _ scheme: VersionScheme) {
        guard scheme.isValid(version) else {
            self = affected.versions.contains(version) ? .affected(fixed: []) : .unknown
            return
        }
        var fixed: [String] = []
        var isAffected = false
        var isUnknown = false
        var isJudged = !affected.versions.isEmpty
        for range in affected.ranges where range.kind != .git {
            isJudged = true
            guard let told = Self.judge(version, range, scheme) else {
                isUnknown = true
                continue
            }
            if told.isAffected {
                isAffected = true
                if let fix = told.fixed { fixed.append(fix) }
            }
        }
        if !isAffected, affected.versions.contains(where: { $0 == version || scheme.compare($0, version) == 0 }) {
            isAffected = true
            fixed = Self.fixes(after: version, affected, scheme)
        }
        if isAffected {
            if fixed.isEmpty {
                fixed = affected.otherFixes.filter { (scheme.compare($0, version) ?? 0) > 0 }
            }
            self = .affected(fixed: Self.sorted(fixed, scheme))
        } else {
            self = isUnknown || !isJudged ? .unknown : .unaffected
        }
    }

    /// One range: its events by version, each of which turns "affected" on or off for all that follow.
    private static func judge(
        _ version: String, _ range: AffectedRange, _ scheme: VersionScheme
    ) -> (isAffected: Bool, fixed: String?)? {
        var events: [(event: AffectedRange.Event, side: Int)] = []
        var limits: [Int] = []
        for event in range.events {
            // 0 is before, and `*` behind all versions, whatever the scheme makes of them.
            if case .introduced("0") = event {
                events.append((event, 1))
                continue
            }
            if case .limit("*") = event {
                limits.append(-1)
                continue
            }
            guard let side = scheme.compare(version, event.version) else { return nil }
            if case .limit = event { limits.append(side) } else { events.append((event, side)) }
        }
        guard limits.isEmpty || limits.contains(where: { $0 < 0 }) else { return (false, nil) }
        // Of the events that the version has reached, the last by version decides.
        var state: (event: AffectedRange.Event, isOn: Bool)?
        for (event, side) in events {
            let isReached: Bool
            let isOn: Bool
            switch event {
            case .introduced: (isReached, isOn) = (side >= 0, true)
            case .fixed: (isReached, isOn) = (side >= 0, false)
            case .lastAffected: (isReached, isOn) = (side > 0, false)
            case .limit: continue
            }
            guard isReached else { continue }
            if let last = state, !isAfter(event, last.event, scheme) { continue }
            state = (event, isOn)
        }
        guard state?.isOn ?? false else { return (false, nil) }
        var fixed: String?
        for case (.fixed(let fix), let side) in events where side < 0 {
            if let best = fixed, (scheme.compare(fix, best) ?? 0) >= 0 { continue }
            fixed = fix
        }
        return (true, fixed)
    }

    /// Whether an event counts after another: by version, and for one version "introduced" before what ends it.
    private static func isAfter(_ a: AffectedRange.Event, _ b: AffectedRange.Event, _ scheme: VersionScheme) -> Bool {
        if case .introduced("0") = a { return false }
        if case .introduced("0") = b { return true }
        let order = scheme.compare(a.version, b.version) ?? 0
        return order != 0 ? order > 0 : rank(a) > rank(b)
    }

    private static func rank(_ event: AffectedRange.Event) -> Int {
        switch event {
        case .introduced: 0
        case .lastAffected: 1
        case .fixed: 2
        case .limit: 3
        }
    }

    /// The next fix of any range, for a version that is only listed.
    private static func fixes(
        after version: String, _ affected: AffectedPackage, _ scheme: VersionScheme
    ) -> [String] {
        var best: String?
        for range in affected.ranges where range.kind != .git {
            for case .fixed(let fix) in range.events where (scheme.compare(fix, version) ?? 0) > 0 {
                if let known = best, (scheme.compare(fix, known) ?? 0) >= 0 { continue }
                best = fix
            }
        }
        return best.map { [$0] } ?? []
    }

    /// Lowest first, each once.
    static func sorted(_ versions: [String], _ scheme: VersionScheme) -> [String] {
        let sorted = versions.sorted { (scheme.compare($0, $1) ?? 0) < 0 }
        return sorted.enumerated().compactMap { index, version in
            index > 0 && sorted[index - 1] == version ? nil : version
        }
    }
}
