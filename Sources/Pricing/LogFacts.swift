import ECSModel
import Workload

/// Where the lines of a task's containers go.
struct LogFacts {
    private let system: System
    private let task: TaskNode

    init(_ system: System, _ task: TaskNode) {
        self.system = system
        self.task = task
    }

    /// The way of most lines, and the Region that the configuration names.
    func read() -> (ServiceFacts.Logs, region: String?) {
        var found: ServiceFacts.Logs = task.definition.knowsAllContainers ? .none : .unknown
        var region: String?
        for container in task.definition.containers {
            guard let log = container.logConfiguration else { continue }
            if region == nil { region = (log.option("awslogs-region")).value?.known }
            // Routers log little by themselves: what goes through them counts.
            if container.firelens != nil, found != .none { continue }
            let way = way(of: log)
            if found == .none || found == .unknown { found = way } else if isLess(found, than: way) { found = way }
        }
        return (found, region)
    }

    /// Of containers that log differently, what costs more is told.
    private func isLess(_ a: ServiceFacts.Logs, than b: ServiceFacts.Logs) -> Bool {
        if case .cloudWatch = a { return false }
        if case .cloudWatch = b { return true }
        return false
    }

    private func way(of log: LogConfiguration) -> ServiceFacts.Logs {
        guard let driver = log.driver.value else { return .unknown }
        switch driver {
        case "awslogs": return .cloudWatch(retention(log.option("awslogs-group")))
        case "awsfirelens": break
        default: return .elsewhere(driver)
        }
        guard let name = log.option("Name").value?.known else { return .unknown }
        switch name {
        case "s3": return .s3
        case "cloudwatch", "cloudwatch_logs": return .cloudWatch(retention(log.option("log_group_name")))
        default: return .elsewhere(name)
        }
    }

    private func retention(_ name: Field<TermText>) -> ServiceFacts.Retention {
        guard let group = system.resolve(name, type: ResourceType.logGroup, from: task.member.stack) else {
            return .unknown
        }
        switch group.properties.int("retentionInDays") {
        case .absent: return .forEver
        case .known(let days, _): return (1...3653).contains(days) ? .days(days) : .unknown
        case .unknown, .wrong: return .unknown
        }
    }
}
