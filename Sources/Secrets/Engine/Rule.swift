/// What is looked for, and by which bytes a place for it is noticed.
struct Rule: Sendable {
    var look: Look
    /// Whether it also runs in binary files: shapes that nothing else has.
    var isForBinary: Bool
    /// What may stand around an anchor.
    var patterns: [BytePattern]

    enum Look: Sendable {
        /// The index of a shape in `TokenShape.all`.
        case token(Int)
        case jsonWebToken, privateKey, puttyKey, url, named, openAI, telegram, terraform, azureClientSecret, mailchimp
        case maxMind, keyData, dockerLogin, dockerConfiguration, authorization, azureSignature, openShift
    }
}

/// Bytes in order, each out of some, with the place of the anchor among them.
struct BytePattern: Sendable {
    /// The bytes of each place, capitals folded.
    var places: [[UInt8]]
    var anchor: Int

    /// Bytes that may stand before a token, with the ends of written-out escapes.
    static let boundary: [UInt8] = {
        var set: Set<UInt8> = []
        for byte in "\n\r\t\0 \"'`=:,;([{<>/@|&#-!?*+.~$%^\\nrtd27b".utf8 { set.insert(byte | 0x20) }
        return set.sorted()
    }()

    /// A pattern from text in which `~1` … stand for nothing special: sets are given apart.
    init(before: [[UInt8]] = [], _ text: String, after: [[UInt8]] = [], anchor: Int = 0) {
        places = before + text.utf8.map { [$0 | 0x20] } + after
        self.anchor = before.count + anchor
    }

    /// The two neighbouring groups of four with the fewest and rarest forms, each with how far it stands behind the
    /// anchor, and what else can be checked where one stands.
    var grams: [(gram: UInt32, delta: Int, check: GramCheck)] {
        guard places.count >= 5 else { return [] }
        var best = 0
        var fewest = Int.max
        for start in 0...(places.count - 5) {
            let forms = Self.forms(places[start..<(start + 4)]) + Self.forms(places[(start + 1)..<(start + 5)])
            let count = forms * 1_000 + Self.commonness(places[start..<(start + 5)])
            if count < fewest {
                fewest = count
                best = start
            }
        }
        return [best, best + 1]
            .flatMap { start in
                var grams: [UInt32] = [0]
                for (index, bytes) in places[start..<(start + 4)].enumerated() {
                    grams = grams.flatMap { gram in bytes.map { gram | UInt32($0) << UInt32(index * 8) } }
                }
                let check = check(beside: start..<(start + 4))
                return grams.map { ($0, start - anchor, check) }
            }
    }

    /// The four places with the most bytes that can only be one and are not in `group`.
    private func check(beside group: Range<Int>) -> GramCheck {
        var best = GramCheck()
        for start in 0...(places.count - 4) {
            var check = GramCheck(delta: Int16(start - anchor))
            for index in 0..<4 {
                let bytes = places[start + index]
                guard bytes.count == 1, let byte = bytes.first, !group.contains(start + index) else { continue }
                check.bytes |= UInt32(byte) << UInt32(index * 8)
                check.mask |= 0xFF << UInt32(index * 8)
            }
            if check.mask.nonzeroBitCount > best.mask.nonzeroBitCount { best = check }
        }
        return best
    }

    /// How often such bytes stand in text, roughly: rare ones make rare groups.
    private static func commonness(_ places: ArraySlice<[UInt8]>) -> Int {
        let bytes = places.compactMap(\.first)
        let isRule = bytes.count > 1 && Set(bytes.dropLast()).count == 1
        return bytes.reduce(isRule ? 500 : 0) { sum, byte in
            sum + ("etaoinsrhldcu ".utf8.contains(byte) ? 3 : "mfpgwyb-".utf8.contains(byte) ? 2 : 1)
        }
    }

    private static func forms(_ places: ArraySlice<[UInt8]>) -> Int { places.reduce(1) { $0 * $1.count } }
}

/// All rules, and the tables by which they are found.
struct RuleBook: Sendable {
    static let shared = RuleBook()

    let looks: [Rule.Look]
    let text: GramTable
    let binary: GramTable

    private init() {
        let rules = TokenShape.all.enumerated().map { $1.rule(at: $0) } + StructureRules.all + NamedValue.rules
        looks = rules.map(\.look)
        func table(_ isWanted: (Rule) -> Bool) -> GramTable {
            var grams: [RuleGram] = []
            for (index, rule) in rules.enumerated() where isWanted(rule) {
                for pattern in rule.patterns {
                    for gram in pattern.grams {
                        grams.append(RuleGram(gram: gram.gram, rule: index, delta: gram.delta, check: gram.check))
                    }
                }
            }
            return GramTable(grams)
        }
        text = table { _ in true }
        binary = table(\.isForBinary)
    }
}
