package import Basics
import DockerfileSyntax
import ECSModel
package import Pricing
package import RuleKit
package import Workload

/// What was seen of a workload's start by rules that look at it.
package struct Observation: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case start(WorkloadFacts.StartWork)
        /// Jobs that a cron daemon in the container starts.
        case cron
        /// A database in a file of the container.
        case localDatabase
    }

    package let kind: Kind
    package let span: Span

    package init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// Reads the facts of all workloads of a repository: one for each task definition, and one for each image that runs and
/// that no task definition names.
package struct FactReader {
    let system: System
    let workloads: [Workload]
    let shown: (String) -> String
    let observations: (Workload) -> [Observation]
    /// What `plimsoll cost` reads of services, by place.
    private let services: [Spot: ServiceFacts]

    struct Spot: Hashable {
        var path: String
        var line: Int
    }

    /// - Parameters:
    ///   - shown: a path as people see it.
    ///   - observations: what rules say of how a workload starts.
    package init(
        _ infrastructure: Infrastructure, workloads: [Workload], estimate: CostEstimate,
        shown: @escaping (String) -> String, observations: @escaping (Workload) -> [Observation] = { _ in [] }
    ) {
        system = infrastructure.likeliest
        self.workloads = workloads
        self.shown = shown
        self.observations = observations
        var services: [Spot: ServiceFacts] = [:]
        for bill in estimate.environments.flatMap(\.bills) {
            let spot = Spot(path: bill.facts.path, line: bill.facts.line)
            if services[spot] == nil { services[spot] = bill.facts }
        }
        self.services = services
    }

    /// The facts, with what people say in place of what is not known or read otherwise.
    package func read(_ section: AdviseSection, over options: AttestedFacts) -> [WorkloadFacts] {
        var result: [WorkloadFacts] = []
        var used: Set<String> = []
        for task in system.tasks {
            let images = task.definition.containers.map {
                ContainerMatch.workload(of: $0, in: task, among: workloads)
            }
            for image in images { if let image { used.insert(identity(image)) } }
            var facts = TaskFacts(task: task, images: images, reader: self).read()
            let names = task.services.map(\.name) + [task.name] + images.compactMap { $0?.name }
            attest(&facts, options.over(section.facts(of: names)))
            add(facts, to: &result)
        }
        for workload in workloads where workload.role.runs && !used.contains(identity(workload)) {
            var facts = ImageFacts(workload: workload, reader: self).standAlone()
            attest(&facts, options.over(section.facts(of: [facts.name, workload.name])))
            add(facts, to: &result)
        }
        return result
    }

    /// A definition that is there twice under the same name with the same facts is told once.
    private func add(_ facts: WorkloadFacts, to result: inout [WorkloadFacts]) {
        let isKnown = result.contains { other in
            other.name == facts.name && other.rows.map(\.value) == facts.rows.map(\.value)
        }
        if !isKnown { result.append(facts) }
    }

    private func identity(_ workload: Workload) -> String { workload.dockerfile.source.path + "\n" + workload.name }

    /// A Dockerfile in the root of the repository goes by its own name.
    func name(of workload: Workload) -> String {
        workload.name == "." ? RelativePath.name(workload.dockerfile.source.path) : workload.name
    }

    // MARK: Places

    func source(_ span: Span) -> FactSource { .file(path: shown(span.path), line: span.start.line) }
    func source(_ place: Place) -> FactSource { source(place.span) }

    func facts(of service: ServiceNode) -> ServiceFacts? {
        let span = service.member.place.span
        return services[Spot(path: shown(span.path), line: span.start.line)]
    }

    // MARK: Attested

    private func attest(_ facts: inout WorkloadFacts, _ attested: AttestedFacts) {
        func take<Value>(_ answer: AttestedFacts.Answer<Value>?, _ fact: inout Fact<Value>) {
            guard let answer else { return }
            fact = .known(answer.value, source(answer.source))
        }
        take(attested.cpu, &facts.cpu)
        take(attested.memory, &facts.memory)
        take(attested.teamSize, &facts.teamSize)
        take(attested.kubernetesSkill, &facts.kubernetesSkill)
        take(attested.traffic, &facts.traffic)
        take(attested.compliance, &facts.compliance)
        take(attested.requests, &facts.requests)
        take(attested.requestMilliseconds, &facts.requestMilliseconds)
        take(attested.maxRequestSeconds, &facts.maxRequestSeconds)
        take(attested.maxResponseMegabytes, &facts.maxResponseMegabytes)
        take(attested.startSeconds, &facts.startSeconds)
        take(attested.imageMegabytes, &facts.imageMegabytes)
        take(attested.gpu, &facts.gpu)
        take(attested.keepsFiles, &facts.keepsFiles)
        take(attested.transports, &facts.transports)
        take(attested.appRunnerCustomer, &facts.appRunnerCustomer)
        if let answer = attested.compliance, answer.value.contains(.ownOS) {
            facts.ownOS = .known(true, source(answer.source))
        }
    }

    private func source(_ source: AttestedFacts.Source) -> FactSource {
        switch source {
        case .option(let name): .option(name)
        case .file(let span): .settings(path: shown(span.path), line: span.start.line)
        }
    }
}
