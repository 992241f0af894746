import Basics
import ECSModel
import RuleKit
import Workload

struct UnencryptedReports: Rule {
    static let about = About(
        id: "PL414", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Exported test reports are not encrypted", ja: "暗号化されないテストレポート"),
        why: Text(
            en: "Raw results of tests show names, addresses and data of the tests to all who may read the bucket.",
            ja: "テストの生データには名前やアドレス、テストデータが含まれ、バケットを読める人なら誰でも見られます。"),
        remedy: Text(
            en: "Take `EncryptionDisabled` away, or name a key under `EncryptionKey`.",
            ja: "`EncryptionDisabled` を削除するか、`EncryptionKey` にキーを指定してください。"),
        message: Text(
            en: "the report group `{group}` exports without encryption", ja: "レポートグループ `{group}` は暗号化せずにエクスポートします"),
        links: [
            "https://docs.aws.amazon.com/securityhub/latest/userguide/codebuild-controls.html#codebuild-7",
            "https://docs.aws.amazon.com/codebuild/latest/userguide/test-report-group-settings.html",
        ],
        aliases: [
            "CodeBuild.7", "CODEBUILD_REPORT_GROUP_ENCRYPTED_AT_REST", "codebuild_report_group_export_encrypted",
        ],
        fails: [
            """
            Resources:
              Reports:
                Type: AWS::CodeBuild::ReportGroup
                Properties:
                  Type: TEST
                  ExportConfig: {ExportConfigType: S3, S3Destination: {Bucket: reports, EncryptionDisabled: ⟦true⟧}}
            """,
            #"{"Resources": {"Reports": {"Type": "AWS::CodeBuild::ReportGroup", "Properties": {"Name": "unit", "ExportConfig": {"ExportConfigType": "S3", "S3Destination": {"EncryptionDisabled": ⟦true⟧}}}}}}"#,
        ],
        passes: [
            """
            Resources:
              Reports:
                Type: AWS::CodeBuild::ReportGroup
                Properties:
                  Type: TEST
                  ExportConfig: {ExportConfigType: S3, S3Destination: {Bucket: reports}}
              Other:
                Type: AWS::CodeBuild::ReportGroup
                Properties: {Type: TEST, ExportConfig: {ExportConfigType: NO_EXPORT}}
            """
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for group in system.members("AWS::CodeBuild::ReportGroup") {
            guard let export = group.properties["ExportConfig"], export["ExportConfigType"]?.string != "NO_EXPORT",
                let off = export["S3Destination"]?["EncryptionDisabled"], off.string == "true"
            else { continue }
            report.fault(
                at: off.span, ["group": group.properties["Name"]?.string ?? group.resource.address])
        }
    }
}
