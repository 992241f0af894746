import Basics
import ECSModel
import Pipelines
import RuleKit

struct NoImageScan: Rule {
    static let about = About(
        id: "PL104", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "No step scans the image", ja: "イメージスキャンのないパイプライン"),
        why: Text(
            en: "A known vulnerability of the base or of a package goes into production without anybody being told.",
            ja: "ベースイメージやパッケージの既知の脆弱性が、誰にも知らされずに本番に入ります。"),
        remedy: Text(
            en: """
                Scan the built image before it is pushed (trivy, grype, Inspector's action), and fail on severe findings \
                that have a fix.
                """,
            ja: """
                push の前にビルド済みイメージをスキャンし (trivy、grype、Inspector のアクションなど)、修正版のある重大な\
                脆弱性が見つかったら失敗させてください。
                """),
        message: Text(
            en: "`{pipeline}` pushes an image that no step scans",
            ja: "`{pipeline}` では、スキャンなしにイメージが push されます"),
        proof: Text(
            en: "the image is scanned before it is {end|deploy=deployed|pushed}",
            ja: "イメージは{end|deploy=デプロイ|push}の前にスキャンされます"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/detective-controls.html",
            "https://docs.aws.amazon.com/inspector/latest/user/scanning-cicd.html",
        ],
        answers: ["DP_05.scan", "ECS_50.scan-at-build"],
        onlyFaults: ["ECS_50.scan-at-build"],
        fails: [
            """
            === .github/workflows/release.yml
            name: release
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦docker/build-push-action@v6⟧
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t example.com/web:1.2.3 .
                  - ⟦docker push example.com/web:1.2.3⟧
            """,
        ],
        passes: [
            // ECR scans what arrives.
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3 .
                  - docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.2.3
            === template.yaml
            Resources:
              Repository:
                Type: AWS::ECR::Repository
                Properties: {RepositoryName: web, ImageScanningConfiguration: {ScanOnPush: true}}
            """,
            // An action that is not known may scan.
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
                  - uses: example/container-guard@v1
            """,
        ],
        proves: [
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - ⟦trivy image --exit-code 1 example.com/web:$CI_COMMIT_SHA⟧
                - docker push example.com/web:$CI_COMMIT_SHA
            """,
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build -t example.com/web:${{ github.sha }} .
                  - uses: ⟦aquasecurity/trivy-action@0.28.0⟧
                    with: {image-ref: 'example.com/web:${{ github.sha }}', exit-code: '1'}
                  - run: docker push example.com/web:${{ github.sha }}
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let scans = subject.imageScans
        for (ends, name) in [(subject.deploys, "deploy"), (subject.pushes, "push")] {
            guard let first = ends.first, ends.allSatisfy({ subject.any(scans, precedes: $0) }) else { continue }
            if let scan = scans.first(where: { subject.order.precedes($0, first) && $0.activity.scan?.target == .image }
            ) {
                return report.holds(at: scan.span, ["end": name])
            }
        }
        guard scans.isEmpty, subject.order.has(.build), let push = subject.pushes.first, subject.isFollowed,
            !subject.all.registryScans, !subject.others.contains(where: { $0.scansImages || !$0.isFollowed })
        else { return }
        report.fault(at: push.span, ["pipeline": subject.pipeline.name])
    }
}

extension Pipeline {
    /// Whether it looks into images, or into something of which it is not known what it is.
    var scansImages: Bool {
        jobs.contains { job in
            job.steps.contains { step in
                step.activities.contains {
                    $0.kind == .scan && [.image, .unknown].contains($0.scan?.target ?? .unknown)
                }
            }
        }
    }
}
