import Basics

/// pom.xml, read by its tags.
enum MavenManifest {
    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        var manifest = Manifest(ecosystem: .maven, path: source.path)
        let scan = TagScan(source.bytes)
        if !scan.isWellFormed { manifest.problem = .invalid(source.path, "XML", detail: "") }
        guard let project = scan.all("project").first else { return manifest }
        var properties: [String: String] = [:]
        for index in scan.elements.indices
        where scan.elements[index].parent.map({ scan.elements[$0].name }) == "properties" {
            let element = scan.elements[index]
            let text = element.text.trimmed
            properties[element.name] = text.text
            if ["maven.compiler.release", "java.version", "maven.compiler.target"].contains(element.name),
                !text.text.hasPrefix("$"), !manifest.runtimes.contains(where: { $0.name == "java" })
            {
                manifest.runtimes.append(.init(name: "java", range: text.text, span: source.place(text)))
            }
        }
        func resolved(_ text: ByteText?) -> String {
            guard let text else { return "" }
            guard text.hasPrefix("${"), text.hasSuffix("}") else { return text.text }
            return properties[ByteText(text.bytes, text.start + 2..<text.end - 1).text] ?? text.text
        }
        manifest.name = scan.child("artifactId", of: project)?.text
        manifest.version = scan.child("version", of: project).map { resolved($0) }
        manifest.workspaces = scan.all("project", "modules", "module").map { scan.elements[$0].text.trimmed.text }
        for index in scan.all("project", "dependencies", "dependency") {
            let scope = scan.child("scope", of: index)?.text ?? "compile"
            let optional = scan.child("optional", of: index)?.text == "true"
            let group = resolved(scan.child("groupId", of: index))
            guard let artifact = scan.child("artifactId", of: index) else { continue }
            let range = resolved(scan.child("version", of: index))
            manifest.dependencies.append(
                .init(
                    "\(group):\(artifact.text)", range,
                    scope == "test" ? .development : scope == "provided" ? .build : optional ? .optional : .runtime,
                    source.place(artifact), isPinned: JVMVersion.isPinned(range)))
        }
        for index in scan.all("project", "repositories", "repository")
            + scan.all("project", "pluginRepositories", "pluginRepository")
        {
            guard let address = scan.child("url", of: index) else { continue }
            manifest.sources.append(PackageSource(.extraRegistry, address.text, source.place(address)))
        }
        if let parent = scan.all("project", "parent").first, let artifact = scan.child("artifactId", of: parent) {
            let group = resolved(scan.child("groupId", of: parent))
            let range = resolved(scan.child("version", of: parent))
            manifest.dependencies.append(
                .init(
                    "\(group):\(artifact.text)", range, .build, source.place(artifact),
                    isPinned: JVMVersion.isPinned(range)))
        }
        manifest.settings = JVMSettings.read(manifest.folder, in: tree)
        return manifest
    }
}

enum JVMVersion {
    /// No range, no `SNAPSHOT`, `LATEST`, `RELEASE` or `+`. An empty version comes from a parent or a platform, which pins it.
    static func isPinned(_ version: String) -> Bool {
        guard let first = version.utf8.first else { return true }
        return first != UInt8(ascii: "[") && first != UInt8(ascii: "(") && !version.hasSuffix("-SNAPSHOT")
            && !version.hasSuffix("+") && !["LATEST", "RELEASE"].contains(version) && !version.hasPrefix("latest.")
    }
}

/// build.gradle and build.gradle.kts: programs, of which only the plain, usual lines are read.
enum GradleManifest {
    private static let configurations: [String: Manifest.Dependency.Kind] = [
        "implementation": .runtime, "api": .runtime, "runtimeOnly": .runtime, "compile": .runtime, "runtime": .runtime,
        "developmentOnly": .development, "testImplementation": .development, "testRuntimeOnly": .development,
        "testCompileOnly": .development, "compileOnly": .build, "annotationProcessor": .build, "kapt": .build,
        "ksp": .build,
    ]

