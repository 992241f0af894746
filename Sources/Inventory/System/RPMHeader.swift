/// A header of rpm as its databases hold it: an index of tags, each of 16 bytes, and the values behind it, all numbers
/// in network order (https://rpm-software-management.github.io/rpm/manual/format_header.html).
struct RPMHeader {
    enum Tag: Int {
        case name = 1000
        case version = 1001
        case release = 1002
        case epoch = 1003
        case vendor = 1011
        case license = 1014
        case architecture = 1022
        case oldFileNames = 1027
        case providedNames = 1047
        case neededNames = 1049
        case sourceRPM = 1044
        case folderIndexes = 1116
        case baseNames = 1117
        case folderNames = 1118
        case modularityLabel = 5096
    }

    private struct Entry {
        var type: Int
        var offset: Int
        var count: Int
    }

    private let numbers: BinaryNumbers
    private let data: Int
    private let end: Int
    private var entries: [Tag: Entry] = [:]

    /// Nil where the bytes are no header or end before it does.
    init?(_ bytes: [UInt8]) {
        numbers = BinaryNumbers(bytes, isBig: true)
        // rpm itself allows as many tags and as many bytes.
        guard let tags = numbers.u32(0), let size = numbers.u32(4), tags > 0, tags <= 0xFFFF, size <= 0x0FFF_FFFF,
            8 + tags * 16 + size <= bytes.count
        else { return nil }
        data = 8 + tags * 16
        end = data + size
        for index in 0..<tags {
            let at = 8 + index * 16
            guard let number = numbers.u32(at), let tag = Tag(rawValue: number), let type = numbers.u32(at + 4),
                let offset = numbers.u32(at + 8), let count = numbers.u32(at + 12), offset <= size
            else { continue }
            // A tag written again after the signed region replaces the one inside.
            entries[tag] = Entry(type: type, offset: data + offset, count: count)
        }
    }

    /// The text of a tag, the first of several: `STRING`, `STRING_ARRAY` and `I18NSTRING`.
    func text(_ tag: Tag) -> String? {
        guard let entry = entries[tag], [6, 8, 9].contains(entry.type), entry.count > 0 else { return nil }
        guard let end = terminator(entry.offset), end - entry.offset <= 16 << 10 else { return nil }
        let text = String(decoding: numbers.bytes[entry.offset..<end], as: UTF8.self)
        return text.isEmpty || text == "(none)" ? nil : text
    }

    /// A number of 32 bits.
    func number(_ tag: Tag) -> Int? {
        guard let entry = entries[tag], entry.type == 4, entry.count > 0, entry.offset + 4 <= end else { return nil }
        return numbers.u32(entry.offset)
    }

    /// The files: `add` is asked for each and says whether to go on.
    func files(_ add: (_ folder: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool) {
        if let names = entries[.baseNames], let indexes = entries[.folderIndexes], let folders = entries[.folderNames],
            names.type == 8, indexes.type == 4, folders.type == 8
        {
            var starts: [ArraySlice<UInt8>] = []
            strings(folders) {
                starts.append($0)
                return true
            }
            var at = indexes.offset
            let limit = min(end, indexes.offset + min(indexes.count, end) * 4)
            strings(names) { name in
                guard at + 4 <= limit, let index = numbers.u32(at) else { return false }
                at += 4
                return starts.indices.contains(index) ? add(starts[index], name) : true
            }
        } else if let names = entries[.oldFileNames], names.type == 8 {
            strings(names) { add([], $0) }
        }
    }

    /// The texts of a tag, at most `limit`.
    func texts(_ tag: Tag, limit: Int) -> [String] {
        guard let entry = entries[tag], entry.type == 8, limit > 0 else { return [] }
        var result: [String] = []
        strings(entry) {
            if $0.count <= 4096 { result.append(String(decoding: $0, as: UTF8.self)) }
            return result.count < limit
        }
        return result
    }

    private func strings(_ entry: Entry, _ body: (ArraySlice<UInt8>) -> Bool) {
        var at = entry.offset
        var left = entry.count
        while left > 0, at < end, let stop = terminator(at) {
            guard body(numbers.bytes[at..<stop]) else { return }
            at = stop + 1
            left -= 1
        }
    }

    /// Where the NUL is that ends a string.
    private func terminator(_ start: Int) -> Int? {
        guard start < end else { return nil }
        return numbers.bytes[start..<end].firstIndex(of: 0)
    }
}
