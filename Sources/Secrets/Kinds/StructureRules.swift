/// Rules of secrets that are more than a prefix and its alphabet.
enum StructureRules {
    private static let digits = Array("0123456789".utf8)

    static let all: [Rule] = [
        // Between the header and the claims of a JSON Web Token stands `.eyJ`.
        Rule(
            look: .jsonWebToken, isForBinary: true,
            patterns: [BytePattern(".eyJ", after: [ByteSet.alphanumeric.folded])]),
        Rule(look: .privateKey, isForBinary: true, patterns: [BytePattern("-----BEGIN ")]),
        Rule(look: .puttyKey, isForBinary: false, patterns: [BytePattern("PuTTY-User-Key-File-")]),
        Rule(
            look: .url, isForBinary: false,
            patterns: [
                BytePattern(
                    before: [ByteSet.alphanumeric.folded], "://",
                    after: [(UInt8(0x21)...0x7E).filter { $0 != 0x2F }.map { $0 | 0x20 }])
            ]),
        // "OpenAI" in base64, in the middle of every key.
        Rule(look: .openAI, isForBinary: true, patterns: [BytePattern("T3BlbkFJ")]),
        Rule(
            look: .telegram, isForBinary: true,
            patterns: [BytePattern(before: [digits], ":AA", after: [ByteSet.url.folded])]),
        Rule(look: .terraform, isForBinary: true, patterns: [BytePattern(".atlasv1.")]),
        Rule(
            look: .azureClientSecret, isForBinary: true,
            patterns: [
                BytePattern(
                    before: [ByteSet.dottedURL.union(.tilde).folded, digits],
                    "Q~", after: [ByteSet.word.folded], anchor: -1)
            ]),
        Rule(
            look: .mailchimp, isForBinary: false,
            patterns: [BytePattern(before: [ByteSet.lowerHexadecimal.folded], "-us", after: [digits])]),
        Rule(look: .maxMind, isForBinary: true, patterns: [BytePattern(before: [ByteSet.alphanumeric.folded], "_mmk")]),
        Rule(look: .keyData, isForBinary: false, patterns: [BytePattern("client-key-data")]),
        Rule(
            look: .dockerLogin, isForBinary: false,
            patterns: [BytePattern("\"auth\"", after: [[UInt8(ascii: ":"), UInt8(ascii: " ")]])]),
        Rule(
            look: .dockerConfiguration, isForBinary: false,
            patterns: [BytePattern(".dockerconfigjson"), BytePattern(".dockercfg")]),
        Rule(look: .authorization, isForBinary: false, patterns: [BytePattern("authorization")]),
        Rule(
            look: .azureSignature, isForBinary: false,
            patterns: [
                BytePattern(
                    before: [[UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: ";")].map { $0 | 0x20 }], "sig=")
            ]),
        Rule(look: .openShift, isForBinary: true, patterns: [BytePattern("sha256~")]),
    ]
}
