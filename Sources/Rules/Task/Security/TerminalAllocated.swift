import Basics
import ECSModel
import RuleKit
import Workload

struct TerminalAllocated: Rule {
    static let about = About(
        id: "TD211", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "A terminal for a service", ja: "サービスに割り当てられた端末"),
        why: Text(
            en: """
                With a terminal the output is no longer two streams, lines end in carriage returns, and programs colour \
                their logs: what arrives at the log group is harder to search.
                """,
            ja: """
                端末を割り当てると標準出力と標準エラーが区別されなくなり、改行や色の制御文字が混ざるため、ロググループでの検索が\
                難しくなります。
                """),
        remedy: Text(
            en: "Take the setting out; ECS Exec makes a terminal of its own when somebody needs one.",
            ja: "設定を外してください。必要なときは ECS Exec が端末を用意します。"),
        message: Text(en: "`{key}` is on for `{container}`", ja: "`{container}` で `{key}` が有効です"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "pseudoTerminal": ⟦true⟧,
              "interactive": ⟦true⟧}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: 'web:1', PseudoTerminal: ⟦true⟧}]
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "pseudoTerminal": false,
              "interactive": "<FLAG>"}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            for key in ["interactive", "pseudoTerminal"] {
                guard case .known(true, let place) = container.definition.term.bool(key) else { continue }
                report.fault(at: place.span, ["key": key, "container": container.name])
            }
        }
    }
}
