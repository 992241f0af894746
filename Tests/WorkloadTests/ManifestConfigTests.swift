import Basics
import Testing

@testable import Workload

@Suite struct ManifestConfigTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let path: String
        let text: String
        let kind: PackageConfig.Kind
        /// As `key`, or `key (reference)`.
        let credentials: [String]
        var sources: [String] = []
        var testDescription: String { path }
    }

    static let cases: [Case] = [
        .init(
            path: ".npmrc",
            text:
                "; c\nregistry=https://npm.example.com/\n//npm.example.com/:_authToken=npm_abc==\n//a/:_authToken=${NPM_TOKEN}\n",
            kind: .npmrc, credentials: ["//npm.example.com/:_authToken", "//a/:_authToken (reference)"],
            sources: ["https://npm.example.com/"]),
        .init(
            path: ".yarnrc.yml",
            text:
                "npmScopes:\n  acme:\n    npmRegistryServer: \"https://r.example.com\"\n    npmAuthToken: \"abc\"\nnodeLinker: node-modules\n",
            kind: .yarnrc, credentials: ["npmAuthToken"], sources: ["https://r.example.com"]),
        .init(
            path: "bunfig.toml", text: "[install]\nregistry = \"https://r.example.com\"\n[x]\ntoken = \"$TOKEN\"\n",
            kind: .bunfig, credentials: ["token (reference)"], sources: ["https://r.example.com"]),
        .init(
            path: "docker/pip.conf", text: "[global]\nindex-url = https://me:hunter2@pypi.example.com/simple\n",
            kind: .pipConf, credentials: [], sources: ["https://***@pypi.example.com/simple"]),
        .init(
            path: ".pypirc", text: "[pypi]\nusername = __token__\npassword = pypi-abc\n", kind: .pypirc,
            credentials: ["password"]),
        .init(
            path: "settings.xml",
            text:
                "<settings><servers><server><id>a</id><password>p</password></server><server><password>${env.P}</password>"
                + "</server><server><password>{sealed=}</password></server></servers></settings>",
            kind: .mavenSettings, credentials: ["password", "password (reference)"]),
        .init(
            path: "NuGet.Config",
            text: "<configuration><packageSources><add key=\"x\" value=\"https://n.example.com/v3\" /></packageSources>"
                + "<packageSourceCredentials><x><add key=\"ClearTextPassword\" value=\"%PW%\" />"
                + "<add key=\"ClearTextPassword\" value=\"pw\" /></x></packageSourceCredentials></configuration>",
            kind: .nugetConfig, credentials: ["ClearTextPassword (reference)", "ClearTextPassword"],
            sources: ["https://n.example.com/v3"]),
        .init(
            path: "auth.json", text: #"{"http-basic":{"repo.example.com":{"username":"u","password":"p"}}}"#,
            kind: .composerAuth, credentials: ["http-basic repo.example.com"]),
        .init(path: ".netrc", text: "machine h login u password p\n", kind: .netrc, credentials: ["password"]),
        .init(
            path: ".cargo/credentials", text: "[registry]\ntoken = \"abc\"\n", kind: .cargoCredentials,
            credentials: ["token"]),
    ]

    @Test(arguments: cases) func findsCredentials(_ test: Case) throws {
        let config = try #require(PackageConfig.read(test.path, in: MemoryTree([test.path: test.text])))
        #expect(config.kind == test.kind)
        #expect(config.problem == nil)
        #expect(config.credentials.map { $0.key + ($0.isReference ? " (reference)" : "") } == test.credentials)
        #expect(config.sources.map(\.address) == test.sources)
        let hasSecret =
            test.credentials.contains { !$0.hasSuffix("(reference)") } || test.sources.contains { $0.contains("***") }
        #expect(config.holdsSecrets == hasSecret)
    }

    @Test func spanIsTheKeysNotTheValues() throws {
        let text = "a=b\n//r/:_authToken=SECRETVALUE\n"
        let config = try #require(PackageConfig.read(".npmrc", in: MemoryTree([".npmrc": text])))
        let span = try #require(config.credentials.first?.span)
        #expect(span.start.line == 2)
        #expect(SourceFile(path: "", text: text).text(span.bytes) == "//r/:_authToken")
        #expect(!"\(config)".contains("SECRETVALUE"))
    }

    @Test func otherProgramsFilesAreNotTaken() {
        let tree = MemoryTree(["settings.xml": "<other/>", "auth.json": #"{"users":[]}"#, "README": ""])
        #expect(PackageConfig.read(folder: "", in: tree).isEmpty)
    }
}
