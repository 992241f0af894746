import Foundation

/// The review as JSON, by the schema in `docs/schema/review.schema.json`: all that any report needs, so that
/// `StoredReview` can make each of them again.
///
/// `schemaVersion` goes up by one whenever a reader of the old form could be misled.
package enum JSONReport {
    package static let schemaVersion = 2

    package static func render(_ review: Review) throws -> String {
        try encode(review.record ?? ReviewRecord(review))
    }

    /// JSON as all our reports write it: the same value is always the same text.
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
