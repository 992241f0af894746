extension MetricAlarm {
    /// How many periods CloudWatch looks at, so that late or missing points do not matter: its own examples take 5 for
    /// an alarm of 3, and no page tells the number for others.
    var evaluationRange: Int { evaluationPeriods + 2 }

    func isBreached(by value: Double) -> Bool {
        switch comparison {
        case .greater: value > threshold
        case .greaterOrEqual: value >= threshold
        case .less: value < threshold
        case .lessOrEqual: value <= threshold
        }
    }

    /// The state after a period.
    ///
    /// Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html, whose tables
    /// are tests, and alarm-evaluation.html, section "Avoiding premature transitions to alarm state".
    ///
    /// - Parameters:
    ///   - points: those of the evaluation range, the newest last; nil for a period without data.
    ///   - now: the state before.
    func state(of points: [Double?], now: State) -> State {
        let recent = points.compactMap { $0 }.suffix(evaluationPeriods)
        var breaching = recent.count { isBreached(by: $0) }
        if recent.count < evaluationPeriods {
            switch missingData {
            case .breaching: breaching += evaluationPeriods - recent.count
            case .notBreaching: break
            case .missing, .ignore:
                if breaching >= datapointsToAlarm { return .alarm }
                if breaching < recent.count { return .ok }
                if missingData == .ignore { return now }
                // Only breaching points: the alarm waits until the oldest is old enough to be no accident.
                guard let oldest = points.firstIndex(where: { $0 != nil }) else { return .insufficient }
                return points.count - oldest >= datapointsToAlarm ? .alarm : .insufficient
            }
        }
        return breaching >= datapointsToAlarm ? .alarm : .ok
    }

    /// One point of the values of a period's minutes.
    func point(of minutes: [Double?]) -> Double? {
        let values = minutes.compactMap { $0 }
        guard !values.isEmpty else { return nil }
        switch statistic {
        case .average: return values.reduce(0, +) / Double(values.count)
        case .sum: return values.reduce(0, +)
        case .minimum: return values.min()
        case .maximum: return values.max()
        }
    }
}

extension ScalingPolicy.Tracking {
    /// The alarm that scales out: three minutes above the target.
    ///
    /// Application Auto Scaling makes both alarms itself. Its guide tells that the low one is "usually more than 10 %"
    /// below the target
    /// (https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html);
    /// that they are 3 of 3 and 15 of 15 minutes is what the alarms themselves show
    /// (https://github.com/aws/containers-roadmap/issues/1208).
    var highAlarm: MetricAlarm {
        var alarm = MetricAlarm("AlarmHigh", metric, .greater, target)
        alarm.evaluationPeriods = 3
        alarm.datapointsToAlarm = 3
        return alarm
    }

    /// The alarm that scales in: fifteen minutes below 90 % of the target.
    var lowAlarm: MetricAlarm {
        var alarm = MetricAlarm("AlarmLow", metric, .less, target * 0.9)
        alarm.evaluationPeriods = 15
        alarm.datapointsToAlarm = 15
        return alarm
    }

    /// The tasks that bring the metric to the target, rounded up.
    func capacity(for value: Double, tasks: Double) -> Int {
        let exact = (tasks * value / target).rounded(toPlaces: 9)
        return Int(min(max(exact.rounded(.up), 0), Double(ScalingInput.mostTasks) * 1000))
    }
}

extension Double {
    /// Without what binary fractions add: 4 x 75 / 50 is 6, not a little more.
    func rounded(toPlaces places: Int) -> Double {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        guard magnitude < 1e6 else { return self }
        return (self * scale).rounded() / scale
    }
}
