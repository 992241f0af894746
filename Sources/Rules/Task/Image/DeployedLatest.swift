import Basics
import ECSModel
import RuleKit
import Workload

struct DeployedLatest: Rule {
    static let about = About(
        id: "TD601", since: "0.1", severity: .high,
        title: Text(en: "An image without a version is deployed", ja: "バージョンのないイメージのデプロイ"),
        why: Text(
            en: """
                The same revision starts another program tomorrow: a task that is replaced at night may run code that \
                nobody deployed, and going back to an older revision brings nothing back.
                """,
            ja: """
                同じリビジョンでも、後から起動したタスクで別のプログラムが動く可能性があります。夜間に置き換わったタスクが\
                誰もデプロイしていないコードを実行し、古いリビジョンに戻しても元には戻りません。
                """),
        remedy: Text(
            en:
                "Deploy a tag that names the commit or the version, or a digest; for others' images name their version.",
            ja: """
                コミットやバージョンを表すタグ、またはダイジェストを指定してください。他者のイメージにはバージョンを指定します。
                """),
        message: Text(
            en: "`{container}` runs `{image}` {tag|latest=by `latest`|without a tag}",
            ja: "`{container}` の `{image}` {tag|latest=が `latest` タグです|にタグがありません}"),
        proof: Text(
            en: "`{container}` is pinned by {tag|digest=digest|a tag that names a version or a commit}",
            ja: "`{container}` は{tag|digest=ダイジェスト|バージョンかコミットを表すタグ}で固定されています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
        ],
        answers: ["DP_04.no-latest", "ECS_12.one-to-one", "12F_05.release", "ECS_05.version-tag", "REL_04.unique-tag"],
        onlyFaults: ["ECS_05.version-tag", "REL_04.unique-tag"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": ⟦"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web"⟧},
              {"name": "router", "image": ⟦"amazon/aws-for-fluent-bit:latest"⟧}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: ⟦!Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/web:latest'⟧}
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "<IMAGE1_NAME>"}, {"name": "b", "image": "company/web:${TAG}"}]}"#,
            // A word that a script replaces, and no image.
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "REPOSITORY_URI"}, {"name": "b", "image": "placeholder"}]}"#,
            """
            Parameters:
              Image: {Type: String}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: !Ref Image}, {Name: b, Image: !Sub '${Image}:latest-1.4'}]
            """,
        ],
        proves: [
            """
            {"family": "web", "containerDefinitions": [
              {"name": "web", "image": ⟦"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"⟧},
              {"name": "web2", "image": ⟦"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:3f9c2ab"⟧}]}
            """
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers {
            switch container.definition.image {
            case .known(let text, let place):
                let image = ImageName(text)
                let arguments = ["container": container.name, "image": DeployedTag.shown(text, image)]
                if image.digest != nil {
                    report.holds(at: place.span, arguments.merging(["tag": "digest"]) { $1 })
                } else if let tag = image.tag {
                    if tag.lowercased() == "latest" {
                        report.fault(at: place.span, arguments.merging(["tag": "latest"]) { $1 })
                    } else if DeployedTag.isVersion(tag) {
                        report.holds(at: place.span, arguments.merging(["tag": "version"]) { $1 })
                    }
                } else if image.isUntagged {
                    if DeployedTag.isStandIn(text.shown) { continue }
                    report.fault(at: place.span, arguments.merging(["tag": "none"]) { $1 })
                } else {
                    unsure(place, container, &report)
                }
            case .unknown(_, let place): unsure(place, container, &report)
            case .absent, .wrong: continue
            }
        }
    }

    private func unsure(_ place: Place, _ container: TaskSubject.Container, _ report: inout Report) {
        report.unsure(
            at: place.span,
            because: Text(en: "the image's tag is filled in later", ja: "イメージのタグはデプロイ時に決まります"),
            ["container": container.name])
    }
}
