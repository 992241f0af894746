import Basics
import ECSModel
import RuleKit
import Workload

struct DeployedMovingTag: Rule {
    static let about = About(
        id: "TD602", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "A tag that names a branch or an environment", ja: "ブランチや環境を表すタグ"),
        why: Text(
            en: """
                The tag is pushed again with each build, so that a revision does not say what it runs: two revisions are \
                the same image, and one revision is several.
                """,
            ja: """
                ビルドのたびに同じタグが上書きされるため、リビジョンから実行中の内容を特定できません。別のリビジョンが同じイメージを\
                指し、同じリビジョンが複数のイメージを指すことになります。
                """),
        remedy: Text(
            en: "Deploy a tag with the commit or the version, or the digest; keep the moving tag beside it.",
            ja: "コミットやバージョンを含むタグかダイジェストでデプロイしてください。上書きされるタグを併せて付けるのは問題ありません。"),
        message: Text(
            en: "`{container}` runs `{image}` by the moving tag `{tag}`",
            ja: "`{container}` の `{image}` は上書きされるタグ `{tag}` を使っています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
        ],
        answers: ["ECS_12.one-to-one", "12F_05.release", "ECS_05.version-tag", "REL_04.unique-tag"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": ⟦"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:prod"⟧},
              {"name": "router", "image": ⟦"public.ecr.aws/aws-observability/aws-for-fluent-bit:stable"⟧}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: ⟦!Sub '${Repository.RepositoryUri}:main'⟧}]
              Repository: {Type: AWS::ECR::Repository}
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1.4.2"},
              {"name": "b", "image": "web:main-3f9c2ab"}, {"name": "c", "image": "web:prod@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
              {"name": "d", "image": "web:${TAG}"}]}
            """,
            // The repository lets nobody push a tag twice.
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: !Sub '${Repository.RepositoryUri}:stable'}]
              Repository: {Type: AWS::ECR::Repository, Properties: {ImageTagMutability: IMMUTABLE}}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            guard case .known(let text, let place) = container.definition.image else { continue }
            let image = ImageName(text)
            guard image.digest == nil, let tag = image.tag, DeployedTag.isMoving(tag) else { continue }
            if let reference = image.reference,
                let repository = task.system.member(reference.resource, in: task.task.member.stack),
                repository.properties.string("imageTagMutability").value?.hasPrefix("IMMUTABLE") == true
            {
                continue
            }
            report.fault(
                at: place.span,
                ["container": container.name, "image": DeployedTag.shown(text, image), "tag": tag])
        }
    }
}
