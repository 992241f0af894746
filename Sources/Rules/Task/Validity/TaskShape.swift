import ECSModel
import RuleKit
import Workload

/// The shape of a task definition, held against the API by what registers it.
enum TaskShape {
    /// What a describe call adds; tools take it away before they register.
    private static let answered: Set<String> = [
        "taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt",
        "deregisteredAt", "registeredBy", "deleteRequestedAt",
    ]

    static func isTerraform(_ task: TaskSubject) -> Bool {
        let origin = task.task.resource.origin
        return origin == .terraform || origin == .terraformPlan
    }

    static func violations(_ task: TaskSubject) -> [Violation] {
        let resource = task.task.resource
        var check = ShapeCheck(.taskDefinition, ignored: answered, language: .init(resource.origin))
        return check.check(resource.properties)
    }

    /// Whether what registers it leaves the key out: Terraform does in the JSON of its containers, and refuses others.
    static func isDropped(_ violation: Violation, in task: TaskSubject) -> Bool {
        violation.kind == .unknownKey && violation.path.hasPrefix("containerDefinitions[") && isTerraform(task)
    }
}
