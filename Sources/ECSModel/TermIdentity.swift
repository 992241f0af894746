import Basics

extension Term {
    /// A short place that stands for a map: the value of its name, else its first key.
    package var heading: Place {
        if let name = self["name"], name.text != nil { return name.place }
        if let first = entries.first { return first.keyPlace }
        return Place(place.source, place.range.lowerBound..<min(place.range.lowerBound + 1, place.range.upperBound))
    }

    /// A text that equal values share; nil where a part of it is not known.
    func canonical(depth: Int = 0) -> String? {
        guard depth < 8 else { return nil }
        switch kind {
        case .unknown: return nil
        case .null: return "null"
        case .bool, .number: return string
        case .text(let text): return text.known.map { "\"\($0)\"" }
        case .list(let items):
            let parts = items.compactMap { $0.canonical(depth: depth + 1) }
            return parts.count == items.count ? "[\(parts.joined(separator: ","))]" : nil
        case .map(let entries):
            let parts = entries.compactMap { entry in
                entry.value.canonical(depth: depth + 1).map { "\(entry.key.lowercased()):\($0)" }
            }
            return parts.count == entries.count ? "{\(parts.sorted().joined(separator: ","))}" : nil
        }
    }
}
