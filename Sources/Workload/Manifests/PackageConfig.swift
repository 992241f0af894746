package import Basics

/// A settings file of a package manager: which registries it names, and whether it holds passwords or tokens.
///
/// Values are never kept, so that no report can show one.
package struct PackageConfig: Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case npmrc, yarnrc, bunfig, pipConf, pypirc, mavenSettings, nugetConfig, composerAuth, cargoCredentials
        case gemCredentials, netrc
    }

    /// A key whose value is a secret.
    package struct Credential: Sendable, Hashable {
        /// The key as it is written, such as `//registry.example.com/:_authToken`.
        package var key: String
        /// The key's place, not the value's.
        package var span: Span
        /// Whether the value is only a reference to the environment (`${NPM_TOKEN}`), so that nothing leaks.
        package var isReference: Bool
    }

    package var kind: Kind
    package var path: String
    package var problem: Failure?
    package var credentials: [Credential] = []
    package var sources: [PackageSource] = []
    /// Keys that weaken or strengthen an install: `strict-ssl`, `ignore-scripts`, `save-exact`, `engine-strict`.
    package var settings: [Manifest.Setting] = []

    /// Whether a secret is written down in it.
    package var holdsSecrets: Bool {
        credentials.contains { !$0.isReference } || sources.contains(where: \.hasCredentials)
    }

    /// The kind of settings file that a path is, by its name and, where that is common, its folder.
    package static func kind(of path: String) -> Kind? {
        switch RelativePath.name(path).lowercased() {
        case ".npmrc", "npmrc": .npmrc
        case ".yarnrc.yml", ".yarnrc.yaml", ".yarnrc": .yarnrc
        case "bunfig.toml", ".bunfig.toml": .bunfig
        case "pip.conf", "pip.ini": .pipConf
        case ".pypirc": .pypirc
        case "settings.xml": .mavenSettings
        case "nuget.config": .nugetConfig
        case "auth.json": .composerAuth
        case "credentials.toml": .cargoCredentials
        case "credentials" where RelativePath.name(RelativePath.folder(path)) == ".cargo": .cargoCredentials
        case "credentials" where RelativePath.name(RelativePath.folder(path)) == ".gem": .gemCredentials
        case ".netrc", "_netrc": .netrc
        default: nil
        }
    }

    /// The settings files in a folder itself.
    package static func read(folder: String, in tree: any FileTree) -> [PackageConfig] {
        guard let entries = try? tree.list(folder) else { return [] }
        return entries.filter { $0.kind != .folder }.compactMap {
            read(RelativePath.join(folder, $0.name) ?? $0.name, in: tree)
        }
    }

    /// The settings file at `path`, or nil when its name is none. A settings.xml or auth.json of something else is nil too.
    package static func read(_ path: String, in tree: any FileTree) -> PackageConfig? {
        guard let kind = kind(of: path) else { return nil }
        var config = PackageConfig(kind: kind, path: path)
        do {
            let source = SourceFile(path: path, bytes: try tree.read(path, limit: ManifestReader.manifestLimit))
            guard config.fill(source) else { return nil }
        } catch {
            config.problem = error
        }
        return config
    }

    private init(kind: Kind, path: String) {
        self.kind = kind
        self.path = path
    }

    // MARK: Reading

    /// Reads the file; false when it is of another program.
    private mutating func fill(_ source: SourceFile) -> Bool {
        switch kind {
        case .npmrc, .pipConf, .pypirc, .bunfig, .cargoCredentials: assignments(source, UInt8(ascii: "="))
        case .gemCredentials: assignments(source, UInt8(ascii: ":"))
        case .yarnrc where source.path.hasSuffix("rc"): words(source)
        case .yarnrc: yarn(source)
        case .netrc: netrc(source)
        case .mavenSettings: return maven(source)
        case .nugetConfig: nuget(source)
        case .composerAuth: return composer(source)
        }
        return true
    }

    private mutating func assignments(_ source: SourceFile, _ separator: UInt8) {
        for raw in ByteText(source).lines {
            let line = raw.trimmed
            guard let first = line.first, !"#;[".utf8.contains(first) else { continue }
            // `//registry/:_authToken` holds colons, and base64 holds `=` behind the first.
            guard let (key, value) = line.cut(separator) else { continue }
            entry(key, value, source)
        }
    }

    /// The keys of Yarn 1's .yarnrc stand before a blank.
    private mutating func words(_ source: SourceFile) {
        for line in ByteText(source).lines {
            let words = line.trimmed.words
            if words.count >= 2, words[0].first != UInt8(ascii: "#") { entry(words[0], words[1], source) }
        }
    }

    private mutating func yarn(_ source: SourceFile) {
        for line in IndentedText.lines(ByteText(source)) where !line.value.isEmpty {
            entry(line.key, line.value, source)
        }
    }

    private mutating func netrc(_ source: SourceFile) {
        let words = ByteText(source).words
        for (index, word) in words.enumerated() where word == "password" && index + 1 < words.count {
            credential(word, words[index + 1], source)
        }
    }

    private mutating func entry(_ key: ByteText, _ value: ByteText, _ source: SourceFile) {
        let name = key.unquoted.text.lowercased()
        let tail = name.split(separator: ":").last.map(String.init) ?? name
        if Self.secretKeys.contains(tail) {
            credential(key, value.unquoted, source)
        } else if tail.hasSuffix("registry") || tail.hasSuffix("registryserver") || tail.has("index-url")
            || tail == "repository" || tail == "url"
        {
            for word in value.words where word.contains("://") {
                let kind: PackageSource.Kind =
                    tail.has("extra") || name.hasPrefix("@") ? .extraRegistry : .registry
                sources.append(PackageSource(kind, word.text, source.place(key)))
            }
        } else if tail == "trusted-host" {
            for word in value.words { sources.append(PackageSource(.trustedHost, word.text, source.place(key))) }
        } else if Self.settingKeys.contains(tail) {
            let whole = source.span(key.start..<value.end)
            settings.append(.init(key: key.unquoted.text, value: value.unquoted.text, span: whole))
        }
    }

    private mutating func credential(_ key: ByteText, _ value: ByteText, _ source: SourceFile) {
        guard !value.isEmpty else { return }
        credentials.append(
            .init(
                key: key.unquoted.text, span: source.place(key),
                isReference: AddressText.isReference(value.unquoted.text)))
    }

    private static let secretKeys: Set<String> = [
        "_authtoken", "_auth", "_password", "npmauthtoken", "npmauthident", "password", "token", "rubygems_api_key",
        "_secret", "keyfile",
    ]
    private static let settingKeys: Set<String> = [
        "strict-ssl", "enablestrictssl", "ignore-scripts", "enablescripts", "save-exact", "engine-strict",
        "package-lock", "audit", "legacy-peer-deps", "nodelinker", "require-hashes", "no-cache-dir", "frozen-lockfile",
        "enableimmutableinstalls", "shamefully-hoist", "omit", "production",
    ]

    // MARK: XML and JSON

    private mutating func maven(_ source: SourceFile) -> Bool {
        let scan = TagScan(source.bytes)
        guard scan.elements.first?.name == "settings" else { return false }
        for element in scan.elements {
            let text = element.text.trimmed
            switch element.name {
            case "password", "passphrase":
                // Maven's own encryption stands in braces; its key is elsewhere.
                let isSealed = text.first == UInt8(ascii: "{") && text.last == UInt8(ascii: "}")
                if !isSealed { credential(ByteText(text.bytes, tagName(element)), text, source) }
            case "url": sources.append(PackageSource(.extraRegistry, text.text, source.place(text)))
            default: break
            }
        }
        return true
    }

    private func tagName(_ element: TagScan.Element) -> Range<Int> {
        let start = element.tag.start + 1
        return start..<start + element.name.utf8.count
    }

    private mutating func nuget(_ source: SourceFile) {
        let scan = TagScan(source.bytes)
        if !scan.isWellFormed { problem = .invalid(source.path, "XML", detail: "") }
        for element in scan.elements where element.name == "add" {
            guard let key = element.attribute("key"), let value = element.attribute("value") else { continue }
            if key.text.lowercased().has("password") || key == "apikey" {
                credential(key, value, source)
            } else if value.contains("://") {
                sources.append(PackageSource(.extraRegistry, value.text, source.place(key)))
            }
        }
    }

    /// Composer's auth.json: an object of hosts under each way to log in.
    private mutating func composer(_ source: SourceFile) -> Bool {
        let ways: Set<String> = [
            "http-basic", "github-oauth", "gitlab-token", "gitlab-oauth", "bitbucket-oauth", "bearer",
        ]
        guard let root = JSONNode(root: source.bytes) else {
            problem = .invalid(source.path, "JSON", detail: "")
            return true
        }
        var found = false
        for way in root.members where ways.contains(way.key) {
            found = true
            for host in way.value.members {
                let span = source.span(host.keyRange)
                credentials.append(.init(key: "\(way.key) \(host.key)", span: span, isReference: false))
            }
        }
        return found
    }
}
