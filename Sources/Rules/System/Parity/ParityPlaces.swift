import Basics
import ECSModel
import Parity
import RuleKit

/// Where a difference of environments is told, and how its values are shown.
struct ParityPlaces {
    private let service: ServiceParity
    private let row: ParityRow
    private let anchor: Int
    /// The environments whose values are known, but the anchor's.
    private let others: [Int]

    /// Nil where nothing differs.
    init?(_ row: ParityRow, of service: ServiceParity) {
        let reference = service.reference
        let deviating = row.deviating(reference: reference)
        guard let first = deviating.first else { return nil }
        // What is absent is told where it is missing; else the odd value is told, and not production's.
        let isMissing = row.cells.indices.contains(reference) && row.cells[reference].kind == .absent
        let chosen =
            isMissing && row.cells[reference].isKnown
            ? reference : deviating.first { row.cells[$0].kind == .absent } ?? first
        self.service = service
        self.row = row
        anchor = chosen
        others = row.cells.indices.filter { $0 != chosen && row.cells[$0].isKnown }
    }

    var span: Span { place(anchor).span }

    var related: [Finding.Related] {
        others.map { index in
            let name = service.environments[index].name.written
            let own = place(index)
            // One template makes both: what makes the difference is the file of values.
            let isSame = own.path == place(anchor).path && own.range == place(anchor).range
            let shown = isSame ? service.environments[index].place : own
            return Finding.Related(
                shown.span, Text(en: "\(name): \(words(index).en)", ja: "\(name): \(words(index).ja)"))
        }
    }

    var arguments: [String: String] {
        let values = row.cells.indices.filter { row.cells[$0].isKnown }.map { index in
            "\(service.environments[index].name.written) \(Self.sign(row.cells[index]))"
        }
        return ["field": row.field, "service": service.name, "values": values.joined(separator: " / ")]
    }

    private func place(_ index: Int) -> Place { row.cells[index].place ?? service.environments[index].place }

    private func words(_ index: Int) -> Text {
        let cell = row.cells[index]
        switch cell.kind {
        case .absent: return Text(en: "not there", ja: "なし")
        case .present: return Text(en: "there", ja: "あり")
        default: return Text(en: Self.sign(cell), ja: Self.sign(cell))
        }
    }

    private static func sign(_ cell: ParityRow.Cell) -> String {
        switch cell.kind {
        case .absent: return "–"
        case .present: return "✓"
        case .unknown: return "?"
        case .value:
            let text = cell.shown.replacing("\n", with: " ")
            return text.isEmpty ? "\"\"" : text.count > 60 ? String(text.prefix(59)) + "…" : text
        }
    }
}

extension Report {
    /// Tells the differences of environments that are chosen.
    mutating func differences(_ all: ServiceEnvironments, where isMeant: (ServiceParity, ParityRow) -> Bool) {
        for service in all.services {
            for row in service.differing where isMeant(service, row) {
                guard let places = ParityPlaces(row, of: service) else { continue }
                fault(at: places.span, places.arguments, related: places.related)
            }
        }
    }
}

extension ParityRow {
    var isRepository: Bool { field.hasPrefix("containers.") && field.hasSuffix(".image.repository") }
}
