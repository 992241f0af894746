import Basics
import ECSModel
import Pipelines
import RuleKit

struct BuiltOnOwnMachine: Rule {
    static let about = About(
        id: "PL516", since: "0.1", severity: .low, set: .style,
        title: Text(en: "Images are built on a machine of your own", ja: "自前のマシンでのイメージビルド"),
        why: Text(
            en: "It costs money while nothing is built, has to be patched, and keeps what earlier builds left on it.",
            ja: "ビルドしていない間も費用がかかり、パッチ適用も必要で、以前のビルドの残りも蓄積します。"),
        remedy: Text(
            en: "Build on hosted runners or CodeBuild, which are new for each build and paid by the minute.",
            ja: "ビルドごとに新しく用意され、分単位で課金されるホストランナーや CodeBuild でビルドしてください。"),
        message: Text(en: "`{job}` builds an image on a machine of your own", ja: "`{job}` は自前のマシンでイメージをビルドします"),
        proof: Text(
            en: "`{job}` builds on a machine that is there for this build only", ja: "`{job}` はビルドのためだけに用意されるマシンで動きます"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/manage-demand-and-supply-resources.html"
        ],
        answers: ["COST_08.managed-build"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ⟦[self-hosted, linux]⟧
                steps: [{run: docker build -t example.com/web:1 .}]
            """
        ],
        passes: [
            // It may be a machine that is made for each job.
            """
            === .gitlab-ci.yml
            build: {tags: [build], script: [docker build -t example.com/web:1 .]}
            """,
            """
            === .github/workflows/test.yml
            on: {push: {branches: [main]}}
            jobs: {test: {runs-on: [self-hosted, gpu], steps: [{run: pytest}]}}
            """,
        ],
        proves: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ⟦ubuntu-24.04⟧
                steps: [{run: docker build -t example.com/web:1 .}]
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        var told: Set<String> = []
        for build in subject.events(.build) where told.insert(build.job.id).inserted {
            let runner = build.job.runner
            guard let place = runner.place else { continue }
            switch runner.kind {
            case .selfHosted: report.fault(at: place.span, ["job": build.job.id])
            case .ephemeral, .service: report.holds(at: place.span, ["job": build.job.id])
            case .unknown: continue
            }
        }
    }
}
