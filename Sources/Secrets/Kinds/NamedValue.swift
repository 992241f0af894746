/// Values that only their name makes a secret: `password = "…"`, `"api_key": "…"`, `DATADOG_API_KEY=…`.
enum NamedValue {
    static let generic = SecretKind("generic-secret", "password or key by its name", "名前から判断したパスワードまたはキー")
    static let awsSecretKind = SecretKind(
        "aws-secret-access-key", "AWS secret access key", "AWS シークレットアクセスキー")
    static let storageKind = SecretKind("azure-storage-key", "Azure storage account key", "Azure ストレージアカウントキー")
    static let sharedKeyKind = SecretKind("azure-shared-access-key", "Azure shared access key", "Azure の共有アクセスキー")
    static let railsKind = SecretKind("rails-secret-key-base", "Rails secret key base", "Rails の secret_key_base")
    static let djangoKind = SecretKind("django-secret-key", "Django secret key", "Django の SECRET_KEY")
    static let discordKind = SecretKind("discord-bot-token", "Discord bot token", "Discord ボットのトークン")
    static let registryKind = SecretKind("registry-login", "registry login", "レジストリのログイン情報")
    static let wordPressKind = SecretKind("wordpress-key", "WordPress key or salt", "WordPress のキーまたはソルト")

    /// Words in names, by which places are noticed. Short ones stand with what follows them.
    private static let words = [
        "passw", "passphrase", "secret", "token", "credential", "api_key", "apikey", "api-key", "access_key",
        "accesskey",
        "access-key", "private_key", "privatekey", "encryption_key", "encryptionkey", "signing_key", "signingkey",
        "master_key", "masterkey", "auth_key", "authkey", "accountkey", "app_key", "appkey", "hmac_key", "license_key",
        "licensekey", "_salt", "nonce_key", "logged_in_key", "secure_auth_key",
    ]

    static let rules: [Rule] = [
        Rule(
            look: .named, isForBinary: false,
            patterns: words.map { BytePattern($0) }
                + VendorName.all.map { BytePattern($0.word) }
                + [
                    BytePattern("pass", after: [Array("=:\"'] ".utf8).map { $0 | 0x20 }]),
                    BytePattern(
                        "pwd", after: [Array("=:\"'] ".utf8).map { $0 | 0x20 }, (UInt8(0x21)...0x7E).map { $0 | 0x20 }]),
                ])
    ]

