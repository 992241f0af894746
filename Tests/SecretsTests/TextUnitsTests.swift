import Testing

@testable import Secrets

/// Where binary files are looked at.
struct TextUnitsTests {
    private static func found(_ bytes: [UInt8], _ range: Range<Int>, _ start: Int = 0) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        bytes.withUnsafeBytes { bytes in TextUnits.find(in: bytes, range, start) { ranges.append($0) } }
        return ranges
    }

    /// The rule, byte by byte: within eight bytes of an aligned word of text.
    private static func expected(_ bytes: [UInt8], _ range: Range<Int>, _ start: Int) -> Set<Int> {
        var places: Set<Int> = []
        for word in 0..<bytes.count where (start + word) % 8 == 0 && word + 8 <= bytes.count {
            guard bytes[word..<word + 8].allSatisfy({ (8..<128).contains($0) }) else { continue }
            places.formUnion((word - 8)..<(word + 16))
        }
        return places.intersection(range)
    }

    /// Bytes of all kinds with texts of some lengths between.
    private static func mixed(_ s: inout Sample) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<40 {
            bytes += s.bytes(Int(s.next() >> 57)).map { $0 | 0x80 }
            bytes += Array(s.text(Int(s.next() >> 59)).utf8)
        }
        return bytes
    }

    @Test func nothingWithinAWordOfTextIsPassedOver() {
        for seed in 1...60 {
            var s = Sample(UInt64(seed))
            let bytes = Self.mixed(&s)
            let start = Int(s.next() >> 58)
            let low = Int(s.next() >> 55) % bytes.count
            let range = low..<min(bytes.count, low + 1 + Int(s.next() >> 53))
            let ranges = Self.found(bytes, range, start)
            let places = Set(ranges.flatMap(Array.init))
            #expect(places.isSuperset(of: Self.expected(bytes, range, start)), "seed \(seed)")
            #expect(ranges.allSatisfy { range.contains($0.lowerBound) && $0.upperBound <= range.upperBound })
            // In order, none touching another: no place is looked at twice.
            #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
            // Gaps of at most two words are filled, so that not much more is looked at than must be.
            let whole = Self.expected(bytes, 0..<bytes.count, start)
            #expect(places.allSatisfy { place in (place - 16...place + 16).contains { whole.contains($0) } })
        }
    }

    @Test func fifteenBytesOfTextAreSeenWhereverTheyStand() {
        for shift in 0..<16 {
            var bytes = [UInt8](repeating: 0xFF, count: 200)
            bytes.replaceSubrange((80 + shift)..<(95 + shift), with: Array("fifteen letters".utf8))
            let places = Set(Self.found(bytes, 0..<200).flatMap(Array.init))
            #expect(places.isSuperset(of: (80 + shift)..<(95 + shift)))
        }
    }

    @Test func bytesWithoutTextHaveNone() {
        #expect(Self.found([UInt8](repeating: 0, count: 500), 0..<500).isEmpty)
        #expect(Self.found([UInt8](repeating: 0xC3, count: 500), 0..<500).isEmpty)
        #expect(Self.found(Array("short".utf8), 0..<5).isEmpty)
        #expect(Self.found([], 0..<0).isEmpty)
    }
}
