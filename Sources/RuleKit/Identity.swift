package import Basics

/// What a finding is recognised by in other runs: its rule, its file, the text it is about, and which of several alike
/// it is. Lines that move, and edits elsewhere, leave it as it is.
package enum Identity {
    /// Gives each fault of one workload its identity; the findings must be in the order of their places.
    ///
    /// - Parameter source: reads a file by the path that findings name.
    package static func assign(_ findings: inout [Finding], source: (String) -> SourceFile?) {
        var seen: [String: Int] = [:]
        var files: [String: SourceFile?] = [:]
        for index in findings.indices where findings[index].verdict == .fault {
            let path = findings[index].span.path
            let file = files[path] ?? source(path)
            files[path] = file
            let key = key(findings[index], in: file)
            let ordinal = seen[key, default: 0]
            seen[key] = ordinal + 1
            findings[index].identity = hash(key + "\u{0}\(ordinal)")
        }
    }

    private static func key(_ finding: Finding, in file: SourceFile?) -> String {
        let text = file?.text(finding.span.bytes) ?? ""
        // What ShellCheck says in one place is one finding a code: the message tells them apart.
        let parts = [finding.rule, finding.span.path, squeezed(text), finding.foreign?.message ?? ""]
        return parts.joined(separator: "\u{0}")
    }

    /// Blanks and line ends count as one blank: neither new indentation nor CRLF makes a finding new.
    private static func squeezed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// 64-bit FNV-1a in hexadecimal: it must stay the same on every machine and in every version.
    package static func hash(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
