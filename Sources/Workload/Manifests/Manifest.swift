package import Basics

/// What a project declares of itself to its package manager: one manifest file, with its lock file if there is one.
///
/// Read by `ManifestReader`. A file that cannot be read is a value as well: `problem` says why, and the facts are empty.
package struct Manifest: Sendable {
    package var ecosystem: Ecosystem
    /// The folder that holds it, relative to the tree's root.
    package var folder: String
    package var path: String
    package var problem: Failure?

    package var name: String?
    package var version: String?
    package var scripts: [Script] = []
    /// The program's entry: `main` of package.json, the main class of a JVM build.
    package var main: String?
    /// Commands it installs (`bin` of npm, `[project.scripts]` of Python, `[[bin]]` of Cargo).
    package var commands: [String] = []
    package var dependencies: [Dependency] = []
    /// Versions of runtimes and compilers it asks for: `node`, `python`, `go`, `java`, `dotnet`, `rust`, `php`, `ruby`…
    package var runtimes: [Requirement] = []
    /// The `packageManager` field of package.json, as `Requirement(name: "pnpm", range: "9.1.0")`.
    package var packageManager: Requirement?
    package var workspaces: [String] = []
    package var lock: LockFile?
    /// Registries, archives and repositories that packages come from, other than the ecosystem's own.
    package var sources: [PackageSource] = []
    /// Requirement files this one includes (`-r other.txt`, `-c constraints.txt`).
    package var includes: [String] = []
    /// Settings beside it that decide how the program listens and stops (`server.shutdown` of Spring Boot…).
    package var settings: [Setting] = []
    /// Whether every requirement carries a digest (pip's `--hash`); nil where digests live in the lock file.
    package var hasHashes: Bool?
    package var frameworks: [Framework] = []
    /// Packages with code in C, C++ or Rust that may need a compiler when they are installed.
    package var nativePackages: [NativePackage] = []

    package init(ecosystem: Ecosystem, path: String) {
        self.ecosystem = ecosystem
        self.path = path
        folder = RelativePath.folder(path)
    }

    /// A requirement of one package.
    package struct Dependency: Sendable, Hashable {
        /// `indirect` is what go.mod lists of the dependencies of dependencies.
        package enum Kind: Sendable, Hashable { case runtime, development, optional, peer, build, indirect }

        package var name: String
        /// The version range as written; empty when there is none.
        package var range: String
        package var kind: Kind
        package var span: Span?
        /// Whether one version only can satisfy the range (`==1.2.3`, `1.2.3` of npm, a git commit).
        package var isPinned: Bool

        package init(_ name: String, _ range: String, _ kind: Kind, _ span: Span?, isPinned: Bool = false) {
            self.name = name
            self.range = range
            self.kind = kind
            self.span = span
            self.isPinned = isPinned
        }
    }

    /// A command with a name: npm's `scripts`, Composer's, Procfile-like ones.
    package struct Script: Sendable, Hashable {
        package var name: String
        package var text: String
        /// Where the command stands, quotes not included.
        package var span: Span
    }

    /// A name with a version range, such as `node >=20`.
    package struct Requirement: Sendable, Hashable {
        package var name: String
        package var range: String
        package var span: Span?
    }

    /// A key and a value in a settings file of the application.
    package struct Setting: Sendable, Hashable {
        package var key: String
        package var value: String
        package var span: Span
    }

    /// Dependencies that the program needs when it runs.
    package var runtimeDependencies: [Dependency] { dependencies.filter { $0.kind == .runtime } }
    /// Dependencies that only development, tests or the build need.
    package var developmentDependencies: [Dependency] {
        dependencies.filter { $0.kind == .development || $0.kind == .build }
    }
    /// Requirements that allow more than one version; where there is a lock file, it settles them.
    package var unpinned: [Dependency] { dependencies.filter { !$0.isPinned && $0.kind != .peer } }

    package func script(_ name: String) -> Script? { scripts.first { $0.name == name } }
    package func depends(on name: String) -> Bool { dependencies.contains { $0.name == name } }
    /// The port the program listens on when nothing says otherwise, when its framework has such a convention.
    package var conventionalPort: Int? {
        // Rails' own config/puma.rb sets 3000; Puma alone listens on 9292.
        if let rails = frameworks.first(where: { $0.name == "rails" }) { return rails.port }
        return frameworks.first { $0.kind == .server && $0.port != nil }?.port
            ?? frameworks.first { $0.port != nil }?.port
    }
}

/// A place packages come from.
package struct PackageSource: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case registry, extraRegistry, git, archive, path, trustedHost }

    package var kind: Kind
    /// The address; a user name or password in it is replaced by `***`.
    package var address: String
    package var span: Span?
    /// Whether it is fetched without TLS (`http:`, `git:`).
    package var isPlain: Bool
    /// Whether the address holds a password or token.
    package var hasCredentials: Bool
    /// Whether a git address names a full commit.
    package var isFixed: Bool

    package init(_ kind: Kind, _ address: String, _ span: Span?) {
        self.kind = kind
        self.span = span
        let redacted = AddressText.redact(address)
        self.address = redacted.text
        hasCredentials = redacted.found
        isPlain =
            ["http://", "git://", "git+http://"].contains { address.hasPrefix($0) } && !AddressText.isLocal(address)
        isFixed = AddressText.endsInCommit(address)
    }
}
