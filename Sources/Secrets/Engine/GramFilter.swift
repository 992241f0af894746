/// A set of groups that may hold more than was put in: a bit for each of the many values of their hash.
struct GramFilter: Sendable {
    private var words: [UInt32]
    private static let bits: UInt32 = 18
    private static let shift = 32 - bits
    private let factor: UInt32

    /// - Parameter factor: an odd number; filters with different ones pass different groups by mistake.
    init(factor: UInt32) {
        words = [UInt32](repeating: 0, count: 1 << (Self.bits - 5))
        self.factor = factor
    }

    mutating func insert(_ gram: UInt32) {
        let hash = gram &* factor
        words[Int(hash >> (Self.shift + 5))] |= 1 << (hash >> Self.shift & 31)
    }

    /// Gives a look that costs no check of bounds: one for a group that may be in the set, otherwise zero.
    @inline(__always)
    func withLook<T>(_ body: (_ look: (UInt32) -> Int) -> T, none: T) -> T {
        words.withUnsafeBufferPointer { words in
            guard let words = words.baseAddress else { return none }
            return body { gram in
                let hash = gram &* factor
                return Int(words[Int(hash &>> (Self.shift &+ 5))] &>> (hash &>> Self.shift & 31) & 1)
            }
        }
    }
}
