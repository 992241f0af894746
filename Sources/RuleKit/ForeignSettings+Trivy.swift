import Basics
import Templates

/// `.trivyignore` and `.trivyignore.yaml`, by trivy's page on filtering.
extension ForeignSettings {
    /// One id a line, `exp:2026-12-01` behind it, `#` before comments. The comment above an id is its reason.
    mutating func readTrivyLines(_ source: SourceFile) {
        var reason = ""
        for line in 1...source.lineStarts.count {
            let range = source.lineRange(line)
            let text = source.text(range)
            let words = text.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace)
            guard let id = words.first else {
                let comment = text.drop { $0 == "#" || $0.isWhitespace }
                reason = comment.isEmpty ? "" : reason.isEmpty ? String(comment) : reason + " " + comment
                continue
            }
            let expiry = words.dropFirst().first { $0.hasPrefix("exp:") }
            let day = expiry.flatMap { Day($0.dropFirst(4)) }
            if let expiry, day == nil {
                warn(
                    source, range,
                    Text(
                        en: "`\(expiry)` is no date; the line has no effect.",
                        ja: "`\(expiry)` は日付として読めないため、この行は無視します。"))
                continue
            }
            guard Self.isMisconfiguration(String(id)) else { continue }
            let start = range.lowerBound + text.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
            ignores.append(
                IgnoreEntry(
                    rule: String(id), reason: reason, ends: day,
                    span: source.span(start..<start + id.utf8.count), isForeign: true))
        }
    }

    /// Vulnerabilities stand in the same file; they are none of ours.
    private static func isMisconfiguration(_ id: String) -> Bool {
        PeerName.normal(id).hasPrefix("ds-")
    }

    mutating func readTrivyYAML(_ source: SourceFile) throws(Failure) {
        let root = try Document.read(source, as: .yaml).root
        guard root.isMapping || root.isNull else { throw .notSettings(source) }
        for item in root["misconfigurations"]?.items ?? [] {
            guard let id = item["id"]?.string else { continue }
            var day: Day?
            if let expiry = item["expired_at"], !expiry.isNull {
                day = expiry.string.flatMap { Day($0.prefix(10)) }
                if day == nil {
                    warn(
                        source, expiry.range,
                        Text(
                            en: "`\(expiry.string ?? "")` is no date; the entry has no effect.",
                            ja: "`\(expiry.string ?? "")` は日付として読めないため、この項目は無視します。"))
                    continue
                }
            }
            ignores.append(
                IgnoreEntry(
                    rule: id, paths: item["paths"]?.strings ?? [], reason: item["statement"]?.string ?? "", ends: day,
                    span: source.span(item["id"]?.range ?? item.range), isForeign: true))
        }
    }
}

/// `.checkov.yaml`: its keys are checkov's options.
extension ForeignSettings {
    mutating func readCheckov(_ source: SourceFile) throws(Failure) {
        let root = try Document.read(source, as: .yaml).root
        guard root.isMapping || root.isNull else { throw .notSettings(source) }
        for item in root["skip-check"].map({ $0.isSequence ? $0.items : [$0] }) ?? [] {
            // One text may hold several ids, as on the command line; a list of severities is no id.
            for id in (item.string ?? "").split(separator: ",").map({ $0.trimmingBlanks }) where id.hasPrefix("CKV") {
                ignores.append(IgnoreEntry(rule: id, span: source.span(item.range), isForeign: true))
            }
        }
        if root["soft-fail"]?.bool == true, failOn == nil { failOn = .never }
    }
}

extension Substring {
    /// Without blanks at its ends.
    fileprivate var trimmingBlanks: String {
        var text = self
        while text.first?.isWhitespace == true { text = text.dropFirst() }
        while text.last?.isWhitespace == true { text = text.dropLast() }
        return String(text)
    }
}
