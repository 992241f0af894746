import Basics
import ECSModel
import Pipelines
import RuleKit

struct ScannedTooLate: Rule {
    static let about = About(
        id: "PL106", since: "0.1", severity: .medium,
        title: Text(en: "The scan comes when the image is out already", ja: "手遅れになるイメージスキャン"),
        why: Text(
            en: "When the scan finds something, the image is in the registry or in service: nothing was stopped.",
            ja: "スキャンで問題が見つかったときには、イメージはすでにレジストリに入り、あるいは稼働しています。"),
        remedy: Text(
            en: "Scan what was built before it is pushed, or let the deployment wait for the scan.",
            ja: "push の前にスキャンするか、デプロイがスキャンの成功を待つようにしてください。"),
        message: Text(
            en: "the image is {end|deploy=deployed|pushed} before it is scanned",
            ja: "スキャンの前にイメージが{end|deploy=デプロイ|push}されます"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/detective-controls.html",
            "https://docs.docker.com/build/ci/github-actions/test-before-push/",
        ],
        answers: ["SEC_03.scan-gate", "DP_05.scan"],
        onlyFaults: ["SEC_03.scan-gate", "DP_05.scan"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
                  - uses: ⟦aquasecurity/trivy-action@0.28.0⟧
                    with: {image-ref: 'example.com/web:${{ github.sha }}', exit-code: '1'}
            """,
            """
            === .gitlab-ci.yml
            stages: [build, release]
            build:
              stage: build
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - docker push example.com/web:$CI_COMMIT_SHA
            scan:
              stage: release
              script: [⟦trivy image --exit-code 1 example.com/web:$CI_COMMIT_SHA⟧]
            deploy:
              stage: release
              script: [aws ecs update-service --cluster main --service web --force-new-deployment]
            """,
        ],
        passes: [
            // What is deployed has passed the scan.
            """
            === .gitlab-ci.yml
            stages: [build, scan, deploy]
            build:
              stage: build
              script:
                - docker build -t example.com/web:$CI_COMMIT_SHA .
                - docker push example.com/web:$CI_COMMIT_SHA
            scan:
              stage: scan
              script: [trivy image --exit-code 1 example.com/web:$CI_COMMIT_SHA]
            deploy:
              stage: deploy
              script: [aws ecs update-service --cluster main --service web --force-new-deployment]
            """,
            // It gets the tag that others take only behind the scan.
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with: {push: true, tags: 'example.com/web:${{ github.sha }}'}
                  - run: trivy image --exit-code 1 example.com/web:${{ github.sha }}
                  - run: docker buildx imagetools create -t example.com/web:stable example.com/web:${{ github.sha }}
            """,
            // A registry of the job itself.
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t localhost:5000/web:$CI_COMMIT_SHA .
                - docker push localhost:5000/web:$CI_COMMIT_SHA
                - trivy image --exit-code 1 localhost:5000/web:$CI_COMMIT_SHA
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let scans = subject.imageScans
        guard let scan = scans.first else { return }
        let ends: ([Event], String)
        // What is deployed before anything is built or pushed is not about the image.
        let made = subject.events(.build) + subject.pushes
        let deploys = subject.deploys.filter { subject.any(made, precedes: $0) }
        if deploys.isEmpty {
            guard !subject.order.has(.promote) else { return }
            ends = (subject.pushes.filter { !$0.staysHere }, "push")
        } else {
            ends = (deploys, "deploy")
        }
        // A scan of files, or of what another job built, may come first and be enough.
        guard let end = ends.0.first, ends.0.allSatisfy({ !subject.any(scans, precedes: $0) }), subject.isFollowed
        else { return }
        report.fault(
            at: scan.span, ["end": ends.1],
            related: [
                .init(
                    end.span,
                    ends.1 == "deploy"
                        ? Text(en: "the image is deployed here", ja: "イメージはここでデプロイされます")
                        : Text(en: "the image is pushed here", ja: "イメージはここで push されます"))
            ])
    }
}

extension Event {
    /// All that it pushes goes to a registry on the same machine.
    fileprivate var staysHere: Bool {
        !activity.images.isEmpty
            && activity.images.allSatisfy {
                ["localhost", "127.0.0.1", "registry:5000", "kind-registry"].contains(where: $0.name.shown.hasPrefix)
            }
    }
}
