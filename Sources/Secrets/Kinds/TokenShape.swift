/// Tokens that their issuer gave a prefix, and what must follow it.
final class TokenShape: Sendable {
    /// What a last look at a token says.
    enum Verdict: Sendable {
        case no, context, shape, verified
    }

    /// What tokens are called.
    enum Noun: Sendable {
        case token, personalToken, key, accessKeyID, secret, password, webhook

        var en: String {
            switch self {
            case .token: "token"
            case .personalToken: "personal access token"
            case .key: "API key"
            case .accessKeyID: "access key ID"
            case .secret: "secret"
            case .password: "password"
            case .webhook: "webhook"
            }
        }
        var ja: String {
            switch self {
            case .token: "トークン"
            case .personalToken: "パーソナルアクセストークン"
            case .key: "API キー"
            case .accessKeyID: "アクセスキー ID"
            case .secret: "シークレット"
            case .password: "パスワード"
            case .webhook: "Webhook"
            }
        }
    }

    let kind: SecretKind
    let prefixes: [[UInt8]]
    /// The bytes that a token goes on with; all of them belong to it.
    let alphabet: ByteSet
    let length: ClosedRange<Int>
    let entropy: Double
    /// A checksum tells where it starts and ends, so that other text may touch it.
    let isGlued: Bool
    let isForBinary: Bool
    /// Judges the whole token, given how long its prefix is.
    let check: @Sendable (ArraySlice<UInt8>, Int) -> Verdict

    init(
        _ id: String, _ vendor: String, _ noun: Noun, _ prefixes: [String], _ alphabet: ByteSet,
        _ length: ClosedRange<Int>, entropy: Double = 2.8, isGlued: Bool = false, isForBinary: Bool = true,
        check: @escaping @Sendable (ArraySlice<UInt8>, Int) -> Verdict = { _, _ in .shape }
    ) {
        kind = SecretKind(
            id, "\(vendor) \(noun.en)", "\(vendor) の\(noun == .webhook || noun == .key ? " " : "")\(noun.ja)")
        self.prefixes = prefixes.map { Array($0.utf8) }
        self.alphabet = alphabet
        self.length = length
        self.entropy = entropy
        self.isGlued = isGlued
        self.isForBinary = isForBinary
        self.check = check
    }

    static let all: [TokenShape] = cloud + forges + registries + chat + payment + intelligence + operations + services

    /// The rule with its patterns: short prefixes are told with what stands around them.
    func rule(at index: Int) -> Rule {
        let set = alphabet.folded
        let patterns = prefixes.map { prefix in
            let text = String(decoding: prefix, as: UTF8.self)
            return switch prefix.count {
            case ..<3: BytePattern(before: [BytePattern.boundary], text, after: [set, set])
            case 3: BytePattern(before: [BytePattern.boundary], text, after: [set])
            case 4: BytePattern(text, after: [set])
            default: BytePattern(text)
            }
        }
        return Rule(look: .token(index), isForBinary: isForBinary, patterns: patterns)
    }
}

extension Finder {
    mutating func token(_ shape: TokenShape, at start: Int, _ window: Window, _ origin: Int) {
        guard let prefix = shape.prefixes.first(where: { window.has($0, at: start) }),
            shape.isGlued || window.isStart(start)
        else { return }
        let body = start + prefix.count
        var end = window.end(of: shape.alphabet, from: body, limit: shape.length.upperBound + 1)
        if shape.isGlued, end - body > shape.length.upperBound { end = body + shape.length.upperBound }
        // The full stop of a sentence, and padding of another text.
        while end > body, window[end - 1] == UInt8(ascii: "."), !shape.length.contains(end - body) { end -= 1 }
        guard shape.length.contains(end - body), shape.isGlued || !ByteSet.word.has(window[end]) else { return }
        let value = window.bytes(start..<end)
        let tail = value.dropFirst(prefix.count)
        let verdict = shape.check(value, prefix.count)
        let certainty: SecretHit.Certainty
        switch verdict {
        case .no: return
        case .context: certainty = .context
        case .shape: certainty = .shape
        case .verified: certainty = .verified
        }
        guard Measure.entropy(tail) >= shape.entropy, !Placeholder.isSample(tail), !KnownSamples.has(value)
        else { return }
        // Without a checksum a piece of other text must not touch it.
        if verdict != .verified, shape.isGlued, !window.isStart(start) || ByteSet.word.has(window[end]) { return }
        note(shape.kind, certainty, start..<end, window, origin)
        skipUntil = origin + end
        if shape.kind.id == "aws-access-key-id" { awsSecret(near: start..<end, window, origin) }
    }
}
