package import Basics

/// Reads software bills of materials that other tools (or Plimsoll) wrote: SPDX 2.2 and 2.3 as JSON or tag-value,
/// CycloneDX up to 1.7 as JSON or XML, also as the predicate of an in-toto statement.
package enum SBOMReader {
    /// Bytes of a document; syft's of an image of gigabytes has some tens of megabytes.
    package static let limit = 512 << 20

    /// Throws `tooLarge`, or `invalid` with a word about what it is instead.
    package static func read(_ bytes: [UInt8]) throws(Failure) -> SBOMRead {
        guard bytes.count <= limit else {
            throw Failure(
                .tooLarge,
                Text(
                    en: "The SBOM has \(bytes.count >> 20) MiB; \(limit >> 20) MiB are read.",
                    ja: "SBOM が \(bytes.count >> 20) MiB あり、上限の \(limit >> 20) MiB を超えています。"))
        }
        let text = ByteText(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes).trimmed
        switch text.first {
        case UInt8(ascii: "{"): return try json(bytes)
        case UInt8(ascii: "<"): return try CycloneDXXMLReader.read(text)
        default:
            if text.upTo(text.start + (1 << 16)).contains("SPDXVersion:") { return try SPDXTagReader.read(text) }
            throw unknown(
                Text(
                    en: "it begins like neither JSON, XML nor SPDX tag-value.",
                    ja: "JSON、XML、SPDX tag-value のいずれの形式でもありません。"))
        }
    }

    private static func json(_ bytes: [UInt8]) throws(Failure) -> SBOMRead {
        guard JSONCheck.firstError(bytes) == nil, var root = JSONNode(root: bytes), root.isObject else {
            throw unknown(
                Text(
                    en: "its JSON is broken; was it cut off?", ja: "JSON が壊れています。途中で切れていないか確認してください。"))
        }
        if let predicate = root["predicate"], predicate.isObject { root = predicate }
        if root["bomFormat"]?.string == "CycloneDX" { return try CycloneDXReader.read(root) }
        if let version = root["spdxVersion"]?.string { return try SPDXReader.read(root, version) }
        if root["@context"] != nil {
            throw unknown(
                Text(
                    en: "SPDX 3 is not read; write it as SPDX 2.3 or CycloneDX 1.6.",
                    ja: "SPDX 3 には対応していません。SPDX 2.3 または CycloneDX 1.6 で出力してください。"))
        }
        if root["artifacts"] != nil || root["Results"] != nil {
            throw unknown(
                Text(
                    en: "it is a tool's own report; let syft or trivy write SPDX or CycloneDX.",
                    ja: "ツール独自のレポートです。syft や trivy から SPDX または CycloneDX で出力してください。"))
        }
        throw unknown(
            Text(
                en: "it has neither bomFormat (CycloneDX) nor spdxVersion (SPDX).",
                ja: "bomFormat (CycloneDX) も spdxVersion (SPDX) もありません。"))
    }

    static func unknown(_ why: Text) -> Failure {
        Failure(
            .invalid,
            Text(
                en: "The file is no SBOM that can be read: \(why(.english))",
                ja: "読み取れる SBOM ではありません: \(why(.japanese))"))
    }
}
