import Basics

/// The columns and filters that several tables of an image have, and their numbers as text.
enum ImageColumns {
    /// The layer with whose it is, ordered by its number.
    static func layer<Item>(
        _ number: @escaping (Item) -> Int?, isBase: @escaping (Item) -> Bool?
    ) -> HTMLSortTable<Item>.Column {
        HTMLSortTable<Item>.Column(ImageLabels.layer, .rank) { item, out in
            guard let layer = number(item) else { return out.raw("–") }
            out.escaped("\(layer)")
            guard isBase(item) == true else { return }
            out.raw(" · ")
            out.both(ImageLabels.baseShort)
        }.ordered { number($0).map { "\($0)" } ?? "" }
    }

    static func bytes<Item>(_ title: Text, _ size: @escaping (Item) -> Int) -> HTMLSortTable<Item>.Column {
        HTMLSortTable<Item>.Column(title, .number) { item, out in
            out.escaped(size(item) > 0 ? ByteSize.shown(size(item)) : "0")
        }.ordered { "\(size($0))" }
    }

    /// Whose a thing is, as a row's attribute has it.
    static func owner(_ isBase: Bool?) -> String { isBase.map { $0 ? "base" : "own" } ?? "" }

    static func ownerChoice(_ owners: [Bool?]) -> HTMLFilter.Choice {
        let found = Set(owners.map { owner($0) })
        let options: [(value: String, title: Text)] = [("base", ImageLabels.ofBase), ("own", ImageLabels.own)]
        return .init(key: "from", title: ImageLabels.belongs, options: options.filter { found.contains($0.value) })
    }

    static func layerChoice(_ layers: [Int?]) -> HTMLFilter.Choice {
        let numbers = Set(layers.compactMap { $0 }).sorted().prefix(200)
        return .init(
            key: "layer", title: ImageLabels.layer,
            options: numbers.map { number in
                (value: "\(number)", title: ImageLabels.filled(ImageLabels.layerNumber, ["n": "\(number)"]))
            })
    }

    /// `12.3 %`
    static func percent(_ share: Double) -> String {
        guard share.isFinite else { return "–" }
        let tenths = Int((min(max(share, 0), 1) * 1000).rounded())
        return "\(tenths / 10).\(tenths % 10) %"
    }
}
