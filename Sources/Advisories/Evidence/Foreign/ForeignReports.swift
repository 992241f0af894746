package import Basics
import OCIImage

/// Reads reports of other tools, whose form it recognises by itself.
package enum ForeignReports {
    /// The most that a report may have.
    package static let limit = 256 << 20

    /// - Parameter name: the file, for messages.
    /// - Throws: `invalid` for what is none of the known forms, `tooLarge` beyond `limit`.
    package static func read(_ bytes: [UInt8], name: String) throws(Failure) -> ForeignReport {
        guard bytes.count <= limit else {
            throw Failure(
                .tooLarge,
                Text(
                    en: "\(name): has \(bytes.count) bytes; reports of up to \(limit) are read.",
                    ja: "\(name): \(bytes.count) バイトあり、レポートの上限 \(limit) バイトを超えています。"))
        }
        guard let root = JSONNode(root: bytes), root.isObject else {
            throw Failure(
                .invalid,
                Text(
                    en: """
                        \(name): is no whole JSON object in UTF-8. Write the report as JSON again; PowerShell's `>` writes \
                        UTF-16.
                        """,
                    ja: """
                        \(name): UTF-8 の完全な JSON オブジェクトではありません。レポートを JSON で出力し直してください\
                        (PowerShell の `>` は UTF-16 で出力します)。
                        """))
        }
        // What Amazon ECR did not finish tells of nothing.
        if root["imageScanFindings"] != nil || root["imageScanStatus"] != nil,
            let state = root["imageScanStatus"]?["status"]?.string, !["ACTIVE", "COMPLETE"].contains(state)
        {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "\(name): the scan of Amazon ECR has the status \(state). Scan again, or wait until it is complete.",
                    ja: "\(name): Amazon ECR のスキャンのステータスが \(state) です。スキャンし直すか、完了するまで待ってください。"))
        }
        for read in [trivy, grype, registry, inspector, sarif] {
            if let report = read(root) { return report }
        }
        let keys = root.members.prefix(6).map(\.key).joined(separator: ", ")
        throw Failure(
            .invalid,
            Text(
                en: """
                    \(name): is no report that is known here. JSON of trivy, grype, `aws ecr describe-image-scan-findings`, \
                    `aws inspector2 list-findings` and SARIF 2.1 are read.
                    """,
                ja: """
                    \(name): 未対応のレポート形式です。trivy、grype、`aws ecr describe-image-scan-findings`、\
                    `aws inspector2 list-findings` の JSON と SARIF 2.1 に対応しています。
                    """),
            cause: "members: \(keys)")
    }

    /// The digest in `sha256:…` or `name@sha256:…`.
    static func digest(_ text: String?) -> Digest? {
        guard let text else { return nil }
        return Digest(String(text[(text.lastIndex(of: "@").map { text.index(after: $0) } ?? text.startIndex)...]))
    }

    static func texts(_ node: JSONNode?) -> [String] { (node?.elements ?? []).compactMap(\.string) }
    /// Nil for the empty text as well.
    static func text(_ node: JSONNode?) -> String? { node?.string.flatMap { $0.isEmpty ? nil : $0 } }
    static func number(_ node: JSONNode?) -> Int? { node?.scalar.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } }
}
