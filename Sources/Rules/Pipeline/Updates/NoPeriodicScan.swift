import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct NoPeriodicScan: Rule {
    static let about = About(
        id: "PL603", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Images in use are never scanned again", ja: "使用中のイメージが再スキャンされない"),
        why: Text(
            en: """
                Most vulnerabilities become known after the build: an image that passed in spring is open in summer, and \
                nobody hears of it.
                """,
            ja: """
                脆弱性の多くはビルド後に公表されます。春に合格したイメージも夏には脆弱になりますが、誰にも知らされません。
                """),
        remedy: Text(
            en: "Turn on ECR's enhanced scanning with `CONTINUOUS_SCAN`, or scan what runs by a scheduled pipeline.",
            ja: "ECR の拡張スキャンを `CONTINUOUS_SCAN` で有効にするか、稼働中のイメージを定期実行のパイプラインでスキャンしてください。"),
        message: Text(
            en: "nothing in these files scans or rebuilds images while no code changes",
            ja: "コードの変更がない間にイメージをスキャンまたは再ビルドする設定が、ファイルにありません"),
        proof: Text(
            en: "images are scanned {how|registry=continuously by the registry|on a schedule}",
            ja: "イメージは{how|registry=レジストリで継続的に|定期的に}スキャンされます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html",
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/detective-controls.html",
        ],
        answers: ["ECS_51.periodic-scan", "SEC_03.rescan"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦docker/build-push-action@v6⟧
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
            """,
            """
            === template.yaml
            Resources:
              Build:
                Type: AWS::CodeBuild::Project
                Properties:
                  ServiceRole: !Ref Role
                  Artifacts: {Type: NO_ARTIFACTS}
                  Environment: {Type: LINUX_CONTAINER, ComputeType: BUILD_GENERAL1_SMALL, Image: aws/codebuild/standard:7.0}
                  Source: {Type: GITHUB, Location: 'https://github.com/example/web', BuildSpec: buildspec.yml}
            === buildspec.yml
            version: 0.2
            phases: {build: {commands: [docker build -t example.com/web:1 ., ⟦docker push example.com/web:1⟧]}}
            """,
        ],
        passes: [
            // Schedules of GitLab are settings of the project.
            """
            === .gitlab-ci.yml
            build: {script: [docker build -t example.com/web:1 ., docker push example.com/web:1]}
            """,
            // What starts a build whose project is elsewhere is not known.
            """
            === buildspec.yml
            version: 0.2
            phases: {build: {commands: [docker build -t example.com/web:1 ., docker push example.com/web:1]}}
            """,
            // A clock starts something that is not understood.
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}, schedule: [{cron: '0 3 * * 1'}]}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
                  - run: ./ci/guard.sh
            """,
        ],
        proves: [
            """
            === .github/workflows/scan.yml
            on:
              schedule: [{cron: ⟦'0 3 * * *'⟧}]
            jobs:
              scan:
                runs-on: ubuntu-24.04
                steps: [{run: trivy image --exit-code 1 example.com/web:stable}]
            """,
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs: {image: {runs-on: ubuntu-24.04, steps: [{run: docker push example.com/web:1}]}}
            === template.yaml
            Resources:
              Scanning:
                Type: AWS::ECR::RegistryScanningConfiguration
                Properties:
                  ScanType: ENHANCED
                  Rules: [{ScanFrequency: ⟦CONTINUOUS_SCAN⟧, RepositoryFilters: [{Filter: '*', FilterType: WILDCARD}]}]
            """,
        ]
    )

    func check(_ all: Pipelines, _ report: inout Report) {
        let registry = all.system.members("AWS::ECR::RegistryScanningConfiguration")
        for member in registry {
            let rules = member.properties["rules"] ?? member.properties["rule"]
            for rule in rules?.items ?? [] {
                if case .known("CONTINUOUS_SCAN", let place) = rule.string("scanFrequency") {
                    return report.holds(at: place.span, ["how": "registry"])
                }
            }
        }
        for pipeline in all.pipelines where pipeline.scansImages {
            if let clock = pipeline.triggers.first(where: { $0.kind == .schedule }) {
                return report.holds(at: clock.place.span, ["how": "schedule"])
            }
        }
        guard registry.isEmpty, !all.hasSchedule,
            !all.pipelines.contains(where: { $0.has(trigger: .image) || $0.form == .gitLab }),
            // A clock that is defined may start any of them.
            all.system.members("AWS::Scheduler::Schedule").isEmpty,
            !all.system.members("AWS::Events::Rule").contains(where: { $0.properties["scheduleExpression"] != nil })
        else { return }
        for pipeline in all.pipelines where pipeline.has(.build) {
            if pipeline.form == .codeBuild, pipeline.projects.isEmpty, pipeline.triggers.isEmpty, pipeline.stack == nil
            {
                continue
            }
            guard let push = Order(pipeline).events(.push).first else { continue }
            return report.fault(at: push.span)
        }
    }
}
