import ECSModel

/// One of a manifest's `taskdef_overrides`: a path into the task definition and a value for it.
enum CopilotOverride {
    /// `ContainerDefinitions[0].ReadonlyRootFilesystem` and `Cpu` are set; of a longer path the field that it leads into
    /// is no longer known.
    static func applied(_ change: Term, to task: Term) -> Term {
        guard let path = change["path"]?.text.map(written), let value = change["value"] else { return task }
        let parts = path.split(separator: ".").map(String.init)
        guard let first = parts.first else { return task }
        guard let open = first.firstIndex(of: "["), first.lowercased().hasPrefix("containerdefinitions") else {
            let key = first.firstIndex(of: "[").map { String(first[..<$0]) } ?? first
            return task.adding(key, parts.count == 1 && key == first ? value : hidden(value), at: change.place)
        }
        let index = first[first.index(after: open)...].dropLast()
        guard let containers = task["containerDefinitions"], case .list(var items) = containers.kind else {
            return task
        }
        if let index = Int(index), items.indices.contains(index), parts.count > 1 {
            let field = parts[1]
            let key = field.firstIndex(of: "[").map { String(field[..<$0]) } ?? field
            let isWhole = parts.count == 2 && key == field
            items[index] = items[index].adding(key, isWhole ? value : hidden(value), at: change.place)
        } else if index == "-" {
            items.append(hidden(value))
        }
        return task.adding("containerDefinitions", Term(.list(items), containers.place), at: containers.place)
    }

    /// The path as it stands in the file: `[0]` has been read as a placeholder, and so has `[-]`, which appends.
    private static func written(_ text: TermText) -> String {
        text.parts.map { part in
            switch part {
            case .literal(let text): text
            case .unknown(let unknown): unknown.text.isEmpty ? "[-]" : "[\(unknown.text)]"
            case .reference(let reference): reference.shown
            }
        }.joined()
    }

    private static func hidden(_ value: Term) -> Term {
        Term(.unknown(Unknown(.expression, "taskdef_overrides")), value.place)
    }
}
