import Basics
import OCIImage

/// The write-ahead log of SQLite (https://www.sqlite.org/fileformat2.html#walformat): a header of 32 bytes, then frames
/// of 24 bytes and a page.
enum SQLiteLog {
    static let failure = Failure(
        .unavailable,
        Text(
            en: "The write-ahead log holds changes that may not be folded into rpmdb.sqlite. "
                + "Run rpm in the image once more, or leave no process of it running when the layer is saved.",
            ja: "先行書き込みログに、rpmdb.sqlite へ未反映の可能性がある変更が残っています。"
                + "イメージ内で rpm をもう一度実行するか、rpm の終了後にレイヤーを保存してください。"))

    /// Whether a whole frame of the current generation follows the header.
    static func hasChanges(_ content: any FileContent) throws(Failure) -> Bool {
        let head = BinaryNumbers(try content.read(at: 0, count: 56), isBig: true)
        guard let magic = head.u32(0), magic & ~1 == 0x377F_0682, let page = head.u32(8), page >= 512, page <= 65_536,
            content.count >= 32 + 24 + page
        else { return false }
        // Frames of an older generation have another salt: they were folded in before the log began anew.
        return head.u64Bits(16) == head.u64Bits(40)
    }
}

extension BinaryNumbers {
    /// Eight bytes as they stand.
    fileprivate func u64Bits(_ at: Int) -> ArraySlice<UInt8> {
        at >= 0 && at + 8 <= count ? bytes[at..<at + 8] : []
    }
}
