import Basics
import ECSModel
import RuleKit
import Workload

struct EFSWithoutAuthorization: Rule {
    static let about = About(
        id: "TD804", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "EFS is mounted without IAM authorisation", ja: "IAM 認可なしの EFS マウント"),
        why: Text(
            en: "Everything that reaches the mount target reads and writes the files, whatever role it has.",
            ja: "ロールに関係なく、マウントターゲットに到達できるものはすべてファイルを読み書きできます。"),
        remedy: Text(
            en: "Set `authorizationConfig.iam` to `ENABLED`, and allow the task role in the file system's policy.",
            ja: "`authorizationConfig.iam` を `ENABLED` にし、ファイルシステムポリシーでタスクロールを許可してください。"),
        message: Text(
            en: "the volume `{volume}` mounts EFS without IAM", ja: "ボリューム `{volume}` は IAM 認可なしで EFS をマウントします"),
        proof: Text(
            en: "the volume `{volume}` asks for IAM authorisation", ja: "ボリューム `{volume}` は IAM 認可を使用します"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
            "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
        ],
        answers: ["ECS_32.iam-authorization"],
        yieldsTo: ["TD803"],
        fails: [
            """
            {"family": "cms", "volumes": [{"name": "media", "efsVolumeConfiguration": {"fileSystemId": ⟦"fs-0123456789abcdef0"⟧, "transitEncryption": "ENABLED"}}],
              "containerDefinitions": [{"name": "cms", "image": "cms:1"}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes:
                    - Name: media
                      EFSVolumeConfiguration:
                        FilesystemId: fs-0123456789abcdef0
                        TransitEncryption: ENABLED
                        AuthorizationConfig: {AccessPointId: fsap-1, IAM: ⟦DISABLED⟧}
                  ContainerDefinitions: [{Name: cms, Image: 'cms:1'}]
            """,
        ],
        passes: [
            """
            {"family": "cms", "volumes": [{"name": "media", "efsVolumeConfiguration": {"fileSystemId": "fs-0123456789abcdef0",
              "transitEncryption": "ENABLED", "authorizationConfig": {"iam": "<MODE>"}}}],
              "containerDefinitions": [{"name": "cms", "image": "cms:1"}]}
            """
        ],
        proves: [
            """
            {"family": "cms", "volumes": [{"name": "media", "efsVolumeConfiguration": {"fileSystemId": "fs-0123456789abcdef0",
              "transitEncryption": "ENABLED", "authorizationConfig": {"iam": ⟦"ENABLED"⟧}}}],
              "containerDefinitions": [{"name": "cms", "image": "cms:1"}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        if let place = EFSVolume.absence(task) {
            return report.notApplicable(at: place, because: EFSVolume.noVolume)
        }
        for volume in task.definition.volumes {
            guard let efs = volume.efs, efs.isMap else { continue }
            if efs["authorizationConfig"]?.isMap == false { continue }
            switch efs["authorizationConfig"]?.string("iam") ?? .absent {
            case .known(let mode, let place):
                if mode.uppercased() == "ENABLED" {
                    report.holds(at: place.span, ["volume": EFSVolume.name(volume)])
                } else {
                    report.fault(at: place.span, ["volume": EFSVolume.name(volume)])
                }
            case .absent: report.fault(at: EFSVolume.place(volume, efs), ["volume": EFSVolume.name(volume)])
            case .unknown, .wrong: continue
            }
        }
    }
}
