import Basics
import ECSModel
import Pipelines
import RuleKit

struct NoBillOfMaterials: Rule {
    static let about = About(
        id: "PL411", since: "0.1", severity: .low, set: .style,
        title: Text(en: "The image has no list of its parts", ja: "部品表 (SBOM) のないイメージ"),
        why: Text(
            en: """
                When the next hole in a library becomes known, the question which images hold it is answered by pulling and \
                scanning each of them.
                """,
            ja: """
                ライブラリの脆弱性が公表されたとき、影響を受けるイメージを調べるには、すべてを pull してスキャンし直すしかありません。
                """),
        remedy: Text(
            en: "Attach an SBOM: `docker buildx build --sbom=true`, or make one with syft or trivy and attest it.",
            ja: """
                `docker buildx build --sbom=true` で SBOM を付けるか、syft や trivy で作成して証明として添付してください。
                """),
        message: Text(
            en: "no step makes an SBOM of the image that is pushed here", ja: "ここで push されるイメージの SBOM を作るステップがありません"),
        links: ["https://docs.docker.com/build/metadata/attestations/sbom/"],
        aliases: ["CKV_GHA_6"],
        fails: [
            """
            === .github/workflows/push.yml
            on: push
            jobs:
              push:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦docker/build-push-action@v6⟧
                    with: {context: ., push: true, provenance: false, tags: 'ghcr.io/example/web:1'}
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t web:1 .
                  - ⟦docker push web:1⟧
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
                    with: {context: ., push: true, sbom: true, tags: 'ghcr.io/example/web:1'}
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t web:1 .
                  - syft web:1 -o spdx-json > sbom.json
                  - docker push web:1
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        guard let push = subject.order.events(.push).first, subject.pipeline.isFollowed,
            !subject.all.pipelines.contains(where: { $0.has(.sbom) })
        else { return }
        let attests = subject.order.events.contains { event in
            switch event.activity.build?.attests {
            case .known(true, _)?, .unknown?: true
            default: false
            }
        }
        if !attests { report.fault(at: push.activity.place.span) }
    }
}
