import ECSModel
package import Workload

/// What was found out about the environments of all services, as reports show and store it.
///
/// Values are masked where their names tell that they are secret.
package struct ParityTable: Sendable, Hashable, Codable {
    package struct Service: Sendable, Hashable, Codable {
        /// Empty for the databases and caches beside the services.
        package var name: String
        /// Nearest to production last.
        package var environments: [Environment]
        package var rows: [Row]

        package var isBacking: Bool { name.isEmpty }

        package func count(_ outcome: ParityRow.Outcome) -> Int { rows.count { $0.outcome == outcome } }
    }

    package struct Environment: Sendable, Hashable, Codable {
        /// As it is written: `stg`.
        package var name: String
        package var isProduction: Bool
        /// The folder or file that makes it this environment, with what tells it apart there: `infra/env/prod.tfvars`.
        package var source: String
    }

    package struct Row: Sendable, Hashable, Codable {
        /// `containers.api.healthCheck`, as a declaration in `plimsoll.yml` names it.
        package var field: String
        package var outcome: ParityRow.Outcome
        /// Whether a difference here makes tests before production worth less.
        package var isHard: Bool
        /// One for each environment, in their order.
        package var cells: [Cell]
        /// Why it may differ, as declared.
        package var reason: String?
    }

    package struct Cell: Sendable, Hashable, Codable {
        package enum Kind: String, Sendable, Hashable, Codable { case absent, present, value, unknown }

        package var kind: Kind
        /// Of a value; of what is not known, what stands in its place. Else empty.
        package var value: String
        package var place: GraphPlace?
    }

    package var services: [Service]

    package init(_ all: ServiceEnvironments) {
        services = all.services.map { service in
            Service(
                name: service.isBacking ? "" : service.name,
                environments: service.environments.map {
                    Environment(name: $0.name.written, isProduction: $0.name.isProduction, source: $0.source)
                },
                rows: service.rows.map { row in
                    Row(
                        field: row.field, outcome: row.outcome, isHard: row.weight == .hard,
                        cells: row.cells.map { cell in
                            Cell(
                                kind: Self.kind(cell.kind), value: Self.cut(cell.shown),
                                place: cell.place.map { GraphPlace($0.span) })
                        }, reason: row.allowance.map { all.settings.allowances[$0].reason })
                })
        }
    }

    private static func kind(_ kind: ParityRow.Cell.Kind) -> Cell.Kind {
        switch kind {
        case .absent: .absent
        case .present: .present
        case .value: .value
        case .unknown: .unknown
        }
    }

    /// A table is no place for a script of pages.
    private static func cut(_ text: String) -> String {
        text.utf8.count > 400 ? String(text.prefix(300)) + "…" : text
    }

    package var isEmpty: Bool { services.isEmpty }
    /// How many fields differ without anybody having said so.
    package var differenceCount: Int { services.reduce(0) { $0 + $1.count(.differs) } }

    /// The same with each path changed: people see paths from where they stand.
    package func mapPaths(_ change: (String) -> String) -> ParityTable {
        var table = self
        for service in table.services.indices {
            for index in table.services[service].environments.indices {
                // `template.yaml (Env = prod)`: what stands behind the path stays.
                let source = table.services[service].environments[index].source
                let path = source.hasSuffix(")") ? source.prefix { $0 != "(" } : source[...]
                let end = path.hasSuffix(" ") ? path.dropLast() : path
                table.services[service].environments[index].source =
                    change(String(end)) + String(source[end.endIndex...])
            }
            for row in table.services[service].rows.indices {
                for cell in table.services[service].rows[row].cells.indices {
                    guard var place = table.services[service].rows[row].cells[cell].place else { continue }
                    place.path = change(place.path)
                    table.services[service].rows[row].cells[cell].place = place
                }
            }
        }
        return table
    }

    /// The same with each value changed: values can hold secrets.
    package func mapValues(_ change: (String) -> String) -> ParityTable {
        var table = self
        for service in table.services.indices {
            for row in table.services[service].rows.indices {
                for cell in table.services[service].rows[row].cells.indices {
                    let value = table.services[service].rows[row].cells[cell].value
                    if !value.isEmpty { table.services[service].rows[row].cells[cell].value = change(value) }
                }
            }
        }
        return table
    }

    /// The files that it speaks of.
    package var paths: [String] {
        Set(services.flatMap { $0.rows.flatMap { $0.cells.compactMap(\.place?.path) } }).sorted()
    }
}
