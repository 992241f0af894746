import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import Workload

/// The ports on which something in a task may listen: whatever any of its definitions or images mentions.
struct OpenPorts {
    /// Numbers of mappings, variables, commands and EXPOSE.
    private var mentioned: Set<Int> = []
    /// Whether something that is not known here, or a web server, may listen on any port.
    private var isOpen = false

    init(_ task: TaskSubject) {
        for container in task.containers {
            if let mapped = Self.mapped(container) { mentioned.formUnion(mapped) } else { isOpen = true }
            if let name = container.imageName, Self.servers.contains(where: { name.has($0) }) { isOpen = true }
            if !container.definition.environmentFiles.isEmpty { isOpen = true }
            for variable in container.definition.environment { add(variable.value.value?.shown ?? "") }
            for word in container.startWords { add(word.text) }
            if let workload = container.workload { add(workload) }
        }
    }

    func mayListen(_ port: Int) -> Bool { isOpen || mentioned.contains(port) }

    /// The container's ports that are mapped; nil where one of them is not known.
    static func mapped(_ container: TaskSubject.Container) -> [Int]? {
        let mappings = container.definition.portMappings
        if mappings.isEmpty, container.definition.term["portMappings"]?.isUnknown == true { return nil }
        let ports = mappings.compactMap(\.containerPort.value)
        return ports.count == mappings.count ? ports : nil
    }

    /// Their configuration, and so their ports, may be anywhere.
    private static let servers = [
        "nginx", "httpd", "apache", "caddy", "traefik", "haproxy", "envoy", "php", "wordpress", "varnish", "proxy",
    ]

    private mutating func add(_ workload: Workload) {
        guard let config = workload.config else {
            isOpen = true
            return
        }
        for port in config.exposed { add(port.value.shown) }
        for port in workload.knownBase?.ports ?? [] { add(port) }
        for setting in config.environment.values { add(setting.value ?? "") }
        if !workload.serverConfigs.isEmpty { isOpen = true }
        if case .image(let base) = config.base, Self.servers.contains(where: { base.repository.has($0) }) {
            isOpen = true
        }
    }

    /// Each number of a text.
    private mutating func add(_ text: String) {
        var number = 0
        var digits = 0
        for byte in text.utf8 {
            if (0x30...0x39).contains(byte) {
                digits += 1
                if digits <= 5 { number = number * 10 + Int(byte - 0x30) }
            } else {
                if (1...5).contains(digits) { mentioned.insert(number) }
                (number, digits) = (0, 0)
            }
        }
        if (1...5).contains(digits) { mentioned.insert(number) }
    }
}
