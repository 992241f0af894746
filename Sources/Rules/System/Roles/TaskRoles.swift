import Basics
import ECSModel
import RuleKit
import Workload

/// The roles that tasks have, and what rules about them show.
struct TaskRoles {
    struct Use {
        var role: System.Member
        var rights: RoleRights
        /// Whether ECS itself has it, to pull images and read secrets; else the application.
        var isExecution: Bool
        /// Where the task names it.
        var place: Place
        var task: TaskNode
    }

    /// Each role that is among the definitions, once for each kind of use.
    static func all(_ system: System) -> [Use] {
        var seen: Set<String> = []
        var found: [Use] = []
        for task in system.tasks {
            for (isExecution, role, field) in [
                (true, task.executionRole, task.definition.executionRole),
                (false, task.taskRole, task.definition.taskRole),
            ] {
                guard let role, let place = field.place,
                    seen.insert("\(role.stack) \(role.resource.address) \(isExecution)").inserted
                else { continue }
                found.append(
                    Use(
                        role: role, rights: RoleRights(role, in: system), isExecution: isExecution, place: place,
                        task: task))
            }
        }
        return found
    }

    /// What people call a role.
    static func name(_ role: System.Member, _ system: System) -> String {
        system.name(of: role) ?? role.resource.address
    }

    static func usedHere(_ use: Use) -> Finding.Related {
        use.isExecution
            ? .init(use.place.span, Text(en: "the execution role of this task", ja: "このタスクの実行ロールです"))
            : .init(use.place.span, Text(en: "the task role of this task", ja: "このタスクのタスクロールです"))
    }
}
