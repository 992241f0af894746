import Basics

/// What bytes are, by how they begin.
enum ArchiveSniff {
    enum Kind: Sendable, Hashable { case tar, gzip, zstd, json, other }

    /// - Parameter head: the first 512 bytes, or all of a shorter file.
    static func kind(_ head: UnsafeRawBufferPointer) -> Kind {
        if head.count >= 3, head[0] == 0x1F, head[1] == 0x8B, head[2] == 8 { return .gzip }
        if head.count >= 4 {
            let isFrame = head[0] == 0x28 && head[1] == 0xB5 && head[2] == 0x2F && head[3] == 0xFD
            let isSkippable = head[0] & 0xF0 == 0x50 && head[1] == 0x2A && head[2] == 0x4D && head[3] == 0x18
            if isFrame || isSkippable { return .zstd }
        }
        if head.count >= 512 {
            let block = UnsafeRawBufferPointer(rebasing: head[..<512])
            // An archive without entries is an empty layer.
            if OuterHeaders.isHeader(block) || OuterHeaders.isZeros(block) { return .tar }
        }
        let first = head.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .other
    }

    /// What a file is that holds no image, for people.
    static func name(_ head: [UInt8]) -> Text {
        func begins(_ magic: [UInt8]) -> Bool { head.starts(with: magic) }
        if head.isEmpty { return Text(en: "an empty file", ja: "空のファイル") }
        if begins([0x7F] + Array("ELF".utf8)) { return Text(en: "a program (ELF)", ja: "実行ファイル (ELF)") }
        if begins([0xFD] + Array("7zXZ".utf8)) { return Text(en: "compressed with xz", ja: "xz で圧縮されたファイル") }
        if begins(Array("BZh".utf8)) { return Text(en: "compressed with bzip2", ja: "bzip2 で圧縮されたファイル") }
        if begins(Array("PK".utf8)) { return Text(en: "a zip archive", ja: "zip アーカイブ") }
        if begins(Array("hsqs".utf8)) { return Text(en: "a SquashFS file system", ja: "SquashFS") }
        if begins(Array("SQLite".utf8)) { return Text(en: "an SQLite database", ja: "SQLite データベース") }
        if begins(Array("QFI".utf8)) { return Text(en: "a disk of a virtual machine", ja: "仮想マシンのディスク") }
        let first = head.first { !ByteText.isBlank($0) }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return Text(en: "JSON", ja: "JSON") }
        if !head.contains(0) { return Text(en: "text", ja: "テキスト") }
        return Text(en: "of no known kind", ja: "未知の形式")
    }
}
