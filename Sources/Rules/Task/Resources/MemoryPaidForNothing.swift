import Basics
import ECSModel
import RuleKit
import Workload

struct MemoryPaidForNothing: Rule {
    static let about = About(
        id: "TD705", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Memory that no container may use", ja: "どのコンテナも使えないメモリ"),
        why: Text(
            en: """
                Fargate charges for the size of the task. The hard limits of its containers together are less than half \
                of it: the rest is paid for and cannot be used.
                """,
            ja: """
                Fargate の料金はタスクサイズで決まります。コンテナのハードリミットの合計がその半分に満たないため、\
                残りは料金がかかるだけで使えません。
                """),
        remedy: Text(
            en: "Take a smaller task, or raise the limits.", ja: "タスクサイズを小さくするか、上限を上げてください。"),
        message: Text(
            en: "the task has {memory} MiB, its containers may use {sum} MiB",
            ja: "タスクのメモリは {memory} MiB ですが、コンテナが使えるのは {sum} MiB までです"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"],
        answers: ["ECS_15.fits-use"],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "512", "memory": ⟦"4096"⟧,
             "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 512}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  Cpu: 1024
                  Memory: ⟦8GB⟧
                  ContainerDefinitions: [{Name: web, Image: 'web:1', Memory: 1024}]
            """,
        ],
        passes: [
            #"{"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "512", "memory": "1024", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 512}]}"#,
            #"{"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "512", "memory": "4096", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 512}, {"name": "b", "image": "b:1"}]}"#,
            // The smallest that this CPU size has.
            #"{"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "1024", "memory": "2048", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 512}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard task.task.runsOnFargate == true, task.definition.knowsAllContainers, !task.containers.isEmpty,
            case .known(let memory, let place) = task.definition.memoryMiB,
            case .known(let cpu, _) = task.definition.cpuUnits, let smallest = TaskSize.fargateMemory(cpu).first,
            memory > smallest
        else { return }
        var sum = 0
        for container in task.containers {
            guard case .known(let limit, _) = container.definition.memory, (1...1_000_000).contains(limit) else { return }
            sum += limit
        }
        guard sum < memory / 2 else { return }
        report.fault(at: place.span, ["memory": "\(memory)", "sum": "\(sum)"])
    }
}
