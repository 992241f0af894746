import Basics
import Testing

@testable import Workload

@Suite struct ManifestHostileTests {
    static let names = [
        "package.json", "pyproject.toml", "Pipfile", "environment.yml", "pom.xml", "build.gradle", "go.mod",
        "Cargo.toml",
        "Gemfile", "composer.json", "Package.swift", "mix.exs", "requirements.txt", "requirements.in", "A.csproj",
    ]
    static let locks = Ecosystem.allCases.flatMap(\.lockNames)

    static let inputs: [String: [UInt8]] = [
        "empty": [],
        "NUL": [0, 0, 0],
        "not UTF-8": [0xFF, 0xFE, 0x80, 0x22, 0xC3],
        "open bracket": Array("{\"dependencies\": {\"a\": ".utf8),
        "deep": Array(String(repeating: "[{", count: 20_000).utf8),
        "deep tags": Array(String(repeating: "<a>", count: 20_000).utf8),
        "deep keys": Array((String(repeating: "a.", count: 50_000) + "b = 1\n= broken").utf8),
        "deep arrays": Array(("a = " + String(repeating: "[", count: 5_000)).utf8),
        "quotes": Array(String(repeating: "\"'", count: 10_000).utf8),
        "escapes": Array("{\"a\\u0000b\": \"\\ud800\", \"\\".utf8),
        "TOML NUL key": Array("[project]\n\"a\\u0000b\" = 1\nname = \"x\\u0000y\"\n".utf8),
        "brackets": Array("}}}])>)>=\n@@@\n--\n-\n[[\n[".utf8),
        "long line": Array(String(repeating: "x", count: 60_000).utf8),
        "many lines": Array(String(repeating: "a\n", count: 10_000).utf8),
        "backslashes": Array(String(repeating: "a \\\n", count: 5_000).utf8),
        "calls": Array((".package(" + String(repeating: "(", count: 10_000)).utf8),
        "one line": Array(
            ("{\"dependencies\":{" + String(repeating: "\"a\":\"1\",", count: 20_000) + "\"b\":\"1\"}}").utf8),
        "only CR": Array("\r\r\r\n\r".utf8),
    ]

    @Test(arguments: inputs.keys.sorted()) func anyContentIsAValue(_ name: String) throws {
        let bytes = try #require(Self.inputs[name])
        var files: [String: [UInt8]] = [:]
        for name in Self.names + Self.locks { files["p/" + name] = bytes }
        for name in ["application.yml", "application.properties"] { files["p/src/main/resources/" + name] = bytes }
        let manifests = ManifestReader.read(folder: "p", in: MemoryTree(files))
        #expect(manifests.count == Self.names.count)
        for name in [".npmrc", ".yarnrc.yml", "settings.xml", "nuget.config", "auth.json", ".netrc", "pip.conf"] {
            _ = PackageConfig.read(name, in: MemoryTree([name: bytes]))
        }
    }

    @Test(arguments: ["package.json", "composer.json", "pyproject.toml", "Cargo.toml", "pom.xml", "A.csproj", "go.mod"])
    func brokenFilesSaySo(_ name: String) throws {
        let manifest = try readManifest(name, [name: "<broken = {"])
        #expect(manifest.problem?.code == .invalid)
        #expect(manifest.problem?.message.en.hasPrefix(name) == true)
    }

    @Test func tooLargeManifestIsAProblem() throws {
        let manifest = try readManifest("package.json", ["package.json": String(repeating: " ", count: 2 << 20)])
        #expect(manifest.problem?.code == .tooLarge)
    }

    @Test func cutOffLockIsAProblem() throws {
        let files = [
            "package.json": #"{"dependencies":{"a":"1"}}"#,
            "package-lock.json": #"{"lockfileVersion":3,"packages":{"":{"dependencies":{"a":"1"}},"node"#,
        ]
        let lock = try #require(try readManifest("package.json", files).lock)
        #expect(lock.problem?.code == .invalid)
        #expect(lock.isInStep == nil)
    }

    @Test func missingFolderIsEmpty() {
        #expect(ManifestReader.read(folder: "none", in: MemoryTree([String: String]())).isEmpty)
    }
}
