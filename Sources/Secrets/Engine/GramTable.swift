/// Groups of four bytes by which places worth a look are found.
///
/// Every other place of a file is looked at: its four bytes, capitals folded, pick a bit of a filter (16 KiB). Each
/// pattern is in it with two groups one byte apart, so that one of them stands at an even place. Only where the bit is
/// set is the exact group looked up. The loop has no branch that depends on the bytes, so that its speed is the same
/// for all files.
struct GramTable: Sendable {
    private static let bitCount = 17

    private var filter = [UInt32](repeating: 0, count: 1 << (bitCount - 5))
    /// Open addressing: the group, and where its patterns begin in `patterns` (zero for a free place).
    private var keys: [UInt32] = []
    private var starts: [UInt32] = []
    private var shift: UInt32 = 0
    /// Patterns one after another; the last of a group is marked.
    private var patterns: [Pattern] = [Pattern(rule: 0, delta: 0, isLast: true)]

    struct Pattern: Sendable {
        var rule: UInt16
        /// How far before the group the anchor of the rule stands.
        var delta: Int16
        var isLast: Bool
    }

    init(_ grams: [(gram: UInt32, rule: Int, delta: Int)]) {
        var size = 64
        var log: UInt32 = 6
        var groups: [UInt32: [Pattern]] = [:]
        for entry in grams {
            let pattern = Pattern(
                rule: UInt16(truncatingIfNeeded: entry.rule), delta: Int16(truncatingIfNeeded: entry.delta),
                isLast: false)
            let known = groups[entry.gram, default: []]
            if known.contains(where: { $0.rule == pattern.rule && $0.delta == pattern.delta }) { continue }
            groups[entry.gram, default: []].append(pattern)
        }
        while size < groups.count * 3 {
            size *= 2
            log += 1
        }
        keys = [UInt32](repeating: 0, count: size)
        starts = [UInt32](repeating: 0, count: size)
        shift = 32 - log
        for (gram, list) in groups.sorted(by: { $0.key < $1.key }) {
            let hash = Self.hash(gram)
            filter[Int(hash >> (32 - UInt32(Self.bitCount) + 5))] |= 1 << (hash >> (32 - UInt32(Self.bitCount)) & 31)
            var place = Int(hash >> shift)
            while starts[place] != 0 { place = (place + 1) & (size - 1) }
            keys[place] = gram
            starts[place] = UInt32(patterns.count)
            for (index, pattern) in list.enumerated() {
                var pattern = pattern
                pattern.isLast = index == list.count - 1
                patterns.append(pattern)
            }
        }
    }

    /// How many groups it knows.
    var count: Int { starts.count { $0 != 0 } }

    @inline(__always)
    private static func hash(_ gram: UInt32) -> UInt32 { gram &* 0x9E37_79B1 }

    @inline(__always)
    private static func gram(_ base: UnsafeRawPointer, _ index: Int) -> UInt32 {
        UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt32.self)) | 0x2020_2020
    }

    /// Writes the places in `range` (every other one from its start) whose bit is set, counted from `origin`; four bytes
    /// can be read at each. `places` has room for as many as the range has.
    func candidates(
        in base: UnsafeRawPointer, _ range: Range<Int>, from origin: Int, into places: UnsafeMutablePointer<Int32>
    ) -> Int {
        filter.withUnsafeBufferPointer { filter in
            guard let filter = filter.baseAddress else { return 0 }
            var count = 0
            var index = range.lowerBound
            @inline(__always)
            func look(_ index: Int) {
                let hash = Self.hash(Self.gram(base, index))
                let word = filter[Int(hash >> (32 - UInt32(Self.bitCount) + 5))]
                places[count] = Int32(truncatingIfNeeded: index &- origin)
                count &+= Int(word &>> (hash &>> (32 - UInt32(Self.bitCount)) & 31) & 1)
            }
            let bulk = range.upperBound - 8
            while index < bulk {
                look(index)
                look(index &+ 2)
                look(index &+ 4)
                look(index &+ 6)
                index &+= 8
            }
            while index < range.upperBound {
                look(index)
                index &+= 2
            }
            return count
        }
    }

    /// The place of the first pattern of the group at `index`, or nil.
    @inline(__always)
    func patterns(at index: Int, in base: UnsafeRawPointer) -> Int? {
        let gram = Self.gram(base, index)
        var place = Int(Self.hash(gram) >> shift)
        let mask = keys.count - 1
        while true {
            let start = starts[place]
            if start == 0 { return nil }
            if keys[place] == gram { return Int(start) }
            place = (place &+ 1) & mask
        }
    }

    @inline(__always)
    func pattern(_ place: Int) -> Pattern { patterns[place] }
}
