import Basics
import Testing

@testable import Workload

/// The manifest at a path of files in memory.
func readManifest(_ path: String, _ files: [String: String]) throws -> Manifest {
    try #require(ManifestReader.read(path, in: MemoryTree(files)).first)
}

@Suite struct ManifestNodeTests {
    private static let package = """
        {
          "name": "shop", "version": "2.1.0", "main": "dist/server.js",
          "scripts": { "prestart": "npm run build", "start": "node \\"dist/server.js\\"" },
          "engines": { "node": ">=20" },
          "packageManager": "npm@10.8.1+sha512.abc",
          "dependencies": { "express": "^4.18.2", "bcrypt": "5.1.1", "left": "git+https://u:pw@example.com/l.git" },
          "devDependencies": { "jest": "^29.0.0" }
        }
        """

    @Test func readsFacts() throws {
        let manifest = try readManifest("web/package.json", ["web/package.json": Self.package])
        #expect(manifest.problem == nil)
        #expect(manifest.ecosystem == .npm)
        #expect(manifest.folder == "web")
        #expect(manifest.name == "shop")
        #expect(manifest.version == "2.1.0")
        #expect(manifest.main == "dist/server.js")
        #expect(manifest.script("start")?.text == "node \"dist/server.js\"")
        #expect(manifest.script("start")?.span.start == Position(line: 3, column: 55))
        #expect(manifest.runtimes.map(\.range) == [">=20"])
        #expect(manifest.packageManager?.name == "npm")
        #expect(manifest.packageManager?.range == "10.8.1")
        #expect(manifest.runtimeDependencies.map(\.name) == ["express", "bcrypt", "left"])
        #expect(manifest.developmentDependencies.map(\.name) == ["jest"])
        #expect(manifest.unpinned.map(\.name) == ["express", "left", "jest"])
        #expect(manifest.sources.map(\.address) == ["git+https://***@example.com/l.git"])
        #expect(manifest.sources.first?.hasCredentials == true)
        #expect(manifest.frameworks.map(\.name) == ["express"])
        #expect(manifest.nativePackages.map(\.name) == ["bcrypt"])
        #expect(manifest.lock == nil)
    }

    struct LockCase: Sendable, CustomTestStringConvertible {
        let name: String
        let package: String
        let lockName: String
        let lock: String
        /// As `kind name`, sorted.
        let differences: [String]
        var version: String?
        var integrity: Bool = false
        var ecosystem: Ecosystem
        var testDescription: String { name }
    }

