package import Basics

/// What `plimsoll.yml` says of environments: which there are, and what may differ between them.
package struct ParitySettings: Sendable {
    package var allowances: [Allowance] = []
    package var environments: [Environment] = []

    package init() {}

    /// A field that may differ, with the reason.
    package struct Allowance: Sendable {
        /// `containers.*.variables.LOG_LEVEL`: `*` stands for anything but dots, `**` for anything.
        package var pattern: FieldPattern
        package var reason: String
        package var span: Span

        package init(pattern: FieldPattern, reason: String, span: Span) {
            self.pattern = pattern
            self.reason = reason
            self.span = span
        }
    }

    /// An environment that is named, with the files and folders that are for it.
    package struct Environment: Sendable {
        package var name: EnvironmentName
        /// Of the tree.
        package var paths: [String]

        package init(name: EnvironmentName, paths: [String]) {
            self.name = name
            self.paths = paths
        }
    }

    /// Where the declarations stand.
    package func allowance(for field: String) -> Int? { allowances.firstIndex { $0.pattern.matches(field) } }
}

/// A pattern of the names of fields.
package struct FieldPattern: Sendable, Hashable {
    package let text: String
    private let bytes: [UInt8]

    /// With what a field can begin.
    package static let roots = ["task", "containers", "service", "scaling", "backing"]

    /// Nil for what can mean no field.
    package init?(_ text: String) {
        let first = text.prefix { $0 != "." }
        guard !text.isEmpty, text.utf8.count <= 300, !text.hasSuffix("."), !text.contains(".."),
            text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            Self.roots.contains(first.lowercased()) || first.contains("*")
        else { return nil }
        self.init(checked: text)
    }

    init(checked text: String) {
        self.text = text
        bytes = Array(text.lowercased().utf8)
    }

    /// `task.runtimePlatform.**` also is the platform as a whole.
    package func matches(_ field: String) -> Bool {
        let field = Array(field.lowercased().utf8)
        return matches(field) || text.hasSuffix(".**") && matches(field + Array(".x".utf8))
    }

    private func matches(_ field: [UInt8]) -> Bool {
        // Each state is an offset in the pattern; all that are possible go on together, so that time is a product at most.
        var states: Set<Int> = [0]
        spread(&states)
        for byte in field {
            var next: Set<Int> = []
            for state in states where state < bytes.count {
                if bytes[state] == UInt8(ascii: "*") {
                    let isDouble = state + 1 < bytes.count && bytes[state + 1] == UInt8(ascii: "*")
                    if isDouble || byte != UInt8(ascii: ".") { next.insert(state) }
                } else if bytes[state] == byte {
                    next.insert(state + 1)
                }
            }
            if next.isEmpty { return false }
            spread(&next)
            states = next
        }
        return states.contains(bytes.count)
    }

    /// A star may stand for nothing.
    private func spread(_ states: inout Set<Int>) {
        var open = Array(states)
        while let state = open.popLast() {
            guard state < bytes.count, bytes[state] == UInt8(ascii: "*") else { continue }
            let isDouble = state + 1 < bytes.count && bytes[state + 1] == UInt8(ascii: "*")
            if states.insert(state + (isDouble ? 2 : 1)).inserted { open.append(state + (isDouble ? 2 : 1)) }
        }
    }
}
