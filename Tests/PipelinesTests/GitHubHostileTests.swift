import Basics
import ECSModel
import Pipelines
import Testing
import Workload

/// Workflows that are broken, or made to use up time or memory, are told with the reason.
struct GitHubHostileTests {
    private static let path = ".github/workflows/ci.yml"

    private static func many(_ count: Int, _ text: (Int) -> String) -> String { (0..<count).map(text).joined() }

    @Test(arguments: [
        ("on: push\n", "no `jobs`"),
        ("on: push\njobs: []\n", "line 2"),
        ("- a\n", "no `jobs`"),
        (
            "on: push\njobs:\n  a:\n    needs: z\n    runs-on: x\n    steps: [{run: date}]\n",
            "line 4: `needs` names the job `z`"
        ),
        ("on: push\njobs:\n  a: {needs: b, steps: []}\n  b: {needs: a, steps: []}\n", "circle"),
        ("on: push\njobs:\n  a: {needs: a, steps: []}\n", "circle"),
        ("on: push\njobs:\n  a:\n    runs-on: x\n", "neither `steps` nor `uses`"),
        ("on: push\njobs:\n  a:\n    steps:\n      - name: x\n", "line 5"),
        ("on: push\njobs:\n  a: text\n", "mapping"),
        ("on: push\njobs: {a: {steps: [{run: 'x}]}}\n", "1:"),
        ("on: push\njobs:\n  a:\n    uses: ./.github/workflows/ci.yml\n", "uses itself"),
        ("on: push\njobs:\n  a:\n    uses: ./.github/workflows/gone.yml\n", "not among the files"),
        ("on: push\njobs:\n  a:\n    uses: ./../../x.yml\n", "another repository"),
    ])
    func isTold(_ text: String, _ reason: String) throws {
        let found = GitHubFixture.load([Self.path: text])
        let told = try #require(GitHubFixture.reason(Self.path, found))
        #expect(told.contains(reason), "\(told)")
    }

    @Test func compositeCircle() {
        let action = "runs:\n  using: composite\n  steps:\n    - uses: ./b\n    - uses: ./b\n"
        let other = "runs:\n  using: composite\n  steps:\n    - uses: ./a\n    - uses: ./a\n"
        let found = GitHubFixture.load([
            Self.path: "on: push\njobs: {j: {runs-on: ubuntu-latest, steps: [{uses: ./a}]}}\n",
            "a/action.yml": action, "b/action.yml": other,
        ])
        #expect(found.pipelines[0].jobs[0].steps.count == 4)
        #expect(found.pipelines[0].gaps.count == 4)
    }

    /// Each of nine actions uses the next one ten times: a billion steps.
    @Test(.timeLimit(.minutes(2))) func compositeBomb() throws {
        var files = [Self.path: "on: push\njobs: {j: {runs-on: ubuntu-latest, steps: [{uses: ./a0}]}}\n"]
        for level in 0..<9 {
            files["a\(level)/action.yml"] =
                "runs:\n  using: composite\n  steps:\n" + Self.many(10) { _ in "    - uses: ./a\(level + 1)\n" }
        }
        files["a9/action.yml"] = "runs: {using: composite, steps: [{run: date, shell: bash}]}\n"
        let found = GitHubFixture.load(files)
        #expect(found.pipelines[0].gaps.count >= 1)
        #expect(try #require(GitHubFixture.reason(Self.path, found)).contains("too many steps"))
    }

    @Test(.timeLimit(.minutes(2))) func tenThousandJobs() throws {
        let jobs = Self.many(10_000) {
            "  j\($0):\n    needs: [j\(max(0, $0 - 1))]\n    runs-on: ubuntu-latest\n    steps: [{run: date}]\n"
        }
        let found = GitHubFixture.load([Self.path: "on: push\njobs:\n" + jobs])
        #expect(found.pipelines[0].jobs.count == 1024)
        #expect(GitHubFixture.reason(Self.path, found) != nil)
    }

    @Test(.timeLimit(.minutes(2))) func deepMatrix() {
        let dimensions = Self.many(2000) { "        d\($0): [1, 2, 3, 4]\n" }
        let includes = Self.many(5000) { "          - e\($0): \($0)\n" }
        let text =
            "on: push\njobs:\n  a:\n    strategy:\n      matrix:\n\(dimensions)        include:\n\(includes)    runs-on: x\n    steps: [{run: date}]\n"
        #expect(GitHubFixture.load([Self.path: text]).pipelines[0].jobs[0].matrix.count == 256)
    }

    @Test(.timeLimit(.minutes(2))) func longExpressions() {
        let nested = String(repeating: "(", count: 5000) + "a" + String(repeating: ")", count: 5000)
        let row = Self.many(5000) { "a\($0) || " } + "b"
        let bangs = String(repeating: "!", count: 5000) + "a"
        let opens = String(repeating: "${{ ", count: 100_000)
        for text in [nested, row, bangs, "${{ \(nested) }}", opens, "format('" + String(repeating: "{0}", count: 5000)]
        {
            let workflow =
                "on: push\nenv:\n  A: \"\(text)\"\njobs: {a: {if: \"\(text)\", steps: [{run: \"\(text)\"}]}}\n"
            #expect(GitHubFixture.load([Self.path: workflow]).pipelines.count == 1)
        }
    }

    @Test(.timeLimit(.minutes(2))) func repeatedScript() {
        let script = Self.many(3000) { "      echo \($0) && docker build -t a:\($0) .\n" }
        let aliases = Self.many(50_000) { _ in "      - *s\n" }
        let text =
            "on: push\njobs:\n  a:\n    steps:\n      - &s\n        run: |\n    \(script.replacing("      ", with: "          "))\(aliases)"
        let found = GitHubFixture.load([Self.path: text])
        #expect(found.files.count == 1)
    }

    @Test(arguments: [
        "on: {push: 3, schedule: x, workflow_run: [a]}\npermissions: [a]\nenv: [1]\njobs: {a: {}}\n",
        "on: [[push], {a: b}]\nconcurrency: []\njobs: {a: {strategy: 3, steps: [3, [], {uses: []}, {run: {}}]}}\n",
        "on:\njobs: {a: {strategy: {matrix: {include: x, exclude: [x], a: {}}}, environment: [], container: [], services: x, runs-on: {}, steps: [{uses: '@'}, {uses: ./}, {uses: docker://x, with: []}]}}\n",
        "jobs: {'': {needs: [[], {}, ''], if: [], outputs: x, uses: [], continue-on-error: {}, steps: {}}}\n",
        "on: push\njobs: {a: {uses: ./, with: x, secrets: 3}}\n",
    ])
    func oddShapes(_ text: String) {
        #expect(GitHubFixture.load([Self.path: text]).pipelines.count == 1)
    }
}
