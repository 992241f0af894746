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
    package func matches(_ field: String) -> Bool { matches(bytes: Array(field.lowercased().utf8)) }

    /// - Parameter field: in lower case.
    func matches(bytes field: [UInt8]) -> Bool {
        let dot = UInt8(ascii: ".")
        let star = UInt8(ascii: "*")
        var (at, next) = (0, 0)
        // Where each sort of star was met last, and up to where it reaches: only the last ones need be tried again.
        var (one, oneEnd, many, manyEnd) = (-1, 0, -1, 0)
        while true {
            if next < bytes.count, bytes[next] == star {
                if next + 1 < bytes.count, bytes[next + 1] == star {
                    (many, manyEnd, one) = (next, at, -1)
                    next += 2
                } else {
                    (one, oneEnd) = (next, at)
                    next += 1
                }
                continue
            }
            if at == field.count {
                if next == bytes.count || isWhole(next) { return true }
            } else if next < bytes.count, bytes[next] == field[at] {
                at += 1
                next += 1
                continue
            }
            if one >= 0, oneEnd < field.count, field[oneEnd] != dot {
                oneEnd += 1
                (at, next) = (oneEnd, one + 1)
            } else if many >= 0, manyEnd < field.count {
                manyEnd += 1
                one = -1
                (at, next) = (manyEnd, many + 2)
            } else {
                return false
            }
        }
    }

    /// Whether all that is left of the pattern is `.**`.
    private func isWhole(_ start: Int) -> Bool { bytes[start...].elementsEqual(".**".utf8) }
}
