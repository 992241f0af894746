import Basics
import ECSModel
import Pipelines
import RuleKit

struct SelfHostedForPullRequests: Rule {
    static let about = About(
        id: "PL322", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Pull requests run on a machine of your own", ja: "自前のマシンで実行されるプルリクエスト"),
        why: Text(
            en: """
                A runner that is kept keeps what a request's code left on it: the next job, with the secrets of production, \
                runs beside it and inside your network.
                """,
            ja: """
                使い回されるランナーには、リクエスト側のコードが残したものがそのまま残ります。次に本番のシークレットを使うジョブが、\
                社内ネットワークの中で、それと同じマシンで動きます。
                """),
        remedy: Text(
            en:
                "Run pull requests on GitHub's runners, or on runners that are made anew for each job and have no rights.",
            ja: """
                プルリクエストは GitHub のランナーで実行するか、ジョブごとに作り直す、権限のないランナーを使ってください。
                """),
        message: Text(
            en: "`{job}` runs the code of pull requests on a self-hosted runner",
            ja: "`{job}` がプルリクエストのコードをセルフホストランナーで実行します"),
        links: [
            "https://docs.github.com/en/actions/reference/security/secure-use#hardening-for-self-hosted-runners",
            "https://docs.github.com/en/actions/reference/runners/self-hosted-runners",
        ],
        aliases: ["zizmor/self-hosted-runner"],
        differs: Text(
            en: "zizmor reports every self-hosted runner; here only jobs that run for pull requests.",
            ja: "zizmor はすべてのセルフホストランナーを報告します。ここではプルリクエストで動くジョブに限ります。"),
        fails: [
            """
            === .github/workflows/ci.yml
            on: [push, pull_request]
            jobs:
              test:
                runs-on: ⟦[self-hosted, linux]⟧
                steps: [{run: make test}]
            """,
            """
            === .github/workflows/check.yml
            on:
              pull_request:
                branches: [main]
            jobs:
              check:
                runs-on: ⟦self-hosted⟧
                steps: [{run: make check}]
            """,
        ],
        passes: [
            """
            === .github/workflows/ci.yml
            on: [push, pull_request]
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps: [{run: make test}]
              deploy:
                if: github.event_name == 'push'
                runs-on: [self-hosted, linux]
                steps: [{run: make deploy}]
            """,
            """
            === .github/workflows/deploy.yml
            on:
              push:
                branches: [main]
            jobs:
              deploy:
                runs-on: self-hosted
                steps: [{run: make deploy}]
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        guard pipeline.form == .gitHubActions,
            pipeline.triggers.contains(where: { $0.kind == .pullRequest || $0.kind == .privilegedPullRequest })
        else { return }
        for job in pipeline.jobs where job.runner.kind == .selfHosted {
            if let condition = job.condition, condition.excludesPullRequests || !condition.branches.isEmpty { continue }
            // A label such as `codebuild-…` or a scale set's name may stand for machines that are made anew.
            guard job.runner.label?.shown.has("self-hosted") == true else { continue }
            report.fault(at: (job.runner.place ?? job.place).span, ["job": job.id])
        }
    }
}
