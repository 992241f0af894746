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
    static func find(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ start: Int, _ found: (Range<Int>) -> Void)
    {
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
        let first = unit - word
        let end = unit + size + word
        if first >= 0, end <= bytes.count, let base = bytes.baseAddress {
            // Within the memory no word needs a check of its own.
            var place = base + first
            let last = base + end
            while place < last {
                if isText(place) { return true }
                place += word
            }
            return false
        }
        var place = first
        while place < 0 { place &+= word }
        while place + word <= min(end, bytes.count), let base = bytes.baseAddress {
            if isText(base + place) { return true }
            place &+= word
        }
        return false
    }

    /// Whether no byte is below 8 (there the subtraction sets its highest bit) and none above 127.
    @inline(__always)
    private static func isText(_ place: UnsafeRawPointer) -> Bool {
        let value = place.loadUnaligned(as: UInt64.self)
        return (value | (value &- 0x0808_0808_0808_0808)) & 0x8080_8080_8080_8080 == 0
    }
}
