import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct UnsignedImage: Rule {
    static let about = About(
        id: "PL408", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The image is pushed without a signature", ja: "署名なしで push されるイメージ"),
        why: Text(
            en: """
                Whoever may push to the repository, or takes the tag, puts another image in its place, and nothing before \
                production can tell the two apart.
                """,
            ja: """
                リポジトリに push できる人や、タグを奪った人がイメージを差し替えても、本番で動くまでに見分ける手段がありません。
                """),
        remedy: Text(
            en:
                "Sign the digest behind the push with AWS Signer (notation) or cosign, or turn on managed signing in ECR.",
            ja: """
                push の後に、AWS Signer (notation) または cosign でダイジェストに署名するか、ECR のマネージド署名を有効にしてください。
                """),
        message: Text(en: "nothing signs the image that is pushed here", ja: "ここで push されるイメージに署名するステップがありません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-signing.html",
            "https://docs.sigstore.dev/cosign/signing/signing_with_containers/",
        ],
        aliases: ["CKV_GHA_5"],
        differs: Text(
            en: "Any way of signing counts, and nothing is said where a step is not understood.",
            ja: "署名の方法は問いません。内容のわからないステップがある場合は報告しません。"),
        answers: ["SEC_04.signed"],
        fails: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1 .
                  - ⟦docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1⟧
            """,
            """
            === .github/workflows/push.yml
            on: push
            jobs:
              push:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v6
                  - uses: ⟦docker/build-push-action@v6⟧
                    with: {context: ., push: true, tags: 'ghcr.io/example/web:1'}
            """,
        ],
        passes: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1 .
                  - docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1
                  - ./ci/sign.sh
            """,
            """
            === .gitlab-ci.yml
            push:
              image: docker:29
              script:
                - docker push "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHA"
                - cosign sign --yes "$CI_REGISTRY_IMAGE@$DIGEST"
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        guard let push = subject.order.events(.push).first, subject.pipeline.isFollowed else { return }
        // Another pipeline, or ECR itself, may sign what this one pushes.
        let signs = subject.all.pipelines.contains { $0.has(.sign) || !$0.gaps.isEmpty }
        guard !signs, subject.all.system.members("AWS::ECR::SigningConfiguration").isEmpty else { return }
        report.fault(at: push.activity.place.span)
    }
}
