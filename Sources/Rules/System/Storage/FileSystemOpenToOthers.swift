import Basics
import ECSModel
import RuleKit
import Workload

struct FileSystemOpenToOthers: Rule {
    static let about = About(
        id: "IF505", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "A mount target that admits more than the tasks", ja: "タスク以外も接続できるマウントターゲット"),
        why: Text(
            en: "Whatever gets into the network can mount the files; NFS itself asks for no password.",
            ja: "ネットワークに入り込めば誰でもファイルをマウントできます。NFS 自体にパスワードによる認証はありません。"),
        remedy: Text(
            en: "Admit TCP 2049 from the security group of the tasks, and nothing else.",
            ja: "タスクのセキュリティグループからの TCP 2049 だけを許可してください。"),
        message: Text(
            en: "the mount target's security group opens {kind|all=NFS to every address|more than port 2049} ({ports})",
            ja: "マウントターゲットのセキュリティグループが{kind|all=すべてのアドレスに NFS を| 2049 以外のポートも}許可しています ({ports})"),
        proof: Text(
            en: "the mount target's security group admits port 2049 from another group only",
            ja: "マウントターゲットのセキュリティグループは、別のグループからのポート 2049 だけを許可しています"),
        links: [
            "https://docs.aws.amazon.com/efs/latest/ug/network-access.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/tutorial-efs-volumes.html",
        ],
        answers: ["ECS_34.port-2049"],
        fails: [
            """
            Resources:
              Files: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true}}
              Target:
                Type: AWS::EFS::MountTarget
                Properties: {FileSystemId: !Ref Files, SubnetId: subnet-1, SecurityGroups: [!Ref Group]}
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: files
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: ⟦2049⟧, ToPort: 2049, CidrIp: 0.0.0.0/0}]
            """,
            """
            Resources:
              Files: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true}}
              Target:
                Type: AWS::EFS::MountTarget
                Properties: {FileSystemId: !Ref Files, SubnetId: subnet-1, SecurityGroups: [!GetAtt Group.GroupId]}
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: files
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: ⟦0⟧, ToPort: 65535, SourceSecurityGroupId: !Ref Tasks}]
              Tasks: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: tasks}}
            """,
        ],
        passes: [
            // The addresses of the VPC: no group, but not everybody either.
            """
            Resources:
              Files: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true}}
              Target:
                Type: AWS::EFS::MountTarget
                Properties: {FileSystemId: !Ref Files, SubnetId: subnet-1, SecurityGroups: [!Ref Group]}
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: files
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 2049, ToPort: 2049, CidrIp: 10.0.0.0/16}]
            """
        ],
        proves: [
            """
            Resources:
              Files: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true}}
              Target:
                Type: AWS::EFS::MountTarget
                Properties: {FileSystemId: !Ref Files, SubnetId: subnet-1, SecurityGroups: [!Ref Group]}
              Group:
                Type: AWS::EC2::SecurityGroup
                Properties:
                  GroupDescription: files
                  SecurityGroupIngress: [{IpProtocol: tcp, FromPort: ⟦2049⟧, ToPort: 2049, SourceSecurityGroupId: !Ref Tasks}]
              Tasks: {Type: AWS::EC2::SecurityGroup, Properties: {GroupDescription: tasks}}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        let targets = system.members("AWS::EFS::MountTarget")
        if targets.isEmpty, let place = EFSVolume.absence(system) {
            return report.notApplicable(at: place, because: EFSVolume.noVolume)
        }
        var seen: [System.Member] = []
        for target in targets {
            let groups = system.securityGroups(target.properties["securityGroups"], from: target.stack)
            for group in groups.found where !seen.contains(where: { $0.isSame(as: group) }) {
                seen.append(group)
                guard let rules = system.ingress(of: group) else { continue }
                for rule in rules {
                    if rule.isAboutEveryone, rule.covers(Self.port) == true {
                        report.fault(at: rule.place.span, ["ports": rule.ports, "kind": "all"])
                    } else if rule.covers(Self.port) == true, rule.ports != "\(Self.port)" {
                        report.fault(at: rule.place.span, ["ports": rule.ports, "kind": "wide"])
                    }
                }
                guard groups.isComplete, rules.count == 1, let only = rules.first, only.ports == "\(Self.port)",
                    only.covers(Self.port) == true, only.term["sourceSecurityGroupId"] != nil
                else { continue }
                report.holds(at: only.place.span)
            }
        }
    }

    /// Source: https://docs.aws.amazon.com/efs/latest/ug/network-access.html
    private static let port = 2049
}
