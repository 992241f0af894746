/// The metric that a policy or an alarm names.
package struct MetricReference: Sendable, Hashable {
    /// Whether a policy sees what each task has, or the whole.
    package enum Form: String, Sendable, Hashable {
        case perTask, total
        /// As the column of the recording has it.
        case asRecorded
    }

    /// As it is written: `ECSServiceAverageCPUUtilization`.
    package var written: String
    /// The recording's column: `cpu`.
    package var column: String
    package var form: Form

    package init(written: String, column: String, form: Form) {
        self.written = written
        self.column = column
        self.form = form
    }

    /// A metric by CloudWatch's name or by Application Auto Scaling's predefined one.
    ///
    /// Source: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredefinedMetricSpecification.html
    /// and https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
    package init(_ written: String) {
        self.written = written
        switch written {
        case "ECSServiceAverageCPUUtilization", "CPUUtilization": (column, form) = ("cpu", .perTask)
        case "ECSServiceAverageMemoryUtilization", "MemoryUtilization": (column, form) = ("memory", .perTask)
        case "ALBRequestCountPerTarget", "RequestCountPerTarget": (column, form) = ("requests", .perTask)
        case "RequestCount": (column, form) = ("requests", .total)
        default: (column, form) = (written, .asRecorded)
        }
    }

    /// Names without regard to case, spaces, `_` and `-`.
    static func normalized(_ name: String) -> String {
        let separators: [UInt8] = [UInt8(ascii: "_"), UInt8(ascii: "-"), 0x20]
        return String(decoding: name.lowercased().utf8.filter { !separators.contains($0) }, as: UTF8.self)
    }
}
