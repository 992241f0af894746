import ECSModel

extension TermText {
    /// The parts between separators, without blanks around them; empty ones are left out.
    func split(_ isSeparator: (Character) -> Bool) -> [TermText] {
        if let known {
            return known.split(whereSeparator: isSeparator).map { Self.trimmed(TermText(String($0))) }
                .filter { $0.known != "" }
        }
        var found: [TermText] = []
        var current: [Part] = []
        for part in parts {
            guard case .literal(let text) = part else {
                current.append(part)
                continue
            }
            let pieces = text.split(omittingEmptySubsequences: false, whereSeparator: isSeparator)
            for (index, piece) in pieces.enumerated() {
                if index > 0 {
                    found.append(Self.trimmed(TermText(current)))
                    current = []
                }
                current.append(.literal(String(piece)))
            }
        }
        found.append(Self.trimmed(TermText(current)))
        return found.filter { $0.known != "" }
    }

    private static func trimmed(_ text: TermText) -> TermText {
        var parts = text.parts
        if case .literal(let first)? = parts.first {
            parts[0] = .literal(String(first.drop { $0.isWhitespace }))
        }
        if let last = parts.indices.last, case .literal(var text) = parts[last] {
            while text.last?.isWhitespace == true { text.removeLast() }
            parts[last] = .literal(text)
        }
        return TermText(parts)
    }

    /// Whether it holds something from the store of secrets, or the token of the run.
    var isSecret: Bool {
        parts.contains {
            guard case .unknown(let unknown) = $0 else { return false }
            return unknown.text.hasPrefix("secrets.") || unknown.text.hasPrefix("secrets[")
                || unknown.text == "github.token"
        }
    }

    /// Whether it is the token that GitHub makes for each run.
    var isRunToken: Bool {
        guard parts.count == 1, case .unknown(let unknown) = parts[0] else { return false }
        return unknown.text.lowercased() == "secrets.github_token" || unknown.text == "github.token"
    }
}
