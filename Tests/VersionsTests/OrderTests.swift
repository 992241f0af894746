import Testing
import Versions

/// What any order must be, and what hostile versions must not do to it.
@Suite struct OrderTests {
    @Test(arguments: VersionScheme.allCases)
    func aVersionEqualsItselfAndSidesSwap(_ scheme: VersionScheme) {
        var generator = VersionGenerator(seed: 100)
        for (a, b) in generator.pairs(scheme, 5000) {
            #expect(scheme.compare(a, a) == (scheme.isValid(a) ? 0 : nil), "\(a)")
            #expect(scheme.compare(a, b)?.signum() == scheme.compare(b, a).map { -$0.signum() }, "\(a) \(b)")
        }
    }

    @Test(arguments: VersionScheme.allCases)
    func smallerThanSmallerIsSmaller(_ scheme: VersionScheme) {
        var generator = VersionGenerator(seed: 200)
        for _ in 0..<5000 {
            let (a, b) = generator.pair(scheme)
            let c = generator.version(scheme)
            let sides = [scheme.compare(a, b), scheme.compare(b, c), scheme.compare(a, c)].compactMap { $0?.signum() }
            guard sides.count == 3 else { continue }
            if sides[0] == sides[1] { #expect(sides[2] == sides[0], "\(a) \(b) \(c)") }
            if sides[0] == 0 { #expect(sides[2] == sides[1], "\(a) \(b) \(c)") }
        }
    }

    @Test(arguments: VersionScheme.allCases)
    func bytesOfAnyKindAreRead(_ scheme: VersionScheme) {
        var generator = VersionGenerator(seed: 300)
        let alphabet = Array("0019azAZ..--__~^+:!*xXvdev rc\u{e9}\u{0}\u{1F600}")
        for _ in 0..<20_000 {
            let make = { (generator: inout VersionGenerator) in
                String(
                    (0..<Int.random(in: 0...12, using: &generator)).compactMap { _ in
                        alphabet.randomElement(using: &generator)
                    })
            }
            let a = make(&generator)
            let b = make(&generator)
            #expect(scheme.compare(a, b)?.signum() == scheme.compare(b, a).map { -$0.signum() }, "\(a) \(b)")
        }
    }

    /// Two hundred thousand bytes of any one piece: quadratic work would take minutes.
    @Test(.timeLimit(.minutes(1)), arguments: VersionScheme.allCases)
    func longVersionsTakeNoLongerThanTheirLength(_ scheme: VersionScheme) {
        for piece in ["9", "1.", "1-", "a", "a1", "-a", ".0", "0.", "~", "^", "_p1", "-0", "+", "1-a.", ":", "x."] {
            let long = "1." + String(repeating: piece, count: 200_000 / piece.utf8.count)
            _ = scheme.compare(long, long + "1")
            _ = scheme.compare(long + "1", "1.1")
        }
        let digits = String(repeating: "9", count: 100_000)
        #expect(scheme.compare("1.\(digits).1", "1.\(digits).2") == -1)
    }
}
