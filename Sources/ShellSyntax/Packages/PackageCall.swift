/// A call of a package manager: what it does, to which packages, with which options.
package struct PackageCall: Sendable {
    package let manager: PackageManager
    package let verb: PackageVerb
    /// As written, two words joined where the manager needs two: `dist-upgrade`, `i`, `mod download`; empty for a
    /// bare `yarn`.
    package let rawVerb: String
    /// The packages it names, for verbs that take packages.
    package let packages: [Package]
    /// Files that list packages: `-r requirements.txt`, `--file environment.yml`.
    package let requirementFiles: [Word]
    /// All options, before the verb and after it.
    package let options: Options
    /// The words after the verb that are neither options nor their values.
    package let arguments: [Word]
    /// The index of the command in ``ShellScript/commands``.
    package let commandIndex: Int
    /// From the manager's name to the last argument, wrappers not included.
    package let range: Range<Int>
    /// The verb's words; the manager's name when there is none.
    package let verbRange: Range<Int>

    /// The options as named, each once per use: `-y`, `--no-cache`.
    package var flags: [String] { options.options.map(\.name) }

    /// Whether one of these options is given. Options that a value can switch off (`--x=false`) do not count then.
    package func hasFlag(_ names: String...) -> Bool {
        options.options.contains { names.contains($0.name) && !($0.value.map(Self.isOff) ?? false) }
    }

    /// The last value of one of these options.
    package func value(_ names: String...) -> String? {
        options.options.last { $0.value != nil && names.contains($0.name) }?.value
    }

    private static func isOff(_ value: String) -> Bool { value == "false" || value == "no" || value == "0" }

    /// Whether it installs packages by name, or those of the project.
    package var installs: Bool { verb == .install || verb == .sync }

    /// Whether a program of this name may be a package manager.
    static func mayRead(_ program: String) -> Bool {
        PackageSpec.named(program) != nil || program.hasPrefix("python") || program.hasPrefix("pypy")
    }

    /// Reads a command; nil when it calls no package manager.
    package init?(_ command: Command) {
        guard command.kind == .simple, let program = command.program else { return nil }
        var spec = PackageSpec.named(program)
        var from = command.effectiveIndex + 1
        if spec == nil, let module = Self.pythonModule(program, command) {
            spec = PackageSpec.named(module.name)
            from = module.next
        }
        guard let spec, from <= command.words.count else { return nil }
        self.init(command, spec, command.words[from...])
    }

    /// `python3 -m pip`: the module, and the index of its first argument.
    private static func pythonModule(_ program: String, _ command: Command) -> (name: String, next: Int)? {
        guard program.hasPrefix("python") || program.hasPrefix("pypy") else { return nil }
        var k = command.effectiveIndex + 1
        while k < command.words.count, let option = command.words[k].literal, option.utf8.first == Byte.dash {
            if option.utf8.last == UInt8(ascii: "m"), !option.hasPrefix("--") {
                guard k + 1 < command.words.count, let name = command.words[k + 1].literal else { return nil }
                return (name, k + 2)
            }
            k += option == "-W" || option == "-X" ? 2 : 1
        }
        return nil
    }

    private init(_ command: Command, _ spec: PackageSpec, _ words: ArraySlice<Word>) {
        let options = Options(words, taking: spec.taking, style: spec.style)
        let name = command.words[command.effectiveIndex]
        let read = Self.verb(spec, options, name.range)
        var arguments = Array(options.positionals.dropFirst(read.used))
        let assumed = options.options.last { $0.value != nil && spec.versionOptions.contains($0.name) }?.value
        var packages: [Package] = []
        if Self.takesPackages(read.verb, spec) {
            packages = Self.packages(&arguments, spec, assumed, options)
        }
        manager = spec.manager
        verb = read.verb
        rawVerb = read.raw
        verbRange = read.range
        self.packages = packages
        self.arguments = arguments
        self.options = options
        requirementFiles = options.options.compactMap {
            spec.requirementOptions.contains($0.name) ? $0.valueWord ?? $0.word : nil
        }
        commandIndex = command.index
        let last = command.words[command.words.count - 1].range
        range = name.range.lowerBound..<max(name.range.upperBound, last.upperBound)
    }

    private static func takesPackages(_ verb: PackageVerb, _ spec: PackageSpec) -> Bool {
        if case .goals = spec.form { return false }
        switch verb {
        case .install, .upgrade, .distUpgrade, .remove, .download: return true
        case .build: return spec.manager == .pip
        case .run:
            if case .implied = spec.form { return true }
            return spec.manager == .pipx
        default: return false
        }
    }

    private static func packages(
        _ arguments: inout [Word], _ spec: PackageSpec, _ assumed: String?, _ options: Options
    ) -> [Package] {
        var words = arguments[...]
        switch spec.manager {
        case .npx, .pipx, .uv:
            // Only the first word is a package; the others go to what it runs.
            if case .implied = spec.form { words = words.prefix(1) }
        case .luarocks:
            if words.count == 2, let name = words.first, let version = words.last?.literal,
                version.utf8.first?.isDigit == true
            {
                return [Package(name, syntax: spec.syntax, assumedVersion: version)]
            }
        case .dotnet:
            // `dotnet add app.csproj package X`
            if let marker = words.firstIndex(where: { $0.literal == "package" }) { words = words[(marker + 1)...] }
        default: break
        }
        var packages = words.map { Package($0, syntax: spec.syntax, assumedVersion: assumed) }
        if spec.manager.isPython {
            for option in options.options where option.name == "-e" || option.name == "--editable" {
                guard let word = option.valueWord else { continue }
                packages.append(Package(word, syntax: spec.syntax, forcesLocal: true))
            }
        }
        return packages
    }
}

extension ShellScript {
    /// The calls made by one command of this script; nil when it calls no package manager.
    package func packageCall(at index: Int) -> PackageCall? {
        packageCalls.first { $0.commandIndex == index }
    }
}

extension Command {
    /// The package manager this command calls; ``ShellScript/packageCalls`` has them all, already read.
    package var packageCall: PackageCall? { PackageCall(self) }
}
