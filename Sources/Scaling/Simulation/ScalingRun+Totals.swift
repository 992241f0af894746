extension ScalingRun {
    /// Seconds of all tasks that are paid for.
    package var taskSeconds: Int { Int((minutes.reduce(0) { $0 + $1.billed } * 60).rounded()) }
    package var taskHours: Double { Double(taskSeconds) / 3600 }
    package var hours: Double { Double(minutes.count) / 60 }

    package var peak: Int { max(input.initial, minutes.map(\.desired).max() ?? 0) }
    package var lowest: Int { minutes.map(\.desired).min() ?? input.initial }

    /// What the peak's tasks would have come to, running all the time.
    package var constantHours: Double { Double(peak) * hours }

    package var minutesOverTarget: Int { minutes.count { ($0.value ?? 0) > focus.target } }
    package var minutesAtMaximum: Int { minutes.count { $0.desired >= input.maximum } }
    /// Minutes in which more tasks were called for than the maximum allows.
    package var minutesShort: Int { held[.atMaximum] ?? 0 }
    package var minutesMissing: Int { minutes.count { $0.load == nil } }
    package var averageValue: Double? {
        let values = minutes.compactMap(\.value)
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    package var greatestValue: Double? { minutes.compactMap(\.value).max() }

    package var minutesUnserved: Int { minutes.count { ($0.unserved ?? 0) > 0 } }
    /// The part of the load that the tasks could not take, from 0 to 1; nil where what a task can take is not known.
    package var unservedShare: Double? {
        guard let capacity else { return nil }
        let load = capacity.series.values.reduce(0) { $0 + ($1 ?? 0) }
        return load > 0 ? minutes.reduce(0) { $0 + ($1.unserved ?? 0) } / load : 0
    }

    /// The load that can be held against what a task can take: requests where the user told how many, else CPU.
    var capacity: (series: MetricSeries, perTask: Double)? {
        let series = input.table.series
        if let most = input.requestsPerTask, let requests = series.first(where: { $0.kind == .requests }) {
            return (requests, most)
        }
        return series.first { $0.kind == .cpu }.map { ($0, 100) }
    }

    /// Within so many minutes a change back means that the one before was for nothing.
    static let swingMinutes = 15

    /// Activities that take back the one before within a quarter of an hour.
    package var swings: [Activity] {
        zip(activities, activities.dropFirst()).compactMap { before, after in
            before.isOut != after.isOut && after.minute - before.minute <= Self.swingMinutes ? after : nil
        }
    }
}
