/// Which activities wait for an earlier one to take effect.
///
/// Source: https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html and
/// target-tracking-scaling-policy-overview.html, sections on cooldown periods.
struct Cooldowns {
    /// By policy: the capacity before the activity that began it, and its end.
    private var outward: [(base: Int, until: Int)?]
    private var inwardUntil = Int.min

    init(policies: Int) {
        outward = Array(repeating: nil, count: policies)
    }

    /// What a policy counts from while its scale-out cooldown lasts; nil when it counts from what runs.
    func base(of policy: Int, at now: Int) -> Int? {
        guard let cooldown = outward[policy], now < cooldown.until else { return nil }
        return cooldown.base
    }

    mutating func scaledOut(_ policy: Int, base: Int, now: Int, until: Int) {
        outward[policy] = (self.base(of: policy, at: now) ?? base, until)
        // A scale-out ends the cooldown of a scale-in.
        inwardUntil = Int.min
    }

    mutating func scaledIn(until: Int) {
        inwardUntil = until
    }

    func blocksScaleIn(at now: Int) -> Bool {
        now < inwardUntil || outward.contains { now < ($0?.until ?? Int.min) }
    }
}
