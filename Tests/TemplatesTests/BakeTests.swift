import Basics
import Templates
import Testing

private func bake(_ text: String, _ path: String = "docker-bake.hcl") throws -> BakeFile {
    try BakeFile.read(SourceFile(path: path, text: text))
}

@Suite struct BakeTests {
    static let hcl = #"""
        # what is built
        variable "TAG" { default = "latest" }
        variable "REGISTRY" {
          default = "example.com/${TAG}"   // with another one
        }
        variable "OPEN" {}
        function "twice" {
          params = [x]
          result = "${x}${x}"
        }
        group "default" { targets = ["web", "job"] }
        /* shared
           by all */
        target "_common" {
          platforms = ["linux/amd64", "linux/arm64"]
          args = { VERSION = "1", LEVEL : "debug" }
          cache-from = ["type=gha"]
        }
        target "web" {
          inherits = ["_common"]
          context = "./web"
          dockerfile = "docker/Dockerfile"
          target = "prod"
          args = {
            VERSION = "2"
            COMMIT = notequal("", OPEN) ? OPEN : "none"
          }
          tags = ["${REGISTRY}/web:${TAG}", "web:${OPEN}", twice("x"),]
          cache-to = [{ type = "registry", ref = "x" }]
          contexts = { base = "target:base", "src" = "../src" }
          output = ["type=image"]
        }
        target "job" {
          name = "job-${os}"
          matrix = { os = ["a", "b"] }
          dockerfile-inline = <<-EOT
            FROM alpine
              RUN echo "$${HOME}"
            EOT
          tags = [TAG, "job:${os}"]
        }
        """#

    @Test func hclIsRead() throws {
        let file = try bake(Self.hcl)
        #expect(file.problems.isEmpty, "\(file.problems)")
        #expect(file.targets.map(\.name) == ["_common", "web", "job"])
        #expect(file.groups.map(\.targets) == [["web", "job"]])
        #expect(file.variables.map(\.name) == ["TAG", "REGISTRY", "OPEN"])
        #expect(file.variables.map { $0.value?.known } == ["latest", "example.com/latest", nil])
        let web = try #require(file.target("web"))
        #expect(web.context?.known == "./web")
        #expect(web.dockerfile?.known == "docker/Dockerfile")
        #expect(web.args.map(\.name) == ["VERSION", "COMMIT"])
        #expect(web.args.map { $0.value?.known } == ["2", nil])
        #expect(web.tags.map(\.shown) == ["example.com/latest/web:latest", "web:${OPEN}", "${twice(\"x\")}"])
        #expect(web.cacheTo.compactMap(\.known) == ["type=registry,ref=x"])
        #expect(web.contexts.map(\.name) == ["base", "src"])
        #expect(file.source.text(try #require(web.target).range) == "\"prod\"")
        #expect(file.source.position(at: web.nameRange.lowerBound).line == 19)
        let job = try #require(file.target("job"))
        #expect(job.matrix == ["os"])
        #expect(job.dockerfileInline?.known == "FROM alpine\n  RUN echo \"${HOME}\"\n")
        #expect(job.tags.map(\.shown) == ["latest", "job:${os}"])
        #expect(job.tags.map(\.isKnown) == [true, false])
    }

    @Test func inheritance() throws {
        let file = try bake(Self.hcl)
        let web = try #require(file.resolvedTargets().first { $0.name == "web" })
        #expect(web.platforms.compactMap(\.known) == ["linux/amd64", "linux/arm64"])
        #expect(
            Dictionary(uniqueKeysWithValues: web.args.map { ($0.name, $0.value?.known) })
                == ["VERSION": "2", "LEVEL": "debug", "COMMIT": nil])
        let order = try bake(
            "target \"a\" { context = \"1\"\n target = \"x\" }\ntarget \"b\" { context = \"2\" }\ntarget \"c\" { inherits = [\"a\", \"b\", \"none\"] }"
        )
        let last = try #require(order.resolvedTargets().last)
        #expect(last.context?.known == "2" && last.target?.known == "x")
    }

    @Test func circlesEnd() throws {
        let file = try bake(
            "target \"a\" { inherits = [\"b\"]\ncontext = \"x\" }\ntarget \"b\" { inherits = [\"a\", \"b\"] }")
        #expect(file.resolvedTargets().map { $0.context?.known } == ["x", "x"])
    }

    @Test func json() throws {
        let file = try bake(
            #"""
            {"variable": {"TAG": {"default": "v1"}},
             "group": {"default": {"targets": ["app"]}},
             "target": {"app": {"context": ".", "dockerfile": "Dockerfile.app", "args": {"A": "1", "N": 2},
                                "tags": ["app:${TAG}"]},
                        "app2": [{"inherits": ["app"]}]}}
            """#, "docker-bake.json")
        #expect(file.problems.isEmpty)
        #expect(file.targets.map(\.name) == ["app", "app2"])
        #expect(file.target("app")?.tags.compactMap(\.known) == ["app:v1"])
        #expect(file.target("app")?.args.map { $0.value?.known } == ["1", "2"])
        #expect(file.groups.first?.targets == ["app"])
        #expect(throws: Failure.self) { try bake("{", "docker-bake.json") }
    }

    @Test func aTargetWrittenTwiceIsOne() throws {
        let file = try bake("target \"a\" { context = \"x\" }\ntarget \"a\" { target = \"t\" }")
        #expect(file.targets.count == 1)
        #expect(file.targets.first?.context?.known == "x" && file.targets.first?.target?.known == "t")
    }

    @Test(arguments: [
        ("target \"a\" {\n  context = \"x\n  target = \"t\"\n}\n", ["a"], true),
        ("target \"a\" {\n  ???\n  context = \"x\"\n}", ["a"], true),
        ("target \"a\" { context = \"x\"", ["a"], true), ("}\ntarget \"a\" {}\n", ["a"], true),
        ("target \"a\" { args = { = 1\n B = 2 } }\ntarget \"b\" {}", ["a", "b"], true),
        ("target \"a\" { tags = [\"x\", }\ntarget \"b\" {}", ["a", "b"], true),
        ("target \"a\" { tags = [for x in y : x] }", ["a"], false),
        ("target \"a\" { dockerfile-inline = <<E\nFROM x\n", ["a"], true), ("target = 1", [], false),
        ("target \"a\" = 1", [], true),
        ("target \"a\" { context = \"${x(\"}\")}/y\" }\ntarget \"b\" {}", ["a", "b"], false),
        ("target \"a\" { context = }\n", ["a"], true),
    ])
    func brokenPartsAreReportedAndTheRestIsRead(_ text: String, _ targets: [String], _ hasProblems: Bool) throws {
        let file = try bake(text)
        #expect(file.targets.map(\.name) == targets)
        #expect(file.problems.isEmpty != hasProblems, "\(file.problems)")
        for problem in file.problems { #expect(problem.range.upperBound <= file.source.bytes.count) }
    }

    @Test(arguments: [
        "[", "{", "a {", "a \"b\" {\n", "a = [", "a = {b = ", "\"", "${", "a = \"${", "<<E\n", "a = <<E\n", "(",
        "a = f(", "/*", "]", "a = ]\n", ")", "=",
    ])
    func hostileTextsEnd(_ piece: String) throws {
        _ = try bake(String(repeating: piece, count: 50_000))
    }

    @Test func everyCutOfAFileIsRead() throws {
        let bytes = Array(Self.hcl.utf8)
        for end in bytes.indices {
            _ = try BakeFile.read(SourceFile(path: "docker-bake.hcl", bytes: Array(bytes[..<end])))
            _ = try BakeFile.read(SourceFile(path: "docker-bake.hcl", bytes: Array(bytes[end...])))
        }
    }
}
