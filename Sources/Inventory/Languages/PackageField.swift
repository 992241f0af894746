import Basics
import OCIImage

/// What readers of packages share: bounded reading, and values that are fit to be shown.
enum PackageField {
    /// Longer values are no names or versions of any registry.
    static let limit = 512

    /// A name or version without blanks around it; nil where it is empty, overlong or has control characters.
    static func value(_ text: String?) -> String? {
        guard let text else { return nil }
        let trimmed = trim(text)
        guard !trimmed.isEmpty, trimmed.utf8.count <= limit,
            !trimmed.unicodeScalars.contains(where: { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
        else { return nil }
        return trimmed
    }

    /// A name or version as `value`, and without blanks inside.
    static func word(_ text: String?) -> String? {
        value(text).flatMap { $0.utf8.contains(0x20) ? nil : $0 }
    }

    /// Licences and suppliers: one line, cut where it is overlong.
    static func line(_ text: String?) -> String? {
        guard let text else { return nil }
        let first = trim(text).prefix { !$0.isNewline }
        let clean = String(
            String.UnicodeScalarView(first.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
        let trimmed = trim(clean)
        guard !trimmed.isEmpty else { return nil }
        return trimmed.utf8.count <= limit ? trimmed : String(trimmed.prefix(limit / 4)) + "…"
    }

    static func trim(_ text: String) -> String {
        ByteText(Array(text.utf8)).trimmed.text
    }

    /// The two sides of the first occurrence of `mark`, by bytes.
    static func cut(_ text: Substring, at mark: String) -> (before: Substring, after: Substring)? {
        let wanted = Array(mark.utf8)
        let bytes = text.utf8
        var index = bytes.startIndex
        while let first = wanted.first, let found = bytes[index...].firstIndex(of: first) {
            if bytes[found...].starts(with: wanted) {
                return (text[..<found], text[bytes.index(found, offsetBy: wanted.count)...])
            }
            index = bytes.index(after: found)
        }
        return nil
    }

    /// The bytes of a file, or nil and a problem.
    static func bytes(
        _ entry: LayerEntry, _ content: any FileContent, limit: Int, _ told: inout FileTold
    ) -> [UInt8]? {
        do {
            return try content.all(limit: limit)
        } catch {
            told.problems.append(
                Text(
                    en: "\(entry.path) was not read for packages: \(error.text(.english))",
                    ja: "\(entry.path) のパッケージ情報を読み取れませんでした: \(error.text(.japanese))"))
            return nil
        }
    }

    /// Tells that a file is not what its name says.
    static func malformed(_ entry: LayerEntry, _ what: Text, _ told: inout FileTold) {
        told.problems.append(
            Text(
                en: "\(entry.path) tells no packages: \(what(.english))",
                ja: "\(entry.path) からパッケージを特定できません: \(what(.japanese))"))
    }

    static let notJSON = Text(en: "it is not the JSON that it should be.", ja: "想定された形式の JSON ではありません。")

    /// Each once, in order.
    static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
