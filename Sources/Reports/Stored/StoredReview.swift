package import Basics
import Foundation
package import RuleKit

/// Reads what `JSONReport` wrote, so that every report can be made of it once more, in either language.
///
/// The review's own words win over those of this version: what was found then is told as it was told then.
package enum StoredReview {
    /// - Parameters:
    ///   - name: what the file is called, for messages.
    ///   - registry: the rules of this version.
    package static func read(_ bytes: [UInt8], name: String, registry: Registry) throws(Failure) -> Review {
        let data = Data(bytes)
        try checkHead(data, name)
        do {
            let record = try JSONDecoder().decode(ReviewRecord.self, from: data)
            return try Restoring(record, registry).review()
        } catch {
            guard let problem = StoredProblem(error) else {
                throw failure(name, Text(en: "cannot be read", ja: "読み取れません"), cause: "\(error)")
            }
            throw failure(
                name,
                Text(
                    en: "is no sound review: \(problem.place): \(problem.text.en)",
                    ja: "レビュー結果として正しくありません。\(problem.place): \(problem.text.ja)"))
        }
    }

    private struct Head: Decodable {
        let schemaVersion: Int
        let plimsoll: String
    }

    /// Says what a file is that is no review, or one of another form.
    private static func checkHead(_ data: Data, _ name: String) throws(Failure) {
        let head: Head
        do {
            head = try JSONDecoder().decode(Head.self, from: data)
        } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
            let cause = (context.underlyingError as? NSError)?.userInfo["NSDebugDescription"] as? String
            throw failure(name, Text(en: "is no JSON, or was cut off", ja: "JSON ではないか、途中で切れています"), cause: cause)
        } catch {
            throw failure(
                name,
                Text(
                    en: "is JSON, but no review of Plimsoll: `plimsoll review --output json=review.json` writes one",
                    ja: "JSON ですが、Plimsoll のレビュー結果ではありません。"
                        + "`plimsoll review --output json=review.json` で作成してください"))
        }
        guard head.schemaVersion != JSONReport.schemaVersion else { return }
        let isOld = head.schemaVersion < JSONReport.schemaVersion
        let form = "schemaVersion \(head.schemaVersion)"
        throw failure(
            name,
            isOld
                ? Text(
                    en: "was written by Plimsoll \(head.plimsoll) in an older form (\(form)), which lacks what reports"
                        + " need: review again with this version",
                    ja: "Plimsoll \(head.plimsoll) の古い形式（\(form)）で、レポートに必要な情報が足りません。"
                        + "このバージョンで再度レビューしてください")
                : Text(
                    en:
                        "was written by Plimsoll \(head.plimsoll) in a newer form (\(form)): update Plimsoll to read it",
                    ja: "Plimsoll \(head.plimsoll) の新しい形式（\(form)）です。読み取るには Plimsoll を更新してください"))
    }

    private static func failure(_ name: String, _ text: Text, cause: String? = nil) -> Failure {
        Failure(.invalid, Text(en: "`\(name)` \(text.en).", ja: "`\(name)`: \(text.ja)。"), cause: cause)
    }
}
