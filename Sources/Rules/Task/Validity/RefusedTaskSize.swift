import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedTaskSize: Rule {
    static let about = About(
        id: "TD102", since: "0.1", severity: .high,
        title: Text(en: "Task size that Fargate does not have", ja: "Fargate にないタスクサイズ"),
        why: Text(
            en:
                "Fargate sells fixed pairs of CPU and memory. ECS refuses any other pair at registration, so that the deployment stops there.",
            ja: "Fargate の CPU とメモリの組み合わせは決まっています。それ以外は登録時に拒否され、デプロイがそこで止まります。"),
        remedy: Text(
            en: "Take a pair from AWS's table of task sizes.",
            ja: "AWS のタスクサイズの表にある組み合わせを指定してください。"),
        message: Text(
            en:
                "`{path}` {kind|missing=is missing|form=is no size that ECS understands|bounds=is outside of what ECS takes|cpu=is a size that Fargate does not have|windows=is a size that Fargate does not have for Windows|does not go with the task's CPU on Fargate}{detail}{said}",
            ja:
                "`{path}` {kind|missing=がありません|form=の値は ECS が解釈できません|bounds=の値は ECS が受け付ける範囲にありません|cpu=の値は Fargate にありません|windows=の値は Windows では Fargate にありません|の値はタスクの CPU と組み合わせられません}{detail}{said}"
        ),
        proof: Text(
            en: "Fargate has the size of {cpu} CPU units and {memory} MiB",
            ja: "{cpu} CPU ユニットと {memory} MiB は Fargate にあるサイズです"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
        ],
        aliases: ["E3047", "E3048"],
        answers: ["REL_01.task-size", "ECS_15.task-size"],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
              "memory": ⟦"1536"⟧, "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
            """
            {"family": ⟦"web"⟧, "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": ⟦"300"⟧,
              "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
            #"{"family": "web", "cpu": ⟦"64"⟧, "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64}]}"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  NetworkMode: awsvpc
                  Cpu: ⟦1 CPU⟧
                  Memory: 2 GB
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """,
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": ⟦"512"⟧,
              "memory": "1024", "runtimePlatform": {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"},
              "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
        ],
        passes: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": ".5 vCPU",
              "memory": "3GB", "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
            #"{"family": "web", "requiresCompatibilities": ["FARGATE"], "cpu": "<CPU>", "memory": "{{ must_env `MEMORY` }}", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
            // EC2 takes any pair.
            #"{"family": "web", "cpu": "384", "memory": "1000", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  Cpu: 16384
                  Memory: 122880
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """,
        ],
        proves: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": ⟦".5 vCPU"⟧,
              "memory": "3GB", "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [FARGATE]
                  Cpu: ⟦512⟧
                  Memory: 1024
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """,
        ]
    )

    /// Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
    private static let windowsCPU = [1024, 2048, 4096]

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        let definition = task.definition
        for (name, field, read) in [
            ("cpu", definition.cpu, TaskSize.cpuUnits), ("memory", definition.memory, TaskSize.memoryMiB),
        ] {
            if case .known(let text, let place) = field, read(text) == nil {
                report.refuse("form", name, at: place, said: "Invalid '\(name)' setting for task.")
            }
            if field.isAbsent, validity.isFargate, validity.isWhole {
                report.refuse(
                    "missing", name, at: validity.place,
                    said: "Fargate requires that '\(name)' be defined at the task level.")
            }
        }
        guard case .known(let units, let place) = definition.cpuUnits else { return }
        guard validity.isFargate else {
            // Windows ignores the size of the task. Fargate's sizes are within these bounds as well.
            if definition.requiresFargate == false, !definition.isWindows, !(128...196_608).contains(units) {
                report.refuse(
                    "bounds", "cpu", at: place, ["detail": " (128 – 196608)"], said: "Invalid 'cpu' setting for task.")
            }
            return
        }
        let sizes = TaskSize.fargateMemory(units)
        let said = "No Fargate configuration exists for given values."
        if sizes.isEmpty {
            let list = TaskSize.fargateCPU.map(String.init).joined(separator: ", ")
            report.refuse("cpu", "cpu", at: place, ["detail": " (\(list))"], said: said)
        } else if definition.isWindows, !Self.windowsCPU.contains(units) {
            report.refuse("windows", "cpu", at: place, ["detail": " (1024, 2048, 4096)"], said: said)
        } else if case .known(let memory, let place) = definition.memoryMiB, !sizes.contains(memory) {
            report.refuse("pair", "memory", at: place, ["detail": Self.shown(sizes, units)], said: said)
        } else if case .known(let memory, _) = definition.memoryMiB {
            report.holds(at: place.span, ["cpu": "\(units)", "memory": "\(memory)"])
        }
    }

    /// ` (256: 512, 1024, 2048)`
    private static func shown(_ sizes: [Int], _ units: Int) -> String {
        guard sizes.count > 4, let first = sizes.first, let last = sizes.last else {
            return " (\(units): \(sizes.map(String.init).joined(separator: ", ")))"
        }
        return " (\(units): \(first), \(sizes[1]) … \(last))"
    }
}
