import Basics
import ECSModel
import RuleKit
import Workload

struct SharedTaskRole: Rule {
    static let about = About(
        id: "IF210", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "One task role for several applications", ja: "複数のアプリケーションで共用するタスクロール"),
        why: Text(
            en: """
                Each application has the rights of all the others, and nobody dares to take one away: a role grows with \
                every application that joins it.
                """,
            ja: """
                各アプリケーションがほかのアプリケーションの権限まで持ちます。影響がわからず権限を外せないため、ロールの権限は増える\
                一方です。
                """),
        remedy: Text(
            en: "Give each task definition a role of its own.", ja: "タスク定義ごとに専用のロールを用意してください。"),
        message: Text(
            en: "`{task}` has the same task role as `{other}`", ja: "`{task}` のタスクロールが `{other}` と同じです"),
        proof: Text(
            en: "no other task definition has the task role of `{task}`",
            ja: "`{task}` のタスクロールはほかのタスク定義で使われていません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
        ],
        answers: ["ECS_14.own-role"],
        fails: [
            """
            === a/taskdef.json
            {"family": "web", "taskRoleArn": ⟦"arn:aws:iam::123456789012:role/app"⟧, "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            === b/taskdef.json
            {"family": "worker", "taskRoleArn": ⟦"arn:aws:iam::123456789012:role/app"⟧, "containerDefinitions": [{"name": "worker", "image": "worker:1"}]}
            """,
            """
            Resources:
              Role: {Type: AWS::IAM::Role}
              Web:
                Type: AWS::ECS::TaskDefinition
                Properties: {Family: web, TaskRoleArn: ⟦!GetAtt Role.Arn⟧, ContainerDefinitions: [{Name: web, Image: 'web:1'}]}
              Worker:
                Type: AWS::ECS::TaskDefinition
                Properties: {Family: worker, TaskRoleArn: ⟦!Ref Role⟧, ContainerDefinitions: [{Name: worker, Image: 'worker:1'}]}
            """,
        ],
        passes: [
            // The same application for another environment, and one of its own jobs.
            """
            === dev/taskdef.json
            {"family": "web", "taskRoleArn": "arn:aws:iam::123456789012:role/app", "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"}]}
            === prod/taskdef.json
            {"family": "web", "taskRoleArn": "arn:aws:iam::123456789012:role/app", "containerDefinitions": [{"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"}]}
            === job/taskdef.json
            {"family": "web-migrate", "taskRoleArn": "arn:aws:iam::123456789012:role/app", "containerDefinitions": [{"name": "migrate", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"}]}
            """,
            """
            === a/taskdef.json
            {"family": "web", "taskRoleArn": "<ROLE>", "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            === b/taskdef.json
            {"family": "worker", "taskRoleArn": "<ROLE>", "containerDefinitions": [{"name": "worker", "image": "worker:1"}]}
            """,
        ],
        proves: [
            """
            === a/taskdef.json
            {"family": "web", "taskRoleArn": ⟦"arn:aws:iam::123456789012:role/web"⟧, "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            === b/taskdef.json
            {"family": "worker", "taskRoleArn": ⟦"arn:aws:iam::123456789012:role/worker"⟧, "containerDefinitions": [{"name": "worker", "image": "worker:1"}]}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        var users: [String: [TaskNode]] = [:]
        var order: [String] = []
        for task in system.tasks {
            guard let key = key(task) else { continue }
            if users[key] == nil { order.append(key) }
            users[key, default: []].append(task)
        }
        for key in order {
            let tasks = users[key] ?? []
            for task in tasks {
                guard let place = task.definition.taskRole.place else { continue }
                if let other = tasks.first(where: { isOther($0, task) }), let there = other.definition.taskRole.place {
                    report.fault(
                        at: place.span, ["task": task.name, "other": other.name],
                        related: [.init(there.span, Text(en: "the other task", ja: "もう一方のタスク"))])
                } else if tasks.count == 1, system.tasks.count > 1 {
                    report.holds(at: place.span, ["task": task.name])
                }
            }
        }
    }

    /// The role as far as it is known: its resource, or its name.
    private func key(_ task: TaskNode) -> String? {
        if let role = task.taskRole { return "\(role.stack) \(role.resource.address)" }
        guard let text = task.definition.taskRole.value?.known, !text.isEmpty else { return nil }
        return text.split(separator: "/").last.map { "name \($0)" }
    }

    /// Whether two tasks run different applications: another family, and no image in common.
    private func isOther(_ a: TaskNode, _ b: TaskNode) -> Bool {
        guard let first = a.definition.family.value, let second = b.definition.family.value, first != second else {
            return false
        }
        let images = repositories(a)
        return !images.isEmpty && images.isDisjoint(with: repositories(b))
    }

    private func repositories(_ task: TaskNode) -> Set<String> {
        Set(task.definition.containers.compactMap { $0.image.value.map { ImageName($0).repository ?? $0.shown } })
    }
}
