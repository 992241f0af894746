import Basics
import ECSModel
import RuleKit
import Workload

struct OpenFileSystemPolicy: Rule {
    static let about = About(
        id: "IF504", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Everybody may mount the file system", ja: "誰でもマウントできるファイルシステム"),
        why: Text(
            en: """
                A statement for all principals without a condition admits every client that reaches the mount target, \
                with or without a role: turning on IAM authorisation for the volume then protects nothing.
                """,
            ja: """
                条件のない全員向けのステートメントは、マウントターゲットに到達できるすべてのクライアントを許可します。\
                ボリュームで IAM 認可を有効にしても保護になりません。
                """),
        remedy: Text(
            en: "Name the task roles that mount it, and ask for TLS with `aws:SecureTransport`.",
            ja: "マウントするタスクロールを指定し、条件 `aws:SecureTransport` で TLS を必須にしてください。"),
        message: Text(
            en: "the policy of `{name}` admits everybody", ja: "`{name}` のポリシーが全員を許可しています"),
        proof: Text(
            en: "the policy of `{name}` admits only the named principals",
            ja: "`{name}` のポリシーは指定したプリンシパルだけを許可します"),
        links: [
            "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
            "https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html",
        ],
        aliases: ["efs_not_publicly_accessible"],
        answers: ["ECS_32.file-system-policy"],
        fails: [
            """
            Resources:
              Files:
                Type: AWS::EFS::FileSystem
                Properties:
                  FileSystemPolicy:
                    Statement: [{Effect: Allow, Principal: {AWS: ⟦'*'⟧}, Action: 'elasticfilesystem:ClientMount'}]
            """,
            """
            resource "aws_efs_file_system" "files" { encrypted = true }
            resource "aws_efs_file_system_policy" "files" {
              file_system_id = aws_efs_file_system.files.id
              policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = ⟦"*"⟧, Action = "elasticfilesystem:*" }] })
            }
            """,
        ],
        passes: [
            """
            Resources:
              Files:
                Type: AWS::EFS::FileSystem
                Properties:
                  FileSystemPolicy:
                    Statement:
                      - Effect: Allow
                        Principal: {AWS: '*'}
                        Action: elasticfilesystem:ClientMount
                        Condition: {Bool: {elasticfilesystem:AccessedViaMountTarget: 'true'}}
                      - {Effect: Deny, Principal: {AWS: '*'}, Action: '*', Condition: {Bool: {aws:SecureTransport: 'false'}}}
              Other: {Type: AWS::EFS::FileSystem}
            """
        ],
        proves: [
            """
            Resources:
              Files:
                Type: AWS::EFS::FileSystem
                Properties:
                  ⟦FileSystemPolicy⟧:
                    Statement:
                      - {Effect: Allow, Principal: {AWS: !GetAtt Role.Arn}, Action: 'elasticfilesystem:ClientMount'}
                      - {Effect: Deny, Principal: {AWS: '*'}, Action: '*', Condition: {Bool: {aws:SecureTransport: 'false'}}}
              Role: {Type: AWS::IAM::Role}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        if let place = EFSVolume.absence(system) {
            return report.notApplicable(at: place, because: EFSVolume.noVolume)
        }
        for files in system.members(ResourceType.fileSystem) {
            guard let entry = files.properties.entry("fileSystemPolicy") else { continue }
            let document = PolicyDocument(entry.value)
            let arguments = ["name": files.resource.address]
            var isNarrow = document.isWhole
            for statement in document.statements where statement.allows != false {
                for (kind, name) in statement.principals where kind == "*" || kind == "AWS" {
                    guard name.string == "*" else { continue }
                    isNarrow = false
                    if statement.allows == true, !statement.hasConditions { report.fault(at: name.span, arguments) }
                }
                // A reference to a role is known well enough; a parameter may be everybody.
                let isKnown = statement.principals.allSatisfy {
                    $0.name.text?.known != nil || $0.name.text?.reference != nil
                }
                if statement.allows == nil || statement.principals.isEmpty || !isKnown { isNarrow = false }
            }
            if isNarrow { report.holds(at: entry.keyPlace.span, arguments) }
        }
    }
}
