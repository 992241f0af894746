import Basics

/// A member of an archive that holds an image.
struct OuterMember: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case file, hardLink, symbolicLink, other }

    /// Relative, cleaned.
    var path: String
    var kind: Kind
    /// Bytes that follow the header.
    var size: Int
    var target: String
}

/// The headers of an archive that holds an image: POSIX ustar, PAX paths and sizes, GNU long names.
///
/// `TarReader` is for layers, where owners, times and attributes matter and every byte streams by. Here only names and
/// places do, and the archive of 10 GB is not read to find them.
struct OuterHeaders {
    /// Blobs, layers and documents; a root file system of a million files is refused by what it lacks, not by this.
    static let memberLimit = 500_000
    private static let extraLimit = 1 << 20
    /// Of all names together, as they are kept.
    private static let nameBytesLimit = 64 << 20

    enum Step {
        case member(OuterMember)
        /// A header's continuation of that many bytes follows: `takeExtra` wants it.
        case extra(size: Int)
        /// Half of the archive's end.
        case zeros
    }

    private let what: String
    private var extraKind: UInt8 = 0
    private var longPath: String?
    private var longTarget: String?
    private var longSize: Int?
    private var count = 0
    private var nameBytes = 0

    init(what: String) {
        self.what = what
    }

    /// Whether 512 bytes are a header of an archive: its sum is right.
    static func isHeader(_ block: UnsafeRawBufferPointer) -> Bool {
        guard block.count >= 512, let said = number(block, 148, 8) else { return false }
        var sum = 0
        for index in 0..<512 { sum += (148..<156).contains(index) ? 32 : Int(block[index]) }
        // Nothing but zeros has the sum of its own blanks, which it does not say.
        return sum == said && sum > 256
    }

    static func isZeros(_ block: UnsafeRawBufferPointer) -> Bool { block.allSatisfy { $0 == 0 } }

    mutating func take(_ block: UnsafeRawBufferPointer, at offset: Int) throws(Failure) -> Step {
        if Self.isZeros(block) { return .zeros }
        guard Self.isHeader(block), let shortSize = Self.number(block, 124, 12) else {
            throw .broken(what, at: offset, Text(en: "there is no header of a tar archive", ja: "tar のヘッダーがありません"))
        }
        count += 1
        guard count <= Self.memberLimit else {
            throw .beyondLimits(
                what,
                Text(
                    en: "it has more than \(Self.memberLimit) entries, which no archive of images needs",
                    ja: "エントリが \(Self.memberLimit) 個を超えています"))
        }
        let type = block[156]
        switch type {
        case UInt8(ascii: "x"), UInt8(ascii: "L"), UInt8(ascii: "K"), UInt8(ascii: "g"):
            guard shortSize <= Self.extraLimit else {
                throw .beyondLimits(
                    what, Text(en: "a name has \(shortSize) bytes", ja: "名前が \(shortSize) バイトあります"))
            }
            extraKind = type
            return .extra(size: shortSize)
        default: break
        }
        let size = longSize ?? shortSize
        // So that offsets can be added without a thought.
        guard size >= 0, size <= 1 << 60 else {
            throw .broken(what, at: offset, Text(en: "a size is impossible", ja: "サイズが不正です"))
        }
        var name = Self.text(block, 0, 100)
        let prefix = Self.text(block, 345, 155)
        if !prefix.isEmpty, Self.text(block, 257, 5) == "ustar", block[262] == 0 { name = prefix + "/" + name }
        let kind: OuterMember.Kind =
            switch type {
            case UInt8(ascii: "0"), 0, UInt8(ascii: "7"): .file
            case UInt8(ascii: "1"): .hardLink
            case UInt8(ascii: "2"): .symbolicLink
            default: .other
            }
        let hasContent = !"123456".utf8.contains(type)
        let member = OuterMember(
            path: Self.clean(longPath ?? name), kind: kind, size: hasContent ? size : 0,
            target: longTarget ?? Self.text(block, 157, 100))
        (longPath, longTarget, longSize) = (nil, nil, nil)
        nameBytes += member.path.utf8.count + member.target.utf8.count
        guard nameBytes <= Self.nameBytesLimit else {
            throw .beyondLimits(
                what,
                Text(
                    en: "the names of its entries have more than \(Self.nameBytesLimit) bytes",
                    ja: "エントリ名の合計が \(Self.nameBytesLimit) バイトを超えています"))
        }
        return .member(member)
    }

    mutating func takeExtra(_ bytes: ArraySlice<UInt8>) {
        switch extraKind {
        case UInt8(ascii: "L"): longPath = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        case UInt8(ascii: "K"): longTarget = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        case UInt8(ascii: "x"): takeRecords(bytes)
        default: break
        }
    }

    /// `27 path=blobs/sha256/…\n`.
    private mutating func takeRecords(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while let blank = rest.firstIndex(of: 0x20), blank - rest.startIndex < 10,
            let length = Int(String(decoding: rest[rest.startIndex..<blank], as: UTF8.self)), length <= rest.count,
            length > blank - rest.startIndex + 1
        {
            let record = rest[(blank + 1)..<(rest.startIndex + length)].dropLast()
            rest = rest[(rest.startIndex + length)...]
            guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = String(decoding: record[(equals + 1)...], as: UTF8.self)
            switch String(decoding: record[..<equals], as: UTF8.self) {
            case "path": longPath = value
            case "linkpath": longTarget = value
            case "size": longSize = Int(value)
            default: break
            }
        }
    }

    // MARK: Fields

    private static func text(_ block: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> String {
        String(decoding: block[start..<(start + count)].prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Octal with blanks around, or base 256 as GNU writes what octal cannot hold.
    private static func number(_ block: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> Int? {
        let field = block[start..<(start + count)]
        if field[field.startIndex] == 0x80 {
            var value = 0
            for byte in field.dropFirst() {
                guard value < 1 << 54 else { return nil }
                value = value << 8 | Int(byte)
            }
            return value
        }
        var value = 0
        var digits = 0
        for byte in field {
            if byte == 0x20 || byte == 0 {
                if digits > 0 { break }
                continue
            }
            guard (0x30...0x37).contains(byte) else { return nil }
            value = value << 3 | Int(byte & 7)
            digits += 1
        }
        return value
    }

    /// Relative, without `.`, `..` and empty parts, so that one file has one name.
    static func clean(_ path: String) -> String {
        guard
            path.utf8.first == UInt8(ascii: "/") || path.utf8.contains(UInt8(ascii: ".")) || path.hasSuffix("/")
                || path.contains("//")
        else { return path }
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            switch part {
            case ".": continue
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}

/// Which name stands for which in an archive. Docker before version 25 and skopeo keep a layer once and link to it.
struct OuterLinks: Sendable {
    private var targets: [String: String] = [:]

    mutating func add(_ member: OuterMember) {
        guard member.kind == .symbolicLink, !member.target.hasPrefix("/") else {
            targets[member.path] = OuterHeaders.clean(member.target)
            return
        }
        let folder = member.path.split(separator: "/").dropLast().joined(separator: "/")
        targets[member.path] = OuterHeaders.clean(folder + "/" + member.target)
    }

    /// A later file of that name takes the link's place.
    mutating func remove(_ path: String) {
        if !targets.isEmpty { targets[path] = nil }
    }

    /// The name of the file itself; nil for links in a circle.
    func resolve(_ path: String) -> String? {
        var path = OuterHeaders.clean(path)
        for _ in 0..<40 {
            guard let next = targets[path] else { return path }
            path = next
        }
        return nil
    }
}
