import Basics
import ECSModel

/// The one expression that needs no calculator: a metric divided by the number of running tasks.
///
/// It is the user guide's own example (messages in a queue for each task); other expressions need a column with their
/// result. Source: https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
enum MetricMath {
    static func metric(_ term: Term, of policy: String) throws(Failure) -> MetricReference {
        var names: [String: String] = [:]
        var expression: String?
        for item in term.items.prefix(100) {
            guard let id = item.string("id").value else { continue }
            if let text = item.string("expression").value { expression = text }
            let metric = item["metricStat"]?["metric"]
            if let name = metric?.string("metricName").value { names[id] = name }
        }
        if expression == nil, names.count == 1, let name = names.values.first { return MetricReference(name) }
        if let expression {
            let parts = expression.split(separator: "/").map { part in
                String(part.filter { !" ()".contains($0) })
            }
            if parts.count == 2, let first = names[parts[0]], names[parts[1]] == "RunningTaskCount" {
                return MetricReference(
                    written: "\(first) / RunningTaskCount", column: MetricReference(first).column, form: .perTask)
            }
            // A column may have the expression's own name.
            return MetricReference(written: expression, column: expression, form: .asRecorded)
        }
        throw .at(
            term.place,
            Text(
                en: "`\(policy)` has a metric expression that cannot be read. Name a column for it: "
                    + "--metric '\(policy)=COLUMN'.",
                ja: "`\(policy)` のメトリクスの式を読み取れません。--metric '\(policy)=列名' で列を指定してください。"))
    }
}
