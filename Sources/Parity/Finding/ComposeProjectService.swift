import Basics
import ECSModel
import Templates

/// A Compose service as it is when all its files are laid over each other.
struct ComposeProjectService: Sendable {
    private(set) var service: ComposeService
    /// Where each part comes from.
    private var source: SourceFile
    private var entries: [String: Term] = [:]
    private var variables: [(name: String, term: Term, place: Place)] = []

    /// Whether it says what it runs; else it only adds to another file.
    var isWhole: Bool { service.image != nil || service.build != nil || service.extends != nil }
    var image: Term? { entries["image"] }

    init(_ service: ComposeService, _ source: SourceFile) {
        self.service = service
        self.source = source
        if let image = service.image {
            entries["image"] = Self.term(image, source)
        } else if let build = service.build {
            entries["image"] = Term(.unknown(Unknown(.expression, "build")), Place(source, build.range))
        }
        entries["command"] = service.command.map { Self.term($0, source) }
        entries["entryPoint"] = service.entrypoint.map { Self.term($0, source) }
        entries["user"] = service.user.map { Self.term($0, source) }
        if let readOnly = service.readOnly {
            entries["readonlyRootFilesystem"] = Term(.bool(readOnly), Place(source, service.nameRange))
        }
        if let check = service.healthcheck, !check.isDisabled, let test = check.test {
            let place = Place(source, check.range)
            let command = TermEntry(key: "command", keyPlace: place, value: Self.term(test, source))
            entries["healthCheck"] = Term(.map([command]), place)
        }
        for variable in service.environment {
            let place = Place(source, variable.range)
            // Without a value it comes from where Compose is started.
            let value =
                variable.value.map { Self.term($0, source) } ?? Term(.unknown(Unknown(.variable, variable.name)), place)
            variables.append((variable.name, value, place))
        }
        if !service.environmentFiles.isEmpty {
            let place = Place(source, service.nameRange)
            entries["environmentFiles"] = Term(
                .list(service.environmentFiles.map { Self.term($0, source) }), place)
        }
    }

    mutating func add(_ other: ComposeProjectService) {
        let isBuilt = other.service.image == nil && other.service.build != nil
        for (key, value) in other.entries where !(key == "image" && isBuilt && service.image != nil) {
            entries[key] = value
        }
        for variable in other.variables {
            variables.removeAll { $0.name == variable.name }
            variables.append(variable)
        }
        service.image = other.service.image ?? service.image
        service.build = other.service.build ?? service.build
        service.profiles += other.service.profiles
    }

    /// The service as a container of a task definition, as far as the two say the same.
    var container: Term {
        let place = Place(source, service.nameRange)
        var map = [
            TermEntry(key: "name", keyPlace: place, value: Term(.text(TermText(service.name)), place)),
            // Whether one is needed Compose does not say.
            TermEntry(key: "essential", keyPlace: place, value: Term(.bool(false), place)),
        ]
        for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
            map.append(TermEntry(key: key, keyPlace: value.place, value: value))
        }
        if !variables.isEmpty {
            let items = variables.map { variable in
                Term(
                    .map([
                        TermEntry(
                            key: "name", keyPlace: variable.place,
                            value: Term(.text(TermText(variable.name)), variable.place)),
                        TermEntry(key: "value", keyPlace: variable.place, value: variable.term),
                    ]), variable.place)
            }
            map.append(TermEntry(key: "environment", keyPlace: place, value: Term(.list(items), place)))
        }
        return Term(.map(map), place)
    }

    private static func term(_ text: Templated, _ source: SourceFile) -> Term {
        let parts = text.parts.map { part -> TermText.Part in
            switch part {
            case .text(let literal): .literal(literal)
            case .unknown(let name): .unknown(Unknown(.variable, name))
            }
        }
        return Term(.text(TermText(parts)), Place(source, text.range))
    }

    private static func term(_ command: ComposeCommand, _ source: SourceFile) -> Term {
        switch command.form {
        case .line(let line): term(line, source)
        case .words(let words): Term(.list(words.map { term($0, source) }), Place(source, command.range))
        }
    }
}
