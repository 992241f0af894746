import Basics
import ECSModel
import Workload

/// Whether what a pipeline deploys goes back when a deployment fails.
struct RollbackFacts {
    let system: System
    let groups: [DeploymentGroup]

    func rollsBack(_ pipeline: Pipeline) -> Field<Bool> {
        var rollingBack: Set<String> = []
        for stage in pipeline.stages where stage.onFailure.value == .rollback { rollingBack.formUnion(stage.jobs) }
        var yes: Place?
        var open: Field<Bool>?
        var no: Field<Bool>?
        for job in pipeline.jobs {
            for step in job.steps {
                for activity in step.activities where activity.kind == .deploy {
                    let answer =
                        rollingBack.contains(job.id) ? .known(true, job.place) : answer(activity, job, pipeline)
                    switch answer {
                    case .known(true, _): yes = yes ?? job.place
                    case .known(false, _): no = no ?? answer
                    default: open = open ?? .unknown(Unknown(.missing, activity.tool), job.place)
                    }
                }
            }
        }
        return no ?? open ?? yes.map { .known(true, $0) } ?? .absent
    }

    private func answer(_ activity: Activity, _ job: Job, _ pipeline: Pipeline) -> Field<Bool> {
        let open = Field<Bool>.unknown(Unknown(.missing, activity.tool), job.place)
        switch activity.tool {
        // A stack that cannot be updated goes back by itself.
        case "CloudFormation": return .known(true, job.place)
        case "CodeDeployToECS", "CodeDeploy":
            guard let index = pipeline.deploymentGroups[job.id] else { return open }
            let group = groups[index]
            return group.rollsBack.isAbsent ? .known(false, group.place) : group.rollsBack
        case "ECS":
            guard case .deploy(let service?, _) = activity.facts,
                let member = system.resolve(service, type: ResourceType.service, from: pipeline.stack ?? -1)
            else { return open }
            let configuration = member.properties["deploymentConfiguration"]
            if configuration?.isUnknown == true { return open }
            let breaker = configuration?["deploymentCircuitBreaker"]
            let alarms = configuration?["alarms"]
            if breaker?.string("rollback").value == "true" || alarms?.string("rollback").value == "true" {
                return .known(true, job.place)
            }
            if breaker?.hasUnknown == true || alarms?.hasUnknown == true { return open }
            return .known(false, job.place)
        default: return open
        }
    }
}
