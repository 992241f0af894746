package import Basics

/// What a simulation is shown as.
package struct LifecycleReport: Sendable {
    package var policy: LifecyclePolicy
    package var path: String
    package var run: LifecycleRun
    /// Whether the images were made up for lack of a list.
    package var isInvented: Bool
    package var prices: StorageCost

    package init(
        policy: LifecyclePolicy, path: String, run: LifecycleRun, isInvented: Bool, prices: StorageCost = .known
    ) {
        self.policy = policy
        self.path = path
        self.run = run
        self.isInvented = isInvented
        self.prices = prices
    }

    /// What one month costs in the state of a day.
    package func monthly(_ day: LifecycleDay) -> Double {
        prices.monthly(standard: day.standard.bytes, archived: day.archive.bytes)
    }

    package func monthlyWithout(_ day: LifecycleDay) -> Double {
        prices.monthly(standard: day.without.bytes, archived: 0)
    }

    /// What all days together cost.
    package var total: Double { run.days.reduce(0) { $0 + monthly($1) / StorageCost.daysOfMonth } }
    package var totalWithout: Double {
        run.days.reduce(0) { $0 + monthlyWithout($1) / StorageCost.daysOfMonth }
    }

    package func assumptions(_ language: Language) -> [String] {
        var texts: [Text] = []
        if isInvented {
            texts.append(
                Text(
                    en:
                        "No list of images was given. One image of 200 MiB a day is pushed for each group of tags that a rule selects, and one that has lost its tag: for \(InventedImages.history) days before the first one, and on each of these days.",
                    ja:
                        "イメージの一覧が指定されていないため、仮のイメージを使います。ルールが選ぶタグの組ごとに 200 MiB のイメージが 1 日 1 個、タグを失ったイメージも 1 日 1 個、初日の \(InventedImages.history) 日前から毎日プッシュされるものとします。"
                ))
            texts.append(
                Text(
                    en: "Images that task definitions name are pushed on the first day and not deployed again.",
                    ja: "タスク定義が参照するイメージは初日にプッシュされ、その後は再デプロイされないものとします。"))
        } else {
            texts.append(Text(en: "Nothing is pushed beyond the list.", ja: "一覧にあるもの以外はプッシュされないものとします。"))
        }
        texts += [
            Text(
                en: "No image is pulled or restored in these days. The policy acts at the end of each day in UTC.",
                ja: "期間中にイメージのプルや復元はないものとします。ポリシーは毎日 UTC の終わりに適用されます。"),
            Text(
                en:
                    "Storage costs \(Self.money(prices.standard)) USD a GiB and month (prices of \(prices.date)), a month has 30 days. Layers that images share are stored once: the true cost is lower.",
                ja:
                    "ストレージ料金は 1 GiB あたり月 \(Self.money(prices.standard)) USD (\(prices.date) 時点)、1 か月は 30 日で計算します。イメージ間で共有されるレイヤーは 1 回しか保存されないので、実際の料金はこれより安くなります。"
            ),
        ]
        if let day = run.days.first?.day, prices.isOld(on: day) {
            texts.append(
                Text(
                    en: "These prices are more than a year old. Look them up before you rely on them.",
                    ja: "この単価は 1 年以上前のものです。利用する前に最新の料金を確認してください。"))
        }
        return texts.map { $0(language) }
    }

    /// `1.20`.
    package static func money(_ amount: Double) -> String { decimal(amount) }

    static func gibibytes(_ bytes: Int) -> String { decimal(Double(bytes) / StorageCost.bytesOfGiB) }

    private static func decimal(_ number: Double) -> String {
        let hundredths = Int((min(max(number, 0), 1e15) * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
