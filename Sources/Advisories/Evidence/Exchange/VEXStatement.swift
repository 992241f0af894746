package import Basics

/// What somebody states about one vulnerability in some products (Vulnerability Exploitability eXchange).
package struct VEXStatement: Sendable, Hashable {
    package enum Status: String, Sendable, Hashable {
        case notAffected = "not_affected"
        case affected
        case fixed
        case underInvestigation = "under_investigation"
    }

    /// The name it is stated under, with other names of the same.
    package var vulnerability: String
    package var aliases: [String]
    package var status: Status
    /// OpenVEX's or CycloneDX's word for why something is not affected.
    package var justification: String?
    /// In the words of who stated it.
    package var note: String?
    var products: [VEXProduct]
    /// When it was known to be true; of two statements the later one counts.
    package var time: Moment?
    package var author: String
    /// The file that it stands in.
    package var document: String

    /// Why a vulnerability is of no effect, for people.
    package var reason: Text {
        var text: Text =
            switch status {
            case .fixed: Text(en: "It is fixed in this product.", ja: "この製品では修正済みです。")
            default: Self.reasons[justification ?? ""] ?? Text(en: "The product is not affected.", ja: "この製品は影響を受けません。")
            }
        if let note, !note.isEmpty {
            text.en += " \(note)"
            text.ja += " \(note)"
        }
        return text
    }

    /// The five words of OpenVEX and the nine of CycloneDX.
    private static let reasons: [String: Text] = [
        "component_not_present": Text(en: "The component is not in it.", ja: "該当コンポーネントは含まれていません。"),
        "vulnerable_code_not_present": Text(en: "The vulnerable code is not in it.", ja: "脆弱なコードは含まれていません。"),
        "code_not_present": Text(en: "The vulnerable code is not in it.", ja: "脆弱なコードは含まれていません。"),
        "vulnerable_code_not_in_execute_path": Text(
            en: "The vulnerable code is never run.", ja: "脆弱なコードは実行されません。"),
        "code_not_reachable": Text(en: "The vulnerable code is never run.", ja: "脆弱なコードは実行されません。"),
        "vulnerable_code_cannot_be_controlled_by_adversary": Text(
            en: "An attacker cannot control the vulnerable code.", ja: "攻撃者は脆弱なコードを制御できません。"),
        "inline_mitigations_already_exist": Text(
            en: "It is mitigated in the product.", ja: "製品内で緩和策が講じられています。"),
        "requires_configuration": Text(
            en: "It needs a configuration that is not set.", ja: "設定されていない構成でのみ影響があります。"),
        "requires_dependency": Text(
            en: "It needs a dependency that is not there.", ja: "含まれていない依存関係がある場合にのみ影響があります。"),
        "requires_environment": Text(
            en: "It needs an environment that is not there.", ja: "該当しない環境でのみ影響があります。"),
        "protected_by_compiler": Text(
            en: "The compiler's protections prevent it.", ja: "コンパイラの保護機能によって防がれています。"),
        "protected_at_runtime": Text(en: "It is prevented at run time.", ja: "実行時の保護によって防がれています。"),
        "protected_at_perimeter": Text(en: "It is blocked at the perimeter.", ja: "境界で遮断されています。"),
        "protected_by_mitigating_control": Text(
            en: "Other controls mitigate it.", ja: "別の対策によって緩和されています。"),
    ]
}

/// A product, or the parts of it that a statement is about.
struct VEXProduct: Sendable, Hashable {
    var identity: VEXIdentity
    var parts: [VEXIdentity] = []
}

/// The names of a product or part.
struct VEXIdentity: Sendable, Hashable {
    /// As written: a package URL, an image's name, or an identifier of no meaning here.
    var id: String?
    var urls: [ProductURL]
    /// Hexadecimal SHA-256 values.
    var hashes: [String]
    /// Where there are some, only these versions are meant.
    var versions: [String] = []

    init(id: String?, urls: [String], hashes: [String] = [], versions: [String] = []) {
        self.id = id
        self.urls = ([id].compactMap(\.self) + urls).compactMap { ProductURL($0) }
        self.hashes = hashes.map { $0.lowercased() }
        self.versions = versions
    }
}
