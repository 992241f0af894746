import ECSModel
import Workload

/// The interface endpoints that a task without another way out needs to start, log and be entered.
///
/// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
enum EndpointNeeds {
    static func of(_ service: ServiceNode, _ task: TaskNode) -> [String] {
        var needs: [String] = []
        func need(_ name: String) { if !needs.contains(name) { needs.append(name) } }
        for container in task.definition.containers {
            let image = container.image.value.map { ImageName($0) }
            if image?.region != nil || image?.registry?.contains(".dkr.ecr.") == true || image?.reference != nil {
                need("ecr.api")
                need("ecr.dkr")
            }
            if container.logConfiguration?.driver.value == "awslogs" { need("logs") }
            for secret in container.secrets {
                guard let value = secret.value.value else { continue }
                need(isSecretsManager(value, task) ? "secretsmanager" : "ssm")
            }
        }
        if service.service.enableExecuteCommand.value == true { need("ssmmessages") }
        return needs
    }

    private static func isSecretsManager(_ value: TermText, _ task: TaskNode) -> Bool {
        if value.shown.contains(":secretsmanager:") || value.shown.contains("secretsmanager_arn") { return true }
        return value.references.contains {
            task.system.member($0.resource, in: task.member.stack)?.resource.type == ResourceType.secret
        }
    }
}
