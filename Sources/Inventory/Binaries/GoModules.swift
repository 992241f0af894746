/// The text about modules in a program of Go, read into packages.
struct GoModules {
    struct Module {
        var path: String
        var version: String
    }

    private(set) var main: Module?
    private(set) var needs: [Module] = []
    private(set) var settings: [(key: String, value: String)] = []
    let toolchain: String

    init(_ info: GoBuildInfo) {
        toolchain = info.version
        var lastIsMain = false
        for line in info.modules.split(separator: "\n").prefix(100_000) {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count >= 2 else { continue }
            switch fields[0] {
            case "mod":
                main = Module(path: String(fields[1]), version: fields.count > 2 ? String(fields[2]) : "")
                lastIsMain = true
            case "dep":
                needs.append(Module(path: String(fields[1]), version: fields.count > 2 ? String(fields[2]) : ""))
                lastIsMain = false
            case "=>":
                let replaced = Module(path: String(fields[1]), version: fields.count > 2 ? String(fields[2]) : "")
                if lastIsMain {
                    main = Self.merged(main, replaced)
                } else {
                    needs.append(Self.merged(needs.popLast(), replaced))
                }
            case "build":
                if let equals = fields[1].firstIndex(of: "=") {
                    settings.append(
                        (String(fields[1][..<equals]), Self.unquoted(fields[1][fields[1].index(after: equals)...])))
                }
            default: break
            }
        }
    }

    /// What is compiled in is the replacement. One that is a folder has no version and tells nothing about what is in
    /// it, so the name that is replaced stays, without a release to compare.
    private static func merged(_ old: Module?, _ new: Module) -> Module {
        let isFolder = new.path.hasPrefix("./") || new.path.hasPrefix("../") || new.path.hasPrefix("/")
        return isFolder || new.version.isEmpty ? Module(path: old?.path ?? new.path, version: "(devel)") : new
    }

    /// A value is written as a Go string where it has blanks or quotes.
    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, let quote = text.first, quote == "\"" || quote == "`", text.last == quote else {
            return String(text)
        }
        return String(text.dropFirst().dropLast()).replacing("\\\"", with: "\"")
    }

    func setting(_ key: String) -> String? { settings.first { $0.key == key }?.value }

    func packages(path: String) -> [Package] {
        var packages: [Package] = []
        let standard = GoVersion.standardLibrary(toolchain)
        if let main, !main.path.isEmpty {
            let isDevelopment = main.version.isEmpty || main.version == "(devel)"
            packages.append(
                Package(
                    .golang, name: main.path, version: isDevelopment ? linked ?? "(devel)" : main.version,
                    architecture: setting("GOARCH"), path: path,
                    needs: needs.map(\.path) + (standard == nil ? [] : ["stdlib"]), isMain: true))
        }
        for module in needs where !module.path.isEmpty {
            packages.append(
                Package(
                    .golang, name: module.path, version: module.version.isEmpty ? "(devel)" : module.version, path: path
                ))
        }
        if let standard { packages.append(Package(.golang, name: "stdlib", version: standard, path: path)) }
        return packages
    }

    /// The release that the linker was told to write into the program, `-ldflags "-X main.version=v1.2.3"`: for the main
    /// module, of which Go knows no version when it is built from a checkout. Only where all that is told agrees. A
    /// commit (`vcs.revision`) is no release: comparing it with ranges of releases would give answers that are wrong.
    private var linked: String? {
        guard let flags = setting("-ldflags") else { return nil }
        var found: String?
        for word in flags.split(whereSeparator: { $0 == " " || $0 == "'" || $0 == "\"" }).prefix(10_000) {
            guard let equals = word.firstIndex(of: "="), let dot = word[..<equals].lastIndex(of: "."),
                word[word.index(after: dot)..<equals].lowercased().hasSuffix("version")
            else { continue }
            let value = word[word.index(after: equals)...]
            let release = value.hasPrefix("v") ? value.dropFirst() : value
            guard Self.isRelease(release) else { continue }
            let version = "v\(release)"
            guard found == nil || found == version else { return nil }
            found = version
        }
        return found
    }

    /// `1.2.3`, `1.2.3-rc.1`
    private static func isRelease(_ text: Substring) -> Bool {
        let numbers = text.prefix { $0 != "-" && $0 != "+" }.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 3
            && numbers.allSatisfy {
                !$0.isEmpty && $0.utf8.count <= 9 && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            }
    }
}
