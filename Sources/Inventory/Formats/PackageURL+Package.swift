extension PackageURL {
    /// The URL of a package, with the system's name as namespace and `distro` of what its package manager installed.
    package init(_ package: Package, system: OperatingSystem? = nil) {
        let (prefix, name) = Self.split(package)
        var namespace = prefix
        var version = package.version
        var qualifiers: [String: String] = [:]
        var type = package.kind.rawValue
        if package.kind == .generic, CondaReader.isConda(package.path) {
            type = "conda"
            qualifiers["subdir"] = package.architecture
        } else if package.kind == .generic, PEARReader.isRegistered(package.path) {
            type = "pear"
            namespace = package.supplier
        } else if package.kind == .gem {
            qualifiers["platform"] = package.architecture
        } else {
            qualifiers["arch"] = package.architecture
        }
        if package.kind.isSystem {
            namespace = system.map(Self.vendor)
            if let system, !system.id.isEmpty {
                qualifiers["distro"] = system.version.isEmpty ? system.id : "\(system.id)-\(system.version)"
            }
            if let source = package.source, source.name != package.name || source.version != package.version {
                qualifiers["upstream"] =
                    source.version == package.version || source.version.isEmpty
                    ? source.name : "\(source.name)@\(source.version)"
            }
        }
        if package.kind == .rpm, let colon = version.firstIndex(of: ":") {
            qualifiers["epoch"] = String(version[..<colon])
            version = String(version[version.index(after: colon)...])
        }
        self.init(type: type, namespace: namespace, name: name, version: version, qualifiers: qualifiers)
    }

    private static func split(_ package: Package) -> (namespace: String?, name: String) {
        let name = package.name
        let mark: Character
        switch package.kind {
        case .maven: mark = ":"
        case .golang, .composer, .swift: mark = "/"
        case .npm where name.hasPrefix("@"): mark = "/"
        default: return (nil, name)
        }
        let cut = package.kind == .maven ? name.firstIndex(of: mark) : name.lastIndex(of: mark)
        guard let cut, cut != name.startIndex, name.index(after: cut) != name.endIndex else { return (nil, name) }
        return (String(name[..<cut]), String(name[name.index(after: cut)...]))
    }

    /// The vendors that package URLs know by another name than os-release's `ID`.
    private static func vendor(_ system: OperatingSystem) -> String {
        if system.id == "rhel" { return "redhat" }
        if system.id.hasPrefix("opensuse") { return "opensuse" }
        return system.id
    }

    /// The package that it names; nil where its type is none that Plimsoll knows or it has no version.
    package func package(path: String) -> Package? {
        guard let kind = PackageKind(rawValue: type), var version else { return nil }
        var source: Package.Source?
        if kind == .rpm, let epoch = qualifiers["epoch"], epoch != "0", !version.contains(":") {
            version = "\(epoch):\(version)"
        }
        if let upstream = qualifiers["upstream"] {
            source = Self.source(upstream, version: version)
        }
        return Package(
            kind, name: fullName, version: version, architecture: qualifiers["arch"] ?? qualifiers["platform"],
            source: source, path: path)
    }

    /// The name as the ecosystem writes it, its namespace included where that is part of it.
    package var fullName: String {
        guard let namespace else { return name }
        switch type {
        case "maven": return "\(namespace):\(name)"
        case "deb", "apk", "rpm", "alpm": return name
        default: return "\(namespace)/\(name)"
        }
    }

    /// `openssl@3.0.11-1`, `openssl`, and syft's `openssl-3.0.7-24.el9.src.rpm`.
    private static func source(_ text: String, version: String) -> Package.Source {
        if let at = text.lastIndex(of: "@"), at != text.startIndex {
            return .init(name: String(text[..<at]), version: String(text[text.index(after: at)...]))
        }
        if text.hasSuffix(".src.rpm") {
            let parts = text.dropLast(8).split(separator: "-")
            if parts.count > 2 {
                return .init(
                    name: parts.dropLast(2).joined(separator: "-"), version: parts.suffix(2).joined(separator: "-"))
            }
        }
        return .init(name: text, version: version)
    }

    /// The system that its namespace and `distro` tell of.
    package var system: OperatingSystem? {
        guard let distro = qualifiers["distro"], let dash = distro.firstIndex(of: "-"), dash != distro.startIndex else {
            return nil
        }
        // `opensuse-leap-15.6`: the version is what follows the last dash.
        let cut = distro.lastIndex(of: "-") ?? dash
        let id = String(distro[..<cut])
        return OperatingSystem(id: id, version: String(distro[distro.index(after: cut)...]), name: id)
    }
}
