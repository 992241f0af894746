import Basics
import ECSModel
import Workload

/// Reads the deployment groups of CodeDeploy.
struct DeploymentGroupReader {
    let system: System

    func groups() -> [DeploymentGroup] { system.members(ResourceType.deploymentGroup).map(group) }

    private func group(_ member: System.Member) -> DeploymentGroup {
        let properties = member.properties
        let name = properties.text("deploymentGroupName").value.map(\.shown) ?? member.resource.address
        var group = DeploymentGroup(name: name, place: member.place, resource: member)
        group.application = properties.text("applicationName")
        group.configuration = properties.text("deploymentConfigName")
        group.services = (properties["ecsServices"]?.items ?? []).prefix(20).map {
            ($0.text("clusterName"), $0.text("serviceName"))
        }
        let rollback = properties["autoRollbackConfiguration"]
        group.rollbackEvents = rollback?.strings("events") ?? .absent
        group.rollsBack = Self.rollsBack(rollback)
        let alarms = properties["alarmConfiguration"]
        group.alarms = Self.alarms(alarms)
        group.ignoresAlarmFailure = alarms?.bool("ignorePollAlarmFailure") ?? .absent
        let blueGreen = properties["blueGreenDeploymentConfiguration"]
        let end = blueGreen?["terminateBlueInstancesOnDeploymentSuccess"]
        group.terminationWait = end?.int("terminationWaitTimeInMinutes") ?? .absent
        let ready = blueGreen?["deploymentReadyOption"]
        group.waitsForPerson = (ready?.string("actionOnTimeout") ?? .absent).map { $0 == "STOP_DEPLOYMENT" }
        group.testRoute =
            properties["loadBalancerInfo"]?["targetGroupPairInfoList"]?.items.lazy
            .compactMap { $0["testTrafficRoute"]?.place }.first
        group.notices = (properties["triggerConfigurations"]?.items ?? []).prefix(50).map {
            ($0.strings("triggerEvents"), $0.text("triggerTargetArn"), $0.heading)
        }
        group.role = BuildProjectReader.rights(properties, "serviceRoleArn", stack: member.stack)
        let application = system.resolve(
            group.application, type: ResourceType.deploymentApplication, from: member.stack)
        group.isECS =
            !group.services.isEmpty || application?.properties["computePlatform"]?.string?.uppercased() == "ECS"
            || group.configuration.value?.knownPrefix.hasPrefix("CodeDeployDefault.ECS") == true
        return group
    }

    private static func rollsBack(_ term: Term?) -> Field<Bool> {
        guard let term else { return .absent }
        if case .unknown(let unknown) = term.kind { return .unknown(unknown, term.place) }
        let enabled = term.bool("enabled")
        if enabled.value == false || enabled.isAbsent { return .known(false, enabled.place ?? term.heading) }
        if case .unknown(let unknown, let place) = enabled { return .unknown(unknown, place) }
        if let events = term["events"] {
            if events.isUnknown { return .unknown(Unknown(.expression, "events"), events.place) }
            return .known(!events.items.isEmpty, events.items.isEmpty ? events.place : enabled.place ?? term.heading)
        }
        return .unknown(Unknown(.missing, "events"), enabled.place ?? term.heading)
    }

    private static func alarms(_ term: Term?) -> Field<[TermText]> {
        guard let term else { return .absent }
        if case .unknown(let unknown) = term.kind { return .unknown(unknown, term.place) }
        if term["enabled"]?.string == "false" { return .absent }
        guard let list = term["alarms"] else { return .absent }
        if case .unknown(let unknown) = list.kind { return .unknown(unknown, list.place) }
        let alarms = list.items.compactMap { $0["name"]?.text }
        return alarms.isEmpty ? .absent : .known(alarms, list.place)
    }
}
