package import ECSModel

/// One field held against itself in all environments of a service.
package struct ParityRow: Sendable {
    /// How much a difference means.
    package enum Weight: Int, Sendable, Hashable, Comparable {
        /// Sizes, counts, names and hosts may differ.
        case free
        /// It should not differ without anybody having said so.
        case soft
        /// What is tested before production is then something else than what runs there.
        case hard

        package static func < (a: Weight, b: Weight) -> Bool { a.rawValue < b.rawValue }
    }

    package enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
        case same
        /// It differs, and may.
        case mayDiffer = "may-differ"
        /// It differs, and `plimsoll.yml` says that it may.
        case declared
        case differs
        /// It is not known everywhere, and what is known does not differ.
        case unknown
    }

    package struct Cell: Sendable {
        package enum Kind: Sendable, Hashable {
            case absent
            /// There, as a whole: what is in it is not told.
            case present
            case value
            case unknown
        }

        package var kind: Kind
        /// For people, without secrets.
        package var shown: String
        /// Equal for equal values, whatever the environment's name in them; nil where it is not known.
        package var key: String?
        /// Where the value is written; for what is absent, what it would stand in.
        package var place: Place?
        /// The value itself; nil where it is not known.
        let raw: String?

        init(kind: Kind, shown: String, raw: String?, key: String?, place: Place?) {
            self.kind = kind
            self.shown = shown
            self.raw = raw
            self.key = key
            self.place = place
        }

        package var isKnown: Bool { key != nil }

        /// Whether two are the same, as far as it is known.
        func agrees(_ other: Cell) -> Bool {
            guard let key, let second = other.key else { return true }
            return key == second || raw == other.raw
        }
    }

    /// `containers.api.healthCheck.interval`.
    package var field: String
    package var weight: Weight
    /// In the order of the environments.
    package var cells: [Cell]
    package var outcome: Outcome
    /// The declaration that lets it differ, by number.
    package var allowance: Int?

    init(_ field: String, _ weight: Weight, _ cells: [Cell]) {
        self.field = field
        self.weight = weight
        self.cells = cells
        let differs = cells.indices.contains { index in
            cells[..<index].contains { !$0.agrees(cells[index]) }
        }
        if differs {
            outcome = weight == .free ? .mayDiffer : .differs
        } else if cells.contains(where: { !$0.isKnown }) {
            outcome = weight == .free ? .mayDiffer : .unknown
        } else {
            outcome = Set(cells.map(\.raw)).count == 1 ? .same : .mayDiffer
        }
    }

    /// The environments whose value is another than that of the one that counts, or, where that one is not known, than
    /// that of the first that is.
    package func deviating(reference: Int) -> [Int] {
        guard cells.indices.contains(reference),
            let standard = cells[reference].isKnown
                ? cells[reference] : cells.first(where: \.isKnown)
        else { return [] }
        return cells.indices.filter { !cells[$0].agrees(standard) }
    }
}
