import Basics

/// Plays a recording to the policies: values in, values out, no clock.
///
/// Sources: https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html,
/// step-scaling-policy-overview.html (cooldown periods, several policies) and
/// https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html (the largest capacity).
package enum Simulator {
    package static func run(_ input: ScalingInput) -> ScalingRun {
        var simulation = Simulation(input)
        for minute in 0..<input.table.minutes { simulation.play(minute) }
        return simulation.run
    }
}

private struct Simulation {
    private(set) var run: ScalingRun
    private var desired: Int
    private var fleet: Fleet
    private var watches: [AlarmWatch] = []
    private var cooldowns: Cooldowns
    private let enabledTracking: Int
    private let capacity: (series: MetricSeries, perTask: Double)?

    private var input: ScalingInput { run.input }

    init(_ input: ScalingInput) {
        run = ScalingRun(input)
        capacity = run.capacity
        desired = input.initial
        fleet = Fleet(running: input.initial)
        cooldowns = Cooldowns(policies: input.policies.count)
        var enabled = 0
        for (index, policy) in input.policies.enumerated() {
            switch policy.kind {
            case .tracking(let tracking):
                watches.append(AlarmWatch(tracking.highAlarm, .high, policy: index, input.table))
                if tracking.disablesScaleIn { continue }
                watches.append(AlarmWatch(tracking.lowAlarm, .low, policy: index, input.table))
                enabled += 1
            case .step(let step):
                watches += step.alarms.map {
                    AlarmWatch($0, .step, policy: index, input.table, aggregation: step.aggregation)
                }
            }
        }
        enabledTracking = enabled
        run.minutes.reserveCapacity(input.table.minutes)
    }

    /// What a policy asks for.
    private struct Proposal {
        var policy: Int
        var capacity: Int
        /// The capacity that it was counted from.
        var base: Int
        var cause: ScalingRun.Cause
    }

    mutating func play(_ minute: Int) {
        let begin = minute * 60
        let end = begin + 60
        fleet.settle(at: begin)
        let tasks = fleet.average(from: begin, to: end)
        let focus = run.focus
        var record = ScalingRun.Minute(
            desired: desired, running: tasks, billed: fleet.billed(from: begin, to: end),
            load: focus.series.values.indices.contains(minute) ? focus.series.values[minute] : nil,
            value: focus.series.value(at: minute, tasks: tasks, form: focus.metric.form), unserved: nil)
        if let (series, most) = capacity, series.values.indices.contains(minute), let load = series.values[minute] {
            record.unserved = max(0, load - most * tasks)
        }
        run.minutes.append(record)
        fleet.settle(at: end)
        for index in watches.indices {
            watches[index].take(minute, tasks: tasks, endsAt: input.table.start.seconds + end)
        }
        decide(minute, end, tasks)
    }

    // MARK: Decisions

    private mutating func decide(_ minute: Int, _ now: Int, _ tasks: Double) {
        var outward: [Proposal] = []
        var inward: [Proposal] = []
        var ready: [Proposal] = []
        for watch in watches where watch.fires {
            guard let value = watch.value else { continue }
            switch input.policies[watch.policy].kind {
            case .tracking(let tracking):
                let proposal = Proposal(
                    policy: watch.policy, capacity: tracking.capacity(for: value, tasks: tasks), base: fleet.running,
                    cause: .tracking(
                        metric: tracking.metric.written, value: value, target: tracking.target,
                        isHigh: watch.role == .high))
                if watch.role == .high { outward.append(proposal) } else { ready.append(proposal) }
            case .step(let step):
                guard let (proposal, isOut) = proposal(step, watch, value, now) else { continue }
                if isOut { outward.append(proposal) } else { inward.append(proposal) }
            }
        }
        if scaleOut(outward, minute, now) { return }
        // Every tracking policy that may scale in must be ready to.
        if !ready.isEmpty {
            if ready.count == enabledTracking {
                if let largest = ready.max(by: { $0.capacity < $1.capacity }) { inward.append(largest) }
            } else {
                note(.othersNotReady, when: ready.contains { $0.capacity < desired } && desired > input.minimum)
            }
        }
        scaleIn(inward, minute, now)
    }

