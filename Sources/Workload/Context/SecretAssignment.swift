import Basics

/// Secrets that only the name tells to which they are given: `password = "…"`, `"auth": "…"`, `_authToken=…`.
enum SecretAssignment {
    /// Looks at the place of a `=` or `:` and reads the name before and the value after it.
    static func find(_ bytes: [UInt8], at sign: Int) -> SecretBlocks.Found? {
        guard let name = name(bytes, before: sign), let value = value(bytes, after: sign) else { return nil }
        return judge(name: name, value: bytes[value.range], isQuoted: value.isQuoted)
            .map { SecretBlocks.Found(kind: $0, range: value.range) }
    }

    /// What a value is under a name in lower case, or nil when it is no secret.
    static func judge(name: String, value: ArraySlice<UInt8>, isQuoted: Bool) -> SecretKind? {
        guard (8...512).contains(value.count), !SecretPlaceholder.matches(value) else { return nil }
        let letters = String(name.filter { $0 != "_" && $0 != "-" && $0 != "." })
        if letters.hasSuffix("secretaccesskey") || (letters.has("aws") && letters.has("secret")) {
            let isKey = value.count == 40 && value.allSatisfy { ByteClass.isBase64($0) }
            if isKey, SecretShape.entropy(value) >= 4 { return .awsSecretKey }
        }
        if ["_authtoken", "_auth", "_password"].contains(name) {
            return SecretShape.entropy(value) >= 3 ? .registryPassword : nil
        }
        if letters == "auth" { return isLogin(value) ? .registryPassword : nil }
        guard isSecretName(name, letters), isRandom(value, isQuoted: isQuoted) else { return nil }
        return .assignedSecret
    }

    /// `user:password` in base64, as in Docker's `config.json`.
    private static func isLogin(_ value: ArraySlice<UInt8>) -> Bool {
        guard let text = SecretShape.base64(value), let colon = text.firstIndex(of: UInt8(ascii: ":")) else {
            return false
        }
        let password = text[(colon + 1)...]
        return colon > 0 && password.count >= 4 && text.allSatisfy { (0x20...0x7E).contains($0) }
            && !SecretPlaceholder.matches(password)
    }

    // MARK: Names

    private static let secretWords = [
        "password", "passwd", "passphrase", "secret", "token", "apikey", "accesskey", "privatekey", "authkey",
        "credential", "encryptionkey", "signingkey", "masterkey",
    ]
    private static let harmlessEnds = [
        "file", "path", "name", "url", "uri", "arn", "id", "ttl", "length", "policy", "hash", "type", "endpoint",
        "host",
        "field", "header", "key_ref", "ref", "expiry", "expires", "expiration", "timeout", "dir", "version", "size",
        "enabled", "count", "limit", "prefix", "suffix", "label", "hint", "regex", "pattern", "format", "algorithm",
        "salt_rounds", "env", "var", "class", "provider", "manager", "store", "mount", "location", "tokenizer",
        "tokens",
        "placeholder", "required", "checksum", "sum", "digest", "encryption", "method", "integrity", "kind",
    ]

    private static func isSecretName(_ name: String, _ letters: String) -> Bool {
        let isWord =
            secretWords.contains { letters.has($0) } || letters.hasSuffix("pwd") || letters.hasSuffix("pass")
        return isWord && !harmlessEnds.contains { name.hasSuffix($0) } && !letters.has("public")
    }

