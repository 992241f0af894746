import Basics
import DockerfileSyntax
import Testing

struct ProblemTests {
    /// The text behind `FROM a`, and what is wrong with it.
    @Test(arguments: [
        ("RNU x\nUSER b", ["unknownInstruction «RNU»"]),
        ("apt-get update", ["unknownInstruction «apt-get»"]),
        ("USER", ["missingArguments «USER»"]),
        ("ENV A", ["missingArguments «ENV»"]),
        ("ENV A=1 B", ["missingEquals «B»"]),
        ("ENV =1", ["blankName «=1»"]),
        ("ARG =1", ["blankName «=1»"]),
        ("LABEL a=b =c", ["blankName «=c»"]),
        ("COPY a", ["missingDestination «a»"]),
        ("COPY [\"a\"]", ["missingDestination «\"a\"»"]),
        ("COPY a <<E\nx\nE", ["missingDestination «<<E»"]),
        ("COPY --form=x a b", ["unknownFlag «--form=x»"]),
        ("RUN --x y", ["unknownFlag «--x»"]),
        ("CMD --help", ["missingArguments «CMD»", "unknownFlag «--help»"]),
        ("COPY --from=x --from=y a b", ["duplicateFlag «--from=y»"]),
        ("COPY --exclude=a --exclude=b . .", []),
        ("COPY --link=maybe a b", ["invalidFlagValue «--link=maybe»"]),
        ("COPY --link --parents=TRUE a b", []),
        ("COPY --chown a b", ["invalidFlagValue «--chown»"]),
        ("RUN --network=bridge x", ["invalidFlagValue «--network=bridge»"]),
        ("RUN --network=none --security=insecure x", []),
        ("HEALTHCHECK --interval=30 CMD x", ["invalidFlagValue «--interval=30»"]),
        ("HEALTHCHECK --interval=1m30s --timeout=1.5s --start-period=0 --retries=0 CMD x", []),
        ("HEALTHCHECK --interval=500us CMD x", ["invalidFlagValue «--interval=500us»"]),
        ("HEALTHCHECK --retries=-1 CMD x", ["invalidFlagValue «--retries=-1»"]),
        ("HEALTHCHECK NONE", []),
        ("HEALTHCHECK none", []),
        ("HEALTHCHECK NONE x", ["tooManyArguments «x»"]),
        ("HEALTHCHECK curl x", ["invalidHealthcheck «curl»"]),
        ("HEALTHCHECK CMD", ["invalidHealthcheck «CMD»"]),
        ("SHELL /bin/bash -c", ["shellNotJSON «/bin/bash -c»"]),
        ("CMD [1]", ["nonStringJSON «[1]»"]),
        ("CMD ['a']", []),
        ("ONBUILD FROM b", ["invalidOnbuild «FROM»"]),
        ("ONBUILD ONBUILD RUN x", ["invalidOnbuild «ONBUILD»"]),
        ("ONBUILD RNU x", ["unknownInstruction «RNU»"]),
        ("FROM a AS", ["invalidFrom «a AS»"]),
        ("FROM a b c", ["invalidFrom «a b c»"]),
        ("FROM a AS 1b", ["invalidStageName «1b»"]),
        ("FROM a AS B-1.x_y", []),
    ])
    func found(text: String, expected: [String]) {
        #expect(Dockerfile("FROM a\n" + text).problemList == expected)
    }

    @Test(arguments: [
        ("", ["noStage «»"]), ("# x\n", ["noStage «»"]),
        ("ARG A=1", ["noStage «ARG A=1»"]),
        ("USER a\nRUN b\nFROM c", ["instructionBeforeFrom «USER»"]),
        ("ARG A=1\nFROM c", []),
    ])
    func wholeFile(text: String, expected: [String]) {
        #expect(Dockerfile(text).problemList == expected)
    }

    @Test func oneMistakeLeavesTheRest() {
        let file = Dockerfile("FROM node:latest\nRNU echo hi\nWORKDIR app\nUSER root\nCMD npm start\n")
        #expect(file.problemList == ["unknownInstruction «RNU»"])
        #expect(file.problems[0].arguments["suggestion"] == "RUN")
        #expect(file.keywords == ["FROM", "RNU", "WORKDIR", "USER", "CMD"])
        #expect(file.stages.count == 1)
    }

    @Test(arguments: [
        ("CMD [\"a\", \"b\"]", ["a", "b"] as [String]?), ("CMD [ ]", []), ("CMD [\"a\",]", nil), ("CMD ['a']", nil),
        ("CMD [\"a\" \"b\"]", nil), ("CMD [\"a\"", nil), ("CMD [\"a\"] b", nil), ("CMD a", nil),
        ("CMD [\"\\u00e9\\n\\\"\"]", ["é\n\""]), ("CMD [\"a\\x\"]", nil), ("CMD [“a”]", nil), ("cmd [\"a\"]", ["a"]),
        ("CMD [\"a\", \\\n  \"b\"]", ["a", "b"]),
    ])
    func jsonForm(text: String, expected: [String]?) {
        let instruction = Dockerfile("FROM a\n" + text).instructions[1]
        #expect(instruction.isJSON == (expected != nil))
        if let expected { #expect(instruction.words.map(\.raw) == expected) }
    }
}
