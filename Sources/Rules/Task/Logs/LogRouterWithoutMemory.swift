import Basics
import ECSModel
import RuleKit
import Workload

struct LogRouterWithoutMemory: Rule {
    static let about = About(
        id: "TD409", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Log router without memory of its own", ja: "メモリが確保されていないログルーター"),
        why: Text(
            en: """
                When the destination is slow, the router's buffers grow. Without a limit they take the memory of the \
                application, and the kernel may kill that instead.
                """,
            ja: """
                送信先が遅くなるとルーターのバッファーが膨らみます。上限がないとアプリケーションのメモリが圧迫され、\
                アプリケーションのほうが強制終了されることもあります。
                """),
        remedy: Text(
            en: "Set `memoryReservation`, and `memory` as the limit.",
            ja: "`memoryReservation` を指定し、`memory` で上限を設けてください。"),
        message: Text(en: "`{name}` has neither limit nor reservation", ja: "`{name}` に上限も予約もありません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": ⟦"log"⟧, "image": "fluent-bit:3", "firelensConfiguration": {"type": "fluentbit"}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: ⟦log⟧, Image: 'fluent-bit:3', FirelensConfiguration: {Type: fluentbit}}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "log", "image": "fluent-bit:3", "memoryReservation": 50, "firelensConfiguration": {"type": "fluentbit"}}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "log", "image": "fluent-bit:3", "memory": "${M}", "firelensConfiguration": {"type": "fluentbit"}}]}"#,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers where container.definition.firelens != nil {
            guard container.definition.memory.isAbsent, container.definition.memoryReservation.isAbsent else {
                continue
            }
            report.fault(at: container.definition.heading, ["name": container.name])
        }
    }
}
