import Basics
import Testing
import Workload

@Suite struct DiscoveryBuildTests {
    @Test func composeTellsTheBuild() throws {
        let found = Discovery.find(
            in: MemoryTree([
                "deploy/compose.yaml": """
                services:
                  web:
                    platform: linux/arm64
                    build:
                      context: ..
                      dockerfile: docker/web.docker
                      target: prod
                      args: {A: "1", B: "${B}"}
                      additional_contexts: {base: ../base}
                """,
                "docker/web.docker": "FROM alpine",
            ]))
        let file = try #require(found.containerFile("docker/web.docker"))
        #expect(file.kind == .dockerfile && file.isFound)
        let hint = try #require(file.builds.first)
        #expect(hint.context == "" && hint.writtenContext == "..")
        #expect(hint.target == "prod" && hint.name == "web")
        #expect(hint.args == [.init(name: "A", value: "1"), .init(name: "B", value: nil)])
        #expect(hint.platforms == ["linux/arm64"])
        #expect(hint.additionalContexts == [.init(name: "base", value: "../base")])
        #expect(hint.toldBy?.path == "deploy/compose.yaml" && hint.toldBy?.start.line == 5)
        #expect(file.contextCandidates == ["", "docker"])
        #expect(found.problems.isEmpty)
    }

    @Test func withoutAWordConventionCounts() {
        let found = Discovery.find(in: MemoryTree(["a/b/docker/Dockerfile": "FROM x"]))
        #expect(found.containerFiles.first?.contextCandidates == ["a/b/docker", "a/b", "a", ""])
        #expect(found.containerFiles.first?.builds.isEmpty == true)
    }

    @Test func severalFilesTellOfOneDockerfile() throws {
        let found = Discovery.find(
            in: MemoryTree([
                "docker-compose.yml": "services: {a: {build: ./app}, b: {build: {context: app, target: t}}}",
                "docker-compose.override.yml": "services: {a: {build: {target: dev}}}",
                "docker-bake.hcl": "target \"rel\" { context = \"app\" }", "app/Dockerfile": "FROM x",
            ]))
        let file = try #require(found.containerFile("app/Dockerfile"))
        #expect(file.builds.map(\.name) == ["a", "a", "b", "rel"])
        #expect(Set(file.builds.map(\.target)) == [nil, "dev", "t"])
        #expect(file.builds.allSatisfy { $0.context == "app" })
        #expect(file.contextCandidates == ["app", ""])
    }

    @Test func inlineDockerfiles() throws {
        let found = Discovery.find(
            in: MemoryTree([
                "compose.yaml":
                    "services:\n  a:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM x\n",
                "docker-bake.hcl": "target \"b\" {\n  dockerfile-inline = \"FROM y\"\n}\n",
            ]))
        let inline = found.containerFiles.filter { $0.kind == .inline }
        #expect(inline.compactMap(\.inline?.text) == ["FROM x\n", "FROM y"])
        #expect(inline.compactMap(\.inline?.name) == ["a", "b"])
        #expect(inline.compactMap(\.inline?.place.start.line) == [5, 2])
        #expect(found.dockerfiles.count == 2)
    }

    @Test(arguments: [
        "services: {a: {build: ./gone}}", "services: {a: {build: {context: ., dockerfile: gone.Dockerfile}}}",
    ])
    func aMissingDockerfileIsAProblemWithItsPlace(_ text: String) {
        let found = Discovery.find(in: MemoryTree(["compose.yaml": text]))
        #expect(found.problems.count == 1)
        #expect(found.problems.first?.place?.path == "compose.yaml")
        #expect(found.problems.first?.text.en.contains("gone") == true)
    }

    @Test(arguments: [
        "https://github.com/x/y.git#main", "git@github.com:x/y.git", "/abs", "../../outside", "${DIR}",
        "github.com/x/y", "~/x",
    ])
    func contextsThatAreNotHereAreNoProblem(_ context: String) {
        let found = Discovery.find(
            in: MemoryTree(["c/compose.yaml": "services: {a: {build: '\(context)'}}", "c/Dockerfile": "FROM x"]))
        #expect(found.problems.isEmpty)
        #expect(found.containerFile("c/Dockerfile")?.builds.isEmpty == true)
    }

    @Test func bakeTargetsToInheritFromBuildNothing() {
        let found = Discovery.find(
            in: MemoryTree([
                "docker-bake.hcl":
                    "target \"_c\" { context = \"x\" }\ntarget \"base\" { args = {} }\ntarget \"app\" { inherits = [\"_c\", \"base\"] }",
                "x/Dockerfile": "FROM x",
            ]))
        #expect(found.problems.isEmpty, "\(found.problems)")
        #expect(found.containerFile("x/Dockerfile")?.builds.map(\.name) == ["app"])
    }
}

@Suite struct DiscoveryRootTests {
    private static let system = MemoryTree([
        "home/u/repo/.git/HEAD": "x", "home/u/repo/a/Dockerfile": "FROM x", "home/u/repo/b/c/Dockerfile": "FROM x",
        "srv/one/Dockerfile": "FROM x", "srv/two/Dockerfile": "FROM x",
    ])

    @Test(
        arguments: [
            ([], "/home/u/repo", "/home/u/repo", [""], ""),
            (["a/Dockerfile"], "/home/u/repo", "/home/u/repo", ["a/Dockerfile"], ""),
            (["../a", "./c/"], "/home/u/repo/b", "/home/u/repo", ["a", "b/c"], "b"),
            (["/srv/one"], "/home/u/repo", "/srv/one", [""], nil),
            (["/srv/one/Dockerfile", "/srv/two"], "/home", "/srv", ["one/Dockerfile", "two"], nil),
            (["one"], "/srv", "/srv", ["one"], ""),
            (["/srv/one", "/home/u/repo/a"], "/srv", "/", ["srv/one", "home/u/repo/a"], "srv"),
        ] as [([String], String, String, [String], String?)])
    func roots(_ paths: [String], _ current: String, _ root: String, _ starts: [String], _ here: String?) throws {
        let found = try DiscoveryRoot.find(paths: paths, currentFolder: current, in: Self.system)
        #expect(found == DiscoveryRoot(path: root, starts: starts, here: here))
    }

    @Test(arguments: [["nope"], ["a", "gone/Dockerfile"], [""], ["../../../../../x"]])
    func missingPaths(_ paths: [String]) {
        let failure = #expect(throws: Failure.self) {
            try DiscoveryRoot.find(paths: paths, currentFolder: "/home/u/repo", in: Self.system)
        }
        #expect(failure?.code == .notFound)
    }

    @Test(
        arguments: [
            ("", "a/b", "a/b"), ("a", "a/b", "b"), ("a/b", "a/c", "../c"), ("x", "a/b", "../a/b"), (nil, "a", "/r/a"),
            ("a/b", "a/b/é/f", "é/f"),
        ] as [(String?, String, String)])
    func shown(_ here: String?, _ path: String, _ expected: String) {
        #expect(DiscoveryRoot(path: "/r", starts: [], here: here).shown(path) == expected)
    }
}
