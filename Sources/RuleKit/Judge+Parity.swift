import Basics
import ECSModel
package import Parity
package import Workload

/// What was found out about the environments of a service.
package struct JudgedEnvironments: Sendable {
    /// The service; nil for what concerns the declarations alone.
    package let service: ServiceParity?
    /// What builds the images that it runs.
    package let workloads: [Workload]
    /// The file that the findings are listed under.
    package let path: String
    package var findings: [Finding]
}

extension Judge {
    /// The findings about all services that are there in more than one environment.
    package func judge(
        _ all: ServiceEnvironments, _ infrastructure: Infrastructure, workloads: [Workload]
    ) -> [JudgedEnvironments] {
        guard hasEnvironmentRules, !all.isEmpty else { return [] }
        var result: [JudgedEnvironments] = []
        for service in all.services {
            let one = ServiceEnvironments(services: [service])
            result.append(
                JudgedEnvironments(
                    service: service, workloads: Self.workloads(of: service, among: workloads),
                    path: service.environments[service.reference].place.path, findings: findings(about: one)))
        }
        // What is declared concerns all services together.
        let declared = ServiceEnvironments(settings: all.settings(idle: all.idleAllowances))
        if let path = declared.settings.allowances.first?.span.path {
            result.append(
                JudgedEnvironments(service: nil, workloads: [], path: path, findings: findings(about: declared)))
        }
        var found = result.flatMap(\.findings)
        // What a comment that silences nothing deserves is told where definitions are judged.
        for source in infrastructure.sources + all.sources where Pragma.mayStand(in: source) {
            _ = silencer.silence(&found, definition: source)
        }
        var next = 0
        for index in result.indices {
            let count = result[index].findings.count
            result[index].findings = Array(found[next..<next + count]).sorted(by: Self.precedes)
            silencer.silenceBySettings(&result[index].findings)
            next += count
        }
        return result
    }

    private static func workloads(of service: ServiceParity, among workloads: [Workload]) -> [Workload] {
        var seen: Set<String> = []
        return service.environments.compactMap(\.task).flatMap { task in
            task.definition.containers.compactMap { ContainerMatch.workload(of: $0, in: task, among: workloads) }
        }.filter { seen.insert($0.name).inserted }
    }
}
