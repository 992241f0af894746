import Basics
import ECSModel

/// The properties of one resource or block while they are put into CloudFormation's form.
struct TerraformBag {
    private(set) var entries: [TermEntry]
    let place: Place

    init(_ term: Term) {
        entries = term.entries
        place = term.place
    }

    init(_ place: Place) {
        entries = []
        self.place = place
    }

    var term: Term { Term(.map(entries), place) }

    subscript(key: String) -> Term? { entries.last { $0.key == key }?.value }

    mutating func take(_ key: String) -> TermEntry? {
        guard let index = entries.lastIndex(where: { $0.key == key }) else { return nil }
        let entry = entries.remove(at: index)
        if case .null = entry.value.kind { return nil }
        return entry
    }

    mutating func drop(_ keys: String...) { entries.removeAll { keys.contains($0.key) } }

    mutating func put(_ key: String, _ value: Term, _ keyPlace: Place? = nil) {
        entries.append(TermEntry(key: key, keyPlace: keyPlace ?? value.place, value: value))
    }

    mutating func rename(_ key: String, _ name: String) {
        guard let entry = take(key) else { return }
        put(name, entry.value, entry.keyPlace)
    }

    /// A block that may stand several times as a list; each changed.
    mutating func list(_ key: String, _ name: String? = nil, _ change: ((inout TerraformBag) -> Void)? = nil) {
        guard let entry = take(key) else { return }
        guard !entry.value.isUnknown else { return put(name ?? key, entry.value, entry.keyPlace) }
        let items = entry.value.items.map { item -> Term in
            guard let change else { return item }
            return Self.changed(item, change)
        }
        put(name ?? key, Term(.list(items), entry.value.place), entry.keyPlace)
    }

    /// A block that stands once as a map; of several the last counts.
    mutating func single(_ key: String, _ name: String? = nil, _ change: ((inout TerraformBag) -> Void)? = nil) {
        guard let entry = take(key) else { return }
        var value = entry.value
        if case .list(let items) = value.kind {
            guard let last = items.last else { return }
            value = last
        }
        put(name ?? key, change.map { Self.changed(value, $0) } ?? value, entry.keyPlace)
    }

    static func changed(_ term: Term, _ change: (inout TerraformBag) -> Void) -> Term {
        guard term.isMap else { return term }
        var bag = TerraformBag(term)
        change(&bag)
        return bag.term
    }

    /// `{a = "b"}` as `[{name: a, value: b}]`.
    mutating func pairs(_ key: String, _ name: String? = nil, keyName: String = "name", valueName: String = "value") {
        guard let entry = take(key) else { return }
        guard entry.value.isMap else { return put(name ?? key, entry.value, entry.keyPlace) }
        let items = entry.value.entries.map { pair in
            Term(
                .map([
                    TermEntry(
                        key: keyName, keyPlace: pair.keyPlace, value: Term(.text(TermText(pair.key)), pair.keyPlace)),
                    TermEntry(key: valueName, keyPlace: pair.keyPlace, value: pair.value),
                ]), pair.value.place)
        }
        put(name ?? key, Term(.list(items), entry.value.place), entry.keyPlace)
    }

    /// Attributes as entries of a list of keys and values, as load balancers have them.
    mutating func attributes(_ name: String, _ keys: [(String, String)]) {
        var items: [Term] = []
        for (key, attribute) in keys {
            guard let entry = take(key) else { continue }
            items.append(Self.attribute(attribute, entry))
        }
        append(name, items)
    }

    static func attribute(_ name: String, _ entry: TermEntry) -> Term {
        Term(
            .map([
                TermEntry(key: "Key", keyPlace: entry.keyPlace, value: Term(.text(TermText(name)), entry.keyPlace)),
                TermEntry(key: "Value", keyPlace: entry.keyPlace, value: entry.value),
            ]), entry.value.place)
    }

    /// Adds items to a list that may be there already.
    mutating func append(_ name: String, _ items: [Term]) {
        guard !items.isEmpty else { return }
        guard let index = entries.lastIndex(where: { $0.key == name }) else {
            return put(name, Term(.list(items), items[0].place))
        }
        guard !entries[index].value.isUnknown else { return }
        let all = entries[index].value.items + items
        entries[index].value = Term(.list(all), entries[index].value.place)
    }

    /// Puts entries into a map that may be there already.
    mutating func nest(_ name: String, _ keys: [(String, String)]) {
        for (key, inner) in keys {
            guard let entry = take(key) else { continue }
            nest(name, inner, entry.value, entry.keyPlace)
        }
    }

    mutating func nest(_ name: String, _ key: String, _ value: Term, _ keyPlace: Place? = nil) {
        let entry = TermEntry(key: key, keyPlace: keyPlace ?? value.place, value: value)
        guard let index = entries.lastIndex(where: { $0.key == name }) else {
            return put(name, Term(.map([entry]), value.place), keyPlace)
        }
        guard entries[index].value.isMap else { return }
        entries[index].value = Term(.map(entries[index].value.entries + [entry]), entries[index].value.place)
    }

    /// A truth value as one of two words.
    mutating func word(_ key: String, _ name: String, true yes: String, false no: String) {
        guard let entry = take(key) else { return }
        var value = entry.value
        switch value.string {
        case "true": value = Term(.text(TermText(yes)), value.place)
        case "false": value = Term(.text(TermText(no)), value.place)
        default: break
        }
        put(name, value, entry.keyPlace)
    }
}
