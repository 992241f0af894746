import Basics
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax

struct LegacyBuilder: Rule {
    static let about = About(
        id: "PL210", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "BuildKit is switched off", ja: "無効化された BuildKit"),
        why: Text(
            en: """
                The old builder runs all stages one after another, needed or not, and knows no cache mounts and no build \
                secrets. Docker has announced its end.
                """,
            ja: """
                旧ビルダーは不要なステージも含めて順番に実行し、キャッシュマウントもビルドシークレットも使えません。Docker は廃止を\
                予告しています。
                """),
        remedy: Text(en: "Take `DOCKER_BUILDKIT=0` away.", ja: "`DOCKER_BUILDKIT=0` を削除してください。"),
        message: Text(en: "images are built by the old builder", ja: "旧ビルダーでビルドされます"),
        links: ["https://docs.docker.com/build/buildkit/", "https://docs.docker.com/engine/deprecated/"],
        answers: ["SUSTAINABILITY_01.build-time"],
        onlyFaults: ["SUSTAINABILITY_01.build-time"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            env:
              ⟦DOCKER_BUILDKIT: 0⟧
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps: [{run: docker build -t example.com/web:1 .}]
            """,
            """
            === .gitlab-ci.yml
            build:
              script:
                - ⟦DOCKER_BUILDKIT=0⟧ docker build -t example.com/web:1 .
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - export ⟦DOCKER_BUILDKIT=0⟧
                  - docker build -t example.com/web:1 .
            """,
        ],
        passes: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            env: {DOCKER_BUILDKIT: 1}
            jobs: {image: {runs-on: ubuntu-24.04, steps: [{run: docker build -t example.com/web:1 .}]}}
            """,
            // Nothing is built here.
            """
            === .gitlab-ci.yml
            unit: {variables: {DOCKER_BUILDKIT: "0"}, script: [npm test]}
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        var told: Set<String> = []
        for job in subject.pipeline.jobs
        where job.steps.contains(where: { $0.activities.contains { $0.kind == .build } }) {
            var places = (job.variables + job.steps.flatMap(\.variables))
                .filter { $0.name == "DOCKER_BUILDKIT" && $0.value.known == "0" }.map(\.place)
            for step in job.steps {
                if case .script(let script) = step.work { places += self.places(in: script) }
            }
            for place in places where told.insert("\(place.path):\(place.range.lowerBound)").inserted {
                report.fault(at: place.span)
            }
        }
    }

    private func places(in script: PipelineScript) -> [Place] {
        guard script.text.has("DOCKER_BUILDKIT=") else { return [] }
        return script.shell.commands.flatMap { command in
            let own = command.assignments.filter { $0.name == "DOCKER_BUILDKIT" && $0.value?.literal == "0" }
                .map { script.place($0.range) }
            guard command.program == "export" else { return own }
            return own + command.words.filter { $0.literal == "DOCKER_BUILDKIT=0" }.map { script.place($0) }
        }
    }
}
