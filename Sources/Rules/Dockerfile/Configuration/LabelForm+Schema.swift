import Basics
import RuleKit

extension LabelForm {
    /// Whether a value has the form that a label schema asks for.
    static func isValid(_ value: String, as type: LabelType) -> Bool {
        switch type {
        case .text: true
        case .rfc3339: isTime(value)
        case .semver: isSemanticVersion(value)
        case .url: isURI(value)
        case .hash: isHash(value)
        case .spdx: isLicence(value)
        case .email: isMailAddress(value)
        }
    }

    /// `1.2.3`, with `-rc.1` and `+build` if need be: https://semver.org. A `v` is not part of it.
    static func isSemanticVersion(_ text: String) -> Bool {
        let build = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let release = (build.first ?? "").split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = (release.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers.allSatisfy(isNumber) else { return false }
        if release.count > 1, !isIdentifierList(release[1], allowsLeadingZero: false) { return false }
        return build.count < 2 || isIdentifierList(build[1], allowsLeadingZero: true)
    }

    private static func isNumber(_ text: Substring) -> Bool {
        let digits = text.utf8
        return !digits.isEmpty && digits.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
    }

    private static func isIdentifierList(_ text: Substring, allowsLeadingZero: Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
            let isOfDigits = part.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            return !part.isEmpty && part.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
                && (allowsLeadingZero || !isOfDigits || isNumber(part))
        }
    }

    /// RFC 3986 in short: a scheme, a colon, and something without blanks behind it.
    static func isURI(_ text: String) -> Bool {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[0].utf8.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else {
            return false
        }
        return parts[0].utf8.allSatisfy { isAlphanumeric($0) || "+.-".utf8.contains($0) }
            && !parts[1].isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"<>\"{}|\\^`".utf8.contains($0) }
    }

    /// A git hash: seven digits, or all forty.
    static func isHash(_ text: String) -> Bool {
        [7, 40].contains(text.utf8.count)
            && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x66 }
    }

    /// RFC 5322 as people write it: one `@` between a name and a domain, without blanks.
    static func isMailAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && !part.hasPrefix(".") && !part.hasSuffix(".") && !part.has("..")
                    && part.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"()<>[]:;,\\\"".utf8.contains($0) }
            }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
    }
}
