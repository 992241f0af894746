package import Basics

/// Something wrong in a document that did not stop the rest from being read.
package struct DocumentProblem: Sendable, Hashable {
    package var range: Range<Int>
    package var text: Text

    package init(_ range: Range<Int>, _ text: Text) {
        self.range = range
        self.text = text
    }
}

/// How much of a document is read, so that no input can use up memory, time or the stack.
package struct DocumentLimits: Sendable {
    package var bytes: Int
    package var depth: Int
    /// Values after aliases are replaced by what they stand for: nine lines of YAML can stand for a billion values.
    package var nodes: Int

    /// Whether `<CPU>` and its like may stand in JSON where a value is due.
    package var placeholders: Bool

    package init(bytes: Int = 4 << 20, depth: Int = 100, nodes: Int = 500_000, placeholders: Bool = false) {
        self.placeholders = placeholders
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
    }
}

extension Failure {
    /// A document that cannot be read, with the place where reading ended.
    static func document(_ source: SourceFile, at offset: Int, _ text: Text, cause: String? = nil) -> Failure {
        let place = source.position(at: min(max(offset, 0), source.bytes.count))
        let start = "\(source.path):\(place.line):\(place.column): "
        return Failure(.invalid, Text(en: start + text.en, ja: start + text.ja), cause: cause)
    }

    static func tooDeep(_ source: SourceFile, at offset: Int, limit: Int) -> Failure {
        document(
            source, at: offset,
            Text(
                en: "values are nested more than \(limit) levels deep. Flatten the document.",
                ja: "値の入れ子が \(limit) 段を超えています。構造を浅くしてください。"))
    }

    static func tooManyNodes(_ source: SourceFile, at offset: Int, limit: Int) -> Failure {
        document(
            source, at: offset,
            Text(
                en: "aliases and values add up to more than \(limit) values. Split the document or use fewer aliases.",
                ja: "エイリアスを展開した値の数が \(limit) 個を超えています。ファイルを分割するか、エイリアスを減らしてください。"))
    }
}

/// Texts about keys that YAML and JSON share.
enum KeyProblem {
    static func twice(_ key: String, _ range: Range<Int>) -> DocumentProblem {
        DocumentProblem(
            range,
            Text(
                en: "The key \"\(key)\" is written twice in one mapping; the last value is read. Remove one.",
                ja: "キー \"\(key)\" が同じマッピング内で重複しています。最後の値を使います。どちらかを削除してください。"))
    }

    /// Reports keys that stand twice in `entries`, without comparing each key with each other one.
    static func find(_ entries: [DocumentEntry], into problems: inout [DocumentProblem]) {
        if entries.count < 2 { return }
        if entries.count <= 8 {
            for (index, entry) in entries.enumerated().dropFirst() {
                guard let name = entry.key.string else { continue }
                if entries[..<index].contains(where: { $0.key.string == name }) {
                    problems.append(twice(name, entry.key.range))
                }
            }
            return
        }
        var seen: Set<String> = []
        seen.reserveCapacity(entries.count)
        for entry in entries {
            guard let name = entry.key.string else { continue }
            if !seen.insert(name).inserted { problems.append(twice(name, entry.key.range)) }
        }
    }
}
