import Basics
import ECSModel
import RuleKit
import Workload

struct UnscannedRepository: Rule {
    static let about = About(
        id: "IF102", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Images are not scanned when they arrive", ja: "push 時にスキャンされないイメージ"),
        why: Text(
            en: "A known vulnerability comes into production without anybody being told.",
            ja: "既知の脆弱性が、誰にも知らされずに本番に入ります。"),
        remedy: Text(
            en: """
                Turn on scanning for the whole registry (`AWS::ECR::RegistryScanningConfiguration`), or \
                `ScanOnPush` of the repository.
                """,
            ja: """
                レジストリ全体のスキャン (`AWS::ECR::RegistryScanningConfiguration`) か、リポジトリの `ScanOnPush` を\
                有効にしてください。
                """),
        message: Text(
            en: "`{repository}` does not scan what is pushed", ja: "`{repository}` では push 時のスキャンが無効です"),
        proof: Text(en: "`{repository}` scans what is pushed", ja: "`{repository}` は push 時にスキャンされます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html",
        ],
        aliases: ["ECR.1", "CKV_AWS_163", "AWS-0030", "CT.ECR.PR.2", "ecr_repositories_scan_images_on_push_enabled"],
        differs: Text(
            en: "Where the repository says nothing, the registry's own settings may scan: that is left open.",
            ja: "リポジトリに設定がない場合はレジストリ側の設定でスキャンされる可能性があるため、判定を保留します。"),
        answers: ["SEC_03.registry-scan"],
        fails: [
            """
            Resources:
              Repository:
                Type: AWS::ECR::Repository
                Properties: {ImageScanningConfiguration: {ScanOnPush: ⟦false⟧}}
            """,
            #"{"Resources": {"Repository": {"Type": "AWS::ECR::Repository", "Properties": {"ImageScanningConfiguration": {"ScanOnPush": ⟦"false"⟧}}}}}"#,
        ],
        passes: [
            "Resources: {Repository: {Type: AWS::ECR::Repository, Properties: {RepositoryName: web}}}",
            """
            Resources:
              Scanning:
                Type: AWS::ECR::RegistryScanningConfiguration
                Properties: {ScanType: ENHANCED, Rules: []}
              Repository:
                Type: AWS::ECR::Repository
                Properties: {ImageScanningConfiguration: {ScanOnPush: false}}
            """,
        ],
        proves: [
            "Resources: {Repository: {Type: AWS::ECR::Repository, Properties: {ImageScanningConfiguration: {ScanOnPush: ⟦true⟧}}}}"
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        let isScannedElsewhere = !system.members("AWS::ECR::RegistryScanningConfiguration").isEmpty
        for repository in Repositories.all(system) {
            let arguments = ["repository": Repositories.name(repository, system)]
            switch repository.properties["imageScanningConfiguration"]?.bool("scanOnPush") ?? .absent {
            case .known(true, let place): report.holds(at: place.span, arguments)
            case .known(false, let place):
                if !isScannedElsewhere { report.fault(at: place.span, arguments) }
            case .absent, .unknown:
                if isScannedElsewhere { continue }
                report.unsure(
                    at: Repositories.place(repository),
                    because: Text(
                        en: "the repository does not say, and the registry's settings are not among the files",
                        ja: "リポジトリに指定がなく、レジストリ側の設定もファイルにありません"),
                    arguments)
            case .wrong: continue
            }
        }
    }
}
