package import Basics

/// Prices of a date, by Region.
package struct PriceFile: Sendable, Hashable {
    package var date: Day
    package var yenPerDollar: Exact
    package var regions: [Region]

    package struct Region: Sendable, Hashable {
        package var name: String
        package var prices: [PriceKey: Exact]

        /// The reader lets no Region pass that lacks a price.
        package subscript(key: PriceKey) -> Exact { prices[key] ?? .zero }
    }

    package func region(_ name: String) -> Region? { regions.first { $0.name == name } }

    /// What to say of prices that are older than a year, or of a day to come; nil for those in between.
    package func doubt(today: Day) -> Text? {
        if date > today {
            return Text(
                en: "The price file is dated \(date), which is yet to come. Check its date.",
                ja: "料金ファイルの日付 \(date) は未来の日付です。日付を確認してください。")
        }
        let year = Day(year: date.year + 1, month: date.month, day: date.day)
        guard year < today else { return nil }
        return Text(
            en: "The prices are of \(date), more than a year ago. Check them against AWS's price pages, or give your "
                + "own with --prices.",
            ja: "料金は \(date) 時点のもので、1 年以上経過しています。AWS の料金ページで確認するか、--prices で料金ファイルを指定してください。")
    }
}
