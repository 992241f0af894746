package import Basics
import DockerfileSyntax

/// A secret that COPY or ADD carries into the image that runs.
package struct ShippedSecret: Sendable {
    package enum Evidence: Sendable {
        /// A value in the file, masked, and its place.
        case value(Text, masked: String, Span)
        /// The file's name alone.
        case name(SensitivePath.Kind)
    }

    /// Its instruction and source in the Dockerfile.
    package var instruction: Int
    package var source: Range<Int>
    /// In the tree.
    package var path: String
    package var evidence: Evidence

    package var isValue: Bool { if case .value = evidence { true } else { false } }
}

/// Looks for secrets among the files that a build takes: by name first, then in what people write by hand.
struct SecretSearch {
    /// Bytes and files that are read at most: a review must stay quick on a repository of any size.
    private static let byteLimit = 3 << 20
    private static let fileLimit = 1_500
    private static let plainFileLimit = 64 << 10

    let workload: Workload
    let context: BuildContext

    func run() -> [ShippedSecret] {
        let used = workload.stagesInUse
        var seen: Set<String> = []
        var named: [(ContextFile, ContextCopy, SensitivePath)] = []
        var plain: [(ContextFile, ContextCopy)] = []
        for copy in workload.contextCopies where copy.way != .mount && used.contains(copy.stage) {
            for file in copy.files where file.kind == .file && file.size > 0 && !seen.contains(file.path) {
                let sensitive = SensitivePath.classify(file.path)
                if let sensitive, sensitive.isSecret {
                    guard reaches(file, copy) else { continue }
                    seen.insert(file.path)
                    if !Self.isExample(file.path) { named.append((file, copy, sensitive)) }
                } else if sensitive == nil, plain.count < Self.fileLimit, Self.isReadable(file) {
                    seen.insert(file.path)
                    plain.append((file, copy))
                }
            }
        }
        var budget = Self.byteLimit
        var found: [ShippedSecret] = []
        for (file, copy, sensitive) in named.prefix(200) { found += judge(file, copy, sensitive, &budget) }
        for (file, copy) in plain.sorted(by: { Self.rank($0.0) < Self.rank($1.0) }) {
            guard budget > file.size else { break }
            budget -= file.size
            let values = values(file, copy, isNamed: false)
            if !values.isEmpty, reaches(file, copy) { found += values }
        }
        return found
    }

    private func reaches(_ file: ContextFile, _ copy: ContextCopy) -> Bool {
        guard let target = copy.target(of: file) else {
            guard let stage = workload.stage else { return false }
            return workload.dockerfile.lineage(of: stage).contains { $0.index == copy.stage }
        }
        return workload.ships(target, from: copy.stage)
    }

    private func judge(
        _ file: ContextFile, _ copy: ContextCopy, _ sensitive: SensitivePath, _ budget: inout Int
    ) -> [ShippedSecret] {
        var values: [ShippedSecret] = []
        if file.size <= SecretContent.limit, budget > file.size {
            budget -= file.size
            values = self.values(file, copy, isNamed: true)
        }
        if !values.isEmpty || sensitive.needsContent { return values }
        if sensitive.kind == .environmentFile, !EnvironmentFile.mayHoldSecrets(context.tree, path(file)) { return [] }
        return [secret(file, copy, .name(sensitive.kind))]
    }

    private func values(_ file: ContextFile, _ copy: ContextCopy, isNamed: Bool) -> [ShippedSecret] {
        let path = path(file)
        guard let source = context.tree.source(path, limit: SecretContent.limit) else { return [] }
        let isConfiguration = isNamed || Self.isConfiguration(file.path)
        var result = SecretContent.scan(source.bytes).filter { $0.kind.isCertain || isConfiguration }.map {
            secret(file, copy, .value($0.kind.name, masked: $0.masked, source.span($0.range)))
        }
        if result.isEmpty, let config = PackageConfig.read(path, in: context.tree) {
            for credential in config.credentials where !credential.isReference {
                let name = Text(en: "password of a package registry", ja: "パッケージレジストリのパスワード")
                result.append(secret(file, copy, .value(name, masked: "\(credential.key)=…", credential.span)))
            }
        }
        return result
    }

