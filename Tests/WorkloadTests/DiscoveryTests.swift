import Basics
import Testing
import Workload

@Suite struct DiscoveryNameTests {
    private static let from = "FROM alpine\n"

    @Test(arguments: [
        "Dockerfile", "dockerfile", "Dockerfile.web", "Dockerfile.go", "web.Dockerfile", "web.dockerfile",
        "Containerfile",
        "Containerfile.web", "Dockerfile-web", "Dockerfile_web", "Dockerfile.prod.v2", "Dockerfile.alpine3.20",
        "x.Containerfile",
        "Dockerfile.json", "Dockerfile.txt",
    ])
    func namesOfDockerfiles(_ name: String) {
        let found = Discovery.find(in: MemoryTree(["a/b/" + name: Self.from]))
        #expect(found.containerFiles.map(\.path) == ["a/b/" + name])
        #expect(found.containerFiles.first?.kind == .dockerfile)
        #expect(found.containerFiles.first?.state == .found)
    }

    @Test(arguments: [
        "Dockerfile.dockerignore", "Dockerfile~", "Dockerfile.swp", ".Dockerfile.swp", "Dockerfile.orig",
        "Dockerfile.md",
        "Dockerfiles", "dockerfiles.txt", "MyDockerfile", "Dockerfile2", "Dockerfile.web~", "docs-Dockerfile.html",
        "Dockerfile.web.dockerignore", "composer", "compose", "docker-compose", "docker-bake",
    ])
    func namesOfOtherFiles(_ name: String) {
        #expect(Discovery.find(in: MemoryTree([name: Self.from])).containerFiles.isEmpty)
    }

    @Test(arguments: [
        ("dockerfile.go", "package dockerfile\n", false),
        ("Dockerfile.go", "# syntax=x\n\nARG V=1\nFROM golang:$V\n", true),
        ("dockerfile.py", "from os import path\n", false), ("Dockerfile_test.go", "package x\n", false),
        ("Dockerfile-notes", "Our images\n", false), ("Dockerfile.web", "RUN x\n", true), ("Dockerfile", "", true),
        ("dockerfile-lint.yml", "from: x\n", false), ("compose-notes.yml", "a: b\n", false),
        ("compose-dev.yml", "services: {a: {image: x}}\n", true), ("Dockerfile.txt", "from alpine\n", true),
    ])
    func theTextDecidesWhereTheNameDoesNot(_ name: String, _ text: String, _ isContainerFile: Bool) {
        #expect(Discovery.find(in: MemoryTree([name: text])).containerFiles.isEmpty != isContainerFile)
    }

    @Test(arguments: [
        ("Dockerfile.template", "FROM alpine:{{ .Version }}\n", true),
        ("Dockerfile.j2", "{% if x %}\nFROM a\n{% endif %}", true),
        ("Dockerfile.erb", "FROM a:<%= v %>\n", true),
        ("Dockerfile-alpine.template", "FROM alpine:0.0\nRUN x\n", false),
        ("Dockerfile.tmpl", "# {{ not here }}\nFROM alpine\n", false), ("app.Dockerfile.in", "@HEAD@\nFROM a\n", true),
    ])
    func templates(_ name: String, _ text: String, _ isTemplate: Bool) {
        let file = Discovery.find(in: MemoryTree([name: text])).containerFiles.first
        if isTemplate {
            guard case .template(let reason)? = file?.state else {
                Issue.record("\(String(describing: file?.state))")
                return
            }
            #expect(!reason.en.isEmpty && !reason.ja.isEmpty)
        } else {
            #expect(file?.state == .found)
        }
    }

    @Test(arguments: [
        ("compose.yaml", ContainerFile.Kind.compose), ("compose.yml", .compose), ("compose.override.yaml", .compose),
        ("docker-compose.yml", .compose), ("docker-compose.test.yaml", .compose), ("docker-compose-dev.yml", .compose),
        ("docker-bake.hcl", .bake), ("docker-bake.override.hcl", .bake), ("bake.hcl", .bake),
    ])
    func composeAndBake(_ name: String, _ kind: ContainerFile.Kind) {
        let found = Discovery.find(in: MemoryTree([name: ""]))
        #expect(found.containerFiles.map(\.kind) == [kind])
        #expect(found.composeFiles.count + found.bakeFiles.count == 1)
    }

