import Basics
import ECSModel
import RuleKit
import Workload

struct PublicTaskAddress: Rule {
    static let about = About(
        id: "SV501", since: "0.1", severity: .medium,
        title: Text(en: "Tasks with public addresses", ja: "パブリック IP を持つタスク"),
        why: Text(
            en:
                "In a public subnet each task can be reached from the internet past the load balancer; a security group is all that stands in between.",
            ja: "パブリックサブネットでは、各タスクにロードバランサーを経由せずインターネットから到達できます。防御はセキュリティグループだけになります。"),
        remedy: Text(
            en: "Run the tasks in private subnets with `assignPublicIp` set to `DISABLED`.",
            ja: "プライベートサブネットでタスクを実行し、`assignPublicIp` を `DISABLED` にしてください。"),
        message: Text(en: "the tasks get public addresses", ja: "タスクにパブリック IP が割り当てられます"),
        proof: Text(en: "the tasks get no public address", ja: "タスクにパブリック IP は割り当てられません"),
        links: [
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html",
        ],
        aliases: ["ECS.2", "CT.ECS.PR.9", "CKV_AWS_333", "ecs_service_no_assign_public_ip"],
        answers: ["ECS_26.ingress", "ECS_29.private-subnets"],
        fails: [
            """
            resource "aws_ecs_service" "web" {
              name        = "web"
              launch_type = "FARGATE"
              network_configuration {
                subnets          = ["subnet-1"]
                assign_public_ip = ⟦true⟧
              }
            }
            """,
            """
            {"serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "networkConfiguration":
              {"awsvpcConfiguration": {"subnets": ["subnet-1"], "assignPublicIp": ⟦"ENABLED"⟧}}}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], AssignPublicIp: ⟦ENABLED⟧}}
            """,
        ],
        passes: [
            """
            {"serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "networkConfiguration":
              {"awsvpcConfiguration": {"subnets": ["subnet-1"]}}}
            """,
            """
            Resources:
              Service:
                Type: AWS::ECS::Service
                Properties:
                  LaunchType: FARGATE
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], AssignPublicIp: !Ref PublicIp}}
            """,
        ],
        proves: [
            """
            {"serviceName": "web", "taskDefinition": "web", "launchType": "FARGATE", "networkConfiguration":
              {"awsvpcConfiguration": {"subnets": ["subnet-1"], "assignPublicIp": ⟦"DISABLED"⟧}}}
            """
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        switch service.service.assignPublicIP {
        case .known(let word, let place):
            if word.uppercased() == "ENABLED" || word == "true" {
                report.fault(at: place.span)
            } else {
                report.holds(at: place.span)
            }
        case .unknown(_, let place):
            report.unsure(
                at: place.span, because: Text(en: "a variable decides it", ja: "変数の値によって決まります"))
        case .absent, .wrong: return
        }
    }
}
