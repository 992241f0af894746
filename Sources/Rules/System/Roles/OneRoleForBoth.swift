import Basics
import ECSModel
import RuleKit
import Workload

struct OneRoleForBoth: Rule {
    static let about = About(
        id: "IF201", since: "0.1", severity: .medium,
        title: Text(en: "The execution role is the task role", ja: "実行ロールとタスクロールの兼用"),
        why: Text(
            en: """
                The application gets what only ECS needs: it may read every secret of the task and pull images, and ECS \
                gets the rights of the application.
                """,
            ja: """
                ECS だけに必要な権限までアプリケーションに渡ります。アプリケーションからタスクのすべてのシークレットを読み取り、\
                イメージを pull できるようになります。
                """),
        remedy: Text(
            en: "Give the application a role of its own with the rights that it uses.",
            ja: "アプリケーションには、必要な権限だけを持つ専用のロールを用意してください。"),
        message: Text(en: "`taskRoleArn` is the execution role too", ja: "`taskRoleArn` に実行ロールと同じロールが指定されています"),
        proof: Text(en: "the task role is another than the execution role", ja: "タスクロールと実行ロールは別です"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
        ],
        aliases: ["CKV_AWS_249"],
        answers: ["ECS_14.execution-role-apart"],
        fails: [
            """
            {"family": "web", "executionRoleArn": "arn:aws:iam::123456789012:role/web", "taskRoleArn": ⟦"arn:aws:iam::123456789012:role/web"⟧,
              "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """,
            """
            Resources:
              Role: {Type: AWS::IAM::Role}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ExecutionRoleArn: !GetAtt Role.Arn
                  TaskRoleArn: ⟦!Ref Role⟧
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
            """,
        ],
        passes: [
            #"{"family": "web", "executionRoleArn": "arn:aws:iam::<ACCOUNT>:role/<EXEC>", "taskRoleArn": "arn:aws:iam::<ACCOUNT>:role/<TASK>", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
            #"{"family": "web", "executionRoleArn": "arn:aws:iam::123456789012:role/web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
        ],
        proves: [
            """
            {"family": "web", "executionRoleArn": "arn:aws:iam::123456789012:role/exec", "taskRoleArn": ⟦"arn:aws:iam::123456789012:role/web"⟧,
              "containerDefinitions": [{"name": "web", "image": "web:1"}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard case .known(let own, let place) = task.definition.taskRole,
            case .known(let execution, let other) = task.definition.executionRole
        else { return }
        switch isSame(own, execution, task) {
        case true?:
            report.fault(
                at: place.span,
                related: [.init(other.span, Text(en: "the execution role", ja: "実行ロール"))])
        case false?: report.holds(at: place.span)
        case nil: return
        }
    }

    private func isSame(_ a: TermText, _ b: TermText, _ task: TaskSubject) -> Bool? {
        if let a = task.task.taskRole, let b = task.task.executionRole {
            return a.resource.address == b.resource.address && a.stack == b.stack
        }
        if let a = a.known, let b = b.known { return name(a) == name(b) }
        // Texts that end alike behind the same unknown parts, such as an account's number, name one role.
        let isNamed = a.parts.allSatisfy {
            if case .unknown(let unknown) = $0 { return unknown.kind != .expression && unknown.kind != .condition }
            return true
        }
        return a == b && isNamed ? true : nil
    }

    private func name(_ text: String) -> String {
        text.split(separator: "/").last.map(String.init) ?? text
    }
}