    static func read(_ source: SourceFile, in tree: any FileTree) -> Manifest {
        var manifest = Manifest(ecosystem: .gradle, path: source.path)
        let catalogue = GradleCatalogue(manifest.folder, in: tree)
        for raw in ByteText(source).lines {
            let line = raw.trimmed
            if line.isEmpty || line.hasPrefix("//") || line.hasPrefix("*") { continue }
            let wordEnd = line.range.first { !isWord(line.bytes[$0]) } ?? line.end
            let word = line.upTo(wordEnd).text
            let rest = line.from(wordEnd).trimmed
            if let kind = configurations[word] {
                dependency(rest, kind, source, catalogue, &manifest)
            } else if word == "version", manifest.version == nil, let version = quoted(rest) {
                manifest.version = version.text
            } else if word == "url", let address = quoted(rest) {
                manifest.sources.append(PackageSource(.extraRegistry, address.text, source.place(address)))
            } else if word == "mainClass", let name = quoted(rest) {
                manifest.main = name.text
            }
            java(line, source, &manifest)
        }
        manifest.lock = LockFinder.find(Ecosystem.gradle.lockNames, for: manifest.folder, above: false, in: tree)
        if var lock = manifest.lock, let bytes = LockFinder.bytes(&lock, in: tree) {
            var locked: Set<String> = []
            for line in ByteText(bytes).lines where line.first != UInt8(ascii: "#") {
                let parts = line.upTo(line.firstIndex(of: UInt8(ascii: "=")) ?? line.end).split(UInt8(ascii: ":"))
                if parts.count == 3 { locked.insert("\(parts[0].text):\(parts[1].text)") }
            }
            lock.hasIntegrity = tree.exists(
                manifest.folder.isEmpty
                    ? "gradle/verification-metadata.xml" : manifest.folder + "/gradle/verification-metadata.xml")
            lock.differences = LockFinder.missing(manifest.runtimeDependencies, in: locked)
            manifest.lock = lock
        }
        manifest.settings = JVMSettings.read(manifest.folder, in: tree)
        return manifest
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z"))
            || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
    }

    /// What stands between the first pair of quotes.
    private static func quoted(_ text: ByteText) -> ByteText? {
        guard
            let open = text.range.first(where: {
                text.bytes[$0] == UInt8(ascii: "\"") || text.bytes[$0] == UInt8(ascii: "'")
            })
        else { return nil }
        let rest = text.from(open + 1)
        return rest.firstIndex(of: text.bytes[open]).map { rest.upTo($0) }
    }

    private static func dependency(
        _ rest: ByteText, _ kind: Manifest.Dependency.Kind, _ source: SourceFile, _ catalogue: GradleCatalogue,
        _ manifest: inout Manifest
    ) {
        // A platform only sets versions.
        if rest.contains("platform(") || rest.contains("project(") || rest.contains("files(") { return }
        if let text = quoted(rest) {
            let parts = text.split(UInt8(ascii: ":"))
            guard parts.count >= 2 else { return }
            let range = parts.count > 2 ? parts[2].text : ""
            manifest.dependencies.append(
                .init(
                    "\(parts[0].text):\(parts[1].text)", range, kind, source.place(text),
                    isPinned: JVMVersion.isPinned(range)))
        } else if let start = rest.find("libs.") {
            let tail = rest.from(start + 5)
            let end = tail.range.first { !isAlias(tail.bytes[$0]) } ?? tail.end
            guard let (name, range) = catalogue.libraries[tail.upTo(end).text] else { return }
            manifest.dependencies.append(
                .init(name, range, kind, source.place(rest), isPinned: JVMVersion.isPinned(range)))
        }
    }