    /// The name before a sign, in lower case, without quotes; nil when there is none, or none that could be a secret's.
    ///
    /// Almost every sign in a file stands after another name, so those are sorted out on the way, by groups of three
    /// letters, before a string is made.
    private static func name(_ bytes: [UInt8], before sign: Int) -> String? {
        var end = sign
        // `:=` and `+=` of some languages.
        if end > 0, bytes[end - 1] == UInt8(ascii: ":") || bytes[end - 1] == UInt8(ascii: "+") { end -= 1 }
        let floor = max(0, sign - 80)
        while end > floor, ByteClass.isBlank(bytes[end - 1]) || isQuote(bytes[end - 1]) { end -= 1 }
        var start = end
        var group: UInt32 = 0
        var isCandidate = false
        while start > floor, isNameByte(bytes[start - 1]) {
            start -= 1
            group = group >> 8 | UInt32(bytes[start] | 0x20) << 16
            // "pas", "pwd", "sec", "tok", "key", "aut", "cre", the first letter in the highest place.
            switch group {
            case 0x70_61_73, 0x70_77_64, 0x73_65_63, 0x74_6F_6B, 0x6B_65_79, 0x61_75_74, 0x63_72_65: isCandidate = true
            default: break
            }
        }
        guard isCandidate, end - start >= 3 else { return nil }
        return String(decoding: bytes[start..<end].map(ByteClass.lowercase), as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        ByteClass.isWord(byte) || byte == 0x2D || byte == 0x2E
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    // MARK: Values

    private static func value(_ bytes: [UInt8], after sign: Int) -> (range: Range<Int>, isQuoted: Bool)? {
        var start = sign + 1
        if start < bytes.count, bytes[start] == UInt8(ascii: ">") { start += 1 }
        let blanks = min(bytes.count, start + 40)
        while start < blanks, ByteClass.isBlank(bytes[start]) { start += 1 }
        guard start < bytes.count else { return nil }
        // Without quotes a colon assigns only before a blank (YAML); else it is part of an ARN, a URL or a time.
        if bytes[sign] == UInt8(ascii: ":"), start == sign + 1, !isQuote(bytes[start]) { return nil }
        let limit = min(bytes.count, start + 514)
        if isQuote(bytes[start]) {
            let quote = bytes[start]
            var end = start + 1
            while end < limit, bytes[end] != quote, !ByteClass.isLineEnd(bytes[end]) { end += 1 }
            guard end < limit, bytes[end] == quote else { return nil }
            return (start + 1..<end, true)
        }
        var end = start
        while end < limit, bytes[end] > 0x20, bytes[end] != UInt8(ascii: "#") || end == start { end += 1 }
        while end > start, bytes[end - 1] == UInt8(ascii: ",") || bytes[end - 1] == UInt8(ascii: ";") { end -= 1 }
        return end > start ? (start..<end, false) : nil
    }

    /// Whether a value looks chosen at random, or by a rule for good passwords, rather than written as a word or code.
    private static func isRandom(_ value: ArraySlice<UInt8>, isQuoted: Bool) -> Bool {
        if value.contains(where: { $0 <= 0x20 || $0 >= 0x7F }) { return false }
        switch value.first {
        case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "@"), UInt8(ascii: "&"): return false
        default: break
        }
        // References: `arn:…`, `vault:secret/x`, `op://…`, `sha256-…`.
        if [
            "arn:", "npm:", "git+", "workspace:", "file:", "^", "ssm:", "vault:", "op://", "http", "sha1-", "sha256",
            "sha384", "sha512", "ENC[", "secretsmanager",
            "env:",
        ]
        .contains(where: { value.starts(with: $0.utf8) }) {
            return false
        }
        if !isQuoted, looksLikeCode(value) { return false }
        let classes = SecretShape.classes(value)
        let entropy = SecretShape.entropy(value)
        let hasDigit = value.contains { ByteClass.isDigit($0) }
        if value.count >= 16 { return hasDigit && entropy >= 3.2 && !isSlug(value) }
        return classes >= 3 && hasDigit && entropy >= 2.7
    }

    /// `user.password`, `getSecret(…)`, `Config::KEY`.
    private static func looksLikeCode(_ value: ArraySlice<UInt8>) -> Bool {
        if value.contains(where: { "()[]{}<>,;\\|\"'`".utf8.contains($0) }) { return true }
        let parts = value.split { $0 == 0x2E || $0 == 0x3A }
        return parts.count > 1
            && parts.allSatisfy { part in
                part.first.map { ByteClass.isLetter($0) || $0 == 0x5F } == true && part.allSatisfy(ByteClass.isWord)
            }
    }

    /// Words joined by hyphens or underscores (`my-app-secret-v2`), which name a secret and are none.
    private static func isSlug(_ value: ArraySlice<UInt8>) -> Bool {
        let parts = value.split { $0 == 0x2D || $0 == 0x5F || $0 == 0x2F || $0 == 0x2E || $0 == 0x3A }
        return parts.count > 1 && parts.allSatisfy { SecretShape.classes($0) == 1 || $0.count <= 3 }
            && parts.filter { $0.allSatisfy(ByteClass.isLetter) }.count * 2 >= parts.count
    }
}
