import Basics
import ECSModel
import Pipelines
import RuleKit

struct UnverifiedDeployment: Rule {
    static let about = About(
        id: "PL409", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The signature is not verified before the deployment", ja: "デプロイ前に検証されない署名"),
        why: Text(
            en:
                "A signature that nobody verifies stops nobody: an image that was put in the place of yours is deployed too.",
            ja: "検証しない署名では何も防げません。差し替えられたイメージもそのままデプロイされます。"),
        remedy: Text(
            en: "Verify the digest that is deployed right before it: `cosign verify …`, `notation verify …`.",
            ja: "デプロイの直前に、デプロイするダイジェストを `cosign verify …` や `notation verify …` で検証してください。"),
        message: Text(
            en: "the image is signed, and deployed here without a check of the signature",
            ja: "イメージに署名していますが、ここでは検証せずにデプロイしています"),
        proof: Text(
            en: "the image is signed, and `{tool}` verifies it before it is deployed",
            ja: "イメージに署名し、デプロイ前に `{tool}` で検証しています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-signing.html",
            "https://docs.sigstore.dev/cosign/verifying/verify/",
        ],
        answers: ["SEC_04.signed"],
        fails: [
            """
            === .gitlab-ci.yml
            release:
              image: docker:29
              script:
                - docker push "$CI_REGISTRY_IMAGE:1"
                - cosign sign --yes "$CI_REGISTRY_IMAGE@$DIGEST"
                - ⟦aws ecs update-service --cluster web --service web --force-new-deployment⟧
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1
                  - notation sign 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@$DIGEST
                  - ⟦aws ecs update-service --cluster web --service web --force-new-deployment⟧
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            release:
              image: docker:29
              script:
                - docker push "$CI_REGISTRY_IMAGE:1"
                - aws ecs update-service --cluster web --service web --force-new-deployment
            """,
            """
            === .gitlab-ci.yml
            release:
              image: docker:29
              script:
                - cosign sign --yes "$CI_REGISTRY_IMAGE@$DIGEST"
                - ./ci/verify.sh
                - aws ecs update-service --cluster web --service web --force-new-deployment
            """,
        ],
        proves: [
            """
            === .gitlab-ci.yml
            release:
              image: docker:29
              script:
                - docker push "$CI_REGISTRY_IMAGE:1"
                - cosign sign --yes "$CI_REGISTRY_IMAGE@$DIGEST"
                - ⟦cosign verify "$CI_REGISTRY_IMAGE@$DIGEST"⟧
                - aws ecs update-service --cluster web --service web --force-new-deployment
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let order = subject.order
        guard let deploy = order.events(.deploy).first,
            subject.all.pipelines.contains(where: { $0.has(.sign) })
        else { return }
        if let verify = order.events(.verifySignature).first(where: { order.precedes($0, deploy) }) {
            guard verify.activity.failureIgnored == nil else { return }
            report.holds(at: verify.activity.place.span, ["tool": verify.activity.tool])
        } else if order.events(.verifySignature).isEmpty, subject.pipeline.isFollowed {
            report.fault(at: deploy.activity.place.span)
        }
    }
}
