/// Whether a file says of itself that a tool writes it: a fix in it would be gone with the next run of that tool.
package enum GeneratedMark {
    /// Reads the comments among the first lines.
    package static func isIn(_ bytes: [UInt8]) -> Bool {
        var comments = ""
        for line in bytes.prefix(4096).split(separator: 0x0A, maxSplits: 25).prefix(25) {
            let text = line.drop { $0 == 0x20 || $0 == 0x09 }
            guard text.first == UInt8(ascii: "#") else { continue }
            comments += String(decoding: text, as: UTF8.self).lowercased() + "\n"
        }
        if comments.contains("@generated") { return true }
        guard comments.contains("generated") else { return false }
        return ["do not edit", "do not modify", "don't edit", "don't modify"].contains { comments.contains($0) }
    }
}