    private func path(_ file: ContextFile) -> String { context.treePath(file.path) }

    private func secret(_ file: ContextFile, _ copy: ContextCopy, _ evidence: ShippedSecret.Evidence) -> ShippedSecret {
        ShippedSecret(
            instruction: copy.instruction, source: copy.source(of: file)?.range ?? 0..<0, path: path(file),
            evidence: evidence)
    }

    // MARK: What is read

    private static let exampleFolders: Set<Substring> = [
        "test", "tests", "__tests__", "spec", "specs", "fixtures", "testdata", "test-data", "example", "examples",
        "samples", "docs", "doc", "mocks", "__mocks__", "e2e", "cypress", "vendor", "third_party", "node_modules",
    ]

    /// Whether a folder says that its keys open nothing.
    private static func isExample(_ path: String) -> Bool {
        path.split(separator: "/").dropLast().contains { exampleFolders.contains($0) }
    }

    private static let texts: Set<String> = [
        "env", "json", "yml", "yaml", "toml", "ini", "cfg", "conf", "config", "properties", "xml", "sh", "py", "js",
        "ts",
        "mjs", "cjs", "rb", "php", "go", "java", "kt", "cs", "rs", "tf", "sql", "txt", "npmrc", "tsx", "jsx",
    ]

    private static func isReadable(_ file: ContextFile) -> Bool {
        guard file.size <= plainFileLimit, !isExample(file.path), !SourceName.isLock(file.path) else { return false }
        let name = RelativePath.name(file.path).lowercased()
        if name.has("test") || name.has("example") || name.has("sample") || name.has("mock") {
            return false
        }
        guard let dot = name.lastIndex(of: ".") else { return true }
        return texts.contains(String(name[name.index(after: dot)...])) || dot == name.startIndex
    }

    /// Configuration first, then what lies near the root.
    private static func rank(_ file: ContextFile) -> Int {
        (isConfiguration(file.path) ? 0 : 100) + file.path.utf8.count { $0 == UInt8(ascii: "/") }
    }

    /// Whether values are given names there that mean what they say, and are not of a test or a developer's machine.
    private static func isConfiguration(_ path: String) -> Bool {
        let name = RelativePath.name(path).lowercased()
        if ["local", "dev", "compose", "test", "ci"].contains(where: name.has) { return false }
        return ["application", "appsettings", "database.y", "settings.", "config.", "wp-config", "parameters."]
            .contains(where: name.hasPrefix) || PackageConfig.kind(of: path) != nil
    }
}

/// A file of `NAME=value` lines.
enum EnvironmentFile {
    /// Prefixes of variables that build tools write into the pages they make: nothing in them is secret.
    private static let publicPrefixes = [
        "REACT_APP_", "VITE_", "NEXT_PUBLIC_", "PUBLIC_", "VUE_APP_", "GATSBY_", "NG_APP_", "EXPO_PUBLIC_",
        "NUXT_PUBLIC_", "GENERATE_SOURCEMAP", "NODE_ENV", "PORT", "TZ", "DISABLE_ESLINT_PLUGIN", "BROWSER",
        "SKIP_PREFLIGHT_CHECK", "INLINE_RUNTIME_CHUNK", "FAST_REFRESH",
    ]

    /// Whether it sets a variable that is not public by its prefix.
    static func mayHoldSecrets(_ tree: any FileTree, _ path: String) -> Bool {
        guard let text = tree.text(path, limit: 64 << 10) else { return true }
        return text.utf8.split(separator: UInt8(ascii: "\n")).contains { line in
            var line = Substring(line)
            while line.first == " " { line = line.dropFirst() }
            if line.hasPrefix("export ") { line = line.dropFirst(7) }
            guard let equals = line.firstIndex(of: "="), !line.hasPrefix("#") else { return false }
            let name = line[..<equals]
            let value = line[line.index(after: equals)...]
            guard !value.isEmpty, value != "\"\"", value != "\r" else { return false }
            return !publicPrefixes.contains { name.hasPrefix($0) }
        }
    }
}
