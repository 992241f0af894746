package import Basics

/// What scaling made of a recording, minute by minute.
package struct ScalingRun: Sendable {
    package struct Minute: Sendable, Hashable {
        /// The desired count in this minute.
        package var desired: Int
        /// Tasks that took requests, averaged over the minute.
        package var running: Double
        /// Tasks that were paid for: those that start and those that stop, too.
        package var billed: Double
        /// The load of the whole service; nil where nothing was recorded.
        package var load: Double?
        /// What the first policy saw.
        package var value: Double?
        /// Load beyond what the tasks can take; nil where that is not known.
        package var unserved: Double?
    }

    /// A change of the desired count.
    package struct Activity: Sendable, Hashable {
        package var minute: Int
        package var time: Moment
        package var from: Int
        package var to: Int
        package var policy: String
        package var cause: Cause

        package var isOut: Bool { to > from }
    }

    package enum Cause: Sendable, Hashable {
        /// The metric, its value, and the target; `isHigh` for the alarm above it.
        case tracking(metric: String, value: Double, target: Double, isHigh: Bool)
        case step(alarm: String, metric: String, value: Double, comparison: MetricAlarm.Comparison, threshold: Double)
    }

    /// Why nothing was done although an alarm asked for it.
    package enum Held: String, Sendable, Hashable, CaseIterable {
        case atMaximum, atMinimum, coolingDown, othersNotReady, suspended
    }

    /// The metric that is drawn, and the value that the policy keeps it at or acts from.
    package struct Focus: Sendable, Hashable {
        package var series: MetricSeries
        package var metric: MetricReference
        package var target: Double
        package var isTracking: Bool

        /// Whether it is percent of what a task has.
        package var isPercent: Bool {
            (series.kind == .cpu || series.kind == .memory) && metric.form == .perTask
        }
    }

    package let input: ScalingInput
    package let focus: Focus
    package internal(set) var minutes: [Minute] = []
    package internal(set) var activities: [Activity] = []
    /// Minutes in which something held an activity up.
    package internal(set) var held: [Held: Int] = [:]

    init(_ input: ScalingInput) {
        self.input = input
        focus = Self.focus(input)
    }

    /// Target tracking before steps, alarms above before alarms below.
    private static func focus(_ input: ScalingInput) -> Focus {
        var found: [Focus] = []
        for policy in input.policies {
            switch policy.kind {
            case .tracking(let tracking):
                guard let series = input.table.series(named: tracking.metric.column) else { continue }
                return Focus(series: series, metric: tracking.metric, target: tracking.target, isTracking: true)
            case .step(let step):
                for alarm in step.alarms {
                    guard let series = input.table.series(named: alarm.metric.column) else { continue }
                    let focus = Focus(series: series, metric: alarm.metric, target: alarm.threshold, isTracking: false)
                    if alarm.comparison.isAbove { found.insert(focus, at: 0) } else { found.append(focus) }
                }
            }
        }
        return found.first
            ?? Focus(
                series: MetricSeries(name: "", kind: .custom, isShared: false, values: []), metric: MetricReference(""),
                target: 0, isTracking: false)
    }
}
