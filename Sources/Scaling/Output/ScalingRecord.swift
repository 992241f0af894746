package import Basics
import Pricing

/// A simulation for programs: its shape is told in `docs/en/scaling.md`.
package struct ScalingRecord: Encodable, Sendable {
    package struct Recording: Encodable, Sendable {
        let path: String
        let start: String
        let end: String
        let intervalSeconds: Int
        let minutes: Int
    }

    package struct Policy: Encodable, Sendable {
        let name: String
        let type: String
        let summary: Text
    }

    package struct Metric: Encodable, Sendable {
        let name: String
        let column: String
        let title: Text
        /// The target, or the threshold of a step policy's alarm.
        let target: Double
        let isTarget: Bool
    }

    package struct Activity: Encodable, Sendable {
        let time: String
        let from: Int
        let to: Int
        let policy: String
        let value: Double
        let reason: Text
    }

    package struct Minute: Encodable, Sendable {
        let time: String
        let desired: Int
        let running: Double
        let load: Double?
        let value: Double?
        let unserved: Double?
    }

    package struct Totals: Encodable, Sendable {
        let taskHours: Double
        let taskHoursAtPeak: Double
        let peak: Int
        let lowest: Int
        let minutesOverTarget: Int
        let minutesAtMaximum: Int
        let minutesShortOfMaximum: Int
        let minutesUnserved: Int
        /// From 0 to 1.
        let unservedShare: Double?
        let averageValue: Double?
        let greatestValue: Double?
        let swings: Int
        let minutesHeld: [String: Int]
    }

    package struct Amount: Encodable, Sendable {
        let low: Double
        let high: Double
    }

    package struct Cost: Encodable, Sendable {
        let region: String
        let cpu: Int
        let memory: Int
        let architecture: String
        let usd: Amount
        let usdAtPeak: Amount
        let usdMonth: Amount
        let usdMonthAtPeak: Amount
    }

    package struct Warning: Encodable, Sendable {
        let kind: String
        let text: Text
    }

    let service: String?
    let recording: Recording
    let minimum: Int
    let maximum: Int
    let initial: Int
    let startSeconds: Int
    let stopSeconds: Int
    let policies: [Policy]
    let metric: Metric
    let activities: [Activity]
    let totals: Totals
    let cost: Cost?
    let costNotes: [Text]
    let warnings: [Warning]
    let assumptions: [Text]
    let minutes: [Minute]

    package init(_ report: ScalingReport) {
        let run = report.run
        let (input, table) = (run.input, run.input.table)
        service = input.service
        recording = Recording(
            path: table.path, start: table.start.iso, end: table.end.iso, intervalSeconds: table.interval,
            minutes: table.minutes)
        (minimum, maximum, initial) = (input.minimum, input.maximum, input.initial)
        (startSeconds, stopSeconds) = (input.startSeconds, input.stopSeconds)
        policies = input.policies.map { policy in
            let type: String
            if case .tracking = policy.kind { type = "TargetTrackingScaling" } else { type = "StepScaling" }
            return Policy(name: policy.name, type: type, summary: ScalingWords.summary(policy))
        }
        metric = Metric(
            name: run.focus.metric.written, column: run.focus.series.name, title: ScalingWords.metric(run.focus),
            target: run.focus.target, isTarget: run.focus.isTracking)
        activities = run.activities.map { activity in
            let value: Double
            switch activity.cause {
            case .tracking(_, let seen, _, _): value = seen
            case .step(_, _, let seen, _, _): value = seen
            }
            return Activity(
                time: activity.time.iso, from: activity.from, to: activity.to, policy: activity.policy,
                value: Self.short(value), reason: ScalingWords.reason(activity.cause))
        }
        totals = Self.totals(run)
        cost = report.cost.map(Self.cost)
        costNotes = report.costNotes
        warnings = run.warnings.map { Warning(kind: $0.kind.rawValue, text: $0.text) }
        assumptions = report.assumptions
        minutes = run.minutes.enumerated().map { index, minute in
            Minute(
                time: Moment(seconds: table.start.seconds + index * 60).iso, desired: minute.desired,
                running: Self.short(minute.running), load: minute.load.map(Self.short),
                value: minute.value.map(Self.short), unserved: minute.unserved.map(Self.short))
        }
    }

    private static func totals(_ run: ScalingRun) -> Totals {
        Totals(
            taskHours: short(run.taskHours), taskHoursAtPeak: short(run.constantHours), peak: run.peak,
            lowest: run.lowest, minutesOverTarget: run.minutesOverTarget, minutesAtMaximum: run.minutesAtMaximum,
            minutesShortOfMaximum: run.minutesShort, minutesUnserved: run.minutesUnserved,
            unservedShare: run.unservedShare.map { ($0 * 1e6).rounded() / 1e6 },
            averageValue: run.averageValue.map(short), greatestValue: run.greatestValue.map(short),
            swings: run.swings.count,
            minutesHeld: Dictionary(uniqueKeysWithValues: run.held.map { ($0.key.rawValue, $0.value) }))
    }

    private static func cost(_ cost: ScalingCost) -> Cost {
        func amount(_ low: Int, _ high: Int) -> Amount { Amount(low: Double(low) / 100, high: Double(high) / 100) }
        return Cost(
            region: cost.region, cpu: cost.size.cpu, memory: cost.size.memory,
            architecture: cost.isARM ? "ARM64" : "X86_64", usd: amount(cost.total.low, cost.total.high),
            usdAtPeak: amount(cost.constant.low, cost.constant.high),
            usdMonth: amount(cost.month.low, cost.month.high),
            usdMonthAtPeak: amount(cost.monthConstant.low, cost.monthConstant.high))
    }

    /// Three places are enough for a load.
    private static func short(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
}

extension Moment {
    /// `2026-11-20T09:30:00Z`.
    package var iso: String {
        let rest = seconds - seconds / 60 * 60
        return "\(day)T\(clock):\(rest < 10 ? "0" : "")\(rest)Z"
    }
}
