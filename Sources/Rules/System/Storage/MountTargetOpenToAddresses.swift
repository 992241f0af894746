import Basics
import ECSModel
import RuleKit
import Workload

struct MountTargetOpenToAddresses: Rule {
    static let about = About(
        id: "IF505", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Whole networks reach the mount target", ja: "ネットワーク全体から到達できるマウントターゲット"),
        why: Text(
            en: """
                Every host of these addresses may try to mount the files: without IAM authorisation, reaching port 2049 is \
                all that it takes to read and change them.
                """,
            ja: """
                このアドレス範囲のどのホストからでもマウントを試みられます。IAM 認可がなければ、ポート 2049 に到達できるだけで\
                ファイルの読み書きができてしまいます。
                """),
        remedy: Text(
            en: "Admit TCP 2049 from the security group of the tasks only.",
            ja: "タスクのセキュリティグループからの TCP 2049 だけを許可してください。"),
        message: Text(
            en: "`{group}`, the security group of the files, opens port 2049 to {whom|all=every address|addresses}",
            ja: "ファイルのセキュリティグループ `{group}` がポート 2049 を{whom|all=すべてのアドレス|アドレス範囲}に公開しています"),
        proof: Text(
            en: "the mount target admits only TCP 2049, from the security group of the tasks",
            ja: "マウントターゲットは、タスクのセキュリティグループからの TCP 2049 だけを許可します"),
        links: [
            "https://docs.aws.amazon.com/efs/latest/ug/network-access.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html",
        ],
        answers: ["ECS_34.port-2049"],
        fails: [
            """
            Resources:
              Files: {Type: AWS::EFS::FileSystem}
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: ⟦2049⟧, ToPort: 2049, CidrIp: 10.0.0.0/16}]
              Mount:
                Type: AWS::EFS::MountTarget
                Properties: {FileSystemId: !Ref Files, SubnetId: subnet-1, SecurityGroups: [!Ref Group]}
            """,
            """
            resource "aws_efs_file_system" "files" {}
            resource "aws_security_group" "files" {
              ingress {
                from_port   = ⟦0⟧
                to_port     = 65535
                protocol    = "tcp"
                cidr_blocks = ["0.0.0.0/0"]
              }
            }
            resource "aws_efs_mount_target" "a" {
              file_system_id  = aws_efs_file_system.files.id
              subnet_id       = "subnet-1"
              security_groups = [aws_security_group.files.id]
            }
            """,
        ],
        passes: [
            // Other ports, and a group that no mount target has.
            """
            Resources:
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 10.0.0.0/16}]}
              Other:
                Type: AWS::EC2::SecurityGroup
                Properties: {SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 2049, ToPort: 2049, CidrIp: 10.0.0.0/16}]}
              Mount:
                Type: AWS::EFS::MountTarget
                Properties: {FileSystemId: fs-1, SubnetId: subnet-1, SecurityGroups: [!Ref Group]}
            """
        ],
        proves: [
            """
            Resources:
              Files: {Type: AWS::EFS::FileSystem}
              Tasks: {Type: AWS::EC2::SecurityGroup}
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 2049, ToPort: 2049, SourceSecurityGroupId: !Ref Tasks}]
              Mount:
                Type: AWS::EFS::MountTarget
                Properties: {FileSystemId: !Ref Files, SubnetId: subnet-1, SecurityGroups: ⟦[!Ref Group]⟧}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Family: web
                  Volumes: [{Name: files, EFSVolumeConfiguration: {FilesystemId: !Ref Files}}]
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1], SecurityGroups: [!Ref Tasks]}}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        var told: Set<Span> = []
        for target in system.members("AWS::EFS::MountTarget") {
            guard let list = target.properties["securityGroups"] else { continue }
            let groups = system.securityGroups(list, from: target.stack)
            var isNarrow = groups.isComplete
            for group in groups.found {
                guard let rules = system.ingress(of: group) else {
                    isNarrow = false
                    continue
                }
                if rules.isEmpty || rules.contains(where: { !isOfTasks($0, target, system) }) { isNarrow = false }
                for rule in rules where isOpen(rule) && told.insert(rule.place.span).inserted {
                    report.fault(
                        at: rule.place.span,
                        ["group": group.resource.address, "whom": rule.isAboutEveryone ? "all" : "some"],
                        related: [.init(list.span, Text(en: "the mount target", ja: "マウントターゲット"))])
                }
            }
            if isNarrow { report.holds(at: list.span) }
        }
    }

    /// Whether it lets addresses reach the files; one address alone may be a host that mounts them too.
    private func isOpen(_ rule: SecurityRule) -> Bool {
        guard rule.covers(2049) == true else { return false }
        if rule.isAboutEveryone { return true }
        guard let range = rule.term.string("cidrIp").value ?? rule.term.string("cidrIpv6").value else { return false }
        return !range.hasSuffix("/32") && !range.hasSuffix("/128")
    }

    /// Whether it lets in TCP 2049 alone, from the tasks that mount the files alone.
    private func isOfTasks(_ rule: SecurityRule, _ target: System.Member, _ system: System) -> Bool {
        guard rule.covers(2049) == true, rule.term.int("fromPort").value == 2049,
            rule.term.int("toPort").value == 2049, rule.term.string("ipProtocol").value != "-1",
            let text = rule.term.text("sourceSecurityGroupId").value,
            let source = system.resolve(text, type: ResourceType.securityGroup, from: rule.stack),
            let id = target.properties["fileSystemId"]?.text,
            let files = system.resolve(id, type: ResourceType.fileSystem, from: target.stack)
        else { return false }
        return system.services.contains { service in
            guard let task = service.task, mounts(task, files, system) else { return false }
            let groups = system.securityGroups(service.service.network?["securityGroups"], from: service.member.stack)
            return groups.found.contains { $0.isSame(as: source) }
        }
    }

    private func mounts(_ task: TaskNode, _ files: System.Member, _ system: System) -> Bool {
        task.definition.volumes.contains { volume in
            guard let text = volume.efs?["fileSystemId"]?.text else { return false }
            return system.resolve(text, type: ResourceType.fileSystem, from: task.member.stack)?.isSame(as: files)
                == true
        }
    }
}
