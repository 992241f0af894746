/// What a column of a recording holds, told by its name.
enum MetricColumn: Sendable, Hashable {
    case time
    /// How many tasks ran.
    case tasks
    /// Percent of what each task has, averaged over tasks, as CloudWatch has it for a service.
    case cpuPercent, memoryPercent
    /// Used by the whole service: vCPU, CPU units, MiB.
    case vcpu, cpuUnits, memoryMiB
    /// Counted in the time of a row.
    case requests
    case requestsPerMinute, requestsPerSecond
    /// Counted in the time of a row, for each task.
    case requestsPerTask
    /// Another metric: for each task (`NAME/task`), or one value for the service.
    case custom(String, isPerTask: Bool)

    /// Names without regard to case, spaces, `_` and `-`.
    private static let known: [String: MetricColumn] = [
        "time": .time, "timestamp": .time, "date": .time, "datetime": .time,
        "tasks": .tasks, "running": .tasks, "runningtaskcount": .tasks, "runningtasks": .tasks,
        "cpu": .cpuPercent, "cpupercent": .cpuPercent, "cpuutilization": .cpuPercent, "cpu%": .cpuPercent,
        "memory": .memoryPercent, "memorypercent": .memoryPercent, "memoryutilization": .memoryPercent,
        "memory%": .memoryPercent,
        "vcpu": .vcpu, "cpuutilized": .cpuUnits, "memoryutilized": .memoryMiB, "memorymib": .memoryMiB,
        "requests": .requests, "requestcount": .requests,
        "requestsperminute": .requestsPerMinute, "rpm": .requestsPerMinute,
        "requestspersecond": .requestsPerSecond, "rps": .requestsPerSecond,
        "requestcountpertarget": .requestsPerTask, "requestspertask": .requestsPerTask,
        "requests/task": .requestsPerTask,
    ]

    init(_ header: String) {
        let name = MetricReference.normalized(header)
        if let known = Self.known[name] {
            self = known
        } else if name.hasSuffix("/task") {
            self = .custom(String(header.dropLast("/task".count)), isPerTask: true)
        } else {
            self = .custom(header, isPerTask: false)
        }
    }

    /// The metric that it is a recording of; nil for the time and the tasks.
    var series: (name: String, kind: MetricSeries.Kind)? {
        switch self {
        case .time, .tasks: nil
        case .cpuPercent, .vcpu, .cpuUnits: ("cpu", .cpu)
        case .memoryPercent, .memoryMiB: ("memory", .memory)
        case .requests, .requestsPerMinute, .requestsPerSecond, .requestsPerTask: ("requests", .requests)
        case .custom(let name, _): (name, .custom)
        }
    }

    /// Whether its values mean nothing without the number of tasks that they were recorded with.
    var needsTasks: Bool {
        switch self {
        case .cpuPercent, .memoryPercent, .requestsPerTask, .custom(_, isPerTask: true): true
        default: false
        }
    }
}
