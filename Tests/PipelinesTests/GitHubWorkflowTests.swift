import Basics
import ECSModel
import Pipelines
import Testing
import Workload

/// What a workflow says comes out in the model.
struct GitHubWorkflowTests {
    private static let whole = """
        name: Deliver
        on:
          push:
            branches: [main, 'release/**']
            tags: ['v*']
            paths-ignore: ['docs/**']
          pull_request:
          schedule:
            - cron: '17 3 * * 1'
          workflow_dispatch:
        permissions:
          contents: read
        env:
          IMAGE: ghcr.io/acme/shop
          TOKEN: ${{ secrets.NPM_TOKEN }}
        concurrency:
          group: deliver-${{ github.ref }}
          cancel-in-progress: true
        jobs:
          test:
            runs-on: ubuntu-24.04-arm
            timeout-minutes: 12
            services:
              db:
                image: postgres:17
            steps:
              - uses: actions/checkout@v4
              - run: make test
          deploy:
            needs: test
            if: github.ref == 'refs/heads/main'
            runs-on: [self-hosted, linux, x64]
            environment:
              name: production
            permissions:
              id-token: write
            env:
              REGION: eu-west-1
            steps:
              - name: Say it
                run: echo ${{ env.IMAGE }}
                continue-on-error: true
        """

    private let pipeline: Pipeline

    init() throws {
        pipeline = try #require(GitHubFixture.pipeline(Self.whole))
    }

