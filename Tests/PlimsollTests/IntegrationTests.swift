import ArgumentParser
import Basics
import Foundation
import Reports
import RuleKit
import Testing

@testable import plimsoll

/// What people paste into their pipelines, run with stand-ins for what only the pipeline has.
struct IntegrationTests {
    /// A stand-in that writes down how it was called and answers with a file.
    private static func recorder(_ name: String, _ folder: TestFolder, answer: String = "", code: Int = 0) -> Data {
        Data(
            """
            #!/bin/bash
            printf '%s\\n' "$@" "--" >> '\(folder.path("calls"))'
            for argument; do
                case $argument in body=@*) cp "${argument#body=@}" '\(folder.path("body"))' ;; esac
            done
            case "$*" in *--jq*) printf '%s' '\(answer)' ;; esac
            exit \(code)

            """.utf8)
    }

    private static func script(_ name: String) -> String { Program.root.appending(path: "action/" + name).path }

    /// A job's folder with an example in it, and the variables that the runner sets.
    private struct Job {
        let folder: TestFolder
        var environment: [String: String]

        init(_ files: [String: Data] = ["app/Dockerfile": Data("FROM node:latest\nCMD npm start\n".utf8)]) throws {
            folder = try TestFolder(files.merging(["output": Data(), "summary": Data(), "path": Data()]) { $1 })
            environment = [
                "RUNNER_TEMP": folder.path("temp"), "GITHUB_OUTPUT": folder.path("output"),
                "GITHUB_STEP_SUMMARY": folder.path("summary"), "GITHUB_PATH": folder.path("path"),
                "GITHUB_REPOSITORY": "harbour/shop",
                "PATH": "\(folder.path("bin")):\(Program.program.deletingLastPathComponent().path):"
                    + (ProcessInfo.processInfo.environment["PATH"] ?? ""),
            ]
        }

        func text(_ name: String) throws -> String {
            try String(contentsOfFile: folder.path(name), encoding: .utf8)
        }

        var outputs: [String: String] {
            get throws {
                var outputs: [String: String] = [:]
                for line in try text("output").split(separator: "\n") {
                    let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
                    if parts.count == 2 { outputs[parts[0]] = parts[1] }
                }
                return outputs
            }
        }
    }

    @Test(arguments: [("", "1"), ("never", "0")])
    func theActionReviewsAndTellsItsOutputs(failOn: String, code: String) throws {
        var job = try Job()
        job.environment["PLIMSOLL_FAIL_ON"] = failOn
        job.environment["PLIMSOLL_PATHS"] = "app\n"
        let run = try Program.start(
            Self.script("review"), [], in: URL(filePath: job.folder.path("")), environment: job.environment)
        #expect(run.code == 0, "findings fail the job after they are uploaded\n\(run.errors)")
        let outputs = try job.outputs
        #expect(outputs["exit-code"] == code)
        for name in ["sarif", "json", "html", "markdown"] {
            let path = try #require(outputs[name])
            #expect(FileManager.default.fileExists(atPath: path), "\(name)")
        }
        let markdown = try String(contentsOfFile: outputs["markdown"] ?? "", encoding: .utf8)
        #expect(try job.text("summary") == markdown)
    }

    @Test func aPathFromAPullRequestIsNoOption() throws {
        var job = try Job()
        job.environment["PLIMSOLL_PATHS"] = "--output=html=/stolen\n$(touch stolen)"
        let run = try Program.start(
            Self.script("review"), [], in: URL(filePath: job.folder.path("")), environment: job.environment)
        #expect(run.code == 2 && run.output.contains("::error::"), "\(run.output)")
        #expect(!FileManager.default.fileExists(atPath: job.folder.path("stolen")))
    }

    @Test(arguments: [("", "POST", "harbour/shop/issues/7/comments"), ("42\n43\n", "PATCH", "issues/comments/42")])
    func oneCommentIsKeptUpToDate(known: String, method: String, place: String) throws {
        var job = try Job(["report.md": Data("# Review\nプリムソル\n".utf8)])
        try job.folder.write("bin/gh", Self.recorder("gh", job.folder, answer: known))
        job.environment["REPORT"] = job.folder.path("report.md")
        job.environment["PULL_REQUEST"] = "7"
        let run = try Program.start(Self.script("comment"), [], environment: job.environment)
        #expect(run.code == 0, "\(run.errors)")
        let calls = try job.text("calls").components(separatedBy: "\n--\n")
        #expect(calls.first?.contains("repos/harbour/shop/issues/7/comments") == true)
        #expect(calls.dropFirst().first?.contains(method) == true)
        #expect(calls.dropFirst().first?.contains(place) == true)
        #expect(try job.text("body") == "<!-- plimsoll-review -->\n# Review\nプリムソル\n")
    }

    @Test func theMarkerOfTheReportIsNotDoubled() throws {
        var job = try Job(["report.md": Data("<!-- plimsoll-review -->\n# Review\n".utf8)])
        try job.folder.write("bin/gh", Self.recorder("gh", job.folder))
        job.environment["REPORT"] = job.folder.path("report.md")
        job.environment["PULL_REQUEST"] = "7"
        #expect(try Program.start(Self.script("comment"), [], environment: job.environment).code == 0)
        #expect(try job.text("body") == "<!-- plimsoll-review -->\n# Review\n")
    }

    @Test func aTokenThatMayNotWriteIsAWarning() throws {
        var job = try Job(["report.md": Data("# Review\n".utf8)])
        try job.folder.write("bin/gh", Self.recorder("gh", job.folder, code: 1))
        job.environment["REPORT"] = job.folder.path("report.md")
        job.environment["PULL_REQUEST"] = "7"
        let run = try Program.start(Self.script("comment"), [], environment: job.environment)
        #expect(run.code == 0 && run.output.contains("::warning::"))
    }

