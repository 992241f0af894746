/// Where a binary file has text: around each word of eight aligned bytes that are all text.
///
/// Code, tables and compressed data seldom have such a word, so most of a program is passed over at the speed of memory.
/// Nothing of 15 bytes of text or more is: it holds an aligned word, and its ends are less than a word away from one. Of
/// what is looked for in binary files only an address such as `ftp://a:Bc1!@h` is shorter.
enum TextUnits {
    private static let word = 8
    private static let unit = 64
    /// Stretches nearer to each other than this are told as one: each has its price.
    private static let gap = 16

    /// Tells the stretches of `range` that are text or within a word of it, in order.
    ///
    /// - Parameter start: which byte of the file `bytes` begins with: words lie where they lie in the file, however it is
    ///   cut. A word that is not whole in `bytes` is none.
    static func find(in bytes: UnsafeRawBufferPointer, _ range: Range<Int>, _ start: Int, _ found: (Range<Int>) -> Void)
    {
        guard let base = bytes.baseAddress, !range.isEmpty else { return }
        // A word before the range, or behind it, may reach into it.
        var place = range.lowerBound - word - (start + range.lowerBound) % word
        while place < 0 { place &+= word }
        let end = min(range.upperBound + word, bytes.count - word + 1)
        var from = range.lowerBound
        var upTo = Int.min
        while place < end {
            if place &+ unit <= end, !holdsText(base + place) {
                place &+= unit
                continue
            }
            let stop = min(place &+ unit, end)
            while place < stop {
                if isText(base + place) {
                    if place &- word > upTo &+ gap {
                        if upTo > from { found(from..<min(upTo, range.upperBound)) }
                        from = max(place &- word, range.lowerBound)
                    }
                    upTo = place &+ 2 &* word
                }
                place &+= word
            }
        }
        if upTo > from { found(from..<min(upTo, range.upperBound)) }
    }

    /// Whether one of the eight words of a unit is text, without a branch for each.
    @inline(__always)
    private static func holdsText(_ place: UnsafeRawPointer) -> Bool {
        var marks: UInt64 = 0
        for index in 0..<8 {
            let other = strangers(place + index &* word)
            // Its highest bit is set when there are none.
            marks |= (other &- 1) & ~other
        }
        return marks >> 63 != 0
    }

    @inline(__always)
    private static func isText(_ place: UnsafeRawPointer) -> Bool { strangers(place) == 0 }

    /// The highest bits of the bytes that are no text: those below 8 (the subtraction sets it) and those above 127. Behind
    /// a byte below 8, one of 8 is taken for a stranger too; the word has one then anyhow.
    @inline(__always)
    private static func strangers(_ place: UnsafeRawPointer) -> UInt64 {
        let value = place.loadUnaligned(as: UInt64.self)
        return (value | (value &- 0x0808_0808_0808_0808)) & 0x8080_8080_8080_8080
    }
}
