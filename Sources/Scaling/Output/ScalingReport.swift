package import Basics

/// A simulation as it is shown: the run, what it costs, and what was assumed.
package struct ScalingReport: Sendable {
    package let run: ScalingRun
    package let cost: ScalingCost?
    /// What is to be said of the cost: why there is none, or why its prices are to be doubted.
    package let costNotes: [Text]

    package init(_ run: ScalingRun, cost: ScalingCost?, costNotes: [Text] = []) {
        self.run = run
        self.cost = cost
        self.costNotes = costNotes
    }

    /// What the result rests on and no file tells.
    package var assumptions: [Text] {
        let input = run.input
        let (start, stop) = (input.startSeconds, input.stopSeconds)
        var list = [
            Text(
                en:
                    "A new task takes requests \(start) s after the decision (--start-seconds), and is paid for from the "
                    + "decision on; one that is stopped takes none at once and is paid for \(stop) s more (--stop-seconds).",
                ja: "新しいタスクは、判断から \(start) 秒後にリクエストを受け付けます (--start-seconds)。料金は判断の時点から発生します。停止するタスクは"
                    + "すぐにリクエストを受けなくなり、料金はその後 \(stop) 秒間発生します (--stop-seconds)。"),
            Text(
                en:
                    "The load is what was recorded, whatever the simulation does, and all running tasks share it evenly.",
                ja: "負荷は記録のとおりで、シミュレーションの結果には左右されません。稼働中のタスクに均等に分散されるものとします。"),
            Text(
                en: "Alarms see a minute as soon as it is over; in truth metrics come a minute or more late.",
                ja: "アラームは 1 分が経過した時点ですぐに評価します。実際にはメトリクスの到着が 1 分以上遅れます。"),
        ]
        let hasTracking = input.policies.contains { if case .tracking = $0.kind { true } else { false } }
        if hasTracking {
            list.append(
                Text(
                    en:
                        "Target tracking: its alarms are 3 of 3 minutes above the target and 15 of 15 below 90 % of it; "
                        + "the new count is tasks x metric / target, rounded up.",
                    ja: "ターゲット追跡のアラームは、目標値超えが 3 分中 3 分、目標値の 90 % 未満が 15 分中 15 分で作動します。新しいタスク数は"
                        + "「タスク数 x メトリクス / 目標値」の切り上げです。"))
        }
        if input.table.series.contains(where: { $0.kind == .cpu || $0.kind == .memory }) {
            list.append(
                Text(
                    en: "CPU and memory of a task end at 100 %, as on Fargate: an overload looks like 100 %.",
                    ja: "Fargate と同じく、タスクの CPU とメモリの使用率は 100 % が上限です。過負荷でも 100 % として扱います。"))
        }
        list.append(
            Text(
                en: "No deployment takes place (it would hold up scaling in), and no task fails.",
                ja: "期間中にデプロイ (スケールインが停止する) やタスクの異常終了はないものとします。"))
        return list
    }
}
