package import Basics
import Templates

/// The findings that were there when a team began: they are not listed and do not fail, but still count for the answers.
///
/// A file of it has one line a finding, in the order of paths, so that a diff of it can be read.
package struct Baseline: Sendable {
    /// One known finding. The rule, the path and the message are for people; the identity decides.
    package struct Entry: Sendable, Hashable {
        package var identity: String
        package var rule: String
        package var path: String
        package var message: String

        package init(identity: String, rule: String, path: String, message: String) {
            self.identity = identity
            self.rule = rule
            self.path = path
            self.message = message
        }
    }

    /// The form of the file.
    package static let format = 1

    /// The rules that judged when it was made.
    package let level: RuleSet
    package let entries: [Entry]
    private let identities: Set<String>

    package init(level: RuleSet, _ entries: some Sequence<Entry>) {
        self.level = level
        var seen: Set<String> = []
        self.entries = entries.filter { seen.insert($0.identity).inserted }
            .sorted { ($0.path, $0.rule, $0.identity) < ($1.path, $1.rule, $1.identity) }
        identities = seen
    }

    package func contains(_ identity: String) -> Bool { identities.contains(identity) }

    /// The file's text.
    package var text: String {
        var text = "{\n  \"plimsoll-baseline\": \(Self.format),\n  \"level\": \"\(level.rawValue)\",\n  \"findings\": ["
        for (index, entry) in entries.enumerated() {
            let pairs = [
                ("id", entry.identity), ("rule", entry.rule), ("path", entry.path), ("message", entry.message),
            ]
            let fields = pairs.map { "\"\($0)\": \(Self.quoted($1))" }.joined(separator: ", ")
            text += (index == 0 ? "\n" : ",\n") + "    {\(fields)}"
        }
        return text + (entries.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Reads a file that `text` wrote, or that people merged by hand: order does not matter, nor do further keys.
    package static func read(_ source: SourceFile) throws(Failure) -> Baseline {
        let root = try Document.read(source, as: .json).root
        guard let format = root["plimsoll-baseline"]?.int else { throw notOne(source) }
        guard format <= Self.format else {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "\(source.path): made by a newer Plimsoll (form \(format)); this one reads form \(Self.format).",
                    ja: "\(source.path): より新しい Plimsoll のベースライン (形式 \(format)) です。このバージョンが読めるのは形式 \(Self.format) までです。")
            )
        }
        var entries: [Entry] = []
        for item in root["findings"]?.items ?? [] {
            guard let identity = item["id"]?.string, !identity.isEmpty else { throw notOne(source, item.range) }
            entries.append(
                Entry(
                    identity: identity, rule: item["rule"]?.string ?? "", path: item["path"]?.string ?? "",
                    message: item["message"]?.string ?? ""))
        }
        return Baseline(level: root["level"]?.string.flatMap { RuleSet(rawValue: $0) } ?? .calm, entries)
    }

    private static func notOne(_ source: SourceFile, _ range: Range<Int>? = nil) -> Failure {
        let place = range.map { ":\(source.line(at: $0.lowerBound))" } ?? ""
        return Failure(
            .invalid,
            Text(
                en: "\(source.path)\(place): this is no baseline. Make one with --update-baseline.",
                ja: "\(source.path)\(place): ベースラインのファイルではありません。--update-baseline で作成してください。"))
    }
}
