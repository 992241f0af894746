/// Where a binary file has text: units of 64 bytes in which, or next to which, eight aligned bytes are all text.
///
/// Code, tables and compressed data seldom have eight such bytes, so most of a program is passed over at the speed of
/// memory. Nothing of 15 bytes of text or more is: it holds an aligned word, in its own unit or right beside it. Of what
/// is looked for in binary files only an address such as `ftp://a:Bc1!@h` is shorter.
enum TextUnits {
    private static let size = 64
    private static let word = 8

    /// Tells the stretches of `range` that lie in such units, in order.
    ///
    /// - Parameter start: which byte of the file `bytes` begins with: units lie where they lie in the file, however it is
    ///   cut. A word that is not whole in `bytes` is none.
    static func find(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ start: Int, _ found: (Range<Int>) -> Void) {
        var from: Int?
        var unit = range.lowerBound - (start + range.lowerBound) % size
        while unit < range.upperBound {
            if holdsText(bytes, unit) {
                if from == nil { from = max(unit, range.lowerBound) }
            } else if let begin = from {
                found(begin..<unit)
                from = nil
            }
            unit += size
        }
        if let from { found(from..<range.upperBound) }
    }

    @inline(__always)
    private static func holdsText(_ bytes: UnsafeRawBufferPointer, _ unit: Int) -> Bool {
        var place = unit - word
        while place < 0 { place &+= word }
        let end = min(unit + size + word, bytes.count)
        while place + word <= end {
            let value = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            // No byte is below 8 (there the subtraction sets its highest bit) and none above 127.
            if (value | (value &- 0x0808_0808_0808_0808)) & 0x8080_8080_8080_8080 == 0 { return true }
            place &+= word
        }
        return false
    }
}