    /// What a value is under a name, or nil when it is no secret. `name` is in small letters.
    static func judge(
        name: [UInt8], value: ArraySlice<UInt8>, isQuoted: Bool, isConfiguration: Bool
    ) -> (SecretKind, SecretHit.Certainty)? {
        guard (6...512).contains(value.count), name.count >= 3, !Placeholder.holdsVariable(value) else { return nil }
        let letters = name.filter { $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ".") }
        func has(_ word: String) -> Bool { Placeholder.contains(letters, Array(word.utf8)) }
        func ends(_ word: String) -> Bool { letters.suffix(word.utf8.count).elementsEqual(word.utf8) }
        // Shapes under known names come first.
        let isBase64 = value.allSatisfy { ByteSet.base64.has($0) }
        if value.count == 40, isBase64,
            ends("secretaccesskey") || ends("secretkey") || (has("aws") && (has("secret") || ends("key"))),
            Measure.entropy(value) >= 4, Measure.classes(value) >= 3,
            !value.allSatisfy({ ByteSet.lowerHexadecimal.has($0) }), !Placeholder.isSample(value),
            !value.suffix(10).elementsEqual("EXAMPLEKEY".utf8)
        {
            return (awsSecretKind, .shape)
        }
        if ends("accountkey") || ends("storagekey") || ends("accesskey") || ends("primarykey"), isBase64,
            value.last == UInt8(ascii: "="),
            Measure.entropy(value) >= 4, !isEmulator(value)
        {
            switch (value.count, Measure.base64(value)?.count) {
            case (88, 64): return (storageKind, .shape)
            case (44, 32): return (sharedKeyKind, .shape)
            default: break
            }
        }
        guard !Placeholder.matches(value), !isMadeUp(value) else { return nil }
        if ends("secretkeybase"), (64...256).contains(value.count), Measure.entropy(value) >= 3.3 {
            return (railsKind, .shape)
        }
        if letters.elementsEqual("secretkey".utf8) || ends("djangosecretkey"), (50...64).contains(value.count),
            Measure.classes(value) >= 3,
            Measure.entropy(value) >= 4
        {
            return (djangoKind, .shape)
        }
        if isDiscord(value) { return (discordKind, .shape) }
        if let vendor = VendorName.judge(letters, value) { return (vendor, .shape) }
        guard isSecret(name, letters),
            RandomValue.isSecret(
                value, isPassword: has("pass") || has("pwd"), isQuoted: isQuoted, isConfiguration: isConfiguration)
        else { return nil }
        return (generic, .context)
    }

    /// A token of GitHub or npm whose checksum does not agree: it opens nothing, whatever its name says.
    private static func isMadeUp(_ value: ArraySlice<UInt8>) -> Bool {
        guard value.count == 40, !Measure.hasChecksum62(value.dropFirst(4)) else { return false }
        return ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_"].contains { value.starts(with: $0.utf8) }
    }

    /// The key of Azure's storage emulator, which is the same everywhere.
    private static func isEmulator(_ value: ArraySlice<UInt8>) -> Bool {
        value.starts(with: "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1".utf8)
    }

    /// The number of a bot in base64, a time, and a signature, with dots between.
    private static func isDiscord(_ value: ArraySlice<UInt8>) -> Bool {
        let parts = value.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, (23...28).contains(parts[0].count), parts[1].count == 6,
            (27...38).contains(parts[2].count),
            value.allSatisfy({ ByteSet.dottedURL.has($0) }), let number = Measure.base64(parts[0])
        else { return false }
        return (17...20).contains(number.count) && number.allSatisfy { ByteSet.digit.has($0) }
    }

    // MARK: Names

    private static let secretWords = [
        "password", "passwd", "passphrase", "secret", "token", "apikey", "accesskey", "privatekey", "authkey",
        "credential", "encryptionkey", "signingkey", "masterkey", "appkey", "hmackey", "licensekey",
    ]
    .map { Array($0.utf8) }
    private static let harmlessEnds = [
        "file", "path", "name", "url", "uri", "arn", "id", "ids", "ttl", "length", "policy", "hash", "type", "endpoint",
        "host",
        "field", "header", "ref", "expiry", "expires", "expiration", "timeout", "dir", "version", "size", "enabled",
        "count", "limit", "prefix", "suffix", "label", "hint", "regex", "pattern", "format", "algorithm", "rounds",
        "env",
        "var", "class", "provider", "manager", "store", "mount", "location", "tokenizer", "tokens", "placeholder",
        "required", "checksum", "sum", "digest", "encryption", "method", "integrity", "kind", "title", "text",
        "message",
        "description", "error", "date", "time", "alias", "index", "keys", "words", "strength", "min", "max", "command",
        "program", "prompt", "input", "selector", "scheme", "module", "function", "service", "group", "user", "email",
        "tokensource", "sha", "sha1", "sha256", "md5", "commit", "revision", "comment", "line", "start", "end",
        "separator", "delimiter", "charset",
    ]
    .map { Array($0.utf8) }

    static func isSecret(_ name: [UInt8], _ letters: [UInt8]) -> Bool {
        let isWord =
            secretWords.contains { Placeholder.contains(letters, $0) }
            || letters.suffix(3).elementsEqual("pwd".utf8) || letters.suffix(4).elementsEqual("pass".utf8)
        return isWord && !harmlessEnds.contains { name.suffix($0.count).elementsEqual($0) }
            && !Placeholder.contains(letters, Array("public".utf8))
            && !Placeholder.contains(letters, Array("publishable".utf8))
            && !Placeholder.contains(letters, Array("csrf".utf8))
            && !Placeholder.contains(letters, Array("pagetoken".utf8))
            && !Placeholder.contains(letters, Array("canceltoken".utf8))
    }
}
