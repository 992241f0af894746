import Basics
import ECSModel
import RuleKit
import Workload

struct ExecNeedsWritableRoot: Rule {
    static let about = About(
        id: "TD210", since: "0.1", severity: .medium,
        title: Text(en: "ECS Exec that cannot start", ja: "開始できない ECS Exec"),
        why: Text(
            en: """
                The agent of ECS Exec writes to `/var/lib/amazon` and `/var/log/amazon` of the container. With a read-only \
                root the session fails, which shows on the day somebody needs it.
                """,
            ja: """
                ECS Exec のエージェントはコンテナの `/var/lib/amazon` と `/var/log/amazon` に書き込みま\
                す。ルートファイルシステムが読み取り専用だと接続できず、障害調査で必要になったときに初め\
                て発覚します。
                """),
        remedy: Text(
            en: "Mount a volume at both folders, or take `enableExecuteCommand` out and keep the root read-only.",
            ja: """
                両方のフォルダーにボリュームをマウントするか、`enableExecuteCommand` を外してルートファイルシステムを読み取り専用の\
                ままにしてください。
                """),
        message: Text(
            en: "no container of `{task}` can take an ECS Exec session: each root is read-only",
            ja: "`{task}` のコンテナはすべて読み取り専用のため、ECS Exec で接続できません"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html"],
        fails: [
            """
            === taskdef.json
            {"family": "web", "taskRoleArn": "arn:aws:iam::123456789012:role/web", "containerDefinitions": [
              {"name": "web", "image": "web:1", "readonlyRootFilesystem": ⟦true⟧}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "enableExecuteCommand": true}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, EnableExecuteCommand: true}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: 'web:1', ReadonlyRootFilesystem: ⟦true⟧}]
            """,
        ],
        passes: [
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {TaskDefinition: !Ref Task, EnableExecuteCommand: true}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes: [{Name: lib}, {Name: log}]
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      ReadonlyRootFilesystem: true
                      MountPoints:
                        - {SourceVolume: lib, ContainerPath: /var/lib/amazon}
                        - {SourceVolume: log, ContainerPath: /var/log/amazon}
            """,
            """
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "readonlyRootFilesystem": true},
              {"name": "shell", "image": "shell:1"}]}
            === service.json
            {"serviceName": "web", "taskDefinition": "web", "desiredCount": 2, "enableExecuteCommand": true}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard let exec = SecurityPlaces.execService(task), task.definition.knowsAllContainers,
            !task.definition.isWindows, !task.containers.isEmpty
        else { return }
        var places: [Place] = []
        for container in task.containers {
            guard case .known(true, let place) = container.definition.readonlyRootFilesystem,
                !WritablePlaces(container).covers("/var/lib/amazon/ssm")
            else { return }
            places.append(place)
        }
        guard let first = places.first else { return }
        report.fault(
            at: first.span, ["task": task.task.name],
            related: [.init(exec.place.span, Text(en: "ECS Exec is turned on here", ja: "ECS Exec はここで有効になっています"))])
    }
}
