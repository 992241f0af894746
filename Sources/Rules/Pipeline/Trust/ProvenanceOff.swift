import Basics
import ECSModel
import Pipelines
import RuleKit

struct ProvenanceOff: Rule {
    static let about = About(
        id: "PL410", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The build's provenance is switched off", ja: "無効化されたビルドの来歴"),
        why: Text(
            en: """
                Afterwards nobody can prove from which commit, base and builder an image came; after an incident all images \
                are suspect.
                """,
            ja: """
                イメージがどのコミット、ベースイメージ、ビルダーから作られたのかを後から証明できず、インシデントの際には\
                すべてのイメージを疑うことになります。
                """),
        remedy: Text(
            en: "Leave the attestation on: ECS and ECR take images that have one.",
            ja: "来歴の証明 (attestation) は有効のままにしてください。ECS も ECR も対応しています。"),
        message: Text(
            en: "this build leaves out where the image came from", ja: "このビルドではイメージの来歴が記録されません"),
        links: [
            "https://docs.docker.com/build/metadata/attestations/slsa-provenance/",
            "https://docs.docker.com/build/ci/github-actions/attestations/",
        ],
        fails: [
            """
            === .github/workflows/push.yml
            on: push
            jobs:
              push:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with:
                      context: .
                      push: true
                      provenance: ⟦false⟧
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker buildx build ⟦--provenance=false⟧ --push -t web .
            """,
        ],
        passes: [
            """
            === .github/workflows/push.yml
            on: push
            jobs:
              push:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with: {context: ., push: true, provenance: mode=max, sbom: true}
                  - uses: docker/build-push-action@v6
                    with: {context: ., push: true}
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for event in subject.order.events(.build) {
            guard case .known(false, let place)? = event.activity.build?.attests else { continue }
            report.fault(at: place.span)
        }
    }
}
