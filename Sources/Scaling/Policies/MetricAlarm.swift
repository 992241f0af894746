/// A CloudWatch alarm on one metric.
///
/// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
package struct MetricAlarm: Sendable, Hashable {
    package enum Comparison: String, Sendable, Hashable, CaseIterable {
        case greater = "GreaterThanThreshold"
        case greaterOrEqual = "GreaterThanOrEqualToThreshold"
        case less = "LessThanThreshold"
        case lessOrEqual = "LessThanOrEqualToThreshold"

        var sign: String {
            switch self {
            case .greater: ">"
            case .greaterOrEqual: ">="
            case .less: "<"
            case .lessOrEqual: "<="
            }
        }
        var isAbove: Bool { self == .greater || self == .greaterOrEqual }
    }

    package enum Statistic: String, Sendable, Hashable, CaseIterable {
        case average = "Average"
        case sum = "Sum"
        case minimum = "Minimum"
        case maximum = "Maximum"
    }

    package enum MissingData: String, Sendable, Hashable, CaseIterable { case missing, ignore, breaching, notBreaching }

    package enum State: String, Sendable, Hashable {
        case ok = "OK"
        case alarm = "ALARM"
        case insufficient = "INSUFFICIENT_DATA"
    }

    package var name: String
    package var metric: MetricReference
    package var comparison: Comparison
    package var threshold: Double
    package var statistic = Statistic.average
    /// Seconds; a multiple of 60.
    package var period = 60
    package var evaluationPeriods = 1
    package var datapointsToAlarm = 1
    package var missingData = MissingData.missing

    package init(_ name: String, _ metric: MetricReference, _ comparison: Comparison, _ threshold: Double) {
        self.name = name
        self.metric = metric
        self.comparison = comparison
        self.threshold = threshold
    }
}
