/// Groups of four bytes by which places worth a look are found.
///
/// Every other place of a file is looked at: its four bytes, capitals folded, pick a bit of a filter (32 KiB). Each
/// pattern is in it with two groups one byte apart, so that one of them stands at an even place. Places whose bit is
/// set are held against a second, larger filter; neither loop has a branch that depends on the bytes, so that their
/// speed is the same for all files. Of what is left the exact group is looked up, and of its patterns those go on of
/// which other bytes beside the group agree too.
struct GramTable: Sendable {
    private var first = GramFilter(factor: 0x9E37_79B1)
    private var second = GramFilter(factor: 0x85EB_CA6B)
    /// Open addressing: the group in the lower half, and where its patterns begin in the upper (zero for a free place).
    private var slots: [UInt64] = []
    private var shift: UInt32 = 0
    /// Patterns one after another; the last of a group is marked.
    private var patterns: [Pattern] = []

    struct Pattern: Sendable {
        var rule: UInt16
        var isLast: Bool
        /// How far behind the anchor of the rule the group stands.
        var delta: Int16
        var check: GramCheck
    }

    init(_ grams: [RuleGram]) {
        var size = 64
        var log: UInt32 = 6
        var groups: [UInt32: [Pattern]] = [:]
        for entry in grams {
            let pattern = Pattern(
                rule: UInt16(truncatingIfNeeded: entry.rule), isLast: false,
                delta: Int16(truncatingIfNeeded: entry.delta), check: entry.check)
            let known = groups[entry.gram, default: []]
            if known.contains(where: {
                $0.rule == pattern.rule && $0.delta == pattern.delta && $0.check == pattern.check
            }) {
                continue
            }
            groups[entry.gram, default: []].append(pattern)
        }
        while size < groups.count * 3 {
            size *= 2
            log += 1
        }
        slots = [UInt64](repeating: 0, count: size)
        shift = 32 - log
        for (gram, list) in groups.sorted(by: { $0.key < $1.key }) {
            first.insert(gram)
            second.insert(gram)
            var place = Int(Self.hash(gram) >> shift)
            while slots[place] != 0 { place = (place + 1) & (size - 1) }
            slots[place] = UInt64(patterns.count + 1) << 32 | UInt64(gram)
            for (index, pattern) in list.enumerated() {
                var pattern = pattern
                pattern.isLast = index == list.count - 1
                patterns.append(pattern)
            }
        }
    }

    @inline(__always)
    private static func hash(_ gram: UInt32) -> UInt32 { gram &* 0x9E37_79B1 }

    @inline(__always)
    private static func gram(_ base: UnsafeRawPointer, _ index: Int) -> UInt32 {
        UInt32(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt32.self)) | 0x2020_2020
    }

    /// Writes the places in `range` (every other one from its start) that pass both filters, counted from `origin`; four
    /// bytes can be read at each. `places` has room for as many as the range has.
    func candidates(
        in base: UnsafeRawPointer, _ range: Range<Int>, from origin: Int, into places: UnsafeMutablePointer<Int32>
    ) -> Int {
        let count = first.withLook(
            { passes in
                var count = 0
                var index = range.lowerBound
                @inline(__always)
                func look(_ index: Int) {
                    places[count] = Int32(truncatingIfNeeded: index &- origin)
                    count &+= passes(Self.gram(base, index))
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
            }, none: 0)
        return second.withLook(
            { passes in
                var kept = 0
                for index in 0..<count {
                    let place = places[index]
                    places[kept] = place
                    kept &+= passes(Self.gram(base, origin &+ Int(place)))
                }
                return kept
            }, none: 0)
    }

    /// Tells the patterns that may stand around one of the first `count` places: rule and anchor.
    func matches(
        in bytes: UnsafeRawBufferPointer, _ places: UnsafePointer<Int32>, _ count: Int, from origin: Int,
        _ found: (_ rule: Int, _ anchor: Int) -> Void
    ) {
        guard let base = bytes.baseAddress else { return }
        slots.withUnsafeBufferPointer { slots in
            patterns.withUnsafeBufferPointer { patterns in
                let mask = slots.count - 1
                for index in 0..<count {
                    let place = origin &+ Int(places[index])
                    let gram = Self.gram(base, place)
                    var slot = Int(Self.hash(gram) >> shift)
                    while slots[slot] != 0, UInt32(truncatingIfNeeded: slots[slot]) != gram {
                        slot = (slot &+ 1) & mask
                    }
                    guard slots[slot] != 0 else { continue }
                    var next = Int(slots[slot] >> 32) &- 1
                    while true {
                        let pattern = patterns[next]
                        let anchor = place &- Int(pattern.delta)
                        if pattern.check.holds(in: bytes, anchor) { found(Int(pattern.rule), anchor) }
                        if pattern.isLast { break }
                        next &+= 1
                    }
                }
            }
        }
    }
}
