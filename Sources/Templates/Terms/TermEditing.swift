package import ECSModel

extension Term {
    /// The map with one more entry, which takes the place of entries of that key.
    package func adding(_ key: String, _ value: Term, at keyPlace: Place) -> Term {
        guard case .map(let entries) = kind else { return self }
        let others = entries.filter { !TermKey.matches($0.key, key) }
        return Term(.map(others + [TermEntry(key: key, keyPlace: keyPlace, value: value)]), place)
    }

    /// The map without a key.
    package func removing(_ key: String) -> Term {
        guard case .map(let entries) = kind else { return self }
        return Term(.map(entries.filter { !TermKey.matches($0.key, key) }), place)
    }
}
