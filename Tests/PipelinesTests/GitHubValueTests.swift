import Basics
import ECSModel
import Pipelines
import Testing
import Workload

/// Expressions that the file itself answers are known; the others stay as they are written.
struct GitHubValueTests {
    /// The value of an input of a step behind others.
    private static func value(_ text: String, steps: String = "", head: String = "") throws -> TermText {
        let quoted = text.replacing("'", with: "''")
        let job = try #require(
            GitHubFixture.job(steps + "- uses: some/action@v1\n  with:\n    x: '\(quoted)'", head: head))
        guard case .action(let use)? = job.steps.last?.work else {
            throw Failure(.invalid, Text(en: "an action is due", ja: "アクションが必要です"))
        }
        return try #require(use.input("x")).value
    }

    @Test(arguments: [
        ("${{ env.IMAGE }}:v1", "acme/shop:v1"),
        ("${{env.IMAGE}}", "acme/shop"),
        ("${{ github.sha }}", "${github.sha}"),
        ("a-${{  github.sha  }}-b", "a-${github.sha}-b"),
        ("${{ env.BOTH }}", "acme/shop:${github.sha}"),
        ("${{ env.MISSING }}", "${env.MISSING}"),
        ("${{ format('{0}:{1}', env.IMAGE, github.sha) }}", "acme/shop:${github.sha}"),
        ("${{ env.IMAGE || 'other' }}", "acme/shop"),
        ("${{ env.EMPTY || 'other' }}", "other"),
        ("${{ github.head_ref || 'other' }}", "${github.head_ref || 'other'}"),
        ("${{ env.IMAGE == 'ACME/shop' }}", "true"),
        ("${{ env.IMAGE != 'acme/shop' && 'a' || 'b' }}", "b"),
        ("${{ !true }}", "false"),
        ("${{ 'it''s' }}", "it's"),
        ("${{ fromJSON(needs.a.outputs.list).x }}", "${fromJSON(needs.a.outputs.list).x}"),
        ("${{ broken ( }}", "${broken (}"),
        ("${{ open", "${{ open"),
        ("plain", "plain"),
    ])
    func known(_ text: String, _ shown: String) throws {
        let head = "env:\n  IMAGE: acme/shop\n  EMPTY: ''\n  BOTH: acme/shop:${{ github.sha }}\n"
        #expect(try Self.value(text, head: head).shown == shown)
    }

    @Test func unknownParts() throws {
        let value = try Self.value("${{ secrets.KEY }}")
        #expect(value.parts == [.unknown(Unknown(.expression, "secrets.KEY"))])
    }

    @Test(arguments: [
        ("echo \"image=acme/shop:$GITHUB_SHA\" >> $GITHUB_OUTPUT", "acme/shop:${github.sha}"),
        ("TAG=v7\necho \"image=acme/shop:$TAG\" >> \"$GITHUB_OUTPUT\"", "acme/shop:v7"),
        ("if x; then echo image=a >> $GITHUB_OUTPUT; fi", "${image}"),
        ("echo image=a >> $GITHUB_OUTPUT\necho image=b >> $GITHUB_OUTPUT", "${image}"),
        ("echo image=${{ github.run_id }} >> $GITHUB_OUTPUT", "${github.run_id}"),
        ("echo other=a >> $GITHUB_OUTPUT", "${steps.made.outputs.image}"),
    ])
    func outputOfScript(_ script: String, _ shown: String) throws {
        let lines = script.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
        let steps = "- id: made\n  run: |\n\(lines)\n"
        #expect(try Self.value("${{ steps.made.outputs.image }}", steps: steps).shown == shown)
    }

    @Test func variableOfScript() throws {
        let steps = "- run: echo \"TAG=v1\" >> $GITHUB_ENV\n"
        #expect(try Self.value("${{ env.TAG }}", steps: steps).shown == "v1")
    }

    @Test func outputOfJob() throws {
        let pipeline = try #require(
            GitHubFixture.pipeline(
                """
                on: push
                jobs:
                  deploy:
                    needs: [build]
                    runs-on: ubuntu-latest
                    steps:
                      - uses: some/action@v1
                        with: {x: '${{ needs.build.outputs.image }}'}
                  build:
                    runs-on: ubuntu-latest
                    outputs:
                      image: ${{ steps.made.outputs.image }}
                    steps:
                      - id: made
                        run: echo "image=acme/shop:v2" >> $GITHUB_OUTPUT
                """))
        #expect(pipeline.jobs.map(\.id) == ["deploy", "build"])
        guard case .action(let use)? = pipeline.jobs[0].steps.first?.work else {
            Issue.record("an action is due")
            return
        }
        #expect(use.input("x")?.value.known == "acme/shop:v2")
    }

    @Test(arguments: [
        ("os: [a, b]\n        version: [1, 2]", 4),
        ("os: [a, b]\n        exclude:\n          - os: a", 1),
        ("os: [a, b]\n        include:\n          - os: a\n            more: x", 2),
        ("os: [a, b]\n        include:\n          - os: c", 3),
        ("include:\n          - os: a\n          - os: b", 2),
        ("os: ${{ fromJSON(inputs.os) }}", 0),
        ("a: [1,2,3,4,5,6,7,8,9]\n        b: [1,2,3,4,5,6,7,8,9]\n        c: [1,2,3,4,5,6,7,8,9]", 256),
    ])
    func matrix(_ text: String, _ count: Int) throws {
        let workflow = """
            on: push
            jobs:
              a:
                strategy:
                  matrix:
                    \(text)
                runs-on: ubuntu-latest
                steps: [{run: date}]
            """
        #expect(try #require(GitHubFixture.pipeline(workflow)).jobs.first?.matrix.count == count)
    }

    @Test func includedValuesJoinWhatTheyFit() throws {
        let pipeline = try #require(
            GitHubFixture.pipeline(
                """
                on: push
                jobs:
                  a:
                    strategy:
                      matrix:
                        fruit: [apple, pear]
                        animal: [cat, dog]
                        include:
                          - color: green
                          - color: pink
                            animal: cat
                          - fruit: apple
                            shape: circle
                          - fruit: banana
                          - fruit: banana
                            animal: cat
                    runs-on: ubuntu-latest
                    steps: [{run: date}]
                """))
        let found = pipeline.jobs[0].matrix.map { $0.mapValues(\.shown) }
        #expect(found.count == 6)
        #expect(found[0] == ["fruit": "apple", "animal": "cat", "color": "pink", "shape": "circle"])
        #expect(found[1] == ["fruit": "apple", "animal": "dog", "color": "green", "shape": "circle"])
        #expect(found[2] == ["fruit": "pear", "animal": "cat", "color": "pink"])
        #expect(found[3] == ["fruit": "pear", "animal": "dog", "color": "green"])
        #expect(found[4] == ["fruit": "banana"])
        #expect(found[5] == ["fruit": "banana", "animal": "cat"])
    }

    @Test func machinesOfAMatrix() throws {
        let pipeline = try #require(
            GitHubFixture.pipeline(
                """
                on: push
                jobs:
                  a:
                    strategy:
                      matrix:
                        include:
                          - {platform: linux/amd64, runner: ubuntu-24.04}
                          - {platform: linux/arm64, runner: ubuntu-24.04-arm}
                    runs-on: ${{ matrix.runner }}
                    steps:
                      - uses: docker/setup-qemu-action@v3
                      - uses: docker/build-push-action@v6
                        with:
                          platforms: ${{ matrix.platform }}
                """))
        let job = pipeline.jobs[0]
        #expect(job.runner.kind == .ephemeral)
        #expect(job.runner.architecture == nil)
        let build = try #require(job.steps[1].activities.first?.build)
        #expect(build.platforms == ["linux/amd64", "linux/arm64"])
        #expect(build.emulated == nil)
    }
}