    @Test func triggers() {
        #expect(
            pipeline.triggers.map(\.kind) == [.push, .tag, .pullRequest, .schedule, .manual])
        #expect(pipeline.triggers[0].branches == ["main", "release/**"])
        #expect(pipeline.triggers[0].paths == ["**", "!docs/**"])
        #expect(pipeline.triggers[1].branches == ["v*"])
        #expect(pipeline.triggers[3].cron == "17 3 * * 1")
        #expect(pipeline.triggers[1].place.text == "tags")
    }

    @Test func nameAndConcurrency() {
        #expect(pipeline.name == "Deliver")
        #expect(pipeline.place.text == "Deliver")
        #expect(pipeline.form == .gitHubActions)
        #expect(pipeline.concurrency?.cancels.value == true)
        #expect(pipeline.concurrency?.group.shown == "deliver-${github.ref}")
        #expect(pipeline.gaps.isEmpty)
    }

    @Test func test() throws {
        let job = try #require(pipeline.jobs.first { $0.id == "test" })
        #expect(job.runner.kind == .ephemeral)
        #expect(job.runner.architecture == "arm64")
        #expect(job.runner.services.map(\.image) == [TermText("postgres:17")])
        #expect(job.timeout.value == 12)
        #expect(job.rights?["contents"] == .read)
        #expect(job.rights?["id-token"] == Rights.Level.none)
        #expect(job.steps.count == 2)
        #expect(job.steps[0].activities.map(\.kind) == [.checkout])
        #expect(job.steps[0].place.text == "actions/checkout@v4")
        #expect(job.steps[1].place.text == "make test")
    }

    @Test func deploy() throws {
        let job = try #require(pipeline.jobs.first { $0.id == "deploy" })
        #expect(job.needs == ["test"])
        #expect(job.condition?.branches == ["main"])
        #expect(job.condition?.excludesPullRequests == true)
        #expect(job.runner.kind == .selfHosted)
        #expect(job.runner.architecture == "amd64")
        #expect(job.environment.value == TermText("production"))
        guard case .unknown = job.approval else {
            Issue.record("whether someone must agree is a setting of the repository")
            return
        }
        #expect(job.rights?["id-token"] == .write)
        #expect(job.rights?["contents"] == Rights.Level.none)
        #expect(job.variables.map(\.name) == ["IMAGE", "TOKEN", "REGION"])
        #expect(job.variables.map(\.source) == [.plain, .secret, .plain])
        #expect(job.steps[0].name == "Say it")
        #expect(job.steps[0].place.text == "Say it")
        #expect(job.steps[0].mayFail?.text == "continue-on-error: true")
    }

    @Test(arguments: [
        ("on: push", [Trigger.Kind.push]),
        ("on: [push, pull_request]", [.push, .pullRequest]),
        ("'on': release", [.release]),
        ("true: push", [.push]),
        ("on:\n  push:\n    tags: ['v*']", [.tag]),
        ("on:\n  push:\n    branches-ignore: [wip]", [.push]),
        ("on: pull_request_target", [.privilegedPullRequest]),
        ("on:\n  schedule:\n    - cron: '0 1 * * *'\n    - cron: '0 2 * * *'", [.schedule, .schedule]),
        ("on: repository_dispatch", [.other]),
        ("on: workflow_call", [.call]),
    ])
    func event(_ head: String, _ kinds: [Trigger.Kind]) throws {
        let text = head + "\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: date}]}}\n"
        #expect(try #require(GitHubFixture.pipeline(text)).triggers.map(\.kind) == kinds)
    }

    @Test(arguments: [
        ("permissions: read-all", "packages", Rights.Level.read),
        ("permissions: write-all", "packages", .write),
        ("permissions: {}", "packages", .none),
        ("permissions:\n  packages: write", "packages", .write),
        ("permissions:\n  packages: write", "contents", .none),
    ])
    func permissions(_ head: String, _ scope: String, _ level: Rights.Level) throws {
        let job = try #require(GitHubFixture.job("- run: date", head: head + "\n"))
        #expect(try #require(job.rights)[scope] == level)
    }

    @Test func permissionsThatAreNotSaid() throws {
        #expect(try #require(GitHubFixture.job("- run: date")).rights == nil)
    }

    @Test(
        arguments: [
            ("ubuntu-latest", Runner.Kind.ephemeral, "amd64"),
            ("ubuntu-22.04-arm", .ephemeral, "arm64"),
            ("macos-14", .ephemeral, "arm64"),
            ("windows-2022", .ephemeral, "amd64"),
            ("[self-hosted, ARM64]", .selfHosted, "arm64"),
            ("ubuntu-big-box", .unknown, nil),
            ("{group: heavy}", .unknown, nil),
            ("${{ vars.RUNNER }}", .unknown, nil),
        ] as [(String, Runner.Kind, String?)])
    func runner(_ label: String, _ kind: Runner.Kind, _ architecture: String?) throws {
        let job = try #require(GitHubFixture.job("- run: date", runner: label))
        #expect(job.runner.kind == kind)
        #expect(job.runner.architecture == architecture)
    }

    @Test(
        arguments: [
            ("github.ref == 'refs/heads/main'", ["main"], false, true),
            ("${{ github.ref_name == 'main' && success() }}", ["main"], false, true),
            ("startsWith(github.ref, 'refs/tags/v')", ["v*"], false, true),
            ("github.ref == 'refs/heads/a' || github.ref == 'refs/heads/b'", ["a", "b"], false, true),
            ("github.ref == 'refs/heads/a' || inputs.force", [], false, false),
            ("github.event_name == 'push'", [], false, true),
            ("github.event_name != 'pull_request'", [], false, true),
            ("github.event_name == 'pull_request'", [], false, false),
            ("always()", [], true, false),
            ("failure() && github.ref == 'refs/heads/main'", ["main"], true, true),
            ("!cancelled()", [], true, false),
            ("always() && needs.test.result == 'success'", [], false, false),
            ("${{ !failure() && !cancelled() }}", [], false, false),
            ("success()", [], false, false),
            ("github.ref == 'refs/heads/", [], false, false),
        ] as [(String, [String], Bool, Bool)])
    func condition(_ text: String, _ branches: [String], _ afterFailure: Bool, _ noRequests: Bool) throws {
        let quoted = text.replacing("'", with: "''")
        let job = try #require(GitHubFixture.job("- run: date\n  if: '\(quoted)'"))
        let condition = try #require(job.steps.first?.condition)
        #expect(condition.text == text)
        #expect(condition.branches == branches)
        #expect(condition.runsAfterFailure == afterFailure)
        #expect(condition.excludesPullRequests == noRequests)
    }

    @Test(arguments: [
        ("", true, false), ("  shell: bash", true, true), ("  shell: sh", true, false),
        ("  shell: bash {0}", false, false), ("  shell: bash -euo pipefail {0}", true, true),
    ])
    func shell(_ line: String, _ stops: Bool, _ pipefail: Bool) throws {
        let job = try #require(GitHubFixture.job("- run: echo a | grep a\n\(line)"))
        guard case .script(let script)? = job.steps.first?.work else {
            Issue.record("a script is due")
            return
        }
        #expect(script.stopsOnError == stops)
        #expect(script.hasPipefail == pipefail)
        #expect(job.steps[0].isUnderstood)
    }

    @Test(arguments: ["pwsh", "python", "cmd", "${{ matrix.shell }}"])
    func otherLanguage(_ shell: String) throws {
        let job = try #require(GitHubFixture.job("- run: docker push a\n  shell: \(shell)"))
        #expect(job.steps.map(\.isUnderstood) == [false])
        #expect(job.steps[0].activities.isEmpty)
    }

    @Test func placeOfAnotherLanguage() throws {
        let job = try #require(GitHubFixture.job("- run: |\n    import os\n    os.sync()\n  shell: python"))
        #expect(job.steps.flatMap(\.unread).map(\.text) == ["import os"])
        #expect(job.steps[0].place.text == "import os")
    }

    @Test func shellOfWindows() throws {
        let job = try #require(GitHubFixture.job("- run: Get-Date", runner: "windows-latest"))
        #expect(job.steps.map(\.isUnderstood) == [false])
    }

    @Test func openMayFail() throws {
        let job = try #require(GitHubFixture.job("- run: date\n  continue-on-error: ${{ matrix.new }}"))
        #expect(job.steps[0].mayFail == nil)
    }

    @Test func anchors() throws {
        let job = try #require(
            GitHubFixture.job("- run: date\n  env: &e\n    A: b\n- run: id\n  env: *e"))
        #expect(job.steps.map { $0.variables.map(\.name) } == [["A"], ["A"]])
    }

    @Test func nestedRepository() {
        let path = "shop/.github/workflows/ci.yaml"
        let found = GitHubFixture.load([
            path: "on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{uses: ./act}]}}\n",
            "shop/act/action.yml": "runs: {using: composite, steps: [{run: date, shell: bash}]}\n",
            "workflows/x.yml": "on: push\njobs: {}\n",
        ])
        #expect(found.pipelines.map(\.path) == [path])
        #expect(found.pipelines.first?.jobs.first?.steps.first?.from == "shop/act/action.yml")
    }

    @Test func afterPullRequests() {
        let found = GitHubFixture.load([
            ".github/workflows/a.yml":
                "name: CI\non: pull_request\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: date}]}}\n",
            ".github/workflows/b.yml":
                "on:\n  workflow_run:\n    workflows: [CI]\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: date}]}}\n",
        ])
        #expect(found.pipelines.map { $0.triggers.map(\.kind) } == [[.pullRequest], [.privilegedPullRequest]])
        #expect(found.pipelines.map(\.isUnderstood) == [true, false])
    }
}
