import Basics

/// The parts of a service that say how it runs.
extension ComposeReader {
    mutating func command(_ node: DocumentNode?) -> ComposeCommand? {
        guard let node, !node.isNull else { return nil }
        if node.isSequence { return ComposeCommand(form: .words(texts(node)), range: node.range) }
        return text(node).map { ComposeCommand(form: .line($0), range: node.range) }
    }

    mutating func port(_ node: DocumentNode) -> ComposePort? {
        guard node.isMapping else { return text(node).map(ComposePort.short) }
        guard let target = text(node["target"]) else {
            wrong(node, "target: with the container's port", "コンテナのポートを示す target")
            return nil
        }
        return ComposePort(
            hostAddress: text(node["host_ip"]), published: text(node["published"]), target: target,
            transport: node["protocol"]?.string ?? "tcp", range: node.range)
    }

    mutating func volume(_ node: DocumentNode) -> ComposeVolume? {
        guard node.isMapping else { return text(node).map(ComposeVolume.short) }
        let kind: ComposeVolume.Kind =
            switch node["type"]?.string {
            case "bind": .bind
            case "volume", nil: .volume
            case "tmpfs": .tmpfs
            default: .other
            }
        return ComposeVolume(
            kind: kind, source: text(node["source"]), target: text(node["target"]),
            readOnly: node["read_only"]?.bool ?? false, range: node.range)
    }

    mutating func healthcheck(_ node: DocumentNode?) -> ComposeHealthcheck? {
        guard let node, !node.isNull else { return nil }
        guard node.isMapping else {
            wrong(node, "a mapping with test", "test を持つマッピング")
            return nil
        }
        let test = node["test"]
        let isNone = test?.items.first?.string == "NONE"
        return ComposeHealthcheck(
            test: command(test), interval: text(node["interval"]), timeout: text(node["timeout"]),
            startPeriod: text(node["start_period"]), startInterval: text(node["start_interval"]),
            retries: text(node["retries"]), isDisabled: isNone || node["disable"]?.bool == true, range: node.range)
    }

    mutating func resources(_ service: DocumentNode) -> ComposeResources? {
        let node = service["deploy"]?["resources"]
        let result = ComposeResources(
            cpuLimit: text(node?["limits"]?["cpus"] ?? service["cpus"]),
            memoryLimit: text(node?["limits"]?["memory"] ?? service["mem_limit"]),
            cpuReservation: text(node?["reservations"]?["cpus"]),
            memoryReservation: text(node?["reservations"]?["memory"] ?? service["mem_reservation"]))
        return result == ComposeResources() ? nil : result
    }

    mutating func dependencies(_ node: DocumentNode?) -> [ComposeDependency] {
        guard let node else { return [] }
        if node.isMapping {
            return node.entries.map {
                ComposeDependency(
                    service: $0.name, condition: $0.value["condition"]?.string ?? "service_started", range: $0.range)
            }
        }
        return items(node).compactMap { item in
            item.string.map { ComposeDependency(service: $0, condition: "service_started", range: item.range) }
        }
    }
}
