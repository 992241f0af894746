import Basics
import Templates

/// A recording as CloudWatch answers: `get-metric-statistics`, or `get-metric-data` with several metrics.
///
/// Sources: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html (data points
/// come in no order) and API_MetricDataResult.html (the value of each timestamp stands at the same place of the other
/// list).
enum CloudWatchAnswer {
    /// In the order of what is rather meant: a count is a sum, a use an average.
    private static let statistics = ["Sum", "Average", "Maximum", "Minimum", "SampleCount"]

    static func rows(_ source: SourceFile) throws(Failure) -> MetricRows {
        let document = try Document.read(source, as: .json, limits: DocumentLimits(bytes: 64 << 20))
        let root = document.root
        var columns: [(header: String, points: [Int: Double])] = []
        if let results = root["MetricDataResults"], results.isSequence {
            for result in results.items.prefix(CSVRecords.mostFields) { columns.append(try series(result, document)) }
        } else if let points = root["Datapoints"], points.isSequence {
            let label = root["Label"]?.string ?? "value"
            columns.append((label, try statistic(points.items, document)))
        } else {
            throw .at(
                source.path,
                Text(
                    en:
                        "A recording is a CSV file, or what `aws cloudwatch get-metric-data` or `get-metric-statistics` "
                        + "prints.",
                    ja: "メトリクスは CSV ファイルか、`aws cloudwatch get-metric-data` または `get-metric-statistics` の出力で"
                        + "指定してください。"))
        }
        let times = Set(columns.flatMap { $0.points.keys }).sorted()
        return MetricRows(
            times: times.map { ($0, nil) },
            columns: columns.map { header, points in
                MetricRows.Column(
                    header: header, meaning: MetricColumn(header), values: times.map { points[$0] })
            })
    }

    private static func series(
        _ result: DocumentNode, _ document: Document
    ) throws(Failure) -> (header: String, points: [Int: Double]) {
        let times = result["Timestamps"]?.items ?? []
        let values = result["Values"]?.items ?? []
        guard times.count == values.count else {
            throw wrong(result, document)
        }
        var points: [Int: Double] = [:]
        for (time, value) in zip(times, values) {
            points[try moment(time, document)] = try number(value, document)
        }
        return (result["Label"]?.string ?? result["Id"]?.string ?? "value", points)
    }

    private static func statistic(_ items: [DocumentNode], _ document: Document) throws(Failure) -> [Int: Double] {
        var points: [Int: Double] = [:]
        for item in items {
            guard let time = item["Timestamp"], let value = statistics.lazy.compactMap({ item[$0] }).first else {
                throw wrong(item, document)
            }
            points[try moment(time, document)] = try number(value, document)
        }
        return points
    }

    private static func moment(_ node: DocumentNode, _ document: Document) throws(Failure) -> Int {
        guard let moment = node.string.flatMap({ Moment($0) }) else { throw wrong(node, document) }
        return moment.seconds
    }

    private static func number(_ node: DocumentNode, _ document: Document) throws(Failure) -> Double {
        guard let number = node.string.flatMap({ Double($0) }), number >= 0, number <= MetricRows.greatest else {
            throw wrong(node, document)
        }
        return number
    }

    private static func wrong(_ node: DocumentNode, _ document: Document) -> Failure {
        let line = document.span(node).start.line
        return .at(
            document.source.path, line: line,
            Text(
                en: "This is no data point with a time and a number from 0 on. Keep what the AWS CLI printed.",
                ja: "日時と 0 以上の数値からなるデータポイントではありません。AWS CLI の出力をそのまま使ってください。"))
    }
}
