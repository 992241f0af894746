import Basics
import OCIImage

/// rpm's own database, `Packages.db` (SUSE): pages of slots, each the place of a blob in blocks of 16 bytes. Numbers are
/// little-endian.
enum RPMNative {
    private static let name = "rpm (ndb)"
    /// `RpmP`, `Slot` and `BlbS` as numbers.
    private static let headMark = 0x506D_7052
    private static let slotMark = 0x746F_6C53
    private static let blobMark = 0x5362_6C42

    static func read(_ content: any FileContent, _ add: ([UInt8]) -> Void) throws(Failure) {
        let head = BinaryNumbers(try content.read(at: 0, count: 32))
        guard head.u32(0) == headMark, head.u32(4) == 0, let pages = head.u32(12), pages > 0 else {
            throw .damaged(name, "no header")
        }
        // As many pages of slots as the file can hold: each has 4096 bytes.
        guard pages <= content.count / 4096 else { throw .damaged(name, "\(pages) pages of slots") }
        var left = content.count
        var wrong = 0
        for page in 0..<pages {
            let slots = BinaryNumbers(try content.read(at: page * 4096, count: 4096))
            // The header takes the place of the first two slots.
            for slot in stride(from: page == 0 ? 32 : 0, to: 4096, by: 16) {
                guard slots.u32(slot) == slotMark else { throw .damaged(name, "slot page \(page)") }
                guard let package = slots.u32(slot + 4), package != 0, let block = slots.u32(slot + 8) else { continue }
                guard let blob = try blob(content, block * 16, package, &left) else {
                    wrong += 1
                    continue
                }
                add(blob)
            }
        }
        if wrong > 0 { throw .damaged(name, "\(wrong) blobs") }
    }

    /// A blob stands once in the file, so all together are no larger than it.
    private static func blob(
        _ content: any FileContent, _ offset: Int, _ package: Int, _ left: inout Int
    ) throws(Failure) -> [UInt8]? {
        let head = BinaryNumbers(try content.read(at: offset, count: 16))
        guard head.u32(0) == blobMark, head.u32(4) == package, let size = head.u32(12), size <= left,
            size <= SystemReaders.header
        else {
            return nil
        }
        left -= size
        let blob = try content.read(at: offset + 16, count: size)
        return blob.count == size ? blob : nil
    }
}
