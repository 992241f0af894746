import Basics

@testable import Scaling

/// Recordings and runs in few words.
enum Sample {
    static let start = Moment(seconds: 1_763_596_800)

    /// A recording of CPU in tasks' percent: 300 keeps three tasks busy.
    static func cpu(_ loads: [Double?], tasks: [Double?] = []) -> MetricTable {
        table([MetricSeries(name: "cpu", kind: .cpu, isShared: true, values: loads)], tasks: tasks)
    }

    static func table(_ series: [MetricSeries], tasks: [Double?] = []) -> MetricTable {
        MetricTable(
            path: "m.csv", start: start, interval: 60, minutes: series.map(\.values.count).max() ?? 0, series: series,
            tasks: tasks)
    }

    static func tracking(
        _ name: String = "cpu", target: Double = 50, out: Int = 0, in inward: Int = 0, disablesScaleIn: Bool = false,
        metric: String = "ECSServiceAverageCPUUtilization"
    ) -> ScalingPolicy {
        var tracking = ScalingPolicy.Tracking(MetricReference(metric), target: target)
        tracking.scaleOutCooldown = out
        tracking.scaleInCooldown = inward
        tracking.disablesScaleIn = disablesScaleIn
        return ScalingPolicy(name, .tracking(tracking))
    }

    /// A step policy called by an alarm of one minute.
    static func step(
        _ name: String = "step", _ adjustment: ScalingPolicy.Step.Adjustment = .change, _ steps: [StepAdjustment],
        _ comparison: MetricAlarm.Comparison = .greaterOrEqual, _ threshold: Double, cooldown: Int = 0,
        metric: String = "CPUUtilization", least: Int = 0
    ) -> ScalingPolicy {
        var step = ScalingPolicy.Step(adjustment, steps)
        step.cooldown = cooldown
        step.minimumMagnitude = least
        step.alarms = [MetricAlarm(name + "-alarm", MetricReference(metric), comparison, threshold)]
        return ScalingPolicy(name, .step(step))
    }

    /// - Parameter initial: the tasks at the start; they start at once unless told otherwise.
    static func run(
        _ table: MetricTable, _ policies: [ScalingPolicy], _ limits: ClosedRange<Int> = 1...100, initial: Int,
        change: (inout ScalingOptions, inout ScalingSetup) -> Void = { _, _ in }
    ) throws -> ScalingRun {
        var setup = ScalingSetup(service: "web")
        setup.policies = policies
        var options = ScalingOptions()
        options.minimum = limits.lowerBound
        options.maximum = limits.upperBound
        options.initial = initial
        options.startSeconds = 0
        options.stopSeconds = 0
        change(&options, &setup)
        return Simulator.run(try ScalingInput(table, setup, options))
    }

    /// The counts that activities lead to.
    static func counts(_ run: ScalingRun) -> [Int] { run.activities.map(\.to) }
}

/// Numbers that look like chance and are the same in each run.
struct Dice {
    private var state: UInt64

    init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(max(1, limit)))
    }
}
