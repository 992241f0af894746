import Basics

/// *.csproj, *.fsproj and *.vbproj, read by their tags, with Directory.Packages.props and global.json above them.
enum DotnetManifest {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        var manifest = Manifest(ecosystem: .dotnet, path: source.path)
        let scan = TagScan(source.bytes)
        if !scan.isWellFormed { manifest.problem = .invalid(source.path, "XML", detail: "") }
        let fileName = RelativePath.name(source.path)
        manifest.name = fileName.lastIndex(of: ".").map { String(fileName[..<$0]) }
        let central = centralVersions(manifest.folder, tree)
        var sdk: ByteText?
        for element in scan.elements {
            let text = element.text.trimmed
            switch element.name {
            case "Project": sdk = sdk ?? element.attribute("Sdk")
            case "AssemblyName": if !text.isEmpty { manifest.main = text.text + ".dll" }
            case "Version": if element.parent != nil, !text.isEmpty { manifest.version = text.text }
            case "TargetFramework", "TargetFrameworks":
                for framework in text.split(UInt8(ascii: ";")) {
                    manifest.runtimes.append(
                        .init(name: "dotnet", range: framework.text, span: source.place(framework)))
                }
            case "PackageReference":
                guard let name = element.attribute("Include") else { continue }
                let version = element.attribute("Version")?.text ?? element.attribute("VersionOverride")?.text
                let range = version ?? central[name.text.lowercased()] ?? ""
                let isPrivate = element.attribute("PrivateAssets")?.text.lowercased() == "all"
                let isTest = ["xunit", "nunit", "mstest", "microsoft.net.test.sdk", "coverlet"].contains {
                    name.text.lowercased().hasPrefix($0)
                }
                manifest.dependencies.append(
                    .init(
                        name.text, range, isPrivate ? .build : isTest ? .development : .runtime,
                        source.place(element.tag), isPinned: isPinned(range)))
            case "ProjectReference":
                guard let path = element.attribute("Include") else { continue }
                let address = path.text.split(separator: "\\").joined(separator: "/")
                manifest.sources.append(PackageSource(.path, address, source.place(element.tag)))
            case "RestoreSources", "RestoreAdditionalProjectSources":
                for address in text.split(UInt8(ascii: ";")) where address.contains("://") {
                    manifest.sources.append(PackageSource(.extraRegistry, address.text, source.place(address)))
                }
            default: break
            }
        }
        addSDK(sdk, &manifest)
        globalSDK(&manifest, tree)
        compare(&manifest, tree)
        return manifest
    }

    /// A floating `1.*` or an interval `[1,2)` leaves a choice; a plain version is NuGet's minimum, which it takes.
    private static func isPinned(_ range: String) -> Bool {
        !range.isEmpty && !range.contains("*") && !range.contains(",") && !range.contains("(")
    }

    /// The SDK tells a web or worker application. Images listen on 8080 since .NET 8, on 80 before.
    private static func addSDK(_ sdk: ByteText?, _ manifest: inout Manifest) {
        guard let name = sdk?.text else { return }
        let probe = Manifest.Dependency(name, "", .runtime, nil)
        manifest.frameworks = Framework.among([probe], .dotnet).map { framework in
            var framework = framework
            let old = ["net5", "net6", "net7", "netcoreapp"].contains { head in
                manifest.runtimes.contains { $0.range.hasPrefix(head) }
            }
            if old, framework.port == 8080 { framework.port = 80 }
            return framework
        }
    }

    /// Versions of Directory.Packages.props by package name in lower case.
    private static func centralVersions(_ folder: String, _ tree: any FileTree) -> [String: String] {
        guard let lock = LockFinder.find(["Directory.Packages.props"], for: folder, above: true, in: tree),
            let bytes = try? tree.read(lock.path, limit: ManifestReader.manifestLimit)
        else { return [:] }
        var versions: [String: String] = [:]
        for element in TagScan(bytes).elements where element.name == "PackageVersion" {
            guard let name = element.attribute("Include") else { continue }
            versions[name.text.lowercased()] = element.attribute("Version")?.text
        }
        return versions
    }

    private static func globalSDK(_ manifest: inout Manifest, _ tree: any FileTree) {
        guard let file = LockFinder.find(["global.json"], for: manifest.folder, above: true, in: tree),
            let source = tree.source(file.path), let node = JSONNode(root: source.bytes)?["sdk"]?["version"],
            let version = node.string
        else { return }
        manifest.runtimes.append(.init(name: "dotnet-sdk", range: version, span: source.span(node.range)))
    }

    private static func compare(_ manifest: inout Manifest, _ tree: any FileTree) {
        guard var lock = LockFinder.find(["packages.lock.json"], for: manifest.folder, above: false, in: tree) else {
            return
        }
        if let bytes = LockFinder.bytes(&lock, in: tree) {
            if let root = JSONNode(root: bytes), root.isObject {
                lock.version = root["version"]?.scalar
                lock.hasIntegrity = ByteText(bytes).contains("\"contentHash\"")
                var names: Set<String> = []
                for framework in root["dependencies"].map({ Array($0.members) }) ?? [] {
                    for package in framework.value.members { names.insert(package.key.lowercased()) }
                }
                lock.differences = LockFinder.missing(manifest.dependencies, in: names) { $0.lowercased() }
            } else {
                lock.problem = .invalid(lock.path, "JSON", detail: "")
            }
        }
        manifest.lock = lock
    }
}
