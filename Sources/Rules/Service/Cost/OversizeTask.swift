import Basics
import ECSModel
import RuleKit
import Workload

struct OversizeTask: Rule {
    static let about = About(
        id: "SV604", since: "0.1", severity: .low,
        title: Text(en: "Task larger than its containers may use", ja: "コンテナが使い切れない大きさのタスク"),
        why: Text(
            en:
                "Fargate charges the size of the task, and the containers' hard limits keep them from using it: what lies above is paid for nothing.",
            ja: "Fargate はタスクのサイズで課金しますが、コンテナはハードリミットを超えて使えません。超過分の料金は無駄になります。"),
        remedy: Text(
            en: "Lower the task's memory, or raise the limits of the containers that need more.",
            ja: "タスクのメモリを減らすか、必要なコンテナの上限を引き上げてください。"),
        message: Text(
            en: "the task has {memory} MiB, its containers may use {sum}: {size} MiB would do",
            ja: "タスクのメモリは {memory} MiB ですが、コンテナの上限は合計 {sum} MiB です。{size} MiB で足ります"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
        ],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "512", "memory": ⟦"4096"⟧,
             "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 1024}, {"name": "logs", "image": "logs:1", "memory": 256}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  Cpu: 1024
                  Memory: ⟦8 GB⟧
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: 2048}]
            """,
        ],
        passes: [
            // A sidecar without a limit may use the rest.
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "512", "memory": "4096",
             "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 1024}, {"name": "logs", "image": "logs:1"}]}
            """,
            // No smaller size goes with this CPU, and room is left for what Fargate adds itself.
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "1024", "memory": "2048",
             "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 512}]}
            """,
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "512", "memory": "2048",
             "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 1024}]}
            """,
            """
            {"family": "web", "requiresCompatibilities": ["EC2"], "cpu": "512", "memory": "4096",
             "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 512}]}
            """,
        ]
    )

    /// MiB for what Fargate, Service Connect and GuardDuty put beside the containers.
    private static let reserve = 512

    func check(_ task: TaskSubject, _ report: inout Report) {
        let definition = task.definition
        guard task.task.runsOnFargate == true, !definition.isWindows, definition.knowsAllContainers,
            !definition.containers.isEmpty, case .known(let memory, let place) = definition.memoryMiB,
            case .known(let units, _) = definition.cpuUnits
        else { return }
        var sum = 0
        var related: [Finding.Related] = []
        for container in definition.containers {
            guard case .known(let limit, let place) = container.memory, limit > 0, limit < 1_000_000 else { return }
            sum += limit
            related.append(.init(place.span, Text(en: "a hard limit", ja: "ハードリミット")))
        }
        guard let size = TaskSize.fargateMemory(units).first(where: { $0 >= sum + Self.reserve }), size < memory else {
            return
        }
        report.fault(
            at: place.span, ["memory": String(memory), "sum": String(sum), "size": String(size)], related: related)
    }
}
