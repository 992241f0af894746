/// Whether a value looks chosen at random, or by a rule for good passwords, rather than written as words or code.
enum RandomValue {
    private static let references = [
        "arn:", "npm:", "git+", "workspace:", "file:", "ssm:", "vault:", "op://", "http", "sha1-", "sha256", "sha384",
        "sha512", "ENC[", "secretsmanager", "env:", "keyring:", "projects/", "/", ".", "~", "&", "^", "\\", "data:",
        "urn:",
        "ssh-", "-----", "@", "#", "pk_", "!", "==", "kms:", "gcpkms:", "resolve:", "{{", "AQICAH", "$ANSIBLE_VAULT",
        "MD5:",
        "0x",
    ]
    .map { Array($0.utf8) }

    static func isSecret(_ value: ArraySlice<UInt8>, isPassword: Bool, isQuoted: Bool, isConfiguration: Bool) -> Bool {
        guard (8...200).contains(value.count), !value.contains(where: { $0 <= 0x20 || $0 >= 0x7F }),
            !references.contains(where: { value.starts(with: $0) })
        else { return false }
        if !isQuoted, looksLikeCode(value) { return false }
        if isUUID(value) || isDate(value) { return false }
        let classes = Measure.classes(value)
        let entropy = Measure.entropy(value)
        let digits = value.count { ByteSet.digit.has($0) }
        let isHexadecimal = value.allSatisfy { ByteSet.hexadecimal.has($0) }
        if digits == value.count { return false }
        if isHexadecimal {
            // The lengths of digests are digests more often than not, unless a configuration names a secret so.
            return value.count >= 16 && isConfiguration && entropy >= 3.0
        }
        if value.count >= 16, digits >= 2, entropy >= 3.5, !Measure.isWordy(value), symbols(value) * 4 <= value.count {
            return true
        }
        // What a person chose: letters of both cases, digits and more, in few of which are words.
        return isPassword && classes >= 3 && digits >= 1 && entropy >= 2.8 && !isIdentifier(value)
    }

    private static func symbols(_ value: ArraySlice<UInt8>) -> Int { value.count { !ByteSet.anyBase64.has($0) } }

    /// `user.password`, `getSecret(…)`, `Config::KEY`.
    private static func looksLikeCode(_ value: ArraySlice<UInt8>) -> Bool {
        if value.contains(where: { "()[]{}<>,;\\|\"'`".utf8.contains($0) }) { return true }
        let parts = value.split { $0 == 0x2E || $0 == 0x3A }
        return parts.count > 1
            && parts.allSatisfy { part in
                part.first.map { ByteSet.letter.has($0) || $0 == 0x5F } == true
                    && part.allSatisfy { ByteSet.word.has($0) }
            }
    }

    /// Words joined by hyphens or underscores (`my-app-Secret-v2`), which name a secret and are none.
    private static func isIdentifier(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.allSatisfy({ ByteSet.name.has($0) || $0 == 0x2F || $0 == 0x3A }) else { return false }
        let parts = value.split { $0 == 0x2D || $0 == 0x5F || $0 == 0x2F || $0 == 0x2E || $0 == 0x3A }
        let isJoined =
            parts.count > 1
            && parts.allSatisfy { Measure.classes($0) == 1 || $0.count <= 3 }
            && parts.count { $0.allSatisfy { ByteSet.letter.has($0) } } * 2 >= parts.count
        return isJoined || Measure.isWordy(value) && value.count >= 12 && value.allSatisfy { ByteSet.word.has($0) }
    }

    static func isUUID(_ value: ArraySlice<UInt8>) -> Bool {
        let parts = value.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { $0.allSatisfy { ByteSet.hexadecimal.has($0) } }
    }

    private static func isDate(_ value: ArraySlice<UInt8>) -> Bool {
        value.count < 32 && value.allSatisfy { ByteSet.digit.has($0) || "-:.TZ+/".utf8.contains($0) }
    }
}
