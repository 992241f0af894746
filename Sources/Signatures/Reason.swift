import Basics
import Foundation
import OCIImage

/// Why a signature is not verified, in words for people.
enum Reason {
    static let noKey = Text(en: "no key was given to hold it against (--key)", ja: "照合する鍵が指定されていません (--key)")
    static let otherKey = Text(
        en: "none of the given keys made it, or its content was changed since",
        ja: "指定された鍵による署名ではないか、署名後に内容が変更されています")
    static let unknownKey = Text(en: "its certificate has a key of an unknown kind", ja: "証明書の鍵の種類に対応していません")
    static let notOfCertificate = Text(
        en: "the key of its own certificate did not make it: it was changed since",
        ja: "添付の証明書の鍵による署名ではありません。署名後に変更されています")
    static let noAuthority = Text(
        en:
            "it holds for its own certificate, but none of the given keys made it; give the certificate of the authority that issued it",
        ja: "添付の証明書とは一致しますが、指定された鍵による署名ではありません。発行元の認証局の証明書を指定してください")
    static let longChain = Text(
        en: "its chain has more than \(Trust.chainLimit) certificates", ja: "証明書チェーンが \(Trust.chainLimit) 枚を超えています")
    static let otherAuthority = Text(
        en: "its certificate does not lead to a certificate that was given", ja: "証明書が、指定された証明書に連鎖していません")
    static let expiredAuthority = Text(
        en: "a certificate between it and the given one has expired", ja: "指定された証明書までの中間証明書の有効期限が切れています")
    static let wrongUsage = Text(
        en: "its certificate is not for signing code (extended key usage, key usage)",
        ja: "証明書の用途 (拡張鍵用途・鍵用途) がコード署名ではありません")
    static let brokenCertificate = Text(en: "its certificate is broken", ja: "証明書が壊れています")
    static let unsigned = Text(
        en: "it is not signed: whoever can push the image can write it",
        ja: "署名されていません。イメージをプッシュできる人なら誰でも書き込めます")
    static let tooLarge = Text(en: "it is larger than documents are read", ja: "読み取れるサイズを超えています")
    static let noLog = Text(
        en: "the signature is over the manifest itself in a form that needs its bytes", ja: "検証にマニフェスト本体が必要な形式です")
    static let tooMany = Text(
        en: "there are more signatures than are read; this one was passed over", ja: "署名の数が上限を超えたため、検証していません")

    static func broken(_ what: Text) -> Text {
        Text(en: "it is not \(what.en)", ja: "\(what.ja)ではありません")
    }

    static func expired(_ date: Date) -> Text {
        let day = Day(secondsSince1970: Int(date.timeIntervalSince1970))?.description ?? "?"
        return Text(
            en: "its certificate was not valid when it counts (it ends on \(day))",
            ja: "署名の基準時刻が証明書の有効期間外です (期限は \(day))")
    }

    static func shortLived(_ date: Date) -> Text {
        let day = Day(secondsSince1970: Int(date.timeIntervalSince1970))?.description ?? "?"
        return Text(
            en:
                "its certificate leads to a given one but ended on \(day), and when it was signed only the transparency log tells, whose key is not known here",
            ja: "証明書は指定された証明書に連鎖していますが、\(day) に有効期限が切れています。署名時刻を示す透明性ログの鍵がないため、確認できません")
    }

    static func otherImage(_ digest: Digest, _ image: SignedImage) -> Text {
        Text(
            en:
                "it is about \(digest.algorithm.rawValue):\(digest.short)…, not about this image (\(image.manifest.short)…); if that is the index that holds it, name the image by that digest",
            ja:
                "対象は \(digest.algorithm.rawValue):\(digest.short)… で、このイメージ (\(image.manifest.short)…) ではありません。これを含むインデックスの署名なら、そのダイジェストでイメージを指定してください"
        )
    }

    static let noSubject = Text(en: "it names no image", ja: "対象のイメージが書かれていません")
}
