import Basics
import OCIImage

/// rpm's database of old, `Packages`: a Berkeley DB hash, read page by page without its library.
///
/// Every page of the type "hash" holds pairs of a key and a value; a value that does not fit stands in a chain of
/// overflow pages. The buckets need not be followed: all pairs are wanted. The first pair counts packages.
enum RPMBerkeley {
    private static let name = "Berkeley DB"
    private static let head = 26

    static func read(_ content: any FileContent, _ add: ([UInt8]) -> Void) throws(Failure) {
        var meta = BinaryNumbers(try content.read(at: 0, count: 512))
        // The magic tells the order of bytes: that of the machine that wrote it.
        meta.isBig = meta.u32(12) != 0x61561
        guard meta.u32(12) == 0x61561, meta.u8(25) == 8 else { throw .damaged(name, "not a hash") }
        guard meta.u8(24) == 0 else { throw .damaged(name, "encrypted") }
        guard let size = meta.u32(20), size >= 512, size <= 65_536, size & (size - 1) == 0,
            let last = meta.u32(32)
        else { throw .damaged(name, "page size") }
        let pages = min(last, (content.count / size) - 1)
        // A page belongs to one chain, so all chains together are no larger than the file.
        var left = content.count
        var wrong = last > pages ? 1 : 0
        guard pages > 0 else {
            if wrong > 0 { throw .damaged(name, "cut off") }
            return
        }
        for number in 1...pages {
            let page = BinaryNumbers(try content.read(at: number * size, count: size), isBig: meta.isBig)
            guard let type = page.u8(25), type == 13 || type == 2, let count = page.u16(20) else { continue }
            guard head + count * 2 <= size else {
                wrong += 1
                continue
            }
            for item in stride(from: 1, to: count, by: 2) {
                switch value(page, item, size) {
                case .inside(let blob): if blob.count > 16 { add(blob) }
                case .chain(let first, let length):
                    if let blob = try chain(content, first, length, size, meta.isBig, &left) {
                        add(blob)
                    } else {
                        wrong += 1
                    }
                case nil: wrong += 1
                }
            }
        }
        if wrong > 0 { throw .damaged(name, "\(wrong) pages") }
    }

    private enum Value {
        case inside([UInt8])
        case chain(first: Int, length: Int)
    }

    /// Items fill a page from its end: each reaches to the one before.
    private static func value(_ page: BinaryNumbers, _ item: Int, _ size: Int) -> Value? {
        guard let start = page.u16(head + item * 2), let end = page.u16(head + item * 2 - 2), start < end, end <= size
        else { return nil }
        switch page.u8(start) {
        case 1: return .inside(Array(page.bytes[start + 1..<end]))
        case 3:
            guard let first = page.u32(start + 4), let length = page.u32(start + 8) else { return nil }
            return .chain(first: first, length: length)
        default: return nil
        }
    }

    private static func chain(
        _ content: any FileContent, _ first: Int, _ length: Int, _ size: Int, _ isBig: Bool, _ left: inout Int
    ) throws(Failure) -> [UInt8]? {
        guard length <= left, length <= SystemReaders.header else { return nil }
        left -= length
        var blob: [UInt8] = []
        blob.reserveCapacity(length)
        var next = first
        while blob.count < length {
            guard next > 0, next < content.count / size else { return nil }
            let page = BinaryNumbers(try content.read(at: next * size, count: size), isBig: isBig)
            guard page.u8(25) == 7, let held = page.u16(22), held > 0, head + held <= page.count,
                let following = page.u32(16)
            else { return nil }
            blob += page.bytes[head..<head + min(held, length - blob.count)]
            next = following
        }
        return blob
    }
}
