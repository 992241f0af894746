import Basics
import DockerfileSyntax
import ECSModel
import Pipelines
import RuleKit
import Workload

struct CheckoutTokenShipped: Rule {
    static let about = About(
        id: "PL323", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "The checkout's token gets into the image", ja: "チェックアウト用のトークンが入るイメージ"),
        why: Text(
            en: """
                `actions/checkout` leaves the job's token in `.git/config`. The build copies the folder: while the job runs, \
                and for as long as its token is valid, whoever pulls the image may push.
                """,
            ja: """
                `actions/checkout` はジョブのトークンを `.git/config` に残します。ビルドがこのフォルダーをコピーするため、トークンが\
                有効な間は、イメージを pull した人がリポジトリに書き込めます。
                """),
        remedy: Text(
            en: "Set `persist-credentials: false`, and add `.git` to `.dockerignore`.",
            ja: "`persist-credentials: false` を指定し、`.dockerignore` に `.git` を追加してください。"),
        message: Text(
            en: "`{action}` leaves its token in `.git`, which the build copies into the image",
            ja: "`{action}` が `.git` に残すトークンが、ビルドによってイメージにコピーされます"),
        links: [
            "https://github.com/actions/checkout",
            "https://docs.docker.com/build/concepts/context/#dockerignore-files",
        ],
        aliases: ["zizmor/artipacked"],
        differs: Text(
            en: """
                zizmor reports each checkout that keeps its token. Here an image must take the folder; from version 6 on the \
                token is kept outside of it.
                """,
            ja: """
                zizmor はトークンを残すチェックアウトをすべて報告します。ここではイメージにフォルダーが入る場合に限ります。\
                バージョン 6 以降では、トークンはフォルダーの外に保存されます。
                """),
        answers: ["SEC_05.no-secrets-in-context"],
        fails: [
            """
            === .github/workflows/build.yml
            on: push
            jobs:
              build:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦actions/checkout@v4⟧
                  - run: docker build -t web .
            === Dockerfile
            FROM python:3.14
            COPY . /app
            === .dockerignore
            .venv
            === .git/HEAD
            x
            """
        ],
        passes: [
            """
            === .github/workflows/build.yml
            on: push
            jobs:
              build:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v4
                    with: {persist-credentials: false}
                  - run: docker build -t web .
              test:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v4
                  - run: make test
            === Dockerfile
            FROM python:3.14
            COPY . /app
            === .git/HEAD
            x
            """,
            """
            === .github/workflows/build.yml
            on: push
            jobs:
              build:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v6
                  - run: docker build -t web .
            === Dockerfile
            FROM python:3.14
            COPY . /app
            === .git/HEAD
            x
            """,
            """
            === .github/workflows/build.yml
            on: push
            jobs:
              build:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v4
                  - run: docker build -t web .
            === Dockerfile
            FROM python:3.14
            COPY . /app
            === .dockerignore
            .git
            === .git/HEAD
            x
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        guard pipeline.form == .gitHubActions else { return }
        let built = WorkloadMatch(subject.all.workloads).built(by: pipeline)
            .filter { subject.all.workloads.indices.contains($0) }.map { subject.all.workloads[$0] }
        guard !built.isEmpty else { return }
        let copies = built.compactMap(Self.copyOfHistory)
        // With several Dockerfiles it is not clear which of them a job builds.
        guard copies.count == built.count, let copy = copies.first else { return }
        for job in pipeline.jobs {
            var checkout: ActionUse?
            for step in job.steps {
                if case .action(let action) = step.work, action.name.lowercased() == "actions/checkout" {
                    checkout = Self.keepsToken(action) ? action : nil
                }
                guard let action = checkout,
                    let build = step.activities.first(where: { $0.kind == .build && !Self.isRemote($0) })
                else { continue }
                report.fault(
                    at: action.place.span, ["action": "\(action.name)@\(action.version ?? "")"],
                    related: [
                        .init(build.place.span, Text(en: "builds the image", ja: "イメージをビルドします")),
                        .init(copy, Text(en: "copies `.git`", ja: "`.git` をコピーします")),
                    ])
                break
            }
        }
    }

    /// Versions whose token stands in `.git/config`: those before 6, written as a tag.
    private static func keepsToken(_ action: ActionUse) -> Bool {
        guard let version = action.version, version.hasPrefix("v"),
            let major = Int(version.dropFirst().prefix { $0 != "." }), major < 6
        else { return false }
        guard let input = action.input("persist-credentials") else { return true }
        return input.value.known?.lowercased() == "true"
    }

    /// docker/build-push-action without a context builds from git itself.
    private static func isRemote(_ activity: Activity) -> Bool {
        activity.tool.lowercased().hasSuffix("build-push-action") && activity.build?.context == nil
    }

    /// The COPY by which the folder with the history gets into the image.
    private static func copyOfHistory(_ workload: Workload) -> Span? {
        for copy in workload.neededCopies {
            for entry in Needless.among(copy.files) where entry.kind == .versionControl {
                guard workload.ships(copy, entry.sample), let source = copy.source(of: entry.sample) else { continue }
                return workload.dockerfile.source.span(source.range)
            }
        }
        return nil
    }
}
