import Basics
import ECSModel
import RuleKit
import Workload

struct RegistryKey: Rule {
    static let about = About(
        id: "IF105", since: "0.1", severity: .low, set: .style,
        title: Text(en: "Images are encrypted with AWS's key", ja: "AWS 管理のキーで暗号化されたイメージ"),
        why: Text(
            en: "Who may read the images cannot be limited by the key, and its use is not in your own records.",
            ja: "キーによってイメージの読み取りを制限できず、キーの使用記録も自分たちの手元に残りません。"),
        remedy: Text(
            en: "Where your rules ask for it, set `EncryptionType` to `KMS` with a key of your own.",
            ja: "組織の規定で必要な場合は、`EncryptionType` を `KMS` にし、自分たちのキーを指定してください。"),
        message: Text(
            en: "`{repository}` is encrypted without a key of your own", ja: "`{repository}` はカスタマー管理キーで暗号化されていません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html",
        ],
        aliases: ["ECR.5", "CKV_AWS_136", "AWS-0033"],
        fails: [
            "Resources:\n  ⟦Repository⟧:\n    Type: AWS::ECR::Repository\n    Properties: {RepositoryName: web}",
            #"{"Resources": {"Repository": {"Type": "AWS::ECR::Repository", "Properties": {"EncryptionConfiguration": {"EncryptionType": ⟦"AES256"⟧}}}}}"#,
        ],
        passes: [
            "Resources: {Repository: {Type: AWS::ECR::Repository, Properties: {EncryptionConfiguration: {EncryptionType: KMS, KmsKey: !Ref Key}}}}"
        ]
    )

    func check(_ system: System, _ report: inout Report) {
        for repository in Repositories.all(system) {
            let arguments = ["repository": Repositories.name(repository, system)]
            guard let encryption = repository.properties["encryptionConfiguration"] else {
                report.fault(at: Repositories.place(repository), arguments)
                continue
            }
            if case .known("AES256", let place) = encryption.string("encryptionType") {
                report.fault(at: place.span, arguments)
            }
        }
    }
}
