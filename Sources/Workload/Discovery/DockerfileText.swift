import Basics

/// What the bytes of a file say about whether it is a Dockerfile.
enum DockerfileText {
    /// Whether the first instruction is one that a Dockerfile can start with.
    static func readsAsDockerfile(_ bytes: [UInt8]) -> Bool {
        var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while at < bytes.count {
            while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
            guard at < bytes.count else { return false }
            if bytes[at] != UInt8(ascii: "#") { break }
            while at < bytes.count, bytes[at] != 0x0A { at += 1 }
        }
        let start = at
        while at < bytes.count, at - start < 5, bytes[at] | 0x20 >= 0x61, bytes[at] | 0x20 <= 0x7A { at += 1 }
        // A blank must follow: `From:` and `args = …` start mails and programs.
        guard at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == UInt8(ascii: "\\") else {
            return false
        }
        let word = bytes[start..<at].map { $0 | 0x20 }
        guard word.elementsEqual("from".utf8) || word.elementsEqual("arg".utf8) else { return false }
        // `from x import y` starts a Python file.
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
        while at < bytes.count, bytes[at] > 0x20 { at += 1 }
        return !bytes[at...].prefix(8).elementsEqual(" import ".utf8)
    }

    /// Whether marks of a template engine (`{{`, `{%`, `<%`) stand outside of comments.
    static func hasTemplateMarks(_ bytes: [UInt8]) -> Bool {
        var isLineStart = true
        var isComment = false
        var last: UInt8 = 0
        for byte in bytes {
            switch byte {
            case 0x0A: (isLineStart, isComment) = (true, false)
            case 0x20, 0x09: break
            case UInt8(ascii: "#") where isLineStart: (isLineStart, isComment) = (false, true)
            default:
                isLineStart = false
                if !isComment {
                    if byte == UInt8(ascii: "{"), last == byte { return true }
                    if byte == UInt8(ascii: "%"), last == UInt8(ascii: "{") || last == UInt8(ascii: "<") { return true }
                }
            }
            last = byte
        }
        return false
    }

    /// Why bytes are no text, or nil when they are.
    static func refusal(_ bytes: [UInt8]) -> Text? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return Text(
                en: "It is UTF-16, which no container builder reads. Save it as UTF-8.",
                ja: "UTF-16 で保存されており、コンテナビルダーでは読めません。UTF-8 で保存してください。")
        }
        if bytes.prefix(8192).contains(0) {
            return Text(en: "It is a binary file, not text.", ja: "テキストではなくバイナリファイルです。")
        }
        return nil
    }

    static let templateReason = Text(
        en: "It is a template: a template engine has to run before it is a Dockerfile. Review what it makes.",
        ja: "テンプレートです。テンプレートエンジンで生成した後の Dockerfile をレビューしてください。")
    static let folderReason = Text(
        en: "A folder has this name, not a file.", ja: "ファイルではなく、同名のフォルダーです。")
    static let specialReason = Text(
        en: "It is a pipe, a socket or a device, not a file.", ja: "通常のファイルではなく、パイプ、ソケット、またはデバイスです。")
}
