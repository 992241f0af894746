import Testing

@testable import ImageScan

struct ContentHashTests {
    private static let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ $0 >> 3) }

    private static func hash(_ bytes: some Collection<UInt8>, _ cut: Int) -> UInt64 {
        var hash = ContentHash()
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let piece = Array(rest.prefix(cut))
            piece.withUnsafeBytes { hash.update($0) }
            rest = rest.dropFirst(cut)
        }
        return hash.finish()
    }

    @Test func piecesDoNotMatter() {
        for count in [0, 1, 7, 8, 31, 32, 33, 63, 64, 65, 300] {
            let whole = Self.hash(Self.bytes.prefix(count), 1_000)
            for cut in 1...70 { #expect(Self.hash(Self.bytes.prefix(count), cut) == whole, "\(count) by \(cut)") }
        }
    }

    /// Every prefix, and every change of a bit, is another content: zeros at the end as well.
    @Test func contentsDiffer() {
        var seen: Set<UInt64> = []
        for count in 0...300 { seen.insert(Self.hash(Self.bytes.prefix(count), 1_000)) }
        for count in 1...64 { seen.insert(Self.hash([UInt8](repeating: 0, count: count), 1_000)) }
        for bit in 0..<2_400 {
            var changed = Self.bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            seen.insert(Self.hash(changed, 1_000))
        }
        // One beginning is a single zero.
        #expect(seen.count == 301 + 63 + 2_400)
    }

    @Test func wordsThatChangePlacesAreSeen() {
        let stripes = (0..<8).map { index in [UInt8](repeating: UInt8(index), count: 8) }
        let plain = Self.hash(stripes.flatMap(\.self), 1_000)
        for a in 0..<8 {
            for b in 0..<a {
                var changed = stripes
                changed.swapAt(a, b)
                #expect(Self.hash(changed.flatMap(\.self), 1_000) != plain)
            }
        }
    }
}
