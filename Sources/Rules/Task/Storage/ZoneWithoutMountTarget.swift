import Basics
import ECSModel
import RuleKit
import Workload

struct ZoneWithoutMountTarget: Rule {
    static let about = About(
        id: "TD806", since: "0.1", severity: .high,
        title: Text(en: "Tasks in a zone without a mount target", ja: "マウントターゲットのないゾーンのタスク"),
        why: Text(
            en: """
                The DNS name of the file system resolves only in zones that have a mount target. Tasks that are placed in \
                another zone stop at their start with ResourceInitializationError.
                """,
            ja: """
                ファイルシステムの DNS 名は、マウントターゲットのあるアベイラビリティーゾーンでしか解決できません。それ以外のゾーンに\
                配置されたタスクは ResourceInitializationError で起動に失敗します。
                """),
        remedy: Text(
            en: "Make a mount target in each zone of the service's subnets.",
            ja: "サービスのサブネットがあるすべてのゾーンにマウントターゲットを作成してください。"),
        message: Text(
            en: "tasks may be placed in `{subnet}`, whose zone has no mount target of `{files}`",
            ja: "`{subnet}` に配置されたタスクのゾーンには `{files}` のマウントターゲットがありません"),
        proof: Text(
            en: "each subnet of the service has a mount target of `{files}`",
            ja: "サービスの各サブネットに `{files}` のマウントターゲットがあります"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html",
            "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
        ],
        aliases: ["efs_multi_az_enabled"],
        answers: ["ECS_31.mount-targets"],
        fails: [
            """
            Resources:
              A: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select [0, !GetAZs '']}}
              B: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select [1, !GetAZs '']}}
              Files: {Type: AWS::EFS::FileSystem}
              TargetA: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Files, SubnetId: !Ref A}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A, ⟦!Ref B⟧]}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes: [{Name: media, EFSVolumeConfiguration: {FilesystemId: !Ref Files}}]
                  ContainerDefinitions: [{Name: cms, Image: 'cms:1'}]
            """,
            """
            resource "aws_subnet" "a" { availability_zone = "eu-west-1a" }
            resource "aws_subnet" "b" { availability_zone = "eu-west-1b" }
            resource "aws_efs_file_system" "files" { encrypted = true }
            resource "aws_efs_mount_target" "a" {
              file_system_id = aws_efs_file_system.files.id
              subnet_id      = aws_subnet.a.id
            }
            resource "aws_ecs_task_definition" "cms" {
              family                = "cms"
              container_definitions = jsonencode([{ name = "cms", image = "cms:1" }])
              volume {
                name = "media"
                efs_volume_configuration { file_system_id = aws_efs_file_system.files.id }
              }
            }
            resource "aws_ecs_service" "cms" {
              name            = "cms"
              task_definition = aws_ecs_task_definition.cms.arn
              network_configuration { subnets = [aws_subnet.a.id, ⟦aws_subnet.b.id⟧] }
            }
            """,
        ],
        passes: [
            // Another subnet of the same zone.
            """
            Resources:
              A: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select [0, !GetAZs '']}}
              Data: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: !Select [0, !GetAZs '']}}
              Files: {Type: AWS::EFS::FileSystem}
              Target: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Files, SubnetId: !Ref Data}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A]}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes: [{Name: media, EFSVolumeConfiguration: {FilesystemId: !Ref Files}}]
                  ContainerDefinitions: [{Name: cms, Image: 'cms:1'}]
            """,
            // Where the other target stands does not show.
            """
            Parameters: {Subnet: {Type: String}}
            Resources:
              A: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a}}
              B: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1b}}
              Files: {Type: AWS::EFS::FileSystem}
              TargetA: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Files, SubnetId: !Ref A}}
              Target: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Files, SubnetId: !Ref Subnet}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A, !Ref B]}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes: [{Name: media, EFSVolumeConfiguration: {FilesystemId: !Ref Files}}]
                  ContainerDefinitions: [{Name: cms, Image: 'cms:1'}]
            """,
        ],
        proves: [
            """
            Resources:
              A: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1a}}
              B: {Type: AWS::EC2::Subnet, Properties: {AvailabilityZone: eu-west-1b}}
              Files: {Type: AWS::EFS::FileSystem}
              TargetA: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Files, SubnetId: !Ref A}}
              TargetB: {Type: AWS::EFS::MountTarget, Properties: {FileSystemId: !Ref Files, SubnetId: !Ref B}}
              Service:
                Type: AWS::ECS::Service
                Properties:
                  TaskDefinition: !Ref Task
                  NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [!Ref A, !Ref B]}}
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes: [{Name: media, EFSVolumeConfiguration: {FilesystemId: ⟦!Ref Files⟧}}]
                  ContainerDefinitions: [{Name: cms, Image: 'cms:1'}]
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        if let place = EFSVolume.absence(task) {
            return report.notApplicable(at: place, because: EFSVolume.noVolume)
        }
        let system = task.system
        for volume in task.definition.volumes {
            guard let id = volume.efs?["fileSystemId"], let text = id.text,
                let files = system.resolve(text, type: ResourceType.fileSystem, from: task.task.member.stack),
                let targets = targets(of: files, system), !targets.isEmpty
            else { continue }
            let name = files.resource.address
            var isCovered = !task.services.isEmpty
            for service in task.services {
                let list = service.service.network?["subnets"]
                if list?.items.isEmpty != false { isCovered = false }
                for item in list?.items ?? [] {
                    guard let text = item.text,
                        let subnet = system.resolve(text, type: ResourceType.subnet, from: service.member.stack)
                    else {
                        isCovered = false
                        continue
                    }
                    if targets.contains(where: { isOne($0.subnet, subnet) }) { continue }
                    guard let zone = zone(subnet), targets.allSatisfy({ self.zone($0.subnet) != nil }) else {
                        isCovered = false
                        continue
                    }
                    if targets.contains(where: { self.zone($0.subnet) == zone }) { continue }
                    isCovered = false
                    report.fault(
                        at: item.span, ["subnet": subnet.resource.address, "files": name],
                        related: [
                            .init(id.span, Text(en: "the tasks mount it here", ja: "タスクはここでマウントします")),
                            .init(targets[0].target.place.span, Text(en: "a mount target", ja: "マウントターゲット")),
                        ])
                }
            }
            if isCovered { report.holds(at: id.span, ["files": name]) }
        }
    }

    /// The mount targets of a file system; nil where one of them may stand anywhere.
    private func targets(
        of files: System.Member, _ system: System
    ) -> [(target: System.Member, subnet: System.Member)]? {
        var found: [(target: System.Member, subnet: System.Member)] = []
        for target in system.members("AWS::EFS::MountTarget") {
            guard let id = target.properties["fileSystemId"]?.text,
                let own = system.resolve(id, type: ResourceType.fileSystem, from: target.stack)
            else {
                if target.stack == files.stack { return nil }
                continue
            }
            guard isOne(own, files) else { continue }
            guard let text = target.properties["subnetId"]?.text,
                let subnet = system.resolve(text, type: ResourceType.subnet, from: target.stack)
            else { return nil }
            found.append((target, subnet))
        }
        return found
    }

    /// The zone as written: `eu-west-1a`, or the item of a list that shows only later.
    private func zone(_ subnet: System.Member) -> TermText? {
        guard let text = (subnet.properties["availabilityZone"] ?? subnet.properties["availabilityZoneId"])?.text
        else { return nil }
        // Two parameters may have one value.
        if text.known != nil || text.shown.contains("[") { return text }
        return nil
    }

    private func isOne(_ a: System.Member, _ b: System.Member) -> Bool {
        a.stack == b.stack && a.resource.address == b.resource.address
    }
}