    @Test func otherFiles() {
        let wanted = [
            ".github/dependabot.yml", ".github/workflows/ci.yml", ".gitlab-ci.yml", "Cargo.toml", "Gemfile",
            "Package.swift",
            "a/App.csproj", "a/buildspec-prod.yml", "a/docker-entrypoint.sh", "a/ecs-task-def.json", "a/go.mod",
            "a/package-lock.json", "a/package.json", "a/requirements-dev.txt", "a/supervisord.conf", "b/nginx.conf",
            "b/task-definition.json", "composer.json", "plimsoll.yml", "pom.xml", "pyproject.toml", "renovate.json",
        ]
        let unwanted = [
            "a/main.go", "a/notes.txt", "ci.yml", "workflows/ci.yml", "a/data.json", "a/run.sh", "x/app.conf",
        ]
        let found = Discovery.find(
            in: MemoryTree(Dictionary(uniqueKeysWithValues: (wanted + unwanted).map { ($0, "x") })))
        #expect(found.otherFiles == wanted)
        #expect(found.filesSeen == wanted.count + unwanted.count)
        #expect(found.foldersVisited == 7)
    }
}

@Suite struct DiscoveryWalkTests {
    @Test func foldersThatPackagesFillAreSkipped() {
        let skipped = [".git", "node_modules", "web/node_modules", ".venv", ".terraform", "go/vendor"]
        var files = [
            "go/go.mod": "module x", "vendor/own/Dockerfile": "FROM a", "dist/Dockerfile": "FROM a",
            "target/Dockerfile": "FROM a",
        ]
        for folder in skipped { files[folder + "/x/Dockerfile"] = "FROM a" }
        let found = Discovery.find(in: MemoryTree(files))
        #expect(found.containerFiles.map(\.path) == ["dist/Dockerfile", "target/Dockerfile", "vendor/own/Dockerfile"])
        #expect(found.skippedFolders == skipped.sorted())
    }

    @Test(arguments: [
        (["a"], ["a/Dockerfile", "a/b/Dockerfile"]), (["a/b", "c"], ["a/b/Dockerfile", "c/Dockerfile"]),
        (["a/Dockerfile"], ["a/Dockerfile"]), (["a/odd.name"], ["a/odd.name"]),
        (["a", "a/Dockerfile"], ["a/Dockerfile", "a/b/Dockerfile"]),
        ([], ["a/Dockerfile", "a/b/Dockerfile", "c/Dockerfile"]),
    ])
    func starts(_ starts: [String], _ expected: [String]) {
        let tree = MemoryTree([
            "a/Dockerfile": "FROM x", "a/b/Dockerfile": "FROM x", "c/Dockerfile": "FROM x", "a/odd.name": "FROM x",
        ])
        #expect(Discovery.find(in: tree, from: starts).containerFiles.map(\.path) == expected)
    }

    @Test func aStartThatIsNotThereIsAProblem() {
        let found = Discovery.find(in: MemoryTree(["Dockerfile": "FROM x"]), from: ["nope", ""])
        #expect(found.problems.count == 1)
        #expect(found.containerFiles.count == 1)
    }

    @Test func whatCannotBeReviewedIsRefusedWithAReason() {
        let large = Array(repeating: UInt8(ascii: "#"), count: (1 << 20) + 1)
        let found = Discovery.find(
            in: MemoryTree([
                "a/Dockerfile": [0x7F, 0x45, 0x4C, 0x46, 0, 0], "b/Dockerfile": large,
                "c/Dockerfile": [0xFF, 0xFE, 0x46, 0],
                "d/Dockerfile/x": [], "e/compose.yml": Array("services: [".utf8), "f/docker-bake.json": Array("{".utf8),
            ]))
        #expect(found.containerFiles.count == 6)
        for file in found.containerFiles {
            guard case .refused(let reason) = file.state else {
                Issue.record("\(file.path) is \(file.state)")
                continue
            }
            #expect(!reason.en.isEmpty && !reason.ja.isEmpty)
        }
        #expect(found.dockerfiles.isEmpty)
    }

    @Test func aDeepTreeIsWalked() {
        let folder = Array(repeating: "d", count: 2000).joined(separator: "/")
        #expect(Discovery.find(in: MemoryTree([folder + "/Dockerfile": "FROM x"])).containerFiles.count == 1)
    }

    @Test func foldersAreLimited() {
        let files = Dictionary(uniqueKeysWithValues: (0..<50).map { ("f\($0)/Dockerfile", "FROM x") })
        let found = Discovery.find(in: MemoryTree(files), options: DiscoveryOptions(folderLimit: 10))
        #expect(found.foldersVisited == 10)
        #expect(found.problems.count == 1)
    }
}
