import DockerfileSyntax

/// A `--mount` of a RUN.
struct Mount {
    var type = "bind"
    /// Nil when it has none, or a variable hides it.
    var target: String?
    var source: String?
    var from: String?

    init(_ text: String) {
        for field in text.split(separator: ",") {
            guard let equals = field.firstIndex(of: "=") else { continue }
            var value = String(field[field.index(after: equals)...])
            while value.count > 1, value.hasSuffix("/") { value.removeLast() }
            switch field[..<equals] {
            case "type": type = value
            case "target", "dst", "destination": target = value.contains("$") ? nil : value
            case "source", "src": source = value
            case "from": from = value
            default: break
            }
        }
    }
}

extension Instruction {
    /// The mounts of a RUN, in their order.
    var mounts: [Mount] {
        flags.compactMap { $0.name == "mount" ? $0.value.map(Mount.init) : nil }
    }
}
