import Basics
import ECSModel
import RuleKit
import Workload

struct PlainEFSTraffic: Rule {
    static let about = About(
        id: "TD803", since: "0.1", severity: .medium,
        title: Text(en: "Files cross the network unencrypted", ja: "暗号化されずに転送されるファイル"),
        why: Text(
            en: """
                Without `transitEncryption` the files of the EFS volume pass the network in plain NFS, and neither IAM \
                authorisation nor an access point can be used.
                """,
            ja: """
                `transitEncryption` がないと EFS のファイルは平文の NFS で転送され、IAM 認可もアクセスポイントも使用できません。
                """),
        remedy: Text(
            en: "Set `transitEncryption` to `ENABLED`.", ja: "`transitEncryption` を `ENABLED` にしてください。"),
        message: Text(
            en: "the volume `{volume}` mounts EFS without TLS", ja: "ボリューム `{volume}` は TLS なしで EFS をマウントします"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
            "https://docs.aws.amazon.com/efs/latest/ug/encryption-in-transit.html",
        ],
        aliases: ["ECS.18", "CKV_AWS_97", "AWS-0035"],
        answers: ["ECS_32.iam-authorization"],
        fails: [
            """
            {"family": "cms", "volumes": [{"name": "media", "efsVolumeConfiguration": {"fileSystemId": ⟦"fs-0123456789abcdef0"⟧}}],
              "containerDefinitions": [{"name": "cms", "image": "cms:1"}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes:
                    - Name: media
                      EFSVolumeConfiguration: {FilesystemId: !Ref Files, TransitEncryption: ⟦DISABLED⟧}
                  ContainerDefinitions: [{Name: cms, Image: 'cms:1'}]
              Files: {Type: AWS::EFS::FileSystem}
            """,
        ],
        passes: [
            """
            {"family": "cms", "volumes": [{"name": "media", "efsVolumeConfiguration": {"fileSystemId": "fs-0123456789abcdef0", "transitEncryption": "ENABLED"}},
              {"name": "other", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "transitEncryption": "<MODE>"}}],
              "containerDefinitions": [{"name": "cms", "image": "cms:1"}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for volume in task.definition.volumes {
            guard let efs = volume.efs, efs.isMap else { continue }
            switch efs.string("transitEncryption") {
            case .known(let mode, let place) where mode.uppercased() == "DISABLED":
                report.fault(at: place.span, ["volume": EFSVolume.name(volume)])
            case .absent: report.fault(at: EFSVolume.place(volume, efs), ["volume": EFSVolume.name(volume)])
            case .known, .unknown, .wrong: continue
            }
        }
    }
}

/// What rules about EFS volumes show.
enum EFSVolume {
    /// A place to say that the task mounts no EFS; nil where it does or where that cannot be told.
    static func absence(_ task: TaskSubject) -> Span? {
        let validity = TaskValidity(task)
        let list = task.definition.term["volumes"]
        guard validity.isWhole, list?.isUnknown != true,
            // A driver of Docker's may mount anything.
            list?.items.allSatisfy({
                $0.isMap && $0["efsVolumeConfiguration"] == nil && $0["dockerVolumeConfiguration"] == nil
            })
                ?? true
        else { return nil }
        return validity.place.span
    }

    /// A place to say that no task mounts EFS, and that no file system is among the definitions.
    static func absence(_ system: System) -> Span? {
        guard system.count(ResourceType.fileSystem) == 0 else { return nil }
        let places = system.tasks.map { absence(TaskSubject($0, workloads: [])) }
        return places.contains { $0 == nil } ? nil : places.first ?? nil
    }

    static let noVolume = Text(en: "the task mounts no EFS file system", ja: "タスクは EFS をマウントしません")

    static func name(_ volume: TaskDefinition.Volume) -> String { volume.name.value ?? "?" }

    static func place(_ volume: TaskDefinition.Volume, _ efs: Term) -> Span {
        efs["fileSystemId"]?.span ?? volume.name.span ?? efs.span
    }
}
