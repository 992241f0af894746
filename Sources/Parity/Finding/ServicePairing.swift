import Basics
import ECSModel
import Workload

/// Which service of one environment is which of another: by names, else by addresses, both without the environment.
struct ServicePairing {
    private struct Item {
        var side: ServiceSide
        var kind: String
        var name: String?
        var address: String
        var title: String
        var file: String
    }

    static func services(_ group: EnvironmentGroup) -> [ServiceParity] {
        let items = group.units.map(items)
        var result: [ServiceParity] = []
        var taken: [Set<Int>] = items.map { _ in [] }
        for byName in [true, false] {
            var order: [String] = []
            var seen: Set<String> = []
            var tables: [[String: [Int]]] = []
            for (number, list) in items.enumerated() {
                var table: [String: [Int]] = [:]
                for (index, item) in list.enumerated() where !taken[number].contains(index) {
                    guard let key = byName ? item.name : item.address else { continue }
                    if seen.insert(key).inserted { order.append(key) }
                    table[key, default: []].append(index)
                }
                tables.append(table)
            }
            for key in order {
                // Two of one name in an environment cannot be told apart.
                let found = tables.map { $0[key].flatMap { $0.count == 1 ? $0.first : nil } }
                guard found.compactMap({ $0 }).count > 1 else { continue }
                if !byName, !Self.isSure(zip(items, found).compactMap { list, index in index.map { list[$0] } }) {
                    continue
                }
                var sides: [ServiceSide] = []
                var title = ""
                for (number, index) in found.enumerated() {
                    guard let index else { continue }
                    taken[number].insert(index)
                    sides.append(items[number][index].side)
                    title = items[number][index].title
                }
                result.append(parity(title, sides))
            }
        }
        return result
    }

    /// Whether things at one address are the same: in one file they are, in several unless their names tell otherwise.
    private static func isSure(_ items: [Item]) -> Bool {
        let files = Set(items.map(\.file))
        return files.count == 1 || Set(items.compactMap(\.name)).count <= 1
    }

    private static func parity(_ title: String, _ sides: [ServiceSide]) -> ServiceParity {
        ServiceParity(
            name: title, isBacking: false,
            environments: sides.map {
                ServiceParity.Environment(
                    name: $0.name, source: $0.source, place: $0.place, task: $0.task, service: $0.service)
            }, rows: ServiceComparison.rows(sides))
    }

    /// The services of an environment with their tasks, and the tasks that no service runs.
    private static func items(_ unit: EnvironmentUnit) -> [Item] {
        let system = System(unit.parts.map(\.variant))
        let words = unit.name.words
        var result: [Item] = []
        var run: Set<String> = []
        func add(_ member: System.Member, _ kind: String, _ name: String?, _ task: TaskNode?, _ service: ServiceNode?) {
            let scope = unit.parts[member.stack].scope
            // The address of a raw definition is its path, which the scope tells without the environment.
            var address = member.resource.address
            if address.hasPrefix(member.place.path) {
                address = String(address.dropFirst(member.place.path.count))
            }
            // Copilot makes the names itself, of the one in the manifest.
            let name =
                member.resource.origin == .copilot
                ? member.place.source.text(member.place.range).filter { $0 != "\"" && $0 != "'" } : name
            let bare = name.map { EnvironmentWords.without(words, $0) }.flatMap { $0.isEmpty ? nil : $0 }
            result.append(
                Item(
                    side: ServiceSide(
                        name: unit.name, source: unit.source, place: unit.place ?? member.place, task: task,
                        service: service),
                    kind: kind, name: bare.map { "\(kind) \($0)" },
                    address: "\(kind) \(scope) \(EnvironmentWords.marked(words, address))",
                    title: bare ?? EnvironmentWords.without(words, member.resource.address), file: member.place.path))
        }
        for service in system.services {
            let task = service.task
            if let task { run.insert("\(task.member.stack) \(task.resource.address)") }
            add(
                service.member, "service", service.service.name.value?.known ?? task?.definition.family.value, task,
                service)
        }
        for task in system.tasks where !run.contains("\(task.member.stack) \(task.resource.address)") {
            add(task.member, "task", task.definition.family.value, task, nil)
        }
        return result
    }
}
