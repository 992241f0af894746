/// A policy of Application Auto Scaling for an ECS service.
///
/// Source: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
package struct ScalingPolicy: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case tracking(Tracking)
        case step(Step)
    }

    package var name: String
    package var kind: Kind

    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// Seconds, where an ECS service's policy tells none.
    package static let defaultCooldown = 300

    package struct Tracking: Sendable, Hashable {
        package var metric: MetricReference
        package var target: Double
        package var scaleOutCooldown = ScalingPolicy.defaultCooldown
        package var scaleInCooldown = ScalingPolicy.defaultCooldown
        package var disablesScaleIn = false

        package init(_ metric: MetricReference, target: Double) {
            self.metric = metric
            self.target = target
        }
    }

    package struct Step: Sendable, Hashable {
        package enum Adjustment: String, Sendable, Hashable, CaseIterable {
            case change = "ChangeInCapacity"
            case percent = "PercentChangeInCapacity"
            case exact = "ExactCapacity"
        }

        package enum Aggregation: String, Sendable, Hashable, CaseIterable {
            case average = "Average"
            case minimum = "Minimum"
            case maximum = "Maximum"
        }

        package var adjustment: Adjustment
        package var steps: [StepAdjustment]
        package var minimumMagnitude = 0
        package var cooldown = ScalingPolicy.defaultCooldown
        package var aggregation = Aggregation.average
        /// The alarms that call it.
        package var alarms: [MetricAlarm] = []

        package init(_ adjustment: Adjustment, _ steps: [StepAdjustment]) {
            self.adjustment = adjustment
            self.steps = steps
        }
    }

    /// The metrics that it looks at.
    var metrics: [MetricReference] {
        switch kind {
        case .tracking(let tracking): [tracking.metric]
        case .step(let step): step.alarms.map(\.metric)
        }
    }

    /// Whether it can take tasks away.
    var scalesIn: Bool {
        switch kind {
        case .tracking(let tracking): !tracking.disablesScaleIn
        case .step(let step): step.adjustment == .exact || step.steps.contains { $0.adjustment < 0 }
        }
    }

    var scalesOut: Bool {
        switch kind {
        case .tracking: true
        case .step(let step): step.adjustment == .exact || step.steps.contains { $0.adjustment > 0 }
        }
    }
}

/// What to do in one range of the distance between metric and threshold.
package struct StepAdjustment: Sendable, Hashable {
    /// Nil for infinity.
    package var lower: Double?
    package var upper: Double?
    package var adjustment: Int

    package init(_ lower: Double?, _ upper: Double?, _ adjustment: Int) {
        self.lower = lower
        self.upper = upper
        self.adjustment = adjustment
    }
}
