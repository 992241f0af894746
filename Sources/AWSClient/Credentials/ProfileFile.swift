import Basics

/// A shared file of AWS: sections of `name = value` lines, `#` and `;` before comments.
///
/// Indented lines belong to a setting of their own kind (`s3 =` and what follows); none of them is about credentials.
struct ProfileFile: Sendable, Hashable {
    /// Section headings as written, blanks made one; names of settings in lower case.
    private(set) var sections: [String: [String: String]] = [:]

    init(_ bytes: [UInt8]) {
        var section: String?
        for line in ByteText(bytes).lines {
            guard let first = line.first else { continue }
            let text = line.trimmed
            guard let start = text.first, start != UInt8(ascii: "#"), start != UInt8(ascii: ";") else { continue }
            if start == UInt8(ascii: "[") {
                let end = text.firstIndex(of: UInt8(ascii: "]")) ?? text.end
                let name = text.dropFirst(1).upTo(end).words.map(\.text).joined(separator: " ")
                section = name
                if sections[name] == nil { sections[name] = [:] }
            } else if let section, !ByteText.isBlank(first), let (key, value) = text.cut(UInt8(ascii: "=")) {
                sections[section]?[key.trimmed.text.lowercased()] = Self.withoutComment(value.trimmed.text)
            }
        }
    }

    /// A comment on a setting's line needs a blank before it.
    private static func withoutComment(_ value: String) -> String {
        let bytes = Array(value.utf8)
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
            if offset > 0, ByteText.isBlank(bytes[offset - 1]) {
                return ByteText(bytes).upTo(offset).trimmed.text
            }
        }
        return value
    }
}

/// The profiles of both shared files. Of a setting in both, that of the credentials file holds.
struct Profiles: Sendable, Hashable {
    var config: ProfileFile
    var credentials: ProfileFile
    /// What `AWS_PROFILE` says.
    var chosen: String?

    var current: String { chosen ?? "default" }

    /// A profile's settings, nil where neither file has it.
    subscript(name: String) -> [String: String]? {
        let plain = name == "default" ? config.sections["profile default"] ?? config.sections["default"] : nil
        let settings = plain ?? config.sections["profile \(name)"]
        guard let keys = credentials.sections[name] else { return settings }
        return (settings ?? [:]).merging(keys) { _, key in key }
    }

    func session(_ name: String) -> [String: String]? { config.sections["sso-session \(name)"] }
}
