import Basics
import ECSModel
import Templates
import Testing

@testable import Pipelines

@Suite struct BuildspecTests {
    private func read(_ text: String, project: [Variable] = []) throws -> Buildspec? {
        let document = try Document.read(SourceFile(path: "buildspec.yml", text: text))
        return Buildspec(document.root, in: document.source, project: project)
    }

    @Test func phasesAreReadInTheirOrder() throws {
        let spec = try #require(
            try read(
                """
                version: 0.2
                env:
                  variables:
                    REPO: r/app
                  parameter-store:
                    TOKEN: /app/token
                  secrets-manager:
                    KEY: app:key
                phases:
                  post_build:
                    commands:
                      - docker push $REPO:$TAG
                  pre_build:
                    commands:
                      - TAG=$(echo $CODEBUILD_RESOLVED_SOURCE_VERSION | cut -c 1-7)
                      - echo $TOKEN | docker login -u x --password-stdin
                  build:
                    commands: docker build -t $REPO:$TAG .
                artifacts:
                  files: imagedefinitions.json
                cache:
                  paths: [/root/.m2/**/*]
                """))
        let tag = "${$(echo $CODEBUILD_RESOLVED_SOURCE_VERSION | cut -c 1-7)}"
        #expect(
            Told.steps(spec.steps) == [
                "pre_build: cache", "pre_build: login secretPassword", "build: build in . r/app:\(tag)",
                "post_build: after failure push r/app:\(tag)",
            ])
        #expect(spec.variables.map(\.source) == [.plain, .parameterStore, .secret])
        #expect(spec.artifacts.map(\.path.known) == ["imagedefinitions.json"])
        #expect(spec.gaps.isEmpty)
        #expect(Told.text(spec.place) == "phases")
    }

    /// `post_build` runs after a failed build, unless that says ABORT or the script asks.
    @Test(arguments: [
        ("", "docker push a", true), ("    on-failure: ABORT\n", "docker push a", false),
        ("    on-failure: CONTINUE\n", "docker push a", true),
        ("", "if [ \"$CODEBUILD_BUILD_SUCCEEDING\" = 1 ]; then docker push a; fi", false),
    ])
    func failure(_ extra: String, _ command: String, _ runs: Bool) throws {
        let spec = try #require(
            try read(
                """
                version: 0.2
                phases:
                  build:
                \(extra)    commands:
                      - docker build -t a .
                  post_build:
                    commands:
                      - >-
                        \(command)
                """))
        #expect(spec.steps.last?.runsAfterFailure == runs)
        #expect((spec.steps.first?.mayFail != nil) == extra.contains("CONTINUE"))
    }

    @Test func finallyRunsAlways() throws {
        let spec = try #require(
            try read("version: 0.2\nphases:\n  build:\n    commands: [make test]\n    finally: [docker push a]\n"))
        #expect(Told.steps(spec.steps) == ["build: test", "build: after failure push a"])
    }

    /// The status of a command of several lines is that of its last one; each command of the list is looked at.
    @Test func failuresWithinABlockAreLost() throws {
        let spec = try #require(
            try read(
                """
                version: 0.2
                phases:
                  build:
                    commands:
                      - npm test
                      - |
                        npm test
                        echo done
                """))
        #expect(Told.steps(spec.steps) == ["build: test", "build: test ignored \"npm test\""])
    }

    /// What a later command makes of the findings decides.
    @Test(arguments: [
        ("jq -e '.Results == []' r.json", "unknown"), ("python3 judge.py < r.json", "unknown"),
        ("cat r.json", "never"), ("aws s3 cp r.json s3://b", "never"), ("jq . other", "never"),
    ])
    func reports(_ command: String, _ failing: String) throws {
        let spec = try #require(
            try read(
                "version: 0.2\nphases:\n  build:\n    commands:\n      - trivy image -f json -o r.json a\n      - \(command)\n"
            ))
        #expect(Told.steps(spec.steps).first?.hasPrefix("build: scan image \(failing)") == true)
    }

    @Test func shellsOfVersionOneAreSeparate() throws {
        let text = "version: 0.1\nphases:\n  build:\n    commands:\n      - T=1\n      - docker push a:$T\n"
        #expect(Told.steps(try #require(try read(text)).steps) == ["build: push a:${T}"])
        let later = text.replacing("0.1", with: "0.2")
        #expect(Told.steps(try #require(try read(later)).steps) == ["build: push a:1"])
    }

    @Test func aProjectsVariablesWin() throws {
        let text =
            "version: 0.2\nenv:\n  variables:\n    T: spec\nphases:\n  build:\n    commands: [docker push a:$T]\n"
        let source = SourceFile(path: "p", text: "p")
        let own = Variable(name: "T", value: TermText("project"), source: .plain, place: Place(source, 0..<1))
        #expect(Told.steps(try #require(try read(text, project: [own])).steps) == ["build: push a:project"])
    }

    @Test(arguments: [
        ("a: 1", true), ("version: 2.1\nphases: {}", true), ("version: 0.2", true), ("- a", true), ("", true),
        ("version: 0.2\nphases:\n  build:\n    commands:\n", false), ("version: 0.2\nphases:", false),
        ("version: 0.2\nphases:\n  build: text", false), ("version: 0.2\nphases: [a]", true),
    ])
    func whatIsNone(_ text: String, _ isNone: Bool) throws {
        #expect((try read(text) == nil) == isNone)
    }

    @Test func whatIsNotReadIsTold() throws {
        let spec = try #require(
            try read(
                """
                version: 0.2
                batch:
                  build-list: []
                phases:
                  build:
                    commands:
                      - echo a: b
                      - ./build.sh
                """))
        #expect(spec.gaps.map { Told.text($0.place) } == ["batch", "echo a: b"])
        #expect(Told.steps(spec.steps) == ["build: unread ./build.sh"])
        let windows = try #require(
            try read("version: 0.2\nenv:\n  shell: powershell.exe\nphases:\n  build:\n    commands: [docker push a]\n"))
        #expect(Told.steps(windows.steps) == ["build: unread docker push a"])
    }
}
