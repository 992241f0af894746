import Basics
import ECSModel
import RuleKit
import Workload

struct OldPlatformVersion: Rule {
    static let about = About(
        id: "SV211", since: "0.1", severity: .medium,
        title: Text(en: "Old Fargate platform version", ja: "古い Fargate プラットフォームバージョン"),
        why: Text(
            en: """
                Tasks run on a kernel and a runtime that get no more fixes, without EFS, ephemeral storage above 20 GiB \
                and single keys of secrets.
                """,
            ja: """
                修正の提供が終わったカーネルとランタイムでタスクが動きます。EFS、20 GiB を超えるエフェメラルストレージ、\
                シークレットの個別キー参照なども使えません。
                """),
        remedy: Text(en: "Use `LATEST`, or leave it out.", ja: "`LATEST` を指定するか、指定をやめてください。"),
        message: Text(en: "platform version {version} is old", ja: "プラットフォームバージョン {version} は古いバージョンです"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html"],
        aliases: ["ECS.10", "CKV_AWS_332", "CT.ECS.PR.1", "ecs_service_fargate_latest_platform_version"],
        differs: Text(
            en: "1.4.0 is what LATEST means on Linux today: naming it is no fault here.",
            ja: "Linux では現在の LATEST が 1.4.0 なので、1.4.0 の指定は問題としません。"),
        fails: [
            #"{"serviceName": "web", "launchType": "FARGATE", "platformVersion": ⟦"1.3.0"⟧}"#,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties: {LaunchType: FARGATE, PlatformVersion: ⟦1.2.0⟧}
            """,
            """
            resource "aws_ecs_service" "web" {
              name             = "web"
              task_definition  = "web"
              launch_type      = "FARGATE"
              platform_version = ⟦"1.3.0"⟧
            }
            """,
        ],
        passes: [
            #"{"serviceName": "web", "launchType": "FARGATE", "platformVersion": "LATEST"}"#,
            #"{"serviceName": "web", "launchType": "FARGATE", "platformVersion": "1.4.0"}"#,
            #"{"serviceName": "web", "launchType": "FARGATE", "platformVersion": "${PV}"}"#,
            // The only one of Windows.
            #"{"serviceName": "web", "launchType": "FARGATE", "platformVersion": "1.0.0"}"#,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        guard case .known(let version, let place) = service.service.platformVersion,
            ["1.0.0", "1.1.0", "1.2.0", "1.3.0"].contains(version)
        else { return }
        if version == "1.0.0" {
            // Windows has a 1.0.0 of its own.
            guard let task = service.task, !task.definition.operatingSystem.isUnknown, !task.definition.isWindows
            else { return }
        }
        report.fault(at: place.span, ["version": version])
    }
}
