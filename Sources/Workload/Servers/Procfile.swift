package import Basics

/// A Procfile: one process type a line.
package struct Procfile: Sendable {
    package struct Process: Sendable, Hashable {
        package var name: String
        package var command: String
        /// The command.
        package var span: Span
    }

    package var path: String
    package var problem: Failure?
    package var processes: [Process] = []

    package init(_ source: SourceFile) {
        path = source.path
        for raw in ByteText(source).lines {
            let line = raw.trimmed
            guard let first = line.first, first != UInt8(ascii: "#") else { continue }
            guard let (name, command) = line.cut(UInt8(ascii: ":")), !command.isEmpty, !name.isEmpty,
                name.words.count == 1
            else {
                if problem == nil {
                    problem = .invalid(source.path, "Procfile", detail: "", line: source.line(at: line.start))
                }
                continue
            }
            processes.append(.init(name: name.text, command: command.text, span: source.place(command)))
        }
    }
}
