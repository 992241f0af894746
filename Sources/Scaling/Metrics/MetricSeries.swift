package import Basics

/// One metric of a recording, minute by minute.
package struct MetricSeries: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable { case cpu, memory, requests, custom }

    package var name: String
    package var kind: Kind
    /// Whether tasks share it, so that each has less of it when there are more.
    package var isShared: Bool
    /// The load of the whole service: percent of one task (CPU, memory), requests a minute, or the metric's own unit.
    /// Nil for minutes without a value.
    package var values: [Double?]

    package init(name: String, kind: Kind, isShared: Bool, values: [Double?]) {
        self.name = name
        self.kind = kind
        self.isShared = isShared
        self.values = values
    }

    /// What a policy sees of it in a minute in which so many tasks ran; nil where there is no value, or no task that
    /// could send one.
    ///
    /// CPU and memory of a task on Fargate cannot be more than it has.
    func value(at minute: Int, tasks: Double, form: MetricReference.Form) -> Double? {
        guard values.indices.contains(minute), let load = values[minute] else { return nil }
        let isDivided = form == .perTask || (form == .asRecorded && isShared)
        guard isDivided else { return load }
        guard tasks > 0 else { return nil }
        let value = load / tasks
        return kind == .cpu || kind == .memory ? min(value, 100) : value
    }
}

/// A recording of a service's load, one value a minute.
package struct MetricTable: Sendable {
    package var path: String
    package var start: Moment
    /// Seconds from one row to the next, as most rows have it.
    package var interval: Int
    package var minutes: Int
    package var series: [MetricSeries]
    /// How many tasks ran, where it was recorded.
    package var tasks: [Double?]
    /// Minutes at which all CPU was recorded as used: the true load may have been greater.
    package var saturated = 0

    package init(
        path: String, start: Moment, interval: Int, minutes: Int, series: [MetricSeries], tasks: [Double?] = []
    ) {
        self.path = path
        self.start = start
        self.interval = interval
        self.minutes = minutes
        self.series = series
        self.tasks = tasks
    }

    /// The end of its last minute.
    package var end: Moment { Moment(seconds: start.seconds + minutes * 60) }

    /// The series of a name, however it is spelt.
    package func series(named name: String) -> MetricSeries? {
        let name = MetricReference.normalized(name)
        return series.first { MetricReference.normalized($0.name) == name }
    }
}

/// What a recording does not tell of itself.
package struct RecordingFacts: Sendable, Hashable {
    /// The tasks that ran, where no column tells.
    package var tasks: Int?
    /// A task's CPU units and MiB.
    package var cpu: Int?
    package var memory: Int?

    package init(tasks: Int? = nil, cpu: Int? = nil, memory: Int? = nil) {
        self.tasks = tasks
        self.cpu = cpu
        self.memory = memory
    }
}
