import Basics
import ECSModel

/// Reads policies and alarms from terms, whatever they were written in.
struct PolicyReader {
    private(set) var notes: [Text] = []

    /// A policy; nil for a predictive one.
    mutating func policy(_ term: Term, name: String) throws(Failure) -> ScalingPolicy? {
        let name = term.string("policyName").value ?? name
        if let tracking = term["targetTrackingScalingPolicyConfiguration"] {
            return ScalingPolicy(name, .tracking(try self.tracking(tracking, of: name)))
        }
        if let steps = term["stepScalingPolicyConfiguration"] {
            return ScalingPolicy(name, .step(try step(steps, of: name)))
        }
        if term["predictiveScalingPolicyConfiguration"] != nil
            || term.string("policyType").value == "PredictiveScaling"
        {
            notes.append(SetupNotes.predictive(name))
            return nil
        }
        throw .at(
            term.place,
            Text(
                en: "Policy `\(name)` has neither a target tracking nor a step scaling configuration. Add it.",
                ja: "ポリシー `\(name)` にターゲット追跡とステップスケーリングのどちらの設定もありません。追加してください。"))
    }

    func tracking(_ term: Term, of policy: String) throws(Failure) -> ScalingPolicy.Tracking {
        let target = try Self.number("targetValue", in: term, of: policy)
        guard target > 0 else {
            throw .at(
                term["targetValue"]?.place ?? term.place,
                Text(
                    en: "The target of policy `\(policy)` must be greater than 0.",
                    ja: "ポリシー `\(policy)` の目標値は 0 より大きい必要があります。"))
        }
        var tracking = ScalingPolicy.Tracking(try metric(of: term, policy), target: target)
        tracking.scaleOutCooldown = try Self.cooldown("scaleOutCooldown", in: term, of: policy)
        tracking.scaleInCooldown = try Self.cooldown("scaleInCooldown", in: term, of: policy)
        tracking.disablesScaleIn = try Self.optional(term.bool("disableScaleIn"), "disableScaleIn", of: policy) ?? false
        return tracking
    }

    private func metric(of term: Term, _ policy: String) throws(Failure) -> MetricReference {
        if let predefined = term["predefinedMetricSpecification"] {
            return MetricReference(try Self.text("predefinedMetricType", in: predefined, of: policy))
        }
        guard let customized = term["customizedMetricSpecification"] else {
            throw .at(
                term.place,
                Text(
                    en: "Policy `\(policy)` names no metric. Add a PredefinedMetricSpecification or a "
                        + "CustomizedMetricSpecification.",
                    ja: "ポリシー `\(policy)` にメトリクスの指定がありません。PredefinedMetricSpecification または "
                        + "CustomizedMetricSpecification を追加してください。"))
        }
        if let metrics = customized["metrics"] { return try MetricMath.metric(metrics, of: policy) }
        return MetricReference(try Self.text("metricName", in: customized, of: policy))
    }

    func step(_ term: Term, of policy: String) throws(Failure) -> ScalingPolicy.Step {
        let adjustment = try Self.choice(
            "adjustmentType", in: term, of: policy, ScalingPolicy.Step.Adjustment.allCases, default: nil)
        var steps: [StepAdjustment] = []
        for item in term["stepAdjustments"]?.items ?? [] {
            let change = try Self.number("scalingAdjustment", in: item, of: policy)
            guard let whole = Int(exactly: change), abs(whole) <= 1_000_000 else {
                throw Self.wrong("scalingAdjustment", item["scalingAdjustment"]?.place ?? item.place, of: policy)
            }
            steps.append(
                StepAdjustment(
                    try Self.bound("metricIntervalLowerBound", in: item, of: policy),
                    try Self.bound("metricIntervalUpperBound", in: item, of: policy), whole))
        }
        if let fault = StepMath.fault(steps) {
            throw .at(
                (term["stepAdjustments"] ?? term).place,
                Text(en: "Policy `\(policy)`: \(fault.en)", ja: "ポリシー `\(policy)`: \(fault.ja)"))
        }
        var step = ScalingPolicy.Step(adjustment, steps)
        step.aggregation = try Self.choice(
            "metricAggregationType", in: term, of: policy, ScalingPolicy.Step.Aggregation.allCases, default: .average)
        step.cooldown = try Self.cooldown("cooldown", in: term, of: policy)
        step.minimumMagnitude = Int(
            try Self.bound("minAdjustmentMagnitude", in: term, of: policy).map { min(max($0, 0), 1_000_000) } ?? 0)
        return step
    }

    // MARK: Alarms

    mutating func alarm(_ term: Term, name: String) throws(Failure) -> MetricAlarm {
        let name = term.string("alarmName").value ?? name
        let comparison = try Self.choice(
            "comparisonOperator", in: term, of: name, MetricAlarm.Comparison.allCases, default: nil)
        let metric: MetricReference
        if let metrics = term["metrics"] {
            metric = try MetricMath.metric(metrics, of: name)
        } else {
            metric = MetricReference(try Self.text("metricName", in: term, of: name))
        }
        var alarm = MetricAlarm(name, metric, comparison, try Self.number("threshold", in: term, of: name))
        let written = term.string("extendedStatistic").value ?? term.string("statistic").value
        if let written {
            if let statistic = MetricAlarm.Statistic(rawValue: written) {
                alarm.statistic = statistic
            } else {
                notes.append(SetupNotes.statistic(name, written))
            }
        }
        alarm.period = try Self.count("period", in: term, of: name, most: 86_400) ?? 60
        guard alarm.period.isMultiple(of: 60) else {
            throw .at(
                term["period"]?.place ?? term.place,
                Text(
                    en:
                        "Alarm `\(name)` has a period of \(alarm.period) seconds. Whole minutes are simulated: give 60 or "
                        + "a multiple.",
                    ja: "アラーム `\(name)` の期間は \(alarm.period) 秒です。シミュレーションは 1 分単位なので、60 の倍数を指定してください。"))
        }
        alarm.evaluationPeriods = try Self.count("evaluationPeriods", in: term, of: name, most: 1_440) ?? 1
        alarm.datapointsToAlarm =
            try Self.count("datapointsToAlarm", in: term, of: name, most: alarm.evaluationPeriods)
            ?? alarm.evaluationPeriods
        alarm.missingData = try Self.choice(
            "treatMissingData", in: term, of: name, MetricAlarm.MissingData.allCases, default: .missing)
        return alarm
    }
}
