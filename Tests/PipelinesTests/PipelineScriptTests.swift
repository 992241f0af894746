import Basics
import ECSModel
import Pipelines
import ShellSyntax
import Templates
import Testing

/// Scripts in YAML, and the way back from their commands to the file.
struct PipelineScriptTests {
    private func script(_ yaml: String) throws -> PipelineScript {
        let source = SourceFile(path: "ci.yml", text: yaml)
        let node = try #require(try Document.read(source).root["run"])
        return PipelineScript(node, in: source)
    }

    @Test(arguments: [
        "run: docker build -t web .\n", "run: \"docker build -t web .\"\n", "run: |\n  docker build -t web .\n",
        "run: >-\n  docker build -t web .\n", "run: |\n  set -x\n\n    docker build -t web .\n  echo done\n",
    ])
    func commandsAreFoundInTheFile(yaml: String) throws {
        let script = try script(yaml)
        let command = try #require(script.shell.commands.first { $0.program == "docker" })
        let place = script.place(command)
        #expect(place.source.text(place.range) == "docker build -t web .")
        let word = try #require(command.words.dropFirst(3).first)
        #expect(place.source.text(script.place(word).range) == "web")
    }

    @Test func expressionsOfThePipelineAreUnknownPartsOfWords() throws {
        let script = try script("run: |\n  docker push registry/web:${{ github.sha }}\n")
        let word = try #require(script.shell.commands.first?.words.last)
        #expect(
            script.value(word).parts == [.literal("registry/web:"), .unknown(Unknown(.expression, "github.sha"))])
        #expect(script.place(word).source.text(script.place(word).range) == "registry/web:${{ github.sha }}")
    }

    @Test func knownVariablesAreFilledIn() throws {
        let script = try script("run: docker push \"$REPO:$TAG\"\n")
        let word = try #require(script.shell.commands.first?.words.last)
        let value = script.value(word) { $0 == "REPO" ? TermText("registry/web") : nil }
        #expect(value.shown == "registry/web:${TAG}")
    }

    @Test(arguments: ["run: ${{\n", "run: \"${{ a }\"\n", "run: |\n  ${{ a\n  }} b\n", "run: ''\n"])
    func brokenExpressionsAreNoHarm(yaml: String) throws {
        _ = try script(yaml)
    }
}
