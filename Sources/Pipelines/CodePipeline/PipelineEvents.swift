import Basics
import ECSModel
import Workload

/// What stands beside a pipeline or a build project: event rules and schedules that start it, rules that tell of it.
struct PipelineEvents {
    private let names: AWSNames
    private let rules: [System.Member]
    private let schedules: [System.Member]
    private let notices: [System.Member]
    /// So many of a kind are held against each pipeline.
    private static let limit = 500

    init(_ system: System) {
        names = AWSNames(system: system)
        rules = Array(system.members(ResourceType.eventRule).prefix(Self.limit))
        schedules = Array(system.members(ResourceType.schedule).prefix(Self.limit))
        notices = Array(system.members(ResourceType.notificationRule).prefix(Self.limit))
    }

    /// Whom a rule is asked about.
    enum Subject {
        case resource(System.Member)
        /// A pipeline of a file of its own.
        case pipeline(String)

        fileprivate var isPipeline: Bool {
            if case .resource(let member) = self { member.resource.type == ResourceType.pipeline } else { true }
        }
    }

    private func means(_ term: Term?, _ subject: Subject) -> Bool {
        switch subject {
        case .resource(let member): names.means(term, member)
        case .pipeline(let name): names.means(term, name: name)
        }
    }

    private func means(_ term: Term?, from rule: System.Member, _ subject: Subject) -> Bool {
        // A reference counts only within its stack.
        if case .resource(let member) = subject, member.stack != rule.stack, term?.text?.known == nil { return false }
        return means(term, subject)
    }

    // MARK: What starts it

    func triggers(of subject: Subject) -> [Trigger] {
        var result: [Trigger] = []
        for rule in rules where !isOff(rule) {
            for target in rule.properties["targets"]?.items ?? [] where means(target["arn"], from: rule, subject) {
                result += triggers(of: rule)
            }
        }
        for schedule in schedules where !isOff(schedule) {
            guard let target = schedule.properties["target"] else { continue }
            if means(target["arn"], from: schedule, subject) || starts(target, from: schedule, subject) {
                result.append(Trigger(.schedule, place: schedule.place))
            }
        }
        return result
    }

    private func isOff(_ rule: System.Member) -> Bool { rule.properties["state"]?.string == "DISABLED" }

    /// EventBridge Scheduler calls StartPipelineExecution or StartBuild with the name as its input.
    private func starts(_ target: Term, from schedule: System.Member, _ subject: Subject) -> Bool {
        guard let arn = target["arn"]?.text, arn.shown.has("startPipelineExecution") || arn.shown.has("startBuild"),
            let input = target["input"]
        else { return false }
        if input.isMap { return means(input["name"] ?? input["projectName"], from: schedule, subject) }
        guard let text = input.text else { return false }
        switch subject {
        case .pipeline(let name): return text.shown.has("\"\(name)\"")
        case .resource(let member):
            if text.references.contains(where: { $0.resource == member.resource.address }) {
                return member.stack == schedule.stack
            }
            return names.system.name(of: member).map { text.shown.has("\"\($0)\"") } ?? false
        }
    }

    private func triggers(of rule: System.Member) -> [Trigger] {
        var result: [Trigger] = []
        if let schedule = rule.properties["scheduleExpression"] {
            result.append(Trigger(.schedule, place: schedule.place))
        }
        guard let pattern = rule.properties["eventPattern"] else { return result }
        let sources = pattern["source"]?.items.compactMap(\.string) ?? []
        let place = pattern["source"]?.place ?? pattern.place
        if sources.contains("aws.ecr") {
            result.append(Trigger(.image, place: place))
        } else if sources.contains("aws.codecommit") {
            let branches = pattern["detail"]?["referenceName"]?.items.compactMap(\.string) ?? []
            result.append(Trigger(.push, branches: branches, place: place))
        } else {
            result.append(Trigger(.other, place: place))
        }
        return result
    }

    // MARK: Who is told

    /// The places of what tells people that it failed.
    func notifies(_ subject: Subject) -> [Place] {
        var result: [Place] = []
        for notice in notices where notice.properties["status"]?.string?.uppercased() != "DISABLED" {
            guard means(notice.properties["resource"], from: notice, subject) else { continue }
            guard let events = notice.properties["eventTypeIds"] else { continue }
            if events.isUnknown || events.items.contains(where: { $0.string?.has("failed") ?? true }) {
                result.append(notice.place)
            }
        }
        for rule in rules where !isOff(rule) {
            guard let pattern = rule.properties["eventPattern"], rule.properties["targets"]?.items.isEmpty == false,
                tells(pattern, of: subject, rule)
            else { continue }
            result.append(rule.place)
        }
        return result
    }

    /// Whether a pattern lets through that the subject has failed.
    private func tells(_ pattern: Term, of subject: Subject, _ rule: System.Member) -> Bool {
        let source = subject.isPipeline ? "aws.codepipeline" : "aws.codebuild"
        guard let sources = pattern["source"]?.items, sources.contains(where: { $0.string == source }) else {
            return false
        }
        let detail = pattern["detail"]
        if let states = detail?[subject.isPipeline ? "state" : "build-status"] {
            guard states.items.contains(where: { $0.string.map { $0 == "FAILED" } ?? true }) else { return false }
        }
        guard let named = detail?[subject.isPipeline ? "pipeline" : "project-name"] else { return true }
        return named.isUnknown || named.items.contains { means($0, from: rule, subject) }
    }
}
