import Basics
import ECSModel
import RuleKit
import Workload

struct FilesWithoutBackup: Rule {
    static let about = About(
        id: "IF503", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Files without a backup", ja: "バックアップのないファイル"),
        why: Text(
            en: "What a task deletes or encrypts by mistake or on purpose is gone: EFS keeps no older version.",
            ja: "誤操作や攻撃で削除、改変されたファイルは失われます。EFS は過去のバージョンを保持しません。"),
        remedy: Text(
            en: "Set the `BackupPolicy` of the file system to `ENABLED`, or put it into a plan of AWS Backup.",
            ja: "ファイルシステムの `BackupPolicy` を `ENABLED` にするか、AWS Backup のプランの対象にしてください。"),
        message: Text(
            en: "the file system `{name}` is not backed up", ja: "ファイルシステム `{name}` はバックアップされません"),
        links: [
            "https://docs.aws.amazon.com/efs/latest/ug/awsbackup.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html",
        ],
        aliases: [
            "EFS.2", "EFS.7", "CT.ELASTICFILESYSTEM.PR.2", "efs_have_backup_enabled", "EFS_IN_BACKUP_PLAN",
            "EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN",
        ],
        differs: Text(
            en: """
                Where a selection of AWS Backup stands among the definitions, or Terraform says nothing, the file system \
                may be in a plan: then nothing is reported.
                """,
            ja: """
                定義の中に AWS Backup のリソース選択がある場合や、Terraform に設定がない場合は、プランの対象である可能性があるため\
                報告しません。
                """),
        fails: [
            "Resources:\n  ⟦Files⟧:\n    Type: AWS::EFS::FileSystem\n    Properties: {Encrypted: true}",
            """
            resource "aws_efs_file_system" "files" { encrypted = true }
            resource "aws_efs_backup_policy" "files" {
              file_system_id = aws_efs_file_system.files.id
              backup_policy { status = ⟦"DISABLED"⟧ }
            }
            """,
        ],
        passes: [
            "Resources: {Files: {Type: AWS::EFS::FileSystem, Properties: {BackupPolicy: {Status: ENABLED}}}}",
            "Parameters: {Mode: {Type: String}}\nResources: {Files: {Type: AWS::EFS::FileSystem, Properties: {BackupPolicy: {Status: !Ref Mode}}}}",
            """
            Resources:
              Files: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true}}
              Nightly:
                Type: AWS::Backup::BackupSelection
                Properties: {BackupPlanId: !Ref Plan, BackupSelection: {SelectionName: all, IamRoleArn: role}}
            """,
            #"resource "aws_efs_file_system" "files" { encrypted = true }"#,
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for files in system.members(ResourceType.fileSystem) {
            let arguments = ["name": files.resource.address]
            guard let policy = files.properties["backupPolicy"] else {
                let isInPlan = system.members("AWS::Backup::BackupSelection").contains { $0.stack == files.stack }
                if files.resource.origin == .cloudFormation, !isInPlan {
                    report.fault(at: files.place.span, arguments)
                }
                continue
            }
            if case .known("DISABLED", let place) = policy.string("status") { report.fault(at: place.span, arguments) }
        }
    }
}
