import Advice
import Basics
import DockerfileSyntax
import RuleKit
import Rules
import Synchronization
import Workload

/// Lets the rules that look at a workload's start say what it does there, each workload once.
final class StartObserver: Sendable {
    private static let kinds: [String: Observation.Kind] = [
        "WL301": .start(.installs), "WL302": .start(.builds), "WL303": .start(.downloads), "WL304": .start(.migrates),
        "WL307": .cron, "WL308": .localDatabase,
    ]

    private let judge: Judge
    private let known = Mutex<[String: [Observation]]>([:])

    init() {
        judge = Judge(Registry(rules: Registry.all.rules.filter { Self.kinds[$0.about.id] != nil }), evidence: true)
    }

    @Sendable func observations(_ workload: Workload) -> [Observation] {
        let key = workload.dockerfile.source.path + "\n" + workload.name
        if let found = known.withLock({ $0[key] }) { return found }
        let found = judge.judge(workload).compactMap { finding -> Observation? in
            guard finding.verdict == .fault, let kind = Self.kinds[finding.rule] else { return nil }
            return Observation(kind, finding.span)
        }
        known.withLock { $0[key] = found }
        return found
    }
}
