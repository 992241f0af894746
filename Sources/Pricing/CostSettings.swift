package import Basics

/// What no file tells and a cost depends on: each is printed with the costs and can be set.
package struct CostSettings: Sendable, Hashable {
    /// Requests a month to each service behind a load balancer.
    package var requests = Exact(10_000_000)
    /// Kilobytes that a request and its answer move through the load balancer.
    package var requestKB = Exact(10)
    /// Log lines of each service in GB a month.
    package var logGB = Exact(10)
    /// GB a month that the tasks of each service move to and from AWS and the internet, image pulls included.
    package var dataGB = Exact(50)
    /// Hours of a month.
    package var hours = Exact(730)
    /// Availability Zones, where the subnets are not known.
    package var zones = Exact(2)
    /// Compressed size of an image in MB, its layers shared with no other.
    package var imageMB = Exact(200)
    /// Images pushed a month.
    package var pushes = Exact(20)
    /// Hours a week that a scheduled non-production environment runs.
    package var weekHours = Exact(60)
    /// The tasks of a service whose count is not known; nil for 1 to 4.
    package var tasks: Exact?
    /// The Region whose prices count; nil for what each service tells.
    package var region: String?
    /// Yen for a dollar; nil for the price file's.
    package var yenPerDollar: Exact?

    package init() {}

    /// The Region that is taken where neither files nor the user tell one.
    package static let fallbackRegion = "us-east-1"
    /// CloudWatch Logs compresses what it stores; AWS's own calculator reckons with this share.
    static let storedShare = Exact(15) / Exact(100)
    /// FireLens: Fluent Bit's S3 output writes an object every ten minutes.
    static let objectsAnHour = Exact(6)
    /// For how long kept things are counted that nothing ever deletes.
    static let monthsKept = Exact(12)

    package func check(_ prices: PriceFile) throws(Failure) {
        let limits: [(option: String, value: Exact?, least: Exact, most: Exact)] = [
            ("--requests", requests, .zero, Exact(100_000_000_000)),
            ("--request-kb", requestKB, .zero, Exact(1_000_000)),
            ("--log-gb", logGB, .zero, Exact(10_000_000)),
            ("--data-gb", dataGB, .zero, Exact(10_000_000)),
            ("--hours", hours, .zero, Exact(744)),
            ("--zones", zones, Exact(1), Exact(6)),
            ("--image-mb", imageMB, .zero, Exact(1_000_000)),
            ("--pushes", pushes, .zero, Exact(100_000)),
            ("--week-hours", weekHours, .zero, Exact(168)),
            ("--tasks", tasks, .zero, Exact(5_000)),
            ("--jpy", yenPerDollar, Exact(1) / Exact(1_000_000), Exact(10_000)),
        ]
        for (option, value, least, most) in limits {
            guard let value, value < least || value > most else { continue }
            let (from, to) = (least.shown(places: 6), most.shown(places: 6))
            throw Failure(
                .invalid,
                Text(
                    en: "\(option) takes a number from \(from) to \(to).",
                    ja: "\(option) には \(from) から \(to) までの数値を指定してください。"))
        }
        guard let region, prices.region(region) == nil else { return }
        let known = prices.regions.map(\.name).joined(separator: ", ")
        throw Failure(
            .notFound,
            Text(
                en: "The price file has no prices for `\(region)`. It has: \(known).",
                ja: "料金ファイルに `\(region)` の料金がありません。指定できるリージョン: \(known)"))
    }
}