    private static func isAlias(_ byte: UInt8) -> Bool {
        isWord(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    /// `JavaLanguageVersion.of(21)`, `jvmToolchain(21)`, `sourceCompatibility = JavaVersion.VERSION_17` or `= '17'`.
    private static func java(_ line: ByteText, _ source: SourceFile, _ manifest: inout Manifest) {
        guard !manifest.runtimes.contains(where: { $0.name == "java" }) else { return }
        for head in ["JavaLanguageVersion.of(", "jvmToolchain(", "JavaVersion.VERSION_", "sourceCompatibility = "] {
            guard let start = line.find(head) else { continue }
            let rest = line.from(start + head.utf8.count)
            let digits = rest.range.drop { rest.bytes[$0] == UInt8(ascii: "'") || rest.bytes[$0] == UInt8(ascii: "\"") }
                .prefix { rest.bytes[$0] >= UInt8(ascii: "0") && rest.bytes[$0] <= UInt8(ascii: "9") }
            guard let first = digits.first, let last = digits.last else { continue }
            let version = ByteText(rest.bytes, first..<last + 1)
            manifest.runtimes.append(.init(name: "java", range: version.text, span: source.place(version)))
            return
        }
    }
}

/// Libraries of gradle/libs.versions.toml by the accessor that a build file uses (`spring-web` is `libs.spring.web`).
struct GradleCatalogue {
    private(set) var libraries: [String: (name: String, range: String)] = [:]

    init(_ folder: String, in tree: any FileTree) {
        var current = folder
        var found: SourceFile?
        while found == nil {
            found = tree.source((current.isEmpty ? "" : current + "/") + "gradle/libs.versions.toml")
            if current.isEmpty { break }
            current = RelativePath.folder(current)
        }
        guard let found else { return }
        let root = TOMLSource(found).root
        for (alias, item) in root["libraries"]?.table ?? [:] {
            var name = ""
            var range = ""
            if let text = item.string {
                let parts = text.split(separator: ":")
                guard parts.count >= 2 else { continue }
                name = "\(parts[0]):\(parts[1])"
                range = parts.count > 2 ? String(parts[2]) : ""
            } else {
                name = item["module"]?.string ?? "\(item["group"]?.string ?? ""):\(item["name"]?.string ?? "")"
                range = item["version"]?.string ?? ""
                if let reference = item["version", "ref"]?.string { range = root["versions", reference]?.string ?? "" }
            }
            let accessor = String(
                decoding: alias.utf8.map { "-_".utf8.contains($0) ? UInt8(ascii: ".") : $0 }, as: UTF8.self)
            libraries[accessor] = (name, range)
        }
    }
}

/// The settings of Spring Boot, Quarkus and Micronaut that say how they listen and stop.
enum JVMSettings {
    /// Their keys; https://docs.spring.io/spring-boot/appendix/application-properties/, https://quarkus.io/guides/all-config.
    private static let keys: Set<String> = [
        "server.port", "server.shutdown", "spring.lifecycle.timeout-per-shutdown-phase", "management.server.port",
        "management.endpoint.health.probes.enabled", "server.address", "logging.file.name", "logging.file.path",
        "logging.structured.format.console", "quarkus.http.port", "quarkus.http.host", "quarkus.shutdown.timeout",
        "quarkus.log.file.enable", "quarkus.log.file.enabled", "quarkus.log.file.path", "quarkus.log.console.json",
        "micronaut.server.port", "spring.session.store-type", "spring.datasource.url",
    ]

    static func read(_ folder: String, in tree: any FileTree) -> [Manifest.Setting] {
        let base = (folder.isEmpty ? "" : folder + "/") + "src/main/resources/"
        var found: [Manifest.Setting] = []
        if let source = tree.source(base + "application.properties") {
            for raw in ByteText(source).lines {
                let line = raw.trimmed
                guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "!"),
                    let mark = line.range.first(where: { "=:".utf8.contains(line.bytes[$0]) })
                else { continue }
                let key = line.upTo(mark).trimmed.text
                if keys.contains(key) {
                    found.append(
                        .init(key: key, value: line.from(mark + 1).trimmed.text, span: source.place(line)))
                }
            }
        }
        for name in ["application.yml", "application.yaml"] {
            guard let source = tree.source(base + name) else { continue }
            var path: [(indentation: Int, key: String)] = []
            for line in IndentedText.lines(ByteText(source)) where !line.isItem {
                while let last = path.last, last.indentation >= line.indentation { path.removeLast() }
                guard path.count < 16 else { continue }
                path.append((line.indentation, line.key.text))
                let key = path.map(\.key).joined(separator: ".")
                if !line.value.isEmpty, keys.contains(key) {
                    found.append(.init(key: key, value: line.value.text, span: source.place(line.whole)))
                }
            }
        }
        return found
    }
}