    @Test(arguments: [false, true])
    func aReleaseIsInstalledOnlyWithItsChecksum(isTampered: Bool) throws {
        var job = try Job(["plimsoll": Data("#!/bin/sh\necho 9.8.7\n".utf8)])
        try job.folder.permissions("plimsoll", 0o755)
        let machine = try Program.start("uname", ["-m"]).output.split(separator: "\n").joined()
        guard try Program.start("uname", ["-s"]).output.hasPrefix("Linux") else { return }
        let pack = """
            mkdir -p v9.8.7 && cd v9.8.7
            name=plimsoll-9.8.7-linux-\(machine).tar.gz
            tar -czf $name -C .. plimsoll && sha256sum $name > $name.sha256
            \(isTampered ? "echo more >> $name" : "")
            """
        _ = try Program.start("bash", ["-ec", pack], in: URL(filePath: job.folder.path("")))
        job.environment["PLIMSOLL_RELEASES"] = "file://" + job.folder.path("")
        job.environment["PLIMSOLL_VERSION"] = "v9.8.7"
        let run = try Program.start(Self.script("install"), [], environment: job.environment)
        #expect((run.code == 0) == !isTampered, "\(run.errors)")
        #expect((try job.text("path")).contains("plimsoll-9.8.7") == !isTampered)
    }

    @Test func theVersionMustLookLikeOne() throws {
        var job = try Job()
        job.environment["PLIMSOLL_VERSION"] = "../../evil"
        #expect(try Program.start(Self.script("install"), [], environment: job.environment).code == 2)
    }

    @Test func withoutAVersionTheInstalledOneIsUsed() throws {
        let job = try Job()
        let run = try Program.start(Self.script("install"), [], environment: job.environment)
        #expect(run.code == 0)
        #expect(try job.text("path").isEmpty)
    }

    /// The forms of the files, against the schemas that check-jsonschema brings along.
    @Test(arguments: [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "templates/gitlab/plimsoll.yml")])
    func theFormsAreThoseOfTheirPlatforms(schema: String, file: String) throws {
        guard Program.isInstalled("check-jsonschema") else { return }
        let check = try Program.start(
            "check-jsonschema", ["--builtin-schema", schema, Program.root.appending(path: file).path])
        #expect(check.code == 0, "\(check.output)\(check.errors)")
    }

    /// pre-commit itself, on a repository that has a fault staged and then none.
    @Test func thePreCommitHookStopsACommit() throws {
        guard Program.isInstalled("pre-commit"), Program.isInstalled("git") else { return }
        let job = try Job(["Dockerfile": Data("FROM node:latest\nCMD [\"node\", \"a.js\"]\n".utf8)])
        let hooks = try TestFolder([
            ".pre-commit-hooks.yaml": try Data(contentsOf: Program.root.appending(path: ".pre-commit-hooks.yaml"))
        ])
        var environment = job.environment
        environment["PRE_COMMIT_HOME"] = hooks.path("cache")
        let commit = "git init -q . && git add -A && git -c user.name=a -c user.email=a@b commit -qm a"
        for folder in [hooks, job.folder] {
            #expect(try Program.start("bash", ["-ec", commit], in: URL(filePath: folder.path(""))).code == 0)
        }
        let validated = try Program.start("pre-commit", ["validate-manifest", hooks.path(".pre-commit-hooks.yaml")])
        #expect(validated.code == 0, "\(validated.output)")
        func hook() throws -> Program.Result {
            try Program.start(
                "pre-commit", ["try-repo", hooks.path(""), "plimsoll", "--all-files"],
                in: URL(filePath: job.folder.path("")), environment: environment)
        }
        let faulty = try hook()
        #expect(faulty.code == 1 && faulty.output.contains("DF202"), "\(faulty.output)\(faulty.errors)")
        try job.folder.write("Dockerfile", Data("FROM node:24.1.0\nUSER 1000:1000\nCMD [\"node\", \"a.js\"]\n".utf8))
        let repaired = try hook()
        #expect(repaired.code == 0 && repaired.output.contains("Passed"), "\(repaired.output)\(repaired.errors)")
    }

    /// Each command line of the snippets is one that the program takes.
    @Test(arguments: ["templates/gitlab/plimsoll.yml", "templates/codebuild/buildspec.yml"])
    func theSnippetsCallThePrograms(file: String) throws {
        let text = try String(contentsOf: Program.root.appending(path: file), encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.drop { $0 == " " || $0 == "-" || $0 == ">" } }
        let start = try #require(lines.lastIndex { $0.hasPrefix("plimsoll review") })
        var words = lines[start].split(separator: " ").dropFirst().map(String.init)
        for line in lines[(start + 1)...].prefix(while: { $0.hasPrefix("output") || $0.hasPrefix("$") }) {
            words += line.split(separator: " ").map { $0 == "output" ? "--output" : String($0) }
        }
        let arguments = words.filter { !$0.hasPrefix("$") }
        #expect(arguments.count > 4)
        #expect(throws: Never.self) { _ = try Plimsoll.parseAsRoot(arguments) }
    }

    /// Plimsoll's own image, by its own strictest sensible measure.
    @Test func ourOwnDockerfileHasNoFinding() async throws {
        var request = ReviewRequest(paths: [Program.root.appending(path: "Dockerfile").path])
        request.level = .strict
        let outcome = try await Reviewer(request, progress: Progress(isOn: false, .english)).run()
        #expect(outcome.review.faults.map { "\($0.rule) at line \($0.span.start.line)" } == [])
        #expect(outcome.exitCode == 0)
    }
}
