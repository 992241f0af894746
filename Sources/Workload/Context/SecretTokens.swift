/// Tokens that their issuer gave a prefix, and what must follow it.
struct SecretToken: Sendable {
    var kind: SecretKind
    var prefix: [UInt8]
    /// The bytes that a token goes on with; all of them belong to it.
    var alphabet: @Sendable (UInt8) -> Bool
    var length: ClosedRange<Int>
    /// A last look at what follows the prefix.
    var check: @Sendable (ArraySlice<UInt8>) -> Bool

    init(
        _ kind: SecretKind, _ prefix: String, _ alphabet: @escaping @Sendable (UInt8) -> Bool,
        _ length: ClosedRange<Int>, check: @escaping @Sendable (ArraySlice<UInt8>) -> Bool = { _ in true }
    ) {
        self.kind = kind
        self.prefix = Array(prefix.utf8)
        self.alphabet = alphabet
        self.length = length
        self.check = check
    }

    /// Where the token that starts at `start` ends; nil when there is none.
    func end(in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes[start...].starts(with: prefix) else { return nil }
        let body = start + prefix.count
        var end = body
        while end < bytes.count, end - body <= length.upperBound, alphabet(bytes[end]) { end += 1 }
        let value = bytes[body..<end]
        guard length.contains(value.count), check(value), SecretShape.entropy(value) >= 2.5,
            !SecretPlaceholder.matches(value)
        else { return nil }
        return end
    }

    /// The tokens of which `first` and `second` are the first two bytes. Nearly always there is none, and that costs
    /// one look at a table.
    static func candidates(_ first: UInt8, _ second: UInt8) -> [SecretToken] {
        starts[Int(first) << 8 | Int(second)] ? all.filter { $0.prefix[0] == first && $0.prefix[1] == second } : []
    }

    private static let starts: [Bool] = {
        var table = [Bool](repeating: false, count: 1 << 16)
        for token in all { table[Int(token.prefix[0]) << 8 | Int(token.prefix[1])] = true }
        return table
    }()

    private static let alphanumeric: @Sendable (UInt8) -> Bool = { ByteClass.isAlphanumeric($0) }
    private static let word: @Sendable (UInt8) -> Bool = { ByteClass.isWord($0) }
    private static let url: @Sendable (UInt8) -> Bool = { ByteClass.isBase64URL($0) }
    private static let dotted: @Sendable (UInt8) -> Bool = { ByteClass.isBase64URL($0) || $0 == 0x2E }
    private static let hexadecimal: @Sendable (UInt8) -> Bool = { ByteClass.isLowerHexadecimal($0) }
    private static let awsDigit: @Sendable (UInt8) -> Bool = { ByteClass.isUpper($0) || (0x32...0x37).contains($0) }
    private static let capital: @Sendable (UInt8) -> Bool = { ByteClass.isUpper($0) || ByteClass.isDigit($0) }

    private static let openAI = Array("T3BlbkFJ".utf8)

    /// Every OpenAI key has these eight characters in it, "OpenAI" in base64.
    private static func isOpenAI(_ value: ArraySlice<UInt8>) -> Bool {
        value.indices.contains { value[$0...].starts(with: openAI) }
    }

    private static func parts(_ value: ArraySlice<UInt8>, by separator: UInt8, _ lengths: [ClosedRange<Int>]) -> Bool {
        let parts = value.split(separator: separator, omittingEmptySubsequences: false)
        return parts.count == lengths.count && zip(parts, lengths).allSatisfy { $1.contains($0.count) }
    }

    private static let all: [SecretToken] =
        ["AKIA", "ASIA"].map { SecretToken(.awsAccessKeyID, $0, awsDigit, 16...16) }
        + ["ghp_", "gho_", "ghs_", "ghu_", "ghr_"].map {
            SecretToken(.gitHubToken, $0, alphanumeric, 36...36, check: SecretShape.hasChecksum)
        }
        + [
            SecretToken(.gitHubToken, "github_pat_", word, 82...82) { parts($0, by: 0x5F, [22...22, 59...59]) },
            SecretToken(.gitLabToken, "glpat-", dotted, 20...320),
            SecretToken(.slackToken, "xapp-", url, 40...250) { $0.contains { ByteClass.isDigit($0) } },
            SecretToken(.stripeKey, "sk_live_", alphanumeric, 24...120),
            SecretToken(.stripeKey, "rk_live_", alphanumeric, 24...120),
            SecretToken(.googleAPIKey, "AIza", url, 35...35),
            SecretToken(.npmToken, "npm_", alphanumeric, 36...36, check: SecretShape.hasChecksum),
            SecretToken(.pyPIToken, "pypi-AgE", url, 50...1000),
            SecretToken(.sendGridKey, "SG.", dotted, 66...66) { parts($0, by: 0x2E, [22...22, 43...43]) },
            SecretToken(.twilioKey, "SK", hexadecimal, 32...32),
            SecretToken(.anthropicKey, "sk-ant-", url, 40...200),
            SecretToken(.openAIKey, "sk-", url, 40...250, check: isOpenAI),
            SecretToken(.huggingFaceToken, "hf_", alphanumeric, 34...40),
            SecretToken(.dockerHubToken, "dckr_pat_", url, 27...27),
            SecretToken(.digitalOceanToken, "dop_v1_", hexadecimal, 64...64),
            SecretToken(.shopifyToken, "shpat_", { ByteClass.isHexadecimal($0) }, 32...32),
            SecretToken(.vaultToken, "hvs.", url, 24...300),
            SecretToken(.ageKey, "AGE-SECRET-KEY-1", capital, 58...58),
        ]
        + ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-"].map {
            SecretToken(.slackToken, $0, url, 30...250) { value in
                value.prefix { ByteClass.isDigit($0) }.count >= 9
            }
        }
}
