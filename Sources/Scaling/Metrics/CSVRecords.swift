import Basics

/// The records of a CSV file by RFC 4180: fields in quotes may hold commas, line ends and doubled quotes.
///
/// Written here because none of the packages that the program is built on reads CSV, and one more would have to be
/// trusted with files of 64 MiB: what is needed is one pass over bytes that keeps the line of each record.
/// Source: https://www.rfc-editor.org/rfc/rfc4180 section 2
struct CSVRecords {
    struct Record: Sendable {
        var fields: [String]
        /// The line that it begins on.
        var line: Int
    }

    private(set) var records: [Record] = []

    /// More rows are no recording that a terminal can show.
    static let most = 1_000_000
    static let mostFields = 200

    init(_ source: SourceFile) throws(Failure) {
        if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
            throw .at(
                source.path,
                Text(
                    en: "The file is UTF-16. Save it as UTF-8, as `CSV UTF-8` in a spreadsheet.",
                    ja: "ファイルが UTF-16 です。UTF-8 (表計算ソフトでは「CSV UTF-8」) で保存してください。"))
        }
        var scan = Scan(bytes: source.bytes)
        if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { scan.at = 3 }
        while scan.at < source.bytes.count {
            let line = scan.line
            guard let fields = scan.record() else {
                throw .at(
                    source.path, line: scan.line,
                    Text(
                        en: scan.isOpen
                            ? "A quotation mark is never closed. Close it, or remove it."
                            : "Something stands behind a closing quotation mark. Double quotation marks within a field.",
                        ja: scan.isOpen
                            ? "引用符が閉じられていません。閉じるか、削除してください。"
                            : "閉じ引用符の後に文字があります。フィールド内の引用符は 2 つ重ねて書いてください。"))
            }
            // An empty line separates nothing.
            if fields == [""] { continue }
            guard records.count < Self.most, fields.count <= Self.mostFields else {
                throw .at(
                    source.path, line: line,
                    Text(
                        en:
                            "More than \(Self.most) rows or \(Self.mostFields) columns are not read. Take a part of it.",
                        ja: "\(Self.most) 行または \(Self.mostFields) 列を超えるファイルは読み込めません。一部を切り出してください。"))
            }
            records.append(Record(fields: fields, line: line))
        }
    }

    private struct Scan {
        let bytes: [UInt8]
        var at = 0
        var line = 1
        /// Whether the end came within quotes.
        var isOpen = false

        private static let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))

        /// The next record; nil where its quotes are wrong.
        mutating func record() -> [String]? {
            var fields: [String] = []
            while true {
                guard let field = at < bytes.count && bytes[at] == Self.quote ? quoted() : plain() else { return nil }
                fields.append(field)
                guard at < bytes.count else { return fields }
                if bytes[at] == Self.comma {
                    at += 1
                    continue
                }
                endLine()
                return fields
            }
        }

        private mutating func endLine() {
            if bytes[at] == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { at += 1 }
            at += 1
            line += 1
        }

        private mutating func plain() -> String {
            let start = at
            while at < bytes.count, bytes[at] != Self.comma, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
            return Self.trimmed(bytes[start..<at])
        }

        private mutating func quoted() -> String? {
            var value: [UInt8] = []
            at += 1
            while at < bytes.count {
                let byte = bytes[at]
                at += 1
                if byte == Self.quote {
                    guard at < bytes.count, bytes[at] == Self.quote else {
                        let isEnd = at == bytes.count || [Self.comma, 0x0A, 0x0D].contains(bytes[at])
                        return isEnd ? Self.trimmed(value[...]) : nil
                    }
                    at += 1
                } else if byte == 0x0A {
                    line += 1
                }
                value.append(byte)
            }
            isOpen = true
            return nil
        }

        /// Spaces around a number or a name are of no meaning here.
        private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
            var bytes = bytes
            while let first = bytes.first, first == 0x20 || first == 0x09 { bytes = bytes.dropFirst() }
            while let last = bytes.last, last == 0x20 || last == 0x09 { bytes = bytes.dropLast() }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension Failure {
    /// What is wrong in a file, with its place in front.
    static func at(_ path: String, line: Int? = nil, _ text: Text) -> Failure {
        let place = line.map { "\(path):\($0)" } ?? path
        return Failure(.invalid, Text(en: "\(place): \(text.en)", ja: "\(place): \(text.ja)"))
    }
}