    /// What a step policy asks for; nil where its steps change nothing.
    private func proposal(
        _ step: ScalingPolicy.Step, _ watch: AlarmWatch, _ value: Double, _ now: Int
    ) -> (proposal: Proposal, isOut: Bool)? {
        let alarm = watch.alarm
        let found = StepMath.adjustment(
            step.steps, distance: value - alarm.threshold, isAbove: alarm.comparison.isAbove)
        guard let adjustment = found?.adjustment else { return nil }
        let cause = ScalingRun.Cause.step(
            alarm: alarm.name, metric: alarm.metric.written, value: value, comparison: alarm.comparison,
            threshold: alarm.threshold)
        let current = fleet.running
        // What was added by the activity that began the cooldown is a part of what is added now.
        let base = cooldowns.base(of: watch.policy, at: now) ?? current
        let more = StepMath.capacity(step, adjustment, from: base)
        if more > base, more > desired {
            return (Proposal(policy: watch.policy, capacity: more, base: base, cause: cause), true)
        }
        let less = StepMath.capacity(step, adjustment, from: current)
        guard less < current else { return nil }
        return (Proposal(policy: watch.policy, capacity: less, base: current, cause: cause), false)
    }

    private mutating func note(_ held: ScalingRun.Held, when condition: Bool = true) {
        if condition { run.held[held, default: 0] += 1 }
    }

    private mutating func scaleOut(_ proposals: [Proposal], _ minute: Int, _ now: Int) -> Bool {
        guard let winner = proposals.max(by: { $0.capacity < $1.capacity }), winner.capacity > desired else {
            return false
        }
        let capacity = min(winner.capacity, input.maximum)
        if winner.capacity > input.maximum { note(.atMaximum) }
        guard capacity > desired else { return false }
        if input.suspendsScaleOut {
            note(.suspended)
            return false
        }
        record(winner, capacity, minute, now)
        fleet.start(capacity - desired, readyAt: now + input.startSeconds)
        fleet.settle(at: now)
        desired = capacity
        let cooldown: Int
        switch input.policies[winner.policy].kind {
        case .tracking(let tracking): cooldown = tracking.scaleOutCooldown
        case .step(let step): cooldown = step.cooldown
        }
        // It counts from when the new tasks run; until then the activity is in progress.
        cooldowns.scaledOut(
            winner.policy, base: winner.base, now: now, until: now + input.startSeconds + cooldown)
        return true
    }

    private mutating func scaleIn(_ proposals: [Proposal], _ minute: Int, _ now: Int) {
        guard let winner = proposals.max(by: { $0.capacity < $1.capacity }), winner.capacity < desired else { return }
        let capacity = max(winner.capacity, input.minimum)
        guard capacity < desired else { return note(.atMinimum) }
        if input.suspendsScaleIn { return note(.suspended) }
        if cooldowns.blocksScaleIn(at: now) || fleet.isStarting { return note(.coolingDown) }
        record(winner, capacity, minute, now)
        fleet.stop(desired - capacity, goneAt: now + input.stopSeconds)
        desired = capacity
        let cooldown: Int
        switch input.policies[winner.policy].kind {
        case .tracking(let tracking): cooldown = tracking.scaleInCooldown
        case .step(let step): cooldown = step.cooldown
        }
        cooldowns.scaledIn(until: now + cooldown)
    }

    private mutating func record(_ winner: Proposal, _ capacity: Int, _ minute: Int, _ now: Int) {
        run.activities.append(
            ScalingRun.Activity(
                minute: minute, time: Moment(seconds: input.table.start.seconds + now), from: desired, to: capacity,
                policy: input.policies[winner.policy].name, cause: winner.cause))
    }
}
