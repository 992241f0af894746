import Basics
import ECSModel
import Templates
import Workload

/// Holds one service of several environments against itself.
struct ServiceComparison {
    private let sides: [ServiceSide]
    private var terms: TermComparison

    static func rows(_ sides: [ServiceSide]) -> [ParityRow] {
        var comparison = ServiceComparison(sides)
        comparison.run()
        return comparison.terms.rows
    }

    private init(_ sides: [ServiceSide]) {
        self.sides = sides
        terms = TermComparison(sides.map(\.name))
    }

    private mutating func run() {
        if sides.contains(where: { $0.task != nil }) {
            containers()
            terms.compare("task", sides.map { side in side.taskTerm.map { Slot($0, in: side.place) } ?? .out })
        }
        guard sides.contains(where: { $0.service != nil }) else { return }
        let withGroups = sides.contains(where: \.hasTargetGroups)
        terms.compare(
            "service",
            sides.map { side in
                side.serviceTerm(withGroups: withGroups).map { Slot($0, in: side.place) } ?? .out
            })
        terms.compare(
            "scaling",
            sides.map { side in
                guard let service = side.service else { return .out }
                return Slot(side.scalingTerm, in: service.member.place)
            })
    }

    // MARK: Containers

    private mutating func containers() {
        var order: [String] = []
        var tables: [[String: ContainerDefinition]] = []
        for (side, value) in zip(sides, terms.values) {
            var table: [String: ContainerDefinition] = [:]
            // ECS takes ten in a task definition.
            for container in side.task?.definition.containers.prefix(100) ?? [] {
                guard let name = container.name.value.map({ value.key($0) }) else { continue }
                if table[name] == nil, !order.contains(name) { order.append(name) }
                table[name] = container
            }
            tables.append(table)
        }
        for name in order {
            let found = tables.map { $0[name] }
            let slots = zip(sides, found).map { side, container -> Slot in
                if let container { return .term(container.term) }
                guard let task = side.task else { return .out }
                let knowsAll =
                    task.definition.knowsAllContainers && task.definition.containers.allSatisfy { $0.name.value != nil }
                return knowsAll ? .absent(task.member.place) : .unknown("", task.member.place)
            }
            let field = "containers.\(name)"
            let present = found.compactMap { $0 }
            if present.count < sides.count {
                let isEssential = present.contains { $0.isEssential != false }
                terms.add(terms.presence(field, slots, isEssential ? .hard : .soft))
            }
            guard present.count > 1 else { continue }
            container(field, found)
        }
    }

    private mutating func container(_ field: String, _ found: [ContainerDefinition?]) {
        let whole = found.map { container -> Slot in container.map { .term($0.term) } ?? .out }
        image(field + ".image", whole)
        VariableComparison(field: field + ".variables", containers: found).add(to: &terms)
        let rest = found.map { container -> Slot in
            guard let container else { return .out }
            return .term(Self.rest(of: container))
        }
        terms.compare(field, rest)
        let kept = zip(sides, found).map { side, container in container.flatMap { side.retention($0) } ?? .out }
        if kept.contains(where: { if case .term = $0 { true } else { $0.isAbsent } }) {
            terms.add(terms.row(field + ".logRetentionInDays", kept))
        }
    }

    /// What nothing but its own value is to be said of.
    private static func rest(of container: ContainerDefinition) -> Term {
        var term = container.term
        for key in ["image", "environment", "secrets"] { term = term.removing(key) }
        if let cpu = term["cpu"]?.string, cpu == "0" { term = term.removing("cpu") }
        guard let ports = term["portMappings"], ports.isList else { return term }
        // With `awsvpc` the port of the host is the container's own, written or not.
        let items = ports.items.map { item -> Term in
            let host = item["hostPort"]?.string
            return host == nil || host == item["containerPort"]?.string || host == "0"
                ? item.removing("hostPort") : item
        }
        return term.adding("portMappings", Term(.list(items), ports.place), at: ports.place)
    }

    private mutating func image(_ field: String, _ containers: [Slot]) {
        let slots = containers.map { slot in slot.child { $0["image"] } }
        let names = slots.map { $0.term?.text.flatMap(ImageRepository.name) }
        // `orders-dev` and `orders-prod` are two builds of one thing; `orders` and `web` are two things.
        let bare = Set(zip(names, terms.values).compactMap { name, value in name.map { value.key($0) } })
        terms.add(
            terms.row(field + ".repository", slots, bare.count > 1 ? .hard : .soft) { term, _ in
                term.text.flatMap(ImageRepository.name)
            }.showing(names))
        terms.add(terms.row(field, slots))
        version(field + ".version", slots)
    }

    /// The tag of an image is free; the version of a database that runs as a container is not.
    private mutating func version(_ field: String, _ slots: [Slot]) {
        let engines = slots.map { $0.term?.text.flatMap { Engine(image: $0) } }
        let found = engines.compactMap { $0 }
        guard found.count > 1, Set(found.map(\.name)).count == 1 else { return }
        let precision = found.map(\.version.count).filter { $0 > 0 }.min() ?? 0
        let versions = zip(engines, slots).map { engine, slot -> Slot in
            guard let place = slot.place, let engine else { return .out }
            let numbers = engine.version.prefix(precision)
            if numbers.isEmpty { return .unknown("", place) }
            return .term(Term(.text(TermText(numbers.map(String.init).joined(separator: "."))), place))
        }
        terms.add(terms.row(field, versions, .hard))
    }
}

extension ParityRow {
    /// The same with other words in the cells that have a value.
    fileprivate func showing(_ names: [String?]) -> ParityRow {
        var cells = cells
        for (index, name) in names.enumerated() {
            guard let name, let key = cells[index].key else { continue }
            cells[index] = Cell(kind: cells[index].kind, shown: name, raw: key, key: key, place: cells[index].place)
        }
        return ParityRow(field, weight, cells)
    }
}
