/// An alarm at work: the points that it has, and its state.
struct AlarmWatch {
    enum Role { case high, low, step }

    let alarm: MetricAlarm
    let role: Role
    let policy: Int
    private let series: MetricSeries?
    private(set) var state = MetricAlarm.State.insufficient
    /// Whether it calls its policy in this minute: at the end of each period that it is in alarm, not only of the first.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html (actions of Auto
    /// Scaling are invoked for every period that the alarm remains in the state)
    private(set) var fires = false
    private var points: [Double?] = []
    private var bucket: [Double?] = []
    /// How a step policy makes one value of the points; nil for a target's alarm.
    private let aggregation: ScalingPolicy.Step.Aggregation?

    init(
        _ alarm: MetricAlarm, _ role: Role, policy: Int, _ table: MetricTable,
        aggregation: ScalingPolicy.Step.Aggregation? = nil
    ) {
        self.alarm = alarm
        self.role = role
        self.policy = policy
        self.aggregation = aggregation
        series = table.series(named: alarm.metric.column)
    }

    /// What the policy scales by: the newest point for a target, those that were evaluated for steps.
    ///
    /// The guide speaks of "the most recent metric data points" and does not tell how many.
    var value: Double? {
        let known = points.compactMap { $0 }
        guard let aggregation else { return known.last }
        let recent = known.suffix(alarm.evaluationPeriods)
        switch aggregation {
        case .average: return recent.isEmpty ? nil : recent.reduce(0, +) / Double(recent.count)
        case .minimum: return recent.min()
        case .maximum: return recent.max()
        }
    }

    /// Takes the value of a minute in which so many tasks ran.
    mutating func take(_ minute: Int, tasks: Double, endsAt: Int) {
        fires = false
        bucket.append(series?.value(at: minute, tasks: tasks, form: alarm.metric.form))
        guard endsAt.isMultiple(of: alarm.period) else { return }
        points.append(alarm.point(of: bucket))
        bucket.removeAll(keepingCapacity: true)
        if points.count > alarm.evaluationRange { points.removeFirst() }
        state = alarm.state(of: points, now: state)
        fires = state == .alarm
    }
}
