package import Basics

/// What in a run or its input deserves a second look.
package struct ScalingWarning: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case swings, short, neverIn, neverOut, unserved, unshared, memory, saturated, coarse, missing, zeroMinimum
        /// Something that is not simulated.
        case leftOut
    }

    package var kind: Kind
    package var text: Text
}

extension ScalingRun {
    package var warnings: [ScalingWarning] {
        var list: [ScalingWarning] = []
        func warn(_ kind: ScalingWarning.Kind, _ en: String, _ ja: String) {
            list.append(ScalingWarning(kind: kind, text: Text(en: en, ja: ja)))
        }
        if let first = swings.first, swings.count > 1 {
            warn(
                .swings,
                "The count swings: \(swings.count) activities take back the one before within \(Self.swingMinutes) minutes, "
                    + "the first at \(first.time.minuteText). Put the thresholds further apart, or the scale-in cooldown up.",
                "タスク数が振動しています。直前の変更を \(Self.swingMinutes) 分以内に打ち消した回数は \(swings.count) 回で、最初は "
                    + "\(first.time.minuteText) です。しきい値の間隔を広げるか、スケールインのクールダウンを長くしてください。")
        }
        if minutesShort > 0 {
            warn(
                .short,
                "In \(minutesShort) minutes more tasks were called for than the maximum of \(input.maximum) allows.",
                "最大数 \(input.maximum) を超えるタスクが必要だった時間が \(minutesShort) 分あります。")
        }
        if let share = unservedShare, minutesUnserved > 0 {
            let percent = Decimals.shown(share * 100, places: 2)
            let what = capacity?.series.kind == .requests
            warn(
                .unserved,
                "In \(minutesUnserved) minutes the tasks could not take the load: \(percent) % of all "
                    + (what ? "requests were too many." : "CPU work was left undone."),
                "負荷を処理しきれなかった時間が \(minutesUnserved) 分あり、全" + (what ? "リクエスト" : " CPU 負荷")
                    + "の \(percent) % に相当します。")
        }
        if input.maximum > input.minimum {
            if !input.policies.contains(where: \.scalesIn) || input.suspendsScaleIn {
                warn(.neverIn, "Nothing ever scales in: tasks that were added stay.", "スケールインが行われないため、増えたタスクは減りません。")
            }
            if !input.policies.contains(where: \.scalesOut) || input.suspendsScaleOut {
                warn(.neverOut, "Nothing ever scales out.", "スケールアウトが行われません。")
            }
        }
        aboutMetrics(&list)
        aboutRecording(&list)
        return list + input.notes.map { ScalingWarning(kind: .leftOut, text: $0) }
    }

    private func aboutMetrics(_ list: inout [ScalingWarning]) {
        for policy in input.policies {
            guard case .tracking(let tracking) = policy.kind,
                let series = input.table.series(named: tracking.metric.column)
            else { continue }
            if series.kind == .memory {
                list.append(
                    ScalingWarning(
                        kind: .memory,
                        text: Text(
                            en:
                                "Policy `\(policy.name)` tracks memory. It is taken as shared by the tasks; most programs "
                                + "keep theirs, so that in truth it falls less or not at all.",
                            ja: "ポリシー `\(policy.name)` はメモリを追跡しています。メモリ使用量はタスク間で分散されるものとして計算しますが、"
                                + "多くのプログラムでは、タスクを増やしても実際にはあまり下がりません。")))
            }
            if tracking.metric.form == .total || (tracking.metric.form == .asRecorded && !series.isShared) {
                list.append(
                    ScalingWarning(
                        kind: .unshared,
                        text: Text(
                            en:
                                "Policy `\(policy.name)` tracks `\(series.name)`, which does not fall when there are more "
                                + "tasks: the count runs to a limit. Track a value for each task (column `\(series.name)/task`).",
                            ja: "ポリシー `\(policy.name)` が追跡する `\(series.name)` は、タスクが増えても下がらないため、タスク数が上限または下限に"
                                + "達するまで変化し続けます。タスクあたりの値 (`\(series.name)/task` 列) を追跡してください。")))
            }
        }
    }

    private func aboutRecording(_ list: inout [ScalingWarning]) {
        func warn(_ kind: ScalingWarning.Kind, _ en: String, _ ja: String) {
            list.append(ScalingWarning(kind: kind, text: Text(en: en, ja: ja)))
        }
        let table = input.table
        if table.saturated > 0 {
            warn(
                .saturated,
                "In \(table.saturated) minutes the recorded CPU was at 99 % or more: the true load may have been greater.",
                "記録された CPU 使用率が 99 % 以上の時間が \(table.saturated) 分あります。実際の負荷はさらに大きかった可能性があります。")
        }
        if table.interval > 60 {
            let minutes = Decimals.shown(Double(table.interval) / 60, places: 1)
            warn(
                .coarse,
                "A row stands for \(minutes) minutes: peaks within them are not seen, while real alarms look at each "
                    + "minute.",
                "1 行が \(minutes) 分間を表すため、その間のピークは反映されません。実際のアラームは 1 分ごとに評価されます。")
        }
        if minutesMissing > 0 {
            warn(
                .missing, "In \(minutesMissing) minutes nothing was recorded: alarms treat them as missing data.",
                "データのない時間が \(minutesMissing) 分あります。アラームの評価では欠落データとして扱います。")
        }
        if input.minimum == 0 {
            warn(
                .zeroMinimum,
                "With no task running there is no CPU, memory or per-target metric: from 0 tasks nothing scales out.",
                "タスクが 0 になると CPU、メモリ、ターゲットあたりのメトリクスが出力されなくなり、0 からはスケールアウトしません。")
        }
    }
}

extension Moment {
    /// `2026-11-20 09:30`, in UTC.
    package var minuteText: String { "\(day) \(clock)" }
}
