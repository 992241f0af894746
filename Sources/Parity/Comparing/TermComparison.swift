import Basics
import ECSModel
import Templates

/// Holds the values of several environments against each other, field by field, and notes a row for each.
struct TermComparison {
    let values: [ComparedValue]
    private(set) var rows: [ParityRow] = []
    /// So many rows of one service are made, and so deep are values looked into.
    private static let limit = 4000
    private static let depthLimit = 24
    private static let absent = "\u{0}"

    init(_ environments: [EnvironmentName]) {
        values = environments.map { ComparedValue($0) }
    }

    mutating func add(_ row: ParityRow) {
        if rows.count < Self.limit { rows.append(row) }
    }

    mutating func compare(_ field: String, _ slots: [Slot], depth: Int = 0) {
        let terms = slots.compactMap(\.term)
        guard !terms.isEmpty else {
            // Where nothing is known, no table needs a line of it unless something is written.
            if slots.contains(where: \.isUnknown) { add(row(field, slots)) }
            return
        }
        let last = field.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if depth < Self.depthLimit, terms.contains(where: { $0.isMap && !($0.entries.isEmpty) }) {
            whole(field, slots) { $0.maps(field, slots, depth: depth) }
        } else if depth < Self.depthLimit, let keys = FieldRules.itemKeys[last],
            terms.contains(where: { term in term.items.contains(where: \.isMap) })
        {
            whole(field, slots) { $0.items(field, slots, keys, depth: depth) }
        } else {
            add(row(field, slots))
        }
    }

    /// What is missing as a whole in an environment is one difference, unless what is in it may differ or be left out.
    private mutating func whole(_ field: String, _ slots: [Slot], _ body: (inout TermComparison) -> Void) {
        guard slots.contains(where: \.isAbsent) else { return body(&self) }
        var inner = self
        inner.rows = []
        body(&inner)
        // What is in it differs from what AWS takes: that says more than that it is not there.
        let says = { (row: ParityRow) in
            row.outcome == .same || row.outcome == .mayDiffer || FieldRules.standard(row.field) != nil
        }
        if inner.rows.allSatisfy(says) {
            for row in inner.rows { add(row) }
        } else {
            add(presence(field, slots))
        }
    }

    private mutating func maps(_ field: String, _ slots: [Slot], depth: Int) {
        var seen: Set<String> = []
        var keys: [String] = []
        for entry in slots.compactMap(\.term).flatMap(\.entries) {
            let name = entry.key.lowercased().filter { $0 != "_" && $0 != "-" }
            if seen.insert(name).inserted { keys.append(entry.key) }
        }
        for key in keys {
            // By its name a container was found.
            if depth == 0, field.hasPrefix("containers."), key.lowercased() == "name" { continue }
            let name = field.isEmpty ? FieldName.shown(key) : field + "." + FieldName.shown(key)
            compare(name, slots.map { slot in slot.child { $0[key] } }, depth: depth + 1)
        }
    }

    /// Items of lists by what names them: their order says nothing.
    private mutating func items(_ field: String, _ slots: [Slot], _ keys: [String], depth: Int) {
        var order: [String] = []
        var tables: [[String: Term]] = []
        var isOpen: [Bool] = []
        for (index, slot) in slots.enumerated() {
            var table: [String: Term] = [:]
            var open = false
            for item in slot.term?.items ?? [] {
                guard let name = name(of: item, keys, values[index]) else {
                    open = true
                    continue
                }
                if table[name] == nil, !order.contains(name), order.count < 500 { order.append(name) }
                table[name] = item
            }
            if case .term(let term) = slot, !term.isList, !term.isMap { open = true }
            tables.append(table)
            isOpen.append(open)
        }
        for name in order {
            let inner = slots.indices.map { index -> Slot in
                if let item = tables[index][name] {
                    return .term(keys.reduce(item) { $0.removing($1) })
                }
                switch slots[index] {
                case .term(let term):
                    return isOpen[index] ? .unknown("", term.place) : .absent(term.place)
                case let other: return other
                }
            }
            let isEmpty = inner.allSatisfy { slot in
                if case .term(let term) = slot { term.isMap && term.entries.isEmpty } else { !slot.isUnknown }
            }
            if isEmpty || inner.contains(where: \.isAbsent) {
                add(presence(field + "." + name, inner))
            } else {
                compare(field + "." + name, inner, depth: depth + 1)
            }
        }
    }

    private func name(of item: Term, _ keys: [String], _ value: ComparedValue) -> String? {
        guard item.isMap else { return item.string.map { value.key($0) } }
        var parts: [String] = []
        for key in keys {
            guard let term = item[key] else { continue }
            guard let text = term.string else { return nil }
            parts.append(value.key(text))
        }
        return parts.isEmpty ? nil : parts.joined(separator: ":")
    }

    // MARK: Rows

    /// Whether it is there at all.
    func presence(_ field: String, _ slots: [Slot], _ weight: ParityRow.Weight? = nil) -> ParityRow {
        let cells = slots.map { slot -> ParityRow.Cell in
            switch slot {
            case .term: ParityRow.Cell(kind: .present, shown: "", raw: "", key: "", place: slot.place)
            case .absent(let place):
                ParityRow.Cell(kind: .absent, shown: "", raw: Self.absent, key: Self.absent, place: place)
            case .unknown(let shown, let place):
                ParityRow.Cell(kind: .unknown, shown: shown, raw: nil, key: nil, place: place)
            case .out: ParityRow.Cell(kind: .unknown, shown: "", raw: nil, key: nil, place: nil)
            }
        }
        return ParityRow(field, weight ?? FieldRules.weight(field), cells)
    }

    /// The values as they are written; `key` makes them comparable.
    func row(
        _ field: String, _ slots: [Slot], _ weight: ParityRow.Weight? = nil, name: String? = nil,
        key: ((Term, ComparedValue) -> String?)? = nil
    ) -> ParityRow {
        let standard = FieldRules.standard(field)
        let isUnordered = Self.unordered.contains { field.hasSuffix($0) }
        let cells = zip(slots, values).map { slot, value -> ParityRow.Cell in
            switch slot {
            case .term(let term):
                let sorted = isUnordered ? Self.sorted(term) : term
                let raw = ComparedValue.raw(sorted)
                let made = key.map { $0(sorted, value) } ?? value.key(sorted)
                let plain = term.text?.shown ?? raw ?? ""
                let shown = SecretWords.shown(plain, named: name ?? field)
                return ParityRow.Cell(
                    kind: made == nil ? .unknown : .value, shown: shown,
                    raw: made == nil ? nil : standard == nil ? raw : raw?.lowercased(),
                    key: standard == nil ? made : made?.lowercased(), place: slot.place)
            case .absent(let place):
                return ParityRow.Cell(
                    kind: .absent, shown: "", raw: standard ?? Self.absent, key: standard ?? Self.absent, place: place)
            case .unknown(let shown, let place):
                return ParityRow.Cell(kind: .unknown, shown: shown, raw: nil, key: nil, place: place)
            case .out: return ParityRow.Cell(kind: .unknown, shown: "", raw: nil, key: nil, place: nil)
            }
        }
        return ParityRow(field, weight ?? FieldRules.weight(field), cells)
    }

    private static let unordered = [
        ".add", ".drop", "requiresCompatibilities", ".links", ".securityGroups", ".subnets",
    ]

    private static func sorted(_ term: Term) -> Term {
        guard case .list(let items) = term.kind, items.allSatisfy({ $0.string != nil }) else { return term }
        return Term(.list(items.sorted { ($0.string ?? "") < ($1.string ?? "") }), term.place)
    }
}
