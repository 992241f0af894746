import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedLogOptions: Rule {
    static let about = About(
        id: "TD116", since: "0.1", severity: .high,
        title: Text(en: "Log options that ECS does not take", ja: "ECS が受け付けないログオプション"),
        why: Text(
            en:
                "ECS refuses log options that are missing or contradict each other, or the container fails to start with them.",
            ja: "必要なオプションが欠けていたり、オプション同士が矛盾していたりすると、登録時に拒否されるか、コンテナが起動しません。"),
        remedy: Text(
            en: "Give `awslogs` its group and Region, on Fargate a stream prefix too.",
            ja: "`awslogs` にはロググループとリージョンを、Fargate ではストリームのプレフィックスも指定してください。"),
        message: Text(
            en:
                "`{path}` {kind|missing=has no `awslogs-group` or `awslogs-region`|prefix=has no `awslogs-stream-prefix`, which Fargate needs|both=cannot be together with `awslogs-datetime-format`|value=cannot have this value|is no option that ECS takes for `awslogs`}{detail}{said}",
            ja:
                "`{path}` {kind|missing=に `awslogs-group` か `awslogs-region` がありません|prefix=に Fargate で必要な `awslogs-stream-prefix` がありません|both=は `awslogs-datetime-format` と併用できません|value=にこの値は指定できません|は ECS が `awslogs` で受け付けないオプションです}{detail}{said}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
        ],
        aliases: ["E3046"],
        answers: ["OPS_02.log-driver", "12F_11.routed"],
        fails: [
            """
            {"family": "web", "executionRoleArn": "role", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
              {"name": "a", "image": "x:1", "logConfiguration": {"logDriver": ⟦"awslogs"⟧}},
              {"name": "b", "image": "x:1", "logConfiguration": {"logDriver": "awslogs", ⟦"options"⟧: {
                "awslogs-group": "web", "awslogs-region": "us-east-1", "awslogs-datetime-format": "%H",
                ⟦"awslogs-multiline-pattern"⟧: "^x", "mode": ⟦"async"⟧, ⟦"awslogs-streamprefix"⟧: "web",
                ⟦"awslogs-endpoint"⟧: "https://vpce.example"}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration: {LogDriver: awslogs, ⟦Options⟧: {awslogs-group: ⟦my group⟧}}
            """,
        ],
        passes: [
            """
            {"family": "web", "executionRoleArn": "role", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [
              {"name": "a", "image": "x:1", "logConfiguration": {"logDriver": "awslogs", "options": {
                "awslogs-group": "<GROUP>", "awslogs-region": "${REGION}", "awslogs-stream-prefix": "web",
                "awslogs-create-group": "true", "mode": "non-blocking", "max-buffer-size": "4m"}}},
              {"name": "b", "image": "x:1", "logConfiguration": {"logDriver": "awslogs", "options": "<OPTIONS>"}},
              {"name": "c", "image": "x:1", "logConfiguration": {"logDriver": "awsfirelens", "options": {"Name": "http"}}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: web
                      Image: web:1
                      LogConfiguration:
                        LogDriver: awslogs
                        Options: {awslogs-group: !Ref Logs, awslogs-region: !Ref AWS::Region}
            """,
        ]
    )

    /// Options that ECS takes for `awslogs`: not all that Docker's driver has.
    private static let known: Set<String> = [
        "awslogs-create-group", "awslogs-datetime-format", "awslogs-group", "awslogs-multiline-pattern",
        "awslogs-region", "awslogs-stream-prefix", "max-buffer-size", "mode",
    ]

    func check(_ task: TaskSubject, _ report: inout Report) {
        let validity = TaskValidity(task)
        for container in validity.containers {
            guard let log = container.definition.logConfiguration, case .known(let driver, let place) = log.driver,
                driver == "awslogs", log.term["options"]?.isOpen != true
            else { continue }
            judge(log, container.path + ".logConfiguration.options", place, validity.isFargate, &report)
        }
    }

    /// Source: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
    private static func isGroup(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 512
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: ".-_/#".utf8.contains(byte)
                }
            }
    }

    private func judge(
        _ log: LogConfiguration, _ path: String, _ place: Place, _ isFargate: Bool, _ report: inout Report
    ) {
        let place = log.term.entry("options").map(\.keyPlace) ?? place
        // A key that a template makes may be any of them.
        let hasMark = log.options.contains { $0.key.contains("<") || $0.key.contains("{") || $0.key.contains("$") }
        let names = Set(log.options.filter { if case .null = $0.value.kind { false } else { true } }.map(\.key))
        if !hasMark {
            let missing = ["awslogs-region", "awslogs-group"].filter { !names.contains($0) }
            if !missing.isEmpty {
                report.refuse(
                    "missing", path, at: place,
                    said: "Log driver awslogs requires options: \(missing.joined(separator: ", "))")
            } else if isFargate, !names.contains("awslogs-stream-prefix") {
                report.refuse("prefix", path, at: place)
            }
        }
        for option in log.options {
            let path = "\(path).\(option.key)"
            if option.key == "awslogs-multiline-pattern", names.contains("awslogs-datetime-format") {
                report.refuse("both", path, at: option.keyPlace)
            }
            if option.key == "awslogs-group", let name = option.value.string, !Self.isGroup(name) {
                report.refuse("value", path, at: option.value.place, ["detail": " (A-Z a-z 0-9 . - _ / #)"])
            }
            if option.key == "mode", let mode = option.value.string, mode != "blocking", mode != "non-blocking" {
                report.refuse("value", path, at: option.value.place, ["detail": " (blocking, non-blocking)"])
            }
            if option.key == "awslogs-create-group", let value = option.value.string,
                !["true", "false"].contains(value.lowercased())
            {
                report.refuse("value", path, at: option.value.place, ["detail": " (true, false)"])
            }
            if !hasMark, !Self.known.contains(option.key) {
                report.refuse(
                    "unknown", path, at: option.keyPlace, said: "Log driver awslogs disallows options: \(option.key)")
            }
        }
    }
}
