/// One file's search: what is known of it, and what was found.
struct Finder: Sendable {
    private let path: FoldedPath
    /// Made at the first place that is worth a look: most files have none.
    private(set) lazy var facts = PathFacts(path)
    var recorder = Recorder()
    var isText = true
    /// Anchors before this offset lie in something that was found already.
    var skipUntil = 0
    /// Anchors of names before this offset lie in a value that was judged already.
    var judgedUntil = 0

    init(_ path: FoldedPath) { self.path = path }

    /// Notes a value; in tests, examples and packages it counts less, or not at all.
    mutating func note(
        _ kind: SecretKind, _ certainty: SecretHit.Certainty, _ range: Range<Int>, _ window: Window, _ origin: Int
    ) {
        guard let certainty = reduced(certainty), !KnownSamples.has(window.bytes(range)) else { return }
        recorder.add(kind, certainty, range, in: window, origin: origin)
    }

    /// In tests and examples a shape may be made up, so it counts as context. What a published package brings for its
    /// own tests, everybody has: only what a checksum or a parsed key proves is named there, as context.
    private mutating func reduced(_ certainty: SecretHit.Certainty) -> SecretHit.Certainty? {
        if facts.isSample && facts.isPackage { return nil }
        if facts.isSample { return .context }
        if facts.isPackage, certainty == .context { return nil }
        return certainty
    }

    mutating func look(_ look: Rule.Look, at anchor: Int, _ window: Window, _ origin: Int) {
        guard origin + anchor >= skipUntil else { return }
        switch look {
        case .token(let index): token(TokenShape.all[index], at: anchor, window, origin)
        case .jsonWebToken: jsonWebToken(dot: anchor, window, origin)
        case .privateKey: privateKey(at: anchor, window, origin)
        case .puttyKey: puttyKey(at: anchor, window, origin)
        case .url: url(colon: anchor, window, origin)
        case .named: named(at: anchor, window, origin)
        case .openAI: openAI(at: anchor, window, origin)
        case .telegram: telegram(colon: anchor, window, origin)
        case .terraform: terraform(at: anchor, window, origin)
        case .azureClientSecret: azureClientSecret(at: anchor, window, origin)
        case .mailchimp: mailchimp(at: anchor, window, origin)
        case .maxMind: maxMind(at: anchor, window, origin)
        case .keyData: keyData(at: anchor, window, origin)
        case .dockerLogin: dockerLogin(at: anchor, window, origin)
        case .dockerConfiguration: dockerConfiguration(at: anchor, window, origin)
        case .authorization: authorization(at: anchor, window, origin)
        case .azureSignature: azureSignature(at: anchor, window, origin)
        case .openShift: openShift(at: anchor, window, origin)
        }
    }
}
