import Basics
import DockerfileSyntax
import Testing
import Workload

/// What instructions take from the context, where it goes, and what reads it.
struct ContextCopyTests {
    private func workload(_ dockerfile: String, _ files: [String: String]) -> Workload {
        let tree = MemoryTree(files.merging(["Dockerfile": dockerfile]) { first, _ in first })
        let context = BuildContext(tree: tree, root: "", dockerfilePath: "Dockerfile")
        return Workload(name: ".", dockerfile: Dockerfile(dockerfile), tree: tree, context: context)
    }

    @Test(arguments: [
        ("COPY . .", "src/a.js", "/app/src/a.js"), ("COPY src lib", "src/a.js", "/app/lib/a.js"),
        ("COPY src /srv/", "src/b/c.js", "/srv/b/c.js"), ("COPY src/a.js main.js", "src/a.js", "/app/main.js"),
        ("COPY src/a.js ./", "src/a.js", "/app/a.js"), ("COPY src/*.js /x/", "src/a.js", "/x/a.js"),
    ])
    func targets(_ instruction: String, _ file: String, _ target: String) throws {
        let workload = workload("FROM node:22\nWORKDIR /app\n\(instruction)", ["src/a.js": "1", "src/b/c.js": "1"])
        let copy = try #require(workload.contextCopies.first)
        let taken = try #require(copy.files.first { $0.path == file })
        #expect(copy.target(of: taken) == target)
    }

    @Test func mountsAreReadAndShipNothing() throws {
        let workload = workload(
            "FROM node:22\nWORKDIR /app\nRUN --mount=type=bind,source=package.json,target=package.json npm install",
            ["package.json": "{}"])
        #expect(workload.contextCopies.map(\.way) == [.mount])
        #expect(workload.installs.first?.manifest?.path == "package.json")
    }

    @Test(arguments: [
        ("COPY --from=b /app /srv", true), ("COPY --from=b /app/dist /srv", false),
        ("COPY --from=b / /", true), ("COPY --from=0 /app/node_modules /n", true), ("RUN true", false),
    ])
    func followsFilesThroughStages(_ last: String, _ ships: Bool) {
        let workload = workload(
            "FROM node:22 AS b\nWORKDIR /app\nCOPY . .\nFROM node:22-slim\n\(last)", ["package.json": "{}"])
        #expect(workload.ships("/app/node_modules/x", from: 0) == ships)
    }

    @Test func installsSeeOnlyWhatIsThereBefore() throws {
        let files = [
            "package.json": #"{"dependencies": {"a": "1"}}"#, "package-lock.json": "{}", "api/package.json": "{}",
        ]
        let early = workload(
            "FROM node:22\nWORKDIR /app\nCOPY package.json .\nRUN npm install\nCOPY . .", files)
        #expect(early.installs.first?.manifest?.path == "package.json")
        #expect(early.installs.first?.lock == nil)
        let nested = workload("FROM node:22\nWORKDIR /app\nCOPY . .\nRUN cd api && npm install", files)
        #expect(nested.installs.first?.folder == "/app/api")
        #expect(nested.installs.first?.manifest?.path == "api/package.json")
        let unknown = workload("FROM node:22\nWORKDIR $HOME\nCOPY . .\nRUN npm install", files)
        #expect(unknown.installs.first?.folder == nil)
        #expect(unknown.installs.first?.manifests.isEmpty == true)
    }

    @Test func needsNoStageThatNothingUses() {
        let workload = workload(
            "FROM a AS x\nFROM x AS y\nFROM b AS unused\nFROM c\nRUN --mount=from=y,target=/y true\nCOPY --from=0 /a /a",
            [:])
        #expect(workload.stagesInUse == [0, 1, 3])
    }

    @Test func aDockerfileAloneIsNoContext() {
        #expect(!workload("FROM node:22\nCOPY . .", ["README.md": "x"]).hasRealContext)
        #expect(!workload("FROM node:22\nCOPY package.json .", ["index.js": "x"]).hasRealContext)
        #expect(workload("FROM node:22\nCOPY . .", ["index.js": "x"]).hasRealContext)
    }

    @Test func readsALog() {
        let history = ChangeHistory(log: Array("\0\n\nsrc/a.js\nREADME.md\n\0\n\npackage.json\n\0\n".utf8))
        #expect(history.commits == [["src/a.js", "README.md"], ["package.json"], []])
        #expect(history.count { $0.hasPrefix("src/") } == 1)
    }
}
