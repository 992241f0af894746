import Basics
import ECSModel
import RuleKit
import Workload

struct UnencryptedFileSystem: Rule {
    static let about = About(
        id: "IF501", since: "0.1", severity: .medium,
        title: Text(en: "Files at rest are not encrypted", ja: "保管時に暗号化されないファイル"),
        why: Text(
            en: "The files lie unencrypted, and this cannot be changed later: a new file system and a copy are needed.",
            ja: "ファイルが暗号化されずに保管されます。後から変更できず、ファイルシステムの作り直しとデータの移行が必要になります。"),
        remedy: Text(
            en: "Set `Encrypted` to true before the first file is written.",
            ja: "最初のファイルを書き込む前に `Encrypted` を true にしてください。"),
        message: Text(en: "the file system `{name}` is not encrypted", ja: "ファイルシステム `{name}` は暗号化されません"),
        links: [
            "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html",
        ],
        aliases: [
            "EFS.1", "CT.ELASTICFILESYSTEM.PR.1", "CKV_AWS_42", "AWS-0037", "efs_encryption_at_rest_enabled",
            "EFS_ENCRYPTED_CHECK",
        ],
        fails: [
            "Resources:\n  ⟦Files⟧:\n    Type: AWS::EFS::FileSystem\n    Properties: {PerformanceMode: generalPurpose}",
            #"{"Resources": {"Files": {"Type": "AWS::EFS::FileSystem", "Properties": {"Encrypted": ⟦false⟧}}}}"#,
        ],
        passes: [
            "Resources: {Files: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: true}}}",
            "Parameters: {Flag: {Type: String}}\nResources: {Files: {Type: AWS::EFS::FileSystem, Properties: {Encrypted: !Ref Flag}}}",
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for files in system.members(ResourceType.fileSystem) {
            let arguments = ["name": files.resource.address]
            switch files.properties.bool("encrypted") {
            case .known(false, let place): report.fault(at: place.span, arguments)
            case .absent: report.fault(at: files.resource.place.span, arguments)
            case .known, .unknown, .wrong: continue
            }
        }
    }
}
