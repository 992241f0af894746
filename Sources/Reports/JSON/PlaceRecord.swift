import Basics

/// A place as it is stored: lines and columns, because the file is not at hand when it is read.
struct PlaceRecord: Codable, Sendable, Hashable {
    let path: String
    let start: Position
    let end: Position

    /// No file that is read has more lines or columns than these.
    static let most = 1 << 27

    init(_ span: Span) {
        path = span.path
        start = span.start
        end = span.end
    }

    private enum CodingKeys: String, CodingKey { case path, start, end }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        path = try values.decode(String.self, forKey: .path)
        start = try values.decode(Position.self, forKey: .start)
        end = try values.decode(Position.self, forKey: .end)
        try Self.check(start, end, decoder, CodingKeys.start, CodingKeys.end)
    }

    /// Refuses numbers that no place has.
    static func check(
        _ start: Position, _ end: Position, _ decoder: any Decoder, _ startKey: any CodingKey, _ endKey: any CodingKey
    ) throws {
        for (position, key) in [(start, startKey), (end, endKey)] {
            for (number, name) in [(position.line, "line"), (position.column, "column")]
            where !(1...most).contains(number) {
                throw StoredProblem(
                    decoder.codingPath + [key, StoredKey(name)],
                    Text(en: "\(number) is not between 1 and \(most)", ja: "\(number) は 1 から \(most) の範囲にありません"))
            }
        }
        guard end >= start else {
            throw StoredProblem(
                decoder.codingPath + [endKey], Text(en: "the end is before the start", ja: "終了位置が開始位置より前です"))
        }
    }
}
