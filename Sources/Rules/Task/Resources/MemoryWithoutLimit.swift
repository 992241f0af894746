import Basics
import ECSModel
import RuleKit
import Workload

struct MemoryWithoutLimit: Rule {
    static let about = About(
        id: "TD701", since: "0.1", severity: .medium,
        title: Text(en: "A container may take the memory of its host", ja: "ホストのメモリを使い切りうるコンテナ"),
        why: Text(
            en: """
                On an instance a reservation is no limit: a leak takes the memory of all tasks there, and the kernel \
                kills whichever it likes.
                """,
            ja: """
                EC2 では `memoryReservation` は上限になりません。メモリリークが同じインスタンスの全タスクのメモリを圧迫し、\
                カーネルが無関係なプロセスを強制終了することもあります。
                """),
        remedy: Text(
            en: "Set `memory` of the container, or the size of the task.",
            ja: "コンテナの `memory`、またはタスクのサイズを指定してください。"),
        message: Text(en: "nothing limits the memory of `{name}`", ja: "`{name}` のメモリに上限がありません"),
        proof: Text(en: "`{name}` may use {memory} MiB at most", ja: "`{name}` のメモリは最大 {memory} MiB です"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html"],
        aliases: ["CT.ECS.PR.7"],
        answers: ["REL_01.hard-limit", "ECS_15.container-limits"],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
              {"name": "web", "image": "web:1", "memoryReservation": ⟦256⟧}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [EC2]
                  ContainerDefinitions: [{Name: web, Image: 'web:1', MemoryReservation: ⟦128⟧}]
            """,
        ],
        passes: [
            #"{"family": "web", "requiresCompatibilities": ["FARGATE"], "memory": "512", "cpu": "256", "containerDefinitions": [{"name": "web", "image": "web:1", "memoryReservation": 256}]}"#,
            #"{"family": "web", "requiresCompatibilities": ["EC2"], "memory": "512", "containerDefinitions": [{"name": "web", "image": "web:1", "memoryReservation": 256}]}"#,
            #"{"family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [{"name": "web", "image": "web:1", "memory": "<MEMORY>", "memoryReservation": 256}]}"#,
            // It may run on Fargate, where the task's size limits it.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memoryReservation": 256}]}"#,
        ],
        proves: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": ⟦512⟧}]}"#
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let isOnInstance =
            task.task.runsOnFargate == false && task.definition.requiresFargate == false
            && task.definition.memory.isAbsent
        for container in task.containers {
            switch container.definition.memory {
            case .known(let memory, let place):
                report.holds(at: place.span, ["name": container.name, "memory": "\(memory)"])
            case .absent where isOnInstance:
                guard let place = container.definition.memoryReservation.place else { continue }
                report.fault(at: place.span, ["name": container.name])
            case .absent, .unknown, .wrong: continue
            }
        }
    }
}
