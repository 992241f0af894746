import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedContainerSize: Rule {
    static let about = About(
        id: "TD105", since: "0.1", severity: .high,
        title: Text(en: "Container sizes that do not add up", ja: "タスクのサイズと矛盾するコンテナサイズ"),
        why: Text(
            en: "ECS refuses a task whose containers ask for more than the task has, or for nothing at all.",
            ja: "コンテナの合計がタスクのサイズを超える場合や、どこにもサイズの指定がない場合は、登録時に拒否されます。"),
        remedy: Text(
            en:
                "Give the task as much as its containers reserve together, and each container a size of its own on EC2.",
            ja: "タスクにはコンテナの予約の合計以上を、EC2 では各コンテナにもサイズを指定してください。"),
        message: Text(
            en:
                "`{path}` {kind|none=has no size: neither `memory` nor `memoryReservation` is given|reservation=is less than `memoryReservation`|small=is less than Docker can give|sum=brings the containers to more than the task has|is more than the task has}{detail}{said}",
            ja:
                "`{path}` {kind|none=に `memory` も `memoryReservation` もありません|reservation=が `memoryReservation` より小さい値です|small=が Docker の下限より小さい値です|sum=を加えるとコンテナの合計がタスクのサイズを超えます|がタスクのサイズを超えています}{detail}{said}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
        ],
        answers: ["REL_01.hard-limit", "ECS_15.container-limits"],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
              "memory": "512", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": ⟦1024⟧},
                {"name": "log", "image": "log:1", "cpu": 200}, {"name": "trace", "image": "x:1", "cpu": ⟦100⟧}]}
            """,
            """
            {"family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
              {"name": ⟦"web"⟧, "image": "web:1"},
              {"name": "log", "image": "log:1", "memory": ⟦128⟧, "memoryReservation": 256},
              {"name": "tiny", "image": "log:1", "memory": ⟦2⟧}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Cpu: 1 vCPU
                  Memory: 1 GB
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', MemoryReservation: 700}
                    - {Name: log, Image: 'log:1', MemoryReservation: ⟦700⟧}
            """,
        ],
        passes: [
            // Equal is taken, and so are hard limits that are more than the task together.
            """
            {"family": "web", "cpu": "512", "memory": "1024", "containerDefinitions": [
              {"name": "web", "image": "web:1", "cpu": 512, "memory": 1024, "memoryReservation": 512},
              {"name": "log", "image": "log:1", "memory": 1024, "memoryReservation": 512},
              {"name": "one", "image": "one:1", "cpu": 0}]}
            """,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": "<MEMORY>"}]}"#,
            #"{"family": "web", "memory": "${MEMORY}", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
            #"[{"name": "web", "image": "web:1"}]"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        let definition = task.definition
        let containers = validity.containers
        for container in containers {
            let own = container.definition
            if case .known(let memory, let place) = own.memory {
                if case .known(let reservation, _) = own.memoryReservation, memory < reservation, memory > 0 {
                    report.refuse(
                        "reservation", container.path + ".memory", at: place,
                        ["detail": " (\(memory) < \(reservation))"])
                } else if (1..<4).contains(memory) {
                    report.refuse("small", container.path + ".memory", at: place, ["detail": " (\(memory) < 4 MiB)"])
                }
            }
            if definition.memory.isAbsent, validity.isSurelyNotFargate,
                own.memory.isAbsentOrZero, own.memoryReservation.isAbsentOrZero
            {
                report.refuse(
                    "none", container.path, at: container.place,
                    said:
                        "Invalid setting for container '\(container.name)'. At least one of 'memory' or 'memoryReservation' must be specified."
                )
            }
        }
        if case .known(let limit, _) = definition.memoryMiB, !definition.isWindows {
            addUp(containers, limit, "MiB", &report) { own in
                // What is reserved counts; the hard limit does where nothing is.
                own.memoryReservation.isAbsentOrZero
                    ? ("memory", own.memory) : ("memoryReservation", own.memoryReservation)
            }
            for container in containers {
                guard case .known(let memory, let place) = container.definition.memory, memory > limit,
                    !container.definition.memoryReservation.isAbsentOrZero
                else { continue }
                report.refuse("one", container.path + ".memory", at: place, ["detail": " (\(memory) > \(limit) MiB)"])
            }
        }
        if case .known(let limit, _) = definition.cpuUnits, !definition.isWindows {
            let said = "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'."
            addUp(containers, limit, "", said: said, &report) { ("cpu", $0.cpu) }
        }
    }

    /// Reports the container with which the sum passes the limit; amounts that are not known count as nothing.
    private func addUp(
        _ containers: [TaskValidity.Container], _ limit: Int, _ unit: String, said: String = "",
        _ report: inout Report, _ amount: (ContainerDefinition) -> (String, Field<Int>)
    ) {
        var sum = 0
        for container in containers {
            let (key, field) = amount(container.definition)
            guard case .known(let value, let place) = field, value > 0 else { continue }
            let before = sum
            sum = min(sum, 1 << 40) + min(value, 1 << 40)
            guard before <= limit, sum > limit else { continue }
            let unit = unit.isEmpty ? "" : " \(unit)"
            report.refuse(
                value > limit ? "one" : "sum", "\(container.path).\(key)", at: place,
                ["detail": " (\(sum) > \(limit)\(unit))"], said: said)
        }
    }
}

extension Field where Value == Int {
    /// Nothing is written, or a zero that says as much.
    var isAbsentOrZero: Bool {
        switch self {
        case .absent: true
        case .known(let value, _): value == 0
        case .unknown, .wrong: false
        }
    }
}
