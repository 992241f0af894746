import Basics
import ECSModel
import RuleKit
import Workload

struct OpenAccessPoint: Rule {
    static let about = About(
        id: "IF502", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "An access point that limits nothing", ja: "制限のないアクセスポイント"),
        why: Text(
            en: """
                Without a user of its own and a folder of its own an access point is the whole file system under any user \
                id: what one application stores, each other one reads and deletes.
                """,
            ja: """
                専用のユーザーとディレクトリがないアクセスポイントは、任意のユーザー ID でファイルシステム全体に到達します。\
                ほかのアプリケーションのファイルも読み取りや削除ができます。
                """),
        remedy: Text(
            en: "Give it a `PosixUser`, and a `RootDirectory` whose `Path` is not `/`.",
            ja: "`PosixUser` と、`Path` が `/` 以外の `RootDirectory` を指定してください。"),
        message: Text(
            en:
                "the access point `{name}` {lack|user=enforces no user|folder=starts at the root of the file system|enforces no user, and starts at the root of the file system}",
            ja: "アクセスポイント `{name}` {lack|user=にユーザーの指定がありません|folder=の起点がファイルシステムのルートです|にユーザーの指定がなく、起点もファイルシステムのルートです}"
        ),
        links: [
            "https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html",
        ],
        aliases: [
            "EFS.3", "EFS.4", "CT.ELASTICFILESYSTEM.PR.3", "CT.ELASTICFILESYSTEM.PR.4", "CKV_AWS_329", "CKV_AWS_330",
            "efs_access_point_enforce_root_directory", "efs_access_point_enforce_user_identity",
        ],
        answers: ["ECS_33.access-point"],
        fails: [
            """
            Resources:
              Files: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true}}
              ⟦Whole⟧:
                Type: AWS::EFS::AccessPoint
                Properties: {FileSystemId: !Ref Files}
              Root:
                Type: AWS::EFS::AccessPoint
                Properties:
                  FileSystemId: !Ref Files
                  PosixUser: {Uid: '1000', Gid: '1000'}
                  RootDirectory: {Path: ⟦/⟧}
            """,
            """
            resource "aws_efs_access_point" "web" {
              file_system_id = "fs-0123456789abcdef0"
              posix_user {
                uid = 1000
                gid = 1000
              }
              root_directory { path = ⟦"/"⟧ }
            }
            """,
        ],
        passes: [
            """
            Parameters: {Folder: {Type: String}}
            Resources:
              Point:
                Type: AWS::EFS::AccessPoint
                Properties:
                  FileSystemId: fs-0123456789abcdef0
                  PosixUser: {Uid: '1000', Gid: '1000'}
                  RootDirectory: {Path: !Ref Folder}
            """,
            """
            resource "aws_efs_access_point" "web" {
              file_system_id = "fs-0123456789abcdef0"
              posix_user {
                uid = 1000
                gid = 1000
              }
              root_directory { path = "/web" }
            }
            """,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for point in system.members(ResourceType.accessPoint) {
            let hasUser = point.properties["posixUser"] != nil
            let root = point.properties["rootDirectory"]
            let path: Field<String> =
                root.map { $0.isMap ? $0.string("path") : .unknown(Unknown(.expression, ""), $0.place) } ?? .absent
            let isRoot = path.isAbsent || path.value == "/"
            if hasUser, !isRoot { continue }
            report.fault(
                at: (hasUser ? path.span : nil) ?? point.place.span,
                [
                    "name": point.resource.address,
                    "lack": hasUser ? "folder" : isRoot ? "both" : "user",
                ])
        }
    }
}
