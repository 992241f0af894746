package import Basics

/// Reads the manifests of a folder, each with its lock file.
///
/// Nothing is thrown: a file that cannot be read or understood is a `Manifest` with a `problem`. Lock files are scanned as
/// bytes and never decoded as a whole.
package enum ManifestReader {
    /// Manifests larger than this are not read.
    static let manifestLimit = 1 << 20
    /// Lock files larger than this are not compared.
    static let lockLimit = 32 << 20

    /// The manifests in a folder itself, in the order of their file names.
    package static func read(folder: String, in tree: any FileTree) -> [Manifest] {
        guard let entries = try? tree.list(folder) else { return [] }
        let names = entries.filter { $0.kind == .file || $0.kind == .link }.map(\.name)
        return names.flatMap { name in
            kind(of: name) == nil ? [] : read(RelativePath.join(folder, name) ?? name, in: tree)
        }
    }

    /// The manifests that a file stands for: none when its name is not a manifest's, else one. A pom.xml beside a
    /// build.gradle is read by its own name.
    package static func read(_ path: String, in tree: any FileTree) -> [Manifest] {
        guard let kind = kind(of: RelativePath.name(path)) else { return [] }
        let source: SourceFile
        do {
            source = SourceFile(path: path, bytes: try tree.read(path, limit: manifestLimit))
        } catch {
            var manifest = Manifest(ecosystem: kind.ecosystem, path: path)
            manifest.problem = error
            return [manifest]
        }
        var manifest = kind.read(source, tree)
        let language = manifest.ecosystem.language
        manifest.frameworks = Framework.among(manifest.dependencies, language) + manifest.frameworks
        manifest.nativePackages = NativePackage.among(manifest.dependencies, language)
        return [manifest]
    }

    /// Whether a file of this name is a manifest that is read here.
    package static func isManifest(_ name: String) -> Bool { kind(of: name) != nil }

    /// How a kind of file is read; `ecosystem` is what an unreadable one counts as.
    private struct Kind {
        let ecosystem: Ecosystem
        let read: (SourceFile, any FileTree) -> Manifest
    }

    private static func kind(of name: String) -> Kind? {
        switch name {
        case "package.json": Kind(ecosystem: .npm, read: NodeManifest.read)
        case "pyproject.toml": Kind(ecosystem: .pip, read: PyProject.read)
        case "Pipfile": Kind(ecosystem: .pipenv, read: Pipfile.read)
        case "environment.yml", "environment.yaml": Kind(ecosystem: .conda, read: CondaManifest.read)
        case "pom.xml": Kind(ecosystem: .maven, read: MavenManifest.read)
        case "build.gradle", "build.gradle.kts": Kind(ecosystem: .gradle, read: GradleManifest.read)
        case "go.mod": Kind(ecosystem: .go, read: GoManifest.read)
        case "Cargo.toml": Kind(ecosystem: .cargo, read: CargoManifest.read)
        case "Gemfile", "gems.rb": Kind(ecosystem: .bundler, read: RubyManifest.read)
        case "composer.json": Kind(ecosystem: .composer, read: ComposerManifest.read)
        case "Package.swift": Kind(ecosystem: .swift, read: SwiftManifest.read)
        case "mix.exs": Kind(ecosystem: .mix, read: MixManifest.read)
        case _ where RequirementsFile.isName(name): Kind(ecosystem: .pip, read: RequirementsFile.read)
        case _ where name.hasSuffix(".csproj") || name.hasSuffix(".fsproj") || name.hasSuffix(".vbproj"):
            Kind(ecosystem: .dotnet, read: DotnetManifest.read)
        default: nil
        }
    }
}

/// Finds and reads the lock file of a manifest.
enum LockFinder {
    /// The first of `names` beside the manifest, or in a folder above it when `above` says that workspaces share one.
    static func find(_ names: [String], for folder: String, above: Bool, in tree: any FileTree) -> LockFile? {
        var current = folder
        while true {
            for name in names {
                let path = current.isEmpty ? name : current + "/" + name
                if let entry = tree.entry(path), entry.kind == .file || entry.kind == .link {
                    var lock = LockFile(path: path, size: entry.size)
                    lock.isAbove = current != folder
                    return lock
                }
            }
            guard above, !current.isEmpty else { return nil }
            current = RelativePath.folder(current)
        }
    }

    /// The lock file's bytes; when they cannot be had, `lock.problem` says why.
    static func bytes(_ lock: inout LockFile, in tree: any FileTree) -> [UInt8]? {
        do {
            return try tree.read(lock.path, limit: ManifestReader.lockLimit)
        } catch {
            lock.problem = error
            return nil
        }
    }

    /// Names of `dependencies` that `locked` does not hold, as differences; both are compared after `key`.
    static func missing(
        _ dependencies: [Manifest.Dependency], in locked: Set<String>, key: (String) -> String = { $0 }
    ) -> [LockFile.Difference] {
        dependencies.filter { !locked.contains(key($0.name)) }.map {
            LockFile.Difference(kind: .missing, name: $0.name, declared: $0.range, locked: "", span: $0.span)
        }
    }
}
