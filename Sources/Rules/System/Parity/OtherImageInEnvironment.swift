import Basics
import ECSModel
import Parity
import RuleKit

struct OtherImageInEnvironment: Rule {
    static let about = About(
        id: "PA101", since: "0.1", severity: .high,
        title: Text(en: "Environments run images of different repositories", ja: "環境ごとに異なるリポジトリのイメージを実行"),
        why: Text(
            en: "What was tested before production is then not what runs in production.",
            ja: "本番より前にテストしたイメージと、本番で動くイメージが別のものになります。"),
        remedy: Text(
            en: "Build one image, push it to one repository, and deploy the same tag or digest to each environment.",
            ja: "イメージを一度だけビルドして 1 つのリポジトリにプッシュし、同じタグまたはダイジェストを各環境にデプロイしてください。"),
        message: Text(
            en: "`{field}` of `{service}` differs: {values}", ja: "`{service}` の `{field}` が環境間で異なります: {values}"),
        proof: Text(
            en: "All environments of `{service}` run the image `{image}`",
            ja: "`{service}` のすべての環境がイメージ `{image}` を実行しています"),
        links: ["https://12factor.net/build-release-run", "https://12factor.net/dev-prod-parity"],
        answers: ["12F_01.one-image", "OPS_01.same-image"],
        fails: [
            """
            === ecs/dev/taskdef.json
            {"family": "web-dev", "containerDefinitions": [
              {"name": "web", "image": ⟦"123456789012.dkr.ecr.eu-west-1.amazonaws.com/playground:7"⟧}]}
            === ecs/prod/taskdef.json
            {"family": "web-prod", "containerDefinitions": [
              {"name": "web", "image": "210987654321.dkr.ecr.eu-west-1.amazonaws.com/web:7"}]}
            """,
            """
            === template.yaml
            Parameters:
              Env: {Type: String, AllowedValues: [staging, production]}
            Mappings:
              Images: {staging: {Name: "example.com/shop:3"}, production: {Name: "example.com/shop-live:3"}}
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Family: !Sub "shop-${Env}"
                  ContainerDefinitions:
                    - Name: shop
                      Image: ⟦!FindInMap [Images, !Ref Env, Name]⟧
            """,
        ],
        passes: [
            """
            === ecs/dev/taskdef.json
            {"family": "web-dev", "containerDefinitions": [
              {"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:8"}]}
            === ecs/prod/taskdef.json
            {"family": "web-prod", "containerDefinitions": [
              {"name": "web", "image": "210987654321.dkr.ecr.eu-west-1.amazonaws.com/web:7"}]}
            """,
            """
            === ecs/taskdef-stg.json
            {"family": "web-stg", "containerDefinitions": [{"name": "web", "image": "<IMAGE>"}]}
            === ecs/taskdef-prd.json
            {"family": "web-prd", "containerDefinitions": [{"name": "web", "image": "example.com/web:1"}]}
            """,
        ],
        proves: [
            """
            === ecs/dev/taskdef.json
            {"family": "web-dev", "containerDefinitions": [
              {"name": "web", "image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2"}]}
            === ecs/prod/taskdef.json
            {"family": "web-prod", "containerDefinitions": [
              {"name": "web", "image": ⟦"123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1.4.2"⟧}]}
            """
        ]
    )

    func check(_ all: ServiceEnvironments, _ report: inout Report) {
        report.differences(all) { $1.isRepository && $1.weight == .hard }
        for service in all.services where !service.isBacking {
            for row in service.rows where row.field.hasPrefix("containers.") && row.field.hasSuffix(".image") {
                guard let first = row.cells.first,
                    row.cells.allSatisfy({ $0.kind == .value && $0.shown == first.shown }),
                    first.shown.contains(".dkr.ecr."), Self.isPinned(first.shown),
                    let place = row.cells[service.reference].place
                else { continue }
                report.holds(at: place.span, ["service": service.name, "image": first.shown])
            }
        }
    }

    /// Whether it names one build: a tag that moves may be another image each day.
    private static func isPinned(_ image: String) -> Bool {
        if image.contains("@sha256:") { return true }
        guard let colon = image.lastIndex(of: ":"), !image[colon...].contains("/") else { return false }
        return image[colon...] != ":latest"
    }
}
