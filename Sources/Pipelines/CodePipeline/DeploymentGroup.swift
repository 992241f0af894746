package import ECSModel
package import Workload

/// A deployment group of CodeDeploy: how a blue/green deployment of services goes and what ends it.
///
/// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codedeploy-deploymentgroup.html
package struct DeploymentGroup: Sendable {
    package var name: String
    package var place: Place
    package var resource: System.Member
    package var application: Field<TermText>
    /// `CodeDeployDefault.ECSCanary10Percent5Minutes`; absent is `CodeDeployDefault.ECSAllAtOnce` for ECS.
    package var configuration: Field<TermText>
    /// The services as written; empty when the group is not about ECS, or says so elsewhere.
    package var services: [(cluster: Field<TermText>, service: Field<TermText>)]
    /// Whether a failed deployment is taken back: enabled, with at least one event.
    package var rollsBack: Field<Bool>
    /// `DEPLOYMENT_FAILURE`, `DEPLOYMENT_STOP_ON_ALARM`, `DEPLOYMENT_STOP_ON_REQUEST`.
    package var rollbackEvents: Field<[String]>
    /// The alarms that stop a deployment; absent without any, or where they are switched off.
    package var alarms: Field<[TermText]>
    /// Deployments go on when the alarms cannot be asked.
    package var ignoresAlarmFailure: Field<Bool>
    /// Minutes for which the old tasks are kept, and traffic can go back to them at once.
    package var terminationWait: Field<Int>
    /// Traffic is shifted only when a person says so (`STOP_DEPLOYMENT`).
    package var waitsForPerson: Field<Bool>
    /// A listener through which the new tasks can be tested before they get traffic.
    package var testRoute: Place?
    /// Who is told of deployments, and of what: `DeploymentFailure`, ….
    package var notices: [(events: Field<[String]>, target: Field<TermText>, place: Place)]
    package var role: Rights?

    /// Whether it is about ECS: it names ECS services, or its application is known to be of ECS.
    package var isECS: Bool

    package init(name: String, place: Place, resource: System.Member) {
        self.name = name
        self.place = place
        self.resource = resource
        application = .absent
        configuration = .absent
        services = []
        rollsBack = .absent
        rollbackEvents = .absent
        alarms = .absent
        ignoresAlarmFailure = .absent
        terminationWait = .absent
        waitsForPerson = .absent
        notices = []
        isECS = false
    }
}
