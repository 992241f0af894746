import Basics

/// The arithmetic of step scaling.
///
/// Source: https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html (step
/// adjustments, scaling adjustment types) and API_StepAdjustment.html
enum StepMath {
    /// The adjustment for a metric so far from the threshold.
    ///
    /// Above the threshold a range includes its lower bound, below it the upper one. At the threshold itself the alarm's
    /// side decides.
    static func adjustment(_ steps: [StepAdjustment], distance: Double, isAbove: Bool) -> StepAdjustment? {
        let includesLower = distance > 0 || (distance == 0 && isAbove)
        return steps.first { step in
            let (lower, upper) = (step.lower ?? -.infinity, step.upper ?? .infinity)
            return includesLower ? lower <= distance && distance < upper : lower < distance && distance <= upper
        }
    }

    /// What a capacity becomes by an adjustment.
    static func capacity(_ policy: ScalingPolicy.Step, _ adjustment: Int, from capacity: Int) -> Int {
        switch policy.adjustment {
        case .exact: return max(0, adjustment)
        case .change: return max(0, capacity + adjustment)
        case .percent: return max(0, capacity + change(adjustment, of: capacity, least: policy.minimumMagnitude))
        }
    }

    /// A percentage of a capacity in whole tasks: towards zero, but never to zero.
    ///
    /// 12.7 becomes 12, 0.67 becomes 1, -0.58 becomes -1 and -6.67 becomes -6.
    static func change(_ percent: Int, of capacity: Int, least: Int) -> Int {
        let hundredths = capacity.multipliedReportingOverflow(by: percent)
        guard !hundredths.overflow, percent != 0 else { return 0 }
        let sign = percent < 0 ? -1 : 1
        var change = hundredths.partialValue / 100
        if change == 0, hundredths.partialValue != 0 { change = sign }
        return abs(change) < least ? sign * least : change
    }

    /// Why Application Auto Scaling would refuse the steps; nil when it takes them.
    static func fault(_ steps: [StepAdjustment]) -> Text? {
        guard !steps.isEmpty else {
            return Text(en: "at least one step adjustment is needed.", ja: "ステップ調整が 1 つ以上必要です。")
        }
        if steps.contains(where: { $0.lower == nil && $0.upper == nil }) {
            return Text(
                en: "a step adjustment must have a lower or an upper bound.", ja: "ステップ調整には下限または上限が必要です。")
        }
        if steps.contains(where: { ($0.lower ?? -.infinity) >= ($0.upper ?? .infinity) }) {
            return Text(
                en: "the upper bound of a step adjustment must be greater than its lower one.",
                ja: "ステップ調整の上限は下限より大きい必要があります。")
        }
        let sorted = steps.sorted { ($0.lower ?? -.infinity) < ($1.lower ?? -.infinity) }
        for (one, next) in zip(sorted, sorted.dropFirst()) where one.upper != next.lower || one.upper == nil {
            return Text(
                en: "the ranges of step adjustments must not overlap or leave a gap.",
                ja: "ステップ調整の範囲に重複や隙間があってはなりません。")
        }
        let (lowest, highest) = (sorted.first?.lower, sorted.last?.upper)
        if let lowest, lowest < 0 {
            return Text(
                en: "with a negative lower bound, one step adjustment must have no lower bound.",
                ja: "負の下限を使う場合は、下限のないステップ調整が 1 つ必要です。")
        }
        if let highest, highest > 0 {
            return Text(
                en: "with a positive upper bound, one step adjustment must have no upper bound.",
                ja: "正の上限を使う場合は、上限のないステップ調整が 1 つ必要です。")
        }
        return nil
    }
}
