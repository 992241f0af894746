package import Basics

/// Policies, activities and units in words.
package enum ScalingWords {
    package static func metric(_ focus: ScalingRun.Focus) -> Text {
        switch (focus.series.kind, focus.metric.form) {
        case (.cpu, .perTask): Text(en: "CPU utilisation, %", ja: "CPU 使用率 (%)")
        case (.memory, .perTask): Text(en: "Memory utilisation, %", ja: "メモリ使用率 (%)")
        case (.requests, .perTask): Text(en: "Requests a minute for each task", ja: "タスクあたりのリクエスト数 (毎分)")
        case (.requests, _): Text(en: "Requests a minute", ja: "リクエスト数 (毎分)")
        default:
            Text(en: MetricRows.short(focus.metric.written), ja: MetricRows.short(focus.metric.written))
        }
    }

    /// The load of the whole service, and what its numbers are divided by to be shown.
    package static func load(_ focus: ScalingRun.Focus) -> (title: Text, divisor: Double) {
        switch focus.series.kind {
        case .cpu: (Text(en: "Load: tasks kept busy at 100 % CPU", ja: "負荷: CPU 100 % 換算のタスク数"), 100)
        case .memory: (Text(en: "Load: tasks filled at 100 % memory", ja: "負荷: メモリ 100 % 換算のタスク数"), 100)
        case .requests: (Text(en: "Load: requests a minute", ja: "負荷: リクエスト数 (毎分)"), 1)
        case .custom:
            (
                Text(
                    en: "Load: \(MetricRows.short(focus.series.name))", ja: "負荷: \(MetricRows.short(focus.series.name))"
                ),
                1
            )
        }
    }

    static func value(_ value: Double, _ metric: String) -> String {
        let reference = MetricReference(metric)
        let isPercent = reference.form == .perTask && (reference.column == "cpu" || reference.column == "memory")
        return Decimals.shown(value, places: value < 1 && !isPercent ? 3 : 1) + (isPercent ? " %" : "")
    }

    /// A metric in few words.
    package static func name(_ metric: String) -> Text {
        switch metric {
        case "ECSServiceAverageCPUUtilization", "CPUUtilization": Text(en: "CPU", ja: "CPU 使用率")
        case "ECSServiceAverageMemoryUtilization", "MemoryUtilization": Text(en: "memory", ja: "メモリ使用率")
        case "ALBRequestCountPerTarget", "RequestCountPerTarget":
            Text(en: "requests for each task", ja: "タスクあたりのリクエスト数")
        default: Text(en: MetricRows.short(metric), ja: MetricRows.short(metric))
        }
    }

    /// Why the count was changed.
    package static func reason(_ cause: ScalingRun.Cause) -> Text {
        switch cause {
        case .tracking(let metric, let value, let target, let isHigh):
            let (name, shown, limit) = (name(metric), self.value(value, metric), self.value(target, metric))
            if isHigh {
                return Text(
                    en: "\(name.en) \(shown), above \(limit) for 3 min", ja: "\(name.ja) \(shown)、目標 \(limit) 超えが 3 分継続"
                )
            }
            return Text(
                en: "\(name.en) \(shown), below 90 % of \(limit) for 15 min",
                ja: "\(name.ja) \(shown)、目標 \(limit) の 90 % 未満が 15 分継続")
        case .step(let alarm, let metric, let value, let comparison, let threshold):
            let (name, shown, limit) = (name(metric), self.value(value, metric), self.value(threshold, metric))
            let alarm = MetricRows.short(alarm)
            return Text(
                en: "alarm \(alarm): \(name.en) \(shown), threshold \(comparison.sign) \(limit)",
                ja: "アラーム \(alarm): \(name.ja) \(shown)、しきい値 \(comparison.sign) \(limit)")
        }
    }

    /// What a policy does, in one line.
    package static func summary(_ policy: ScalingPolicy) -> Text {
        switch policy.kind {
        case .tracking(let tracking):
            let (name, limit) = (name(tracking.metric.written), value(tracking.target, tracking.metric.written))
            let inward = tracking.disablesScaleIn
            return Text(
                en: "keeps \(name.en) at \(limit); cooldown out \(tracking.scaleOutCooldown) s, "
                    + (inward ? "never scales in" : "in \(tracking.scaleInCooldown) s"),
                ja: "\(name.ja)を \(limit) に維持、クールダウンはアウト \(tracking.scaleOutCooldown) 秒、"
                    + (inward ? "スケールイン無効" : "イン \(tracking.scaleInCooldown) 秒"))
        case .step(let step):
            let alarms = step.alarms.map { alarm -> Text in
                let (metric, limit) = (name(alarm.metric.written), value(alarm.threshold, alarm.metric.written))
                let minutes = alarm.evaluationPeriods * alarm.period / 60
                let sign = alarm.comparison.sign
                let (most, least) = (alarm.evaluationPeriods, alarm.datapointsToAlarm)
                if least == most {
                    return Text(
                        en: "\(metric.en) \(sign) \(limit) for \(minutes) min",
                        ja: "\(metric.ja) \(sign) \(limit) が \(minutes) 分継続")
                }
                return Text(
                    en: "\(metric.en) \(sign) \(limit) in \(least) of \(most) points (\(minutes) min)",
                    ja: "\(metric.ja) \(sign) \(limit) が \(most) 点中 \(least) 点 (\(minutes) 分)")
            }
            let steps = step.steps.map { adjustment(step, $0) }.joined(separator: ", ")
            return Text(
                en: "\(alarms.map(\.en).joined(separator: "; ")): \(steps); cooldown \(step.cooldown) s",
                ja: "\(alarms.map(\.ja).joined(separator: "、")): \(steps)、クールダウン \(step.cooldown) 秒")
        }
    }

    private static func adjustment(_ policy: ScalingPolicy.Step, _ step: StepAdjustment) -> String {
        switch policy.adjustment {
        case .exact: "= \(step.adjustment)"
        case .change: step.adjustment < 0 ? String(step.adjustment) : "+\(step.adjustment)"
        case .percent: (step.adjustment < 0 ? "" : "+") + "\(step.adjustment) %"
        }
    }

    /// Why alarms led to nothing, so many minutes long.
    package static func held(_ held: ScalingRun.Held, _ minutes: Int) -> Text {
        switch held {
        case .atMaximum:
            Text(en: "at the maximum: \(minutes) min", ja: "最大数に到達: \(minutes) 分")
        case .atMinimum:
            Text(en: "at the minimum: \(minutes) min", ja: "最小数に到達: \(minutes) 分")
        case .coolingDown:
            Text(en: "scaling in waits for a cooldown: \(minutes) min", ja: "クールダウンによるスケールイン待ち: \(minutes) 分")
        case .othersNotReady:
            Text(
                en: "not all policies are ready to scale in: \(minutes) min",
                ja: "一部のポリシーがスケールイン条件を満たさない: \(minutes) 分")
        case .suspended: Text(en: "suspended: \(minutes) min", ja: "スケーリングの中断中: \(minutes) 分")
        }
    }
}
