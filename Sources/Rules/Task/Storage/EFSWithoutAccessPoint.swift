import Basics
import ECSModel
import RuleKit
import Workload

struct EFSWithoutAccessPoint: Rule {
    static let about = About(
        id: "TD805", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "EFS is mounted without an access point", ja: "アクセスポイントのない EFS マウント"),
        why: Text(
            en: """
                The task sees the whole file system under whatever user id it likes; and a container without root cannot \
                write to the root folder, which belongs to root.
                """,
            ja: """
                タスクからファイルシステム全体が任意のユーザー ID で見えます。逆に、root 以外で動くコンテナは root 所有の\
                ルートディレクトリに書き込めません。
                """),
        remedy: Text(
            en: "Make an access point with the application's user and folder, and name it in `authorizationConfig`.",
            ja: "アプリケーション用のユーザーとディレクトリを持つアクセスポイントを作成し、`authorizationConfig` に指定してください。"),
        message: Text(
            en: "the volume `{volume}` mounts EFS without an access point",
            ja: "ボリューム `{volume}` はアクセスポイントなしで EFS をマウントします"),
        proof: Text(
            en: "the volume `{volume}` goes through an access point", ja: "ボリューム `{volume}` はアクセスポイントを経由します"),
        links: ["https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html"],
        answers: ["ECS_33.access-point"],
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
                  Volumes: [{Name: media, EFSVolumeConfiguration: {FilesystemId: ⟦!Ref Files⟧, TransitEncryption: ENABLED}}]
                  ContainerDefinitions: [{Name: cms, Image: 'cms:1'}]
              Files: {Type: AWS::EFS::FileSystem}
            """,
        ],
        passes: [
            """
            {"family": "cms", "volumes": [{"name": "media", "efsVolumeConfiguration": {"fileSystemId": "fs-0123456789abcdef0", "authorizationConfig": "<CONFIG>"}}],
              "containerDefinitions": [{"name": "cms", "image": "cms:1"}]}
            """
        ],
        proves: [
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes:
                    - Name: media
                      EFSVolumeConfiguration:
                        FilesystemId: !Ref Files
                        TransitEncryption: ENABLED
                        AuthorizationConfig: {AccessPointId: ⟦!Ref Point⟧}
                  ContainerDefinitions: [{Name: cms, Image: 'cms:1'}]
              Files: {Type: AWS::EFS::FileSystem}
              Point: {Type: AWS::EFS::AccessPoint, Properties: {FileSystemId: !Ref Files}}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        if let place = EFSVolume.absence(task) {
            return report.notApplicable(at: place, because: EFSVolume.noVolume)
        }
        for volume in task.definition.volumes {
            guard let efs = volume.efs, efs.isMap, efs["authorizationConfig"]?.isMap != false else { continue }
            if let point = efs["authorizationConfig"]?["accessPointId"] {
                report.holds(at: point.span, ["volume": EFSVolume.name(volume)])
            } else {
                report.fault(at: EFSVolume.place(volume, efs), ["volume": EFSVolume.name(volume)])
            }
        }
    }
}
