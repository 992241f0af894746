import Basics
import ECSModel
import RuleKit
import Workload

struct ShellIntoTasks: Rule {
    static let about = About(
        id: "SV208", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "ECS Exec is always on", ja: "ECS Exec が常に有効"),
        why: Text(
            en: """
                Whoever may call `ecs:ExecuteCommand` gets a shell as root in each task, with its secrets and its role; \
                what is changed there is in no file.
                """,
            ja: """
                `ecs:ExecuteCommand` の権限があれば、どのタスクでも root のシェルを開けます。シークレットやタスクロールも使えてしまい、\
                そこでの変更はどのファイルにも残りません。
                """),
        remedy: Text(
            en: "Leave it off in production; turn it on for the time of an investigation.",
            ja: "本番環境では無効にし、調査のときだけ有効にしてください。"),
        message: Text(en: "a shell can be opened in each task", ja: "各タスクでシェルを開けます"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html"],
        fails: [
            #"{"serviceName": "web", "desiredCount": 2, "enableExecuteCommand": ⟦true⟧}"#,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, EnableExecuteCommand: ⟦true⟧}
            """,
        ],
        passes: [
            #"{"serviceName": "web", "desiredCount": 2, "enableExecuteCommand": false}"#,
            #"{"serviceName": "web", "desiredCount": 2}"#,
            #"{"serviceName": "web", "desiredCount": 2, "enableExecuteCommand": "${EXEC}"}"#,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard case .known(true, let place) = service.service.enableExecuteCommand else { return }
        report.fault(at: place.span)
    }
}
