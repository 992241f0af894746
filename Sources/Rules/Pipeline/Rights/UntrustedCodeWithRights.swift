import Basics
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax

struct UntrustedCodeWithRights: Rule {
    static let about = About(
        id: "PL301", since: "0.1", severity: .critical,
        title: Text(en: "Strangers' code runs with the repository's rights", ja: "第三者のコードがリポジトリの権限で動くワークフロー"),
        why: Text(
            en: """
                `pull_request_target` and `workflow_run` give forks' requests the secrets and a token that may write. Once \
                the request's code is checked out, its build scripts, tests or packages take both.
                """,
            ja: """
                `pull_request_target` と `workflow_run` は、フォークからのリクエストにもシークレットと書き込み可能なトークンを渡します。\
                リクエスト側のコードをチェックアウトして実行すると、ビルドスクリプトやテストにどちらも奪われます。
                """),
        remedy: Text(
            en: """
                Build and test under `pull_request`; in a workflow with rights check out the base only, and take no more \
                than checked data from the request.
                """,
            ja: """
                ビルドとテストは `pull_request` で行い、権限を持つワークフローではベース側だけをチェックアウトして、\
                リクエストからは検証したデータだけを受け取ってください。
                """),
        message: Text(
            en: "`{source}` brings in the request's code, and `{step}` runs it with the repository's rights",
            ja: "`{source}` がリクエスト側のコードを取り込み、`{step}` がリポジトリの権限で実行します"),
        links: [
            "https://docs.github.com/en/actions/reference/security/secure-use",
            "https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/",
        ],
        aliases: ["zizmor/dangerous-triggers"],
        differs: Text(
            en: """
                zizmor reports the trigger alone. Here the request's code must be checked out and run, with a token that may \
                write or with secrets, and without a condition on who asks.
                """,
            ja: """
                zizmor はトリガーだけで報告します。ここでは、リクエスト側のコードがチェックアウトされて実行され、書き込み権限か\
                シークレットがあり、依頼者の条件もない場合に限ります。
                """),
        answers: ["SEC_02.workflow-permissions"],
        fails: [
            """
            === .github/workflows/preview.yml
            on: pull_request_target
            jobs:
              preview:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v6
                    with:
                      ref: ⟦${{ github.event.pull_request.head.sha }}⟧
                  - run: npm ci && npm test
            """,
            """
            === .github/workflows/publish.yml
            on:
              workflow_run:
                workflows: [Tests]
                types: [completed]
            permissions:
              contents: write
            jobs:
              publish:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v6
                    with:
                      repository: ${{ github.event.workflow_run.head_repository.full_name }}
                      ref: ⟦${{ github.event.workflow_run.head_branch }}⟧
                  - run: docker build -t web .
            === .github/workflows/tests.yml
            name: Tests
            on: pull_request
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps: [{run: make test}]
            """,
        ],
        passes: [
            """
            === .github/workflows/label.yml
            on: pull_request_target
            jobs:
              label:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v6
                  - run: npm ci
            """,
            // A person approves strangers in the environment of the job before.
            """
            === .github/workflows/preview.yml
            on: pull_request_target
            jobs:
              authorize:
                environment: external
                runs-on: ubuntu-24.04
                steps: [{run: 'true'}]
              test:
                needs: authorize
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v6
                    with: {ref: '${{ github.event.pull_request.head.sha }}'}
                  - run: npm ci
            """,
            """
            === .github/workflows/diff.yml
            on: pull_request_target
            jobs:
              diff:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v6
                    with: {ref: '${{ github.event.pull_request.head.sha }}'}
                  - run: echo "$PASSWORD" | docker login --username ci --password-stdin
                  - run: npm install -g prettier && pip install yamllint
            """,
            """
            === .github/workflows/size.yml
            on: pull_request_target
            permissions: {contents: read}
            jobs:
              size:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v6
                    with: {ref: '${{ github.event.pull_request.head.sha }}'}
                  - run: npm ci
              own:
                if: github.event.pull_request.head.repo.full_name == github.repository
                permissions: {contents: write}
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v6
                    with: {ref: '${{ github.head_ref }}'}
                  - run: npm ci
            """,
            """
            === .github/workflows/ci.yml
            on: pull_request
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v6
                    with: {ref: '${{ github.event.pull_request.head.sha }}'}
                  - run: npm ci
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        guard let trigger = pipeline.triggers.first(where: { $0.kind == .privilegedPullRequest }) else { return }
        for job in pipeline.jobs where Self.canDoHarm(job) && !Self.isGuarded(job.condition) {
            // A person may have to agree first: a setting of the environment decides.
            if case .unknown = job.approval { continue }
            if Self.asksFirst(job, subject) { continue }
            guard let index = job.steps.firstIndex(where: { Self.source(of: $0) != nil }),
                let source = Self.source(of: job.steps[index]), !Self.isGuarded(job.steps[index].condition),
                let run = job.steps[(index + 1)...].first(where: Self.runsCode)
            else { continue }
            report.fault(
                at: source.place.span, ["source": source.name, "step": Self.shown(run)],
                related: [
                    .init(run.place.span, Text(en: "runs what was checked out", ja: "チェックアウトしたコードを実行します")),
                    .init(
                        trigger.place.span,
                        Text(en: "gives forks' requests these rights", ja: "フォークからのリクエストに権限を与えるトリガーです")),
                ])
        }
    }

    /// Whether a job before it may be what decides on strangers: it has an environment, or its outcome is asked for.
    private static func asksFirst(_ job: Job, _ subject: PipelineSubject) -> Bool {
        if job.condition?.text.has("needs.") == true { return true }
        return subject.ancestors(of: job).contains { before in
            if case .none = before.approval { return !before.environment.isAbsent || isGuarded(before.condition) }
            return true
        }
    }

    private static func canDoHarm(_ job: Job) -> Bool {
        guard let rights = job.rights else { return true }
        if rights.others == .write || rights.scopes.values.contains(.write) { return true }
        return job.variables.contains { $0.source == .secret }
            || job.steps.contains { step in
                if step.variables.contains(where: { $0.source == .secret }) { return true }
                switch step.work {
                case .action(let action): return action.inputs.contains { PipelineParts.takesSecret($0.value) }
                case .script(let script): return script.text.has("secrets.")
                case .service: return false
                }
            }
    }

    /// Whether a condition asks who made the request.
    private static func isGuarded(_ condition: Condition?) -> Bool {
        guard let condition else { return false }
        if condition.excludesPullRequests { return true }
        let text = condition.text.lowercased()
        return ["head.repo", "head_repository", "author_association", ".label", "labels", "github.actor", "user.login"]
            .contains { text.has($0) }
    }

    /// The input or command that brings in the request's code.
    private static func source(of step: Step) -> (name: String, place: Place)? {
        switch step.work {
        case .action(let action):
            guard action.name.lowercased() == "actions/checkout", let ref = action.input("ref"),
                isOfRequest(ref.value.shown)
            else { return nil }
            return (action.name, ref.place)
        case .script(let script):
            for command in script.shell.commands {
                let words = command.effectiveArguments.map(\.template)
                let isCheckout =
                    command.program == "gh" && words.starts(with: ["pr", "checkout"])
                    || command.program == "git" && ["checkout", "fetch", "merge", "pull"].contains(words.first)
                        && isOfRequest(script.value(of: command))
                if isCheckout {
                    return (
                        command.program == "gh" ? "gh pr checkout" : "git \(words.first ?? "")", script.place(command)
                    )
                }
            }
            return nil
        case .service: return nil
        }
    }

    private static func isOfRequest(_ text: String) -> Bool {
        let text = text.lowercased()
        return ["github.event.pull_request.head", "github.head_ref", "workflow_run.head_", "refs/pull/", "pull/"]
            .contains { text.has($0) }
    }

    private static func runsCode(_ step: Step) -> Bool {
        switch step.work {
        case .action(let action):
            return action.isLocal || step.activities.contains { $0.kind == .build || $0.kind == .test }
        case .script(let script):
            return script.shell.commands.contains { command in
                guard let program = command.program else { return false }
                if programs.contains(program) { return isOfCheckout(program, command.effectiveArguments) }
                guard let name = command.effective?.nameWord.literal else { return false }
                return name.hasPrefix("./") || name.hasSuffix(".sh")
                    || (name == "bash" || name == "sh")
                        && command.effectiveArguments.first?.literal?.hasPrefix("-") == false
            } || step.activities.contains { $0.kind == .build || $0.kind == .test }
        case .service: return false
        }
    }

    /// Whether the program takes something from the sources: tools that are installed by name do not.
    private static func isOfCheckout(_ program: String, _ arguments: ArraySlice<ShellSyntax.Word>) -> Bool {
        let words = arguments.map(\.template)
        switch program {
        case "pip", "pip3":
            return words.contains {
                $0 == "-r" || $0 == "-e" || $0 == "." || $0.hasPrefix("./") || $0.hasPrefix("--req")
            }
        case "npm", "pnpm", "yarn":
            return !words.contains {
                $0 == "-g" || $0 == "--global" || $0 == "login" || $0 == "config" || $0 == "--version"
            }
        default: return words != ["--version"] && words != ["version"]
        }
    }

    /// Programs that run what the sources say.
    private static let programs: Set<String> = [
        "npm", "pnpm", "yarn", "npx", "bun", "node", "pip", "pip3", "python", "python3", "poetry", "uv", "tox",
        "pytest",
        "make", "cmake", "ninja", "go", "cargo", "mvn", "mvnw", "gradle", "gradlew", "bundle", "rake", "ruby",
        "composer",
        "php", "dotnet", "swift", "bazel", "just", "task", "pre-commit", "terraform",
    ]

    private static func shown(_ step: Step) -> String {
        switch step.work {
        case .action(let action): return action.name
        case .script(let script):
            let line = script.text.split(separator: "\n").first { !$0.hasPrefix("#") } ?? ""
            return step.name.isEmpty ? String(line.prefix(60)) : step.name
        case .service(let name): return name
        }
    }
}

extension PipelineScript {
    /// The words of a command with the pipeline's expressions in their places.
    func value(of command: Command) -> String {
        command.words.map { value($0).shown }.joined(separator: " ")
    }
}
