import Basics
import ECSModel
import Pipelines
import Testing
import Workload

/// Reusable workflows and composite actions are followed where their files are at hand.
struct GitHubCallTests {
    private static let caller = """
        name: CI
        on: push
        permissions: {contents: read}
        jobs:
          lint:
            runs-on: ubuntu-latest
            steps: [{run: date}]
          image:
            needs: lint
            if: github.ref == 'refs/heads/main'
            uses: ./.github/workflows/build.yml
            with:
              name: acme/shop
            secrets: inherit
          deploy:
            needs: image
            runs-on: ubuntu-latest
            steps:
              - uses: some/action@v1
                with: {x: '${{ needs.image.outputs.image }}'}
        """
    private static let build = """
        on:
          workflow_call:
            inputs:
              name: {type: string, required: true}
              tag: {type: string, default: v3}
            outputs:
              image:
                value: ${{ jobs.build.outputs.image }}
        jobs:
          build:
            runs-on: ubuntu-latest
            outputs:
              image: ${{ inputs.name }}:${{ inputs.tag }}
            steps:
              - uses: docker/build-push-action@v6
                with:
                  push: true
                  tags: ${{ inputs.name }}:${{ inputs.tag }}
          check:
            needs: build
            runs-on: ubuntu-latest
            steps: [{run: date}]
        """

    @Test func reusable() throws {
        let found = GitHubFixture.load([
            ".github/workflows/ci.yml": Self.caller, ".github/workflows/build.yml": Self.build,
        ])
        #expect(found.pipelines.map(\.name) == ["CI"])
        let pipeline = try #require(found.pipelines.first)
        #expect(pipeline.jobs.map(\.id) == ["lint", "image/build", "image/check", "deploy"])
        #expect(pipeline.jobs.map(\.needs) == [[], ["lint"], ["image/build"], ["image/build", "image/check"]])
        let build = pipeline.jobs[1]
        #expect(build.from == ".github/workflows/build.yml")
        #expect(build.condition?.branches == ["main"])
        #expect(build.rights?["contents"] == .read)
        #expect(build.place.path == ".github/workflows/build.yml")
        let push = try #require(build.steps[0].activities.first { $0.kind == .push })
        #expect(push.images.map(\.name) == [TermText("acme/shop:v3")])
        guard case .action(let use) = pipeline.jobs[3].steps[0].work else {
            Issue.record("an action is due")
            return
        }
        #expect(use.input("x")?.value.known == "acme/shop:v3")
        #expect(pipeline.gaps.isEmpty)
    }

    @Test func reusableThatNobodyHereCalls() throws {
        let found = GitHubFixture.load([".github/workflows/build.yml": Self.build])
        let pipeline = try #require(found.pipelines.first)
        #expect(pipeline.triggers.map(\.kind) == [.call])
        #expect(pipeline.gaps.count == 1)
        let push = try #require(pipeline.jobs[0].steps[0].activities.first { $0.kind == .push })
        #expect(push.images.map(\.name.shown) == ["${inputs.name}:${inputs.tag}"])
    }

    @Test func elsewhere() throws {
        let text = """
            on: push
            jobs:
              a:
                uses: acme/shared/.github/workflows/deploy.yml@v1
              b:
                needs: a
                runs-on: ubuntu-latest
                steps: [{run: date}]
            """
        let pipeline = try #require(GitHubFixture.pipeline(text))
        #expect(pipeline.gaps.map(\.place.text) == ["acme/shared/.github/workflows/deploy.yml@v1"])
        #expect(pipeline.jobs.map(\.id) == ["a", "b"])
        #expect(!pipeline.isUnderstood)
        guard case .action(let use) = pipeline.jobs[0].steps[0].work else {
            Issue.record("what is called stands as an action")
            return
        }
        #expect(use.name == "acme/shared/.github/workflows/deploy.yml")
        #expect(use.version == "v1")
        #expect(!use.isPinned)
    }

    private static let action = """
        name: Build
        inputs:
          image: {required: true}
          tag: {default: latest}
        outputs:
          name:
            value: ${{ steps.name.outputs.full }}
        runs:
          using: composite
          steps:
            - id: name
              shell: bash
              run: echo "full=${{ inputs.image }}:${{ inputs.tag }}" >> $GITHUB_OUTPUT
            - uses: docker/build-push-action@v6
              with:
                push: 'true'
                tags: ${{ steps.name.outputs.full }}
        """

    @Test func composite() throws {
        let pipeline = try #require(
            GitHubFixture.pipeline(
                """
                on: push
                jobs:
                  a:
                    runs-on: ubuntu-latest
                    steps:
                      - uses: ./.github/actions/build
                        id: made
                        if: github.event_name == 'push'
                        continue-on-error: true
                        with: {image: acme/shop, tag: '${{ github.sha }}'}
                      - uses: some/action@v1
                        with: {x: '${{ steps.made.outputs.name }}'}
                """, [".github/actions/build/action.yml": Self.action]))
        let steps = pipeline.jobs[0].steps
        #expect(steps.map(\.from) == [".github/actions/build/action.yml", ".github/actions/build/action.yml", nil])
        #expect(steps.map { $0.mayFail != nil } == [true, true, false])
        #expect(steps.map { $0.condition?.excludesPullRequests } == [true, true, nil])
        #expect(steps[1].activities.map(\.kind) == [.build, .push])
        #expect(steps[1].activities[1].images.map(\.name.shown) == ["acme/shop:${github.sha}"])
        #expect(steps[1].place.path == ".github/actions/build/action.yml")
        guard case .action(let use) = steps[2].work else {
            Issue.record("an action is due")
            return
        }
        #expect(use.input("x")?.value.shown == "acme/shop:${github.sha}")
    }

    @Test(
        arguments: [
            (nil, 1), ("runs: {using: node20, main: x.js}", 0), ("runs: {using: docker, image: Dockerfile}", 0),
        ] as [(String?, Int)])
    func actionThatIsNotRead(_ text: String?, _ gaps: Int) throws {
        let others = text.map { ["act/action.yml": $0] } ?? [:]
        let pipeline = try #require(
            GitHubFixture.pipeline(
                "on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{uses: ./act}]}}\n", others))
        #expect(pipeline.jobs[0].steps.map(\.isUnderstood) == [false])
        #expect(pipeline.gaps.count == gaps)
    }
}
