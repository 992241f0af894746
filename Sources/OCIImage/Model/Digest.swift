/// The digest of a blob: an algorithm and its hexadecimal value, as the OCI image specification writes it.
package struct Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
    package enum Algorithm: String, Sendable, Hashable {
        case sha256, sha512

        /// How many hexadecimal digits its value has.
        package var digits: Int { self == .sha256 ? 64 : 128 }
    }

    package let algorithm: Algorithm
    /// Lower-case hexadecimal.
    package let hex: String

    /// Nil for anything but `sha256:` or `sha512:` and a value of the right length in lower case.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let algorithm = Algorithm(rawValue: String(parts[0])) else { return nil }
        self.init(algorithm, hex: String(parts[1]))
    }

    package init?(_ algorithm: Algorithm, hex: String) {
        guard hex.utf8.count == algorithm.digits,
            hex.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.algorithm = algorithm
        self.hex = hex
    }

    /// For a value that was just computed.
    init(sha256Hex hex: String) {
        algorithm = .sha256
        self.hex = hex
    }

    /// As people know it from `docker images`: the first twelve digits.
    package var short: String { String(hex.prefix(12)) }

    package var description: String { "\(algorithm.rawValue):\(hex)" }

    package static func < (a: Digest, b: Digest) -> Bool { a.description < b.description }
}
