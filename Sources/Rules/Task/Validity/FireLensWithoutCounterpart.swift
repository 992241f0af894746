import Basics
import ECSModel
import RuleKit
import Workload

struct FireLensWithoutCounterpart: Rule {
    static let about = About(
        id: "TD120", since: "0.1", severity: .high,
        title: Text(en: "FireLens without its counterpart", ja: "対になる設定のない FireLens"),
        why: Text(
            en: "A log router and containers that log through it come together. ECS refuses one without the other.",
            ja: "ログルーターと、それを使うコンテナは対で必要です。片方だけでは登録時に拒否されます。"),
        remedy: Text(
            en: "Give one container a `firelensConfiguration`, and the log driver `awsfirelens` to those that use it.",
            ja: "1 つのコンテナに `firelensConfiguration` を、利用する側にログドライバー `awsfirelens` を指定してください。"),
        message: Text(
            en:
                "`{path}` {kind|router=is given, but no container has a `firelensConfiguration`|unused=is given, but no container has the log driver `awsfirelens`|twice=is the second log router of the task|is the log router's own driver: it would log through itself}{said}",
            ja:
                "`{path}` {kind|router=が指定されていますが、`firelensConfiguration` を持つコンテナがありません|unused=が指定されていますが、ログドライバーが `awsfirelens` のコンテナがありません|twice=はタスクで 2 つ目のログルーターです|はログルーター自身のドライバーで、自分自身を経由することになります}{said}"
        ),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html"],
        answers: ["OPS_02.log-driver", "12F_11.routed"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64,
              "logConfiguration": {"logDriver": ⟦"awsfirelens"⟧}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1'}
                    - {Name: router, Image: 'fluent:1', ⟦FirelensConfiguration⟧: {Type: fluentbit}}
            """,
            """
            {"family": "web", "containerDefinitions": [
              {"name": "a", "image": "x:1", "memory": 64, "firelensConfiguration": {"type": "fluentbit"},
                "logConfiguration": {"logDriver": ⟦"awsfirelens"⟧}},
              {"name": "b", "image": "x:1", "memory": 64, ⟦"firelensConfiguration"⟧: {"type": "fluentbit"}}]}
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": "web:1", "logConfiguration": {"logDriver": "awsfirelens"}},
              {"name": "router", "image": "fluent:1", "firelensConfiguration": {"type": "fluentbit"},
                "logConfiguration": {"logDriver": "awslogs"}}]}
            """,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "logConfiguration": "<LOGS>"}, {"name": "router", "image": "fluent:1", "firelensConfiguration": {"type": "fluentbit"}}]}"#,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', LogConfiguration: {LogDriver: awsfirelens}}
                    - !Ref Router
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        let containers = TaskValidity(task).containers
        let knowsAll = task.definition.knowsAllContainers
        var routers: [TermEntry] = []
        var users: [(path: String, place: Place)] = []
        var isOpen = false
        for container in containers {
            let own = container.definition
            let log = own.term["logConfiguration"]
            if log?.isOpen == true || log?.string("logDriver").isUnknown == true { isOpen = true }
            let isUser = log?.string("logDriver").value == "awsfirelens"
            if own.firelens != nil, let entry = own.term.entry("firelensConfiguration") {
                routers.append(entry)
                if routers.count == 2 {
                    report.refuse("twice", container.path + ".firelensConfiguration", at: entry.keyPlace)
                }
                if isUser, let place = log?.string("logDriver").place {
                    report.refuse("itself", container.path + ".logConfiguration.logDriver", at: place)
                }
            }
            if isUser, let place = log?.string("logDriver").place {
                users.append((container.path + ".logConfiguration.logDriver", place))
            }
        }
        guard knowsAll else { return }
        if routers.isEmpty, let user = users.first {
            report.refuse(
                "router", user.path, at: user.place,
                said:
                    "When awsfirelens log driver is specified in log configuration, a firelens configuration object must be configured in one of the containers."
            )
        }
        if users.isEmpty, !isOpen, let router = routers.first {
            report.refuse(
                "unused", "firelensConfiguration", at: router.keyPlace,
                said:
                    "When a firelensConfiguration object is specified, at least one container has to be configured with the awsfirelens log driver."
            )
        }
    }
}
