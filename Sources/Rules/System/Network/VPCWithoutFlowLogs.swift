import Basics
import ECSModel
import RuleKit
import Workload

struct VPCWithoutFlowLogs: Rule {
    static let about = About(
        id: "IF313", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "VPC without flow logs", ja: "フローログのない VPC"),
        why: Text(
            en: "When a task has talked to somebody it should not have, nothing tells to whom, when and how much.",
            ja: "タスクが想定外の相手と通信しても、相手、時刻、データ量を後から調べられません。"),
        remedy: Text(
            en: "Add a flow log for the VPC, with a destination whose retention you have chosen.",
            ja: "VPC のフローログを追加し、保存先の保持期間も決めてください。"),
        message: Text(en: "nothing logs the flows of the VPC `{vpc}`", ja: "VPC `{vpc}` のフローログがありません"),
        proof: Text(en: "the flows of the VPC `{vpc}` are logged", ja: "VPC `{vpc}` のフローログが記録されます"),
        links: ["https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html"],
        aliases: ["EC2.6", "CKV2_AWS_11", "AWS-0178", "vpc_flow_logs_enabled"],
        answers: ["ECS_47.flow-logs"],
        fails: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              ⟦Vpc⟧: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
            """
        ],
        passes: [
            // Those of a subnet may be all that matters.
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
              Logs:
                Type: AWS::EC2::FlowLog
                Properties: {ResourceId: !Ref Private, ResourceType: Subnet, TrafficType: ALL}
            """,
            // Nothing here runs on ECS.
            "Resources: {Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}}",
        ],
        proves: [
            """
            Resources:
              Service: {Type: AWS::ECS::Service, Properties: {DesiredCount: 2}}
              Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
              Logs:
                Type: AWS::EC2::FlowLog
                Properties: {ResourceId: ⟦!Ref Vpc⟧, ResourceType: VPC, TrafficType: ALL, LogGroupName: flows}
            """,
            """
            resource "aws_ecs_service" "web" {
              name = "web"
            }
            resource "aws_vpc" "main" {
              cidr_block = "10.0.0.0/16"
            }
            resource "aws_flow_log" "main" {
              vpc_id          = ⟦aws_vpc.main.id⟧
              traffic_type    = "ALL"
              log_destination = "arn:aws:s3:::example-flows"
            }
            """,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        guard system.runsContainers else { return }
        let logs = system.members("AWS::EC2::FlowLog")
        for vpc in system.members(ResourceType.vpc) {
            let arguments = ["vpc": vpc.resource.address]
            var isTold = true
            var place: Place?
            for log in logs {
                guard let id = log.properties["resourceId"] ?? log.properties["vpcId"], let text = id.text,
                    let found = system.resolve(text, type: ResourceType.vpc, from: log.stack)
                else {
                    // It may be a subnet's, or that of a VPC that cannot be told.
                    isTold = false
                    continue
                }
                if found.isSame(as: vpc) { place = id.place }
            }
            if let place {
                report.holds(at: place.span, arguments)
            } else if isTold {
                report.fault(at: vpc.headline.span, arguments)
            }
        }
    }
}