    static let lockCases: [LockCase] = [
        .init(
            name: "npm in step", package: #"{"dependencies":{"a":"^1.0.0"},"devDependencies":{"b":"~2.0.0"}}"#,
            lockName: "package-lock.json",
            lock: #"""
                {"name":"x","lockfileVersion":3,"packages":{"":{"dependencies":{"a":"^1.0.0"},"devDependencies":{"b":"~2.0.0"}},
                "node_modules/a":{"version":"1.2.0","integrity":"sha512-x"}}}
                """#, differences: [], version: "3", integrity: true, ecosystem: .npm),
        .init(
            name: "npm out of step", package: #"{"dependencies":{"a":"^1.1.0","c":"1.0.0"}}"#,
            lockName: "package-lock.json",
            lock: #"{"lockfileVersion":2,"packages":{"":{"dependencies":{"a":"^1.0.0","gone":"1.0.0"}}}}"#,
            differences: ["extra gone", "missing c", "range a"], version: "2", ecosystem: .npm),
        .init(
            name: "npm of format 1", package: #"{"dependencies":{"a":"^1.1.0","c":"1.0.0"}}"#,
            lockName: "package-lock.json",
            lock: #"{"lockfileVersion":1,"dependencies":{"a":{"version":"1.1.1","integrity":"sha1-x"}}}"#,
            differences: ["missing c"], version: "1", integrity: true, ecosystem: .npm),
        .init(
            name: "npm, overridden", package: #"{"dependencies":{"a":"^1.0.0"},"overrides":{"a":"2.0.0"}}"#,
            lockName: "npm-shrinkwrap.json",
            lock: #"{"lockfileVersion":3,"packages":{"":{"dependencies":{"a":"2.0.0"}}}}"#,
            differences: [], version: "3", ecosystem: .npm),
        .init(
            name: "yarn 1", package: #"{"dependencies":{"a":"^1.0.0","@s/b":"2.0.0","c":"^3.0.0","d":"1"}}"#,
            lockName: "yarn.lock",
            lock: """
                # yarn lockfile v1


                a@^1.0.0, a@^1.0.1:
                  version "1.2.0"
                  integrity sha512-x

                "@s/b@2.0.0":
                  version "2.0.0"

                c@^2.0.0:
                  version "2.0.0"
                """, differences: ["missing d", "range c"], version: "1", integrity: true, ecosystem: .yarn),
        .init(
            name: "yarn 4", package: #"{"dependencies":{"a":"^1.0.0","w":"workspace:^","e":"^5"}}"#,
            lockName: "yarn.lock",
            lock: """
                __metadata:
                  version: 8

                "a@npm:^1.0.0, a@npm:^1.1.0":
                  version: 1.2.0
                  checksum: 10/abc
                """, differences: ["missing e"], version: "8", integrity: true, ecosystem: .yarn),
        .init(
            name: "pnpm 9", package: #"{"dependencies":{"a":"^1.0.0"},"devDependencies":{"@s/b":"^2.0.0","c":"1"}}"#,
            lockName: "pnpm-lock.yaml",
            lock: """
                lockfileVersion: '9.0'

                settings:
                  autoInstallPeers: true

                importers:

                  .:
                    dependencies:
                      a:
                        specifier: ^1.0.0
                        version: 1.2.0
                    devDependencies:
                      '@s/b':
                        specifier: ^1.0.0
                        version: 1.0.0
                  packages/other:
                    dependencies:
                      z:
                        specifier: ^9.0.0
                        version: 9.0.0

                packages:

                  a@1.2.0:
                    resolution: {integrity: sha512-x}
                """, differences: ["missing c", "range @s/b"], version: "9.0", integrity: true, ecosystem: .pnpm),
        .init(
            name: "pnpm 5", package: #"{"dependencies":{"a":"^1.0.0","b":"^2.0.0"}}"#, lockName: "pnpm-lock.yaml",
            lock: "lockfileVersion: 5.4\n\nspecifiers:\n  a: ^1.0.0\n\ndependencies:\n  a: 1.2.0\n",
            differences: ["missing b"], version: "5.4", ecosystem: .pnpm),
        .init(
            name: "bun", package: #"{"dependencies":{"a":"^1.0.0","b":"^2.0.0"}}"#, lockName: "bun.lock",
            lock: """
                {
                  // written by bun
                  "lockfileVersion": 1,
                  "workspaces": { "": { "name": "x", "dependencies": { "a": "^1.0.0", }, }, },
                  "packages": { "a": ["a@1.2.0", "", {}, "sha512-x"], }
                }
                """, differences: ["missing b"], version: "1", integrity: true, ecosystem: .bun),
    ]

    @Test(arguments: lockCases) func comparesLock(_ test: LockCase) throws {
        let manifest = try readManifest("package.json", ["package.json": test.package, test.lockName: test.lock])
        let lock = try #require(manifest.lock)
        #expect(lock.problem == nil)
        #expect((lock.differences ?? []).map { "\($0.kind) \($0.name)" }.sorted() == test.differences)
        #expect(lock.isInStep == test.differences.isEmpty)
        #expect(lock.version == test.version)
        #expect(lock.hasIntegrity == test.integrity)
        #expect(manifest.ecosystem == test.ecosystem)
    }

    @Test func differenceNamesTheManifestsLine() throws {
        let files = [
            "package.json": "{\n\"dependencies\": {\n  \"new\": \"^1\"\n}}",
            "package-lock.json": #"{"lockfileVersion":3,"packages":{"":{}}}"#,
        ]
        let difference = try #require(try readManifest("package.json", files).lock?.differences?.first)
        #expect(difference.span?.start == Position(line: 3, column: 3))
        #expect(difference.declared == "^1")
    }

    @Test func memberOfAWorkspaceUsesTheLockAbove() throws {
        let files = [
            "package.json": #"{"workspaces":["apps/*"]}"#,
            "package-lock.json":
                #"{"lockfileVersion":3,"packages":{"":{},"apps/web":{"dependencies":{"a":"^1.0.0"}},"apps/api":{}}}"#,
            "apps/web/package.json": #"{"dependencies":{"a":"^1.0.0"}}"#,
            "apps/api/package.json": #"{"dependencies":{"a":"^1.0.0"}}"#,
        ]
        let web = try readManifest("apps/web/package.json", files)
        #expect(web.lock?.path == "package-lock.json")
        #expect(web.lock?.isAbove == true)
        #expect(web.lock?.isInStep == true)
        #expect(try readManifest("apps/api/package.json", files).lock?.differences?.map(\.name) == ["a"])
        #expect(try readManifest("package.json", files).workspaces == ["apps/*"])
    }

    @Test func anotherProjectsLockAboveIsNotOurs() throws {
        let files = [
            "package.json": "{}", "package-lock.json": #"{"lockfileVersion":3,"packages":{"":{}}}"#,
            "tool/package.json": #"{"dependencies":{"a":"1"}}"#,
        ]
        #expect(try readManifest("tool/package.json", files).lock == nil)
    }

    @Test func namesOtherLockFiles() throws {
        let files = [
            "package.json": #"{"packageManager":"yarn@1.22.22"}"#, "yarn.lock": "# yarn lockfile v1\n",
            "package-lock.json": #"{"lockfileVersion":3,"packages":{"":{}}}"#,
        ]
        let manifest = try readManifest("package.json", files)
        #expect(manifest.ecosystem == .yarn)
        #expect(manifest.lock?.path == "yarn.lock")
        #expect(manifest.lock?.others == ["package-lock.json"])
    }

    @Test func workspacesOfPnpm() throws {
        let files = [
            "package.json": "{}",
            "pnpm-workspace.yaml": "packages:\n  - 'apps/*'\n  - \"libs/*\" # ours\ncatalog:\n  - no\n",
        ]
        #expect(try readManifest("package.json", files).workspaces == ["apps/*", "libs/*"])
    }

    @Test(arguments: [
        ("1.2.3", true), ("=1.2.3", true), ("npm:other@1.2.3", true), ("1.2.3-beta.1", true), ("1.2", false),
        ("^1.2.3", false), ("1.x.0", false), ("*", false), ("latest", false), ("", false), (">=1.2.3", false),
    ]) func exactRange(_ range: String, _ isExact: Bool) {
        #expect(NodeManifest.isExact(range) == isExact)
    }
}
