package import Basics
import Pricing

extension ScalingReport {
    /// The figures below the drawing, each with its name.
    package var totals: [(title: Text, value: Text)] {
        let minutes = run.minutes.count
        var rows: [(title: Text, value: Text)] = [
            (
                Text(en: "Tasks", ja: "タスク数"),
                run.lowest == run.peak
                    ? Text(en: "\(run.peak)", ja: "\(run.peak)")
                    : Text(en: "\(run.lowest) to \(run.peak)", ja: "\(run.lowest)～\(run.peak)")
            ), (Text(en: "Task-hours", ja: "タスク時間"), taskHours),
        ]
        if let average = run.averageValue, let greatest = run.greatestValue {
            let metric = run.focus.metric.written
            let (usual, most) = (ScalingWords.value(average, metric), ScalingWords.value(greatest, metric))
            rows.append(
                (
                    ScalingWords.name(metric),
                    Text(en: "\(usual) on average, at most \(most)", ja: "平均 \(usual)、最大 \(most)")
                ))
        }
        let over =
            run.focus.isTracking
            ? Text(en: "Over the target", ja: "目標超過") : Text(en: "Over the threshold", ja: "しきい値超過")
        rows.append((over, Self.share(run.minutesOverTarget, minutes)))
        rows.append((Text(en: "At the maximum", ja: "最大数で稼働"), Self.share(run.minutesAtMaximum, minutes)))
        if let unserved = run.unservedShare {
            let percent = Decimals.shown(unserved * 100, places: 2)
            rows.append(
                (
                    Text(en: "Not served", ja: "処理できない負荷"),
                    run.minutesUnserved == 0
                        ? Text(en: "none", ja: "なし")
                        : Text(
                            en: "\(percent) % of the load, in \(run.minutesUnserved) min",
                            ja: "負荷全体の \(percent) %、\(run.minutesUnserved) 分間")
                ))
        }
        return rows + money
    }

    private var taskHours: Text {
        let (hours, constant) = (
            Decimals.shown(run.taskHours, places: 1), Decimals.shown(run.constantHours, places: 1)
        )
        return Text(
            en: "\(hours); \(constant) with \(run.peak) tasks all the time",
            ja: "\(hours)、常時 \(run.peak) タスクなら \(constant)")
    }

    private static func share(_ part: Int, _ whole: Int) -> Text {
        let percent = Decimals.shown(whole == 0 ? 0 : Double(part) * 100 / Double(whole), places: 1)
        return Text(en: "\(part) min (\(percent) %)", ja: "\(part) 分 (\(percent) %)")
    }

    private var money: [(title: Text, value: Text)] {
        guard let cost else { return [] }
        let size = [
            "\(cost.size.vcpu.shown(places: 2)) vCPU", "\(cost.size.gigabytes.shown(places: 1)) GB",
            cost.isARM ? "ARM" : "x86", cost.region,
        ]
        let (total, constant) = (cost.total.dollars, cost.constant.dollars)
        let (month, monthConstant) = (cost.month.dollars, cost.monthConstant.dollars)
        let yen = cost.month.yenText(cost.yenPerDollar)
        return [
            (
                Text(en: "Fargate", ja: "Fargate"),
                Text(
                    en:
                        "USD \(total); \(constant) with \(run.peak) tasks all the time (\(size.joined(separator: ", ")))",
                    ja: "USD \(total)、常時 \(run.peak) タスクなら \(constant) (\(size.joined(separator: "、")))")
            ),
            (
                Text(en: "A month like this", ja: "1 か月換算"),
                Text(
                    en: "USD \(month) (JPY \(yen)); \(monthConstant) with \(run.peak) tasks all the time",
                    ja: "USD \(month) (JPY \(yen))、常時 \(run.peak) タスクなら \(monthConstant)")
            ),
        ]
    }
}
