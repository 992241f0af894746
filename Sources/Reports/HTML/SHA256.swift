/// SHA-256 (FIPS 180-4), for the two hashes by which a page's policy lets its own style and script in and nothing else.
///
/// Written out because it is the only digest that is needed, and a cryptographic library would be the largest
/// dependency of the program. Nothing secret goes through it.
enum SHA256 {
    /// The digest as the Content-Security-Policy writes it: `sha256-` and base64.
    static func source(_ text: String) -> String { "sha256-" + base64(digest(Array(text.utf8))) }

    static func digest(_ message: [UInt8]) -> [UInt8] {
        var state = initial
        var padded = message + [0x80]
        padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
        let bits = UInt64(message.count) * 8
        padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
        for start in stride(from: 0, to: padded.count, by: 64) { compress(padded[start..<start + 64], &state) }
        return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) } }
    }

    private static func compress(_ block: ArraySlice<UInt8>, _ state: inout [UInt32]) {
        var schedule = [UInt32](repeating: 0, count: 64)
        for (index, byte) in block.enumerated() { schedule[index / 4] = schedule[index / 4] << 8 | UInt32(byte) }
        for index in 16..<64 {
            let (a, b) = (schedule[index - 15], schedule[index - 2])
            let small = turn(a, 7) ^ turn(a, 18) ^ a >> 3
            let large = turn(b, 17) ^ turn(b, 19) ^ b >> 10
            schedule[index] = schedule[index - 16] &+ small &+ schedule[index - 7] &+ large
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for index in 0..<64 {
            let mixed = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
            let first = h &+ mixed &+ (e & f ^ ~e & g) &+ constants[index] &+ schedule[index]
            let second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) &+ (a & b ^ a & c ^ b & c)
            (h, g, f, e) = (g, f, e, d &+ first)
            (d, c, b, a) = (c, b, a, first &+ second)
        }
        for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] = state[index] &+ word }
    }

    private static func turn(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

    private static let primes = (2...311).filter { number in !(2..<number).contains { number % $0 == 0 } }
    /// The fractions of the cube roots of the first 64 primes.
    private static let constants = primes.map { fraction(ofRoot: 3, of: $0) }
    /// The fractions of the square roots of the first 8.
    private static let initial = primes.prefix(8).map { fraction(ofRoot: 2, of: $0) }

    /// The first 32 bits behind the point of a root, found bit by bit: exact, where floating point is not.
    private static func fraction(ofRoot degree: Int, of prime: Int) -> UInt32 {
        var root: UInt128 = 0
        for bit in (0..<36).reversed() {
            let next = root | 1 << UInt128(bit)
            let power = (0..<degree).reduce(UInt128(1)) { product, _ in product * next }
            if power <= UInt128(prime) << UInt128(32 * degree) { root = next }
        }
        return UInt32(truncatingIfNeeded: root)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                result.append(place <= group.count ? alphabet[value >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
