/// SHA-256 after FIPS 180-4, to hold against what the streams compute.
enum PlainSHA256 {
    /// The first 32 bits of the fractional parts of the roots of the first 64 primes: cube roots for the rounds, square
    /// roots for the beginning.
    private static let primes = (2...311).filter { number in !(2..<number).contains { number % $0 == 0 } }
    private static let rounds = primes.map { fraction($0, power: 3) }
    private static let start = primes.prefix(8).map { fraction($0, power: 2) }

    /// Bits of a root's fraction by search: the largest x with (x / 2^32)^power <= prime, exact in wide integers.
    private static func fraction(_ prime: Int, power: Int) -> UInt32 {
        var low: UInt64 = 0
        for bit in (0..<38).reversed() {
            let tried = low | 1 << UInt64(bit)
            if isAtMost(tried, power, prime) { low = tried }
        }
        return UInt32(truncatingIfNeeded: low)
    }

    private static func isAtMost(_ x: UInt64, _ power: Int, _ prime: Int) -> Bool {
        let value = (0..<power).reduce(UInt128(1)) { value, _ in value * UInt128(x) }
        return value <= UInt128(prime) << UInt128(32 * power)
    }

    static func hex(_ message: [UInt8]) -> String {
        var bytes = message + [0x80]
        bytes += [UInt8](repeating: 0, count: (120 - bytes.count % 64) % 64)
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: (message.count * 8) >> shift))
        }
        var hash = start
        for block in stride(from: 0, to: bytes.count, by: 64) {
            var w = (0..<16).map { index in
                (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[block + 4 * index + $1]) }
            }
            for index in 16..<64 {
                let a = w[index - 15]
                let b = w[index - 2]
                w.append(
                    w[index - 16] &+ (turn(a, 7) ^ turn(a, 18) ^ a >> 3) &+ w[index - 7]
                        &+ (turn(b, 17) ^ turn(b, 19) ^ b >> 10))
            }
            var s = hash
            for index in 0..<64 {
                let first = s[7] &+ (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25))
                let t1 = first &+ ((s[4] & s[5]) ^ (~s[4] & s[6])) &+ rounds[index] &+ w[index]
                let t2 =
                    (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22))
                    &+ ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]))
                s = [t1 &+ t2, s[0], s[1], s[2], s[3] &+ t1, s[4], s[5], s[6]]
            }
            for index in 0..<8 { hash[index] &+= s[index] }
        }
        return hash.map { word in
            let text = String(word, radix: 16)
            return String(repeating: "0", count: 8 - text.count) + text
        }.joined()
    }

    private static func turn(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }
}
