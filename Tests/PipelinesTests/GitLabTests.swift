import Basics
import ECSModel
import Testing
import Workload

@testable import Pipelines

@Suite struct GitLabTests {
    private func read(_ files: [String: String]) -> Pipelines {
        let tree = MemoryTree(files)
        var reader = PipelineFiles(tree: tree)
        var result = Pipelines()
        GitLabReader.read(files.keys.sorted(), &reader, into: &result)
        result.files = reader.files
        return result
    }

    private func read(_ text: String, _ others: [String: String] = [:]) -> Pipelines {
        read(others.merging([".gitlab-ci.yml": text]) { $1 })
    }

    @Test func jobsWaitForEarlierStages() throws {
        let pipeline = try #require(
            read(
                """
                stages: [build, test, ship]
                image: docker:27
                services: [docker:27-dind]
                variables:
                  IMAGE: $CI_REGISTRY_IMAGE:$CI_COMMIT_SHORT_SHA
                  DOCKER_TLS_CERTDIR: "/certs"
                .setup:
                  before_script:
                    - docker login -u "$CI_REGISTRY_USER" -p "$CI_REGISTRY_PASSWORD" $CI_REGISTRY
                build:
                  stage: build
                  extends: .setup
                  script:
                    - docker build -t $IMAGE .
                    - docker push $IMAGE
                unit:
                  stage: test
                  needs: []
                  script: npm test
                scan:
                  script: [trivy image --exit-code 1 $IMAGE]
                  allow_failure: true
                ship:
                  stage: ship
                  environment: { name: production }
                  when: manual
                  script:
                    - aws ecs update-service --service web --force-new-deployment
                  after_script:
                    - curl -d x $SLACK_WEBHOOK_URL
                """
            ).pipelines.first)
        #expect(pipeline.jobs.map(\.id) == ["build", "unit", "scan", "ship"])
        #expect(pipeline.jobs.map(\.needs) == [[], [], ["build"], ["build", "unit", "scan"]])
        let image = "${CI_REGISTRY_IMAGE}:${CI_COMMIT_SHORT_SHA}"
        #expect(
            pipeline.jobs.map { Told.steps($0.steps) } == [
                [
                    "before_script: login runToken ${CI_REGISTRY} shows \"\"$CI_REGISTRY_PASSWORD\"\"",
                    "script: build in . \(image)", "script: push \(image)",
                ],
                ["script: test"], ["script: scan image fails \"1\" \(image)"],
                ["script: deploy web goes on", "after_script: after failure may fail notify"],
            ])
        #expect(pipeline.jobs[2].mayFail.map(Told.text) == "true")
        guard case .required(let place) = pipeline.jobs[3].approval else { return #expect(Bool(false), "no approval") }
        #expect(Told.text(place) == "manual")
        #expect(pipeline.jobs[3].environment.value == TermText("production"))
        #expect(pipeline.jobs[0].runner.image == TermText("docker:27"))
        #expect(pipeline.jobs[0].runner.privileged.value == true)
        #expect(pipeline.triggers.map(\.kind) == [.push, .tag])
        #expect(pipeline.gaps.isEmpty)
    }

    @Test func extendsAndReferencesAreFollowed() throws {
        let pipeline = try #require(
            read(
                """
                .a:
                  variables: { X: one, Y: two }
                  script: [docker push a:$X]
                .b:
                  extends: .a
                  variables: { X: three }
                .tools:
                  login:
                    - npm test
                job:
                  extends: [.b]
                  script:
                    - !reference [.tools, login]
                    - docker push a:$X-$Y
                other:
                  extends: .b
                """
            ).pipelines.first)
        #expect(
            pipeline.jobs.map { Told.steps($0.steps) } == [
                ["script: test", "script: push a:three-two"], ["script: push a:three"],
            ])
    }

    @Test func localIncludesAreFollowedAndOthersToldOf() throws {
        let all = read(
            """
            include:
              - local: /ci/build.yml
              - local: ci/jobs/*.yml
              - template: Security/Container-Scanning.gitlab-ci.yml
              - project: group/templates
                file: x.yml
              - remote: https://example.com/x.yml
              - component: $CI_SERVER_FQDN/components/secret-detection/secret-detection@1.0
            build:
              variables: { TAG: mine }
            """,
            [
                "ci/build.yml":
                    "build:\n  stage: build\n  variables: {TAG: theirs}\n  script: [docker build -t a:$TAG .]\n",
                "ci/jobs/lint.yml": "lint:\n  script: [hadolint Dockerfile]\n",
            ])
        let pipeline = try #require(all.pipelines.first)
        #expect(
            Set(pipeline.jobs.flatMap { Told.steps($0.steps) }) == [
                "script: build in . a:mine", "script: lint", "container_scanning: scan image unknown",
                "secret_detection: scan secrets unknown",
            ])
        #expect(pipeline.gaps.map { Told.text($0.place) } == ["group/templates", "https://example.com/x.yml"])
        let state = try #require(all.files.first { $0.path == ".gitlab-ci.yml" }?.state)
        guard case .partly = state else { return #expect(Bool(false), "told as \(state)") }
    }

    @Test(arguments: [
        ("rules:\n    - if: $CI_COMMIT_BRANCH == \"main\"", ["main"], true),
        ("rules:\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $X", ["$CI_DEFAULT_BRANCH"], true),
        ("rules:\n    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'", [], false),
        ("rules:\n    - if: $CI_COMMIT_BRANCH == \"main\" || $X", [], false),
        ("rules:\n    - if: $CI_COMMIT_BRANCH == \"x\"\n      when: never\n    - when: on_success", [], false),
        ("only: [main, release]", ["main", "release"], true), ("only: [merge_requests]", [], false),
        ("only: [main, tags]", [], true), ("only:\n    refs: [main]", ["main"], true),
    ])
    func conditions(_ text: String, _ branches: [String], _ excludes: Bool) throws {
        let pipeline = try #require(read("job:\n  \(text)\n  script: [docker push a]\n").pipelines.first)
        let condition = try #require(pipeline.jobs.first?.condition)
        #expect(condition.branches == branches)
        #expect(condition.excludesPullRequests == excludes)
    }

    @Test(arguments: [
        ("", ["push", "tag"]), ("workflow:\n  rules:\n    - if: $CI_COMMIT_BRANCH == 'main'\n", ["push"]),
        ("workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == \"schedule\"\n", ["schedule"]),
        (
            "workflow:\n  rules:\n    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"\n    - if: $CI_COMMIT_TAG\n",
            ["pullRequest", "tag"]
        ),
        ("nightly:\n  only: [schedules]\n  script: [trivy fs .]\n", ["push", "tag", "schedule"]),
    ])
    func triggers(_ text: String, _ kinds: [String]) throws {
        let pipeline = try #require(read(text + "job:\n  script: [docker push a]\n").pipelines.first)
        #expect(pipeline.triggers.map(\.kind.rawValue) == kinds)
    }

    @Test func childPipelinesAreReadOnce() {
        let all = read(
            "start:\n  trigger:\n    include: ci/child.yml\nfar:\n  trigger: group/other\n",
            [
                "ci/child.yml":
                    "push:\n  script: [docker push a]\nagain:\n  trigger: { include: [{ local: ci/child.yml }] }\n"
            ])
        #expect(all.pipelines.map(\.path) == [".gitlab-ci.yml", "ci/child.yml"])
        #expect(all.pipelines.last?.triggers.map(\.kind) == [.call])
        #expect(all.pipelines.first?.gaps.map { Told.text($0.place) } == ["group/other"])
    }

    @Test func aKeywordIsNoJob() throws {
        let pipeline = try #require(
            read("image:\n  script: [docker push a]\nb:\n  script: [npm test]\n").pipelines.first)
        #expect(pipeline.jobs.map(\.id) == ["b"])
        #expect(pipeline.gaps.map { Told.text($0.place) } == ["image"])
    }

    @Test func shellOptionsOfItemsGoOn() throws {
        let pipeline = try #require(
            read("a:\n  script:\n    - set +e\n    - trivy image --exit-code 1 x\n    - set -e\n    - npm test\n")
                .pipelines.first)
        #expect(
            pipeline.jobs.map { Told.steps($0.steps) } == [
                ["script: scan image never \"set +e\" x ignored \"set +e\"", "script: test"]
            ])
    }

    @Test func valuesOfTheRunner() throws {
        let pipeline = try #require(
            read(
                """
                default:
                  tags: [saas-linux-small-amd64]
                  cache: { paths: [node_modules/] }
                a:
                  id_tokens: { AWS: { aud: x } }
                  parallel:
                    matrix:
                      - A: [x, y]
                        B: z
                  script:
                    - docker buildx build --platform linux/arm64 .
                b:
                  inherit: { default: false }
                  environment: { name: prod, action: stop }
                  script: [echo]
                """
            ).pipelines.first)
        #expect(pipeline.jobs[0].runner.kind == .ephemeral)
        #expect(pipeline.jobs[0].matrix.map(\.count) == [2, 2])
        #expect(pipeline.jobs[0].rights?["id-token"] == .write)
        #expect(
            Told.steps(pipeline.jobs[0].steps) == [
                "script: cache", "script: build in . linux/arm64 emulated \"linux/arm64\"",
            ])
        #expect(pipeline.jobs[1].runner.kind == .unknown)
        #expect(pipeline.jobs[1].environment.isAbsent)
    }

    @Test(arguments: [
        "a: *x", "a:\n  extends: a\n  script: [docker push a]", "a:\n  extends: b\nb:\n  extends: a",
        "include: .gitlab-ci.yml",
        "- a", "", "a: 1", "include:\n  - {}", "a:\n  script: !reference [a, script]",
        "a:\n  script:\n    - !reference [x]",
        "a:\n  rules: 1\n  needs: 1\n  parallel: 3\n  services: {}\n  environment: []\n  script: {a: b}",
        "x: {script: [a], extends: [[b]]}", "stages: 1\nvariables: [1]\nworkflow: x\ndefault: 2\na: {script: b}",
    ])
    func hostileFilesEnd(_ text: String) {
        _ = read(text)
    }

    @Test func towersEnd() {
        var text = ""
        for number in 0..<400 { text += ".a\(number):\n  extends: .a\(number + 1)\n  variables: {A: $A$A$A}\n" }
        text += "job:\n  extends: .a0\n  script: [docker push $A]\n"
        #expect(read(text).pipelines.first?.jobs.count == 1)
        var files: [String: String] = [:]
        for number in 0..<300 {
            files["f\(number).yml"] = "include: [f\(number + 1).yml, f\(number + 2).yml]\nj\(number):\n  script: [a]\n"
        }
        let all = read("include: f0.yml\n", files)
        #expect(all.pipelines.first?.gaps.isEmpty == false)
        let jobs = (0..<3000).map { "j\($0):\n  stage: s\($0 % 7)\n  script: [a]\n" }.joined()
        #expect(read("stages: [s0, s1, s2, s3, s4, s5, s6]\n" + jobs).pipelines.first?.jobs.count == 500)
    }

    @Test(arguments: [
        ("ci/*.yml", "ci/a.yml", true), ("ci/*.yml", "ci/x/a.yml", false), ("ci/**.yml", "ci/x/a.yml", true),
        ("*", "a", true), ("a", "b", false),
    ])
    func wildcards(_ pattern: String, _ path: String, _ matches: Bool) {
        #expect(GitLabLoader.matches(Array(pattern.utf8)[...], Array(path.utf8)[...]) == matches)
    }
}
