import Basics
import ECSModel
import Pipelines
import RuleKit

struct MovingTagRolledOut: Rule {
    static let about = About(
        id: "PL203", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Deployed by a tag that moves", ja: "移動するタグでのデプロイ"),
        why: Text(
            en: "The revision does not say what it runs: the next build of the branch puts another image behind it.",
            ja: "次のビルドで同じタグが別のイメージを指すため、リビジョンから実行中の内容を特定できません。"),
        remedy: Text(
            en: "Deploy the tag of the commit or the digest; a tag for the branch may stand beside it.",
            ja: "コミットのタグかダイジェストでデプロイしてください。ブランチ名のタグを併せて付けるのは問題ありません。"),
        message: Text(
            en: "`{image}` is deployed by the tag `{tag}`, which moves with each build",
            ja: "`{image}` は、ビルドのたびに移動するタグ `{tag}` でデプロイされます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
            "https://docs.docker.com/build/ci/github-actions/manage-tags-labels/",
        ],
        answers: ["ECS_12.one-to-one", "12F_05.release", "ECS_05.version-tag", "REL_04.unique-tag"],
        onlyFaults: ["ECS_12.one-to-one", "12F_05.release", "ECS_05.version-tag", "REL_04.unique-tag"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - id: render
                    uses: aws-actions/amazon-ecs-render-task-definition@v1
                    with:
                      task-definition: taskdef.json
                      container-name: web
                      image: ⟦example.com/web:production⟧
                  - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
                    with: {task-definition: '${{ steps.render.outputs.task-definition }}', service: web, cluster: main}
            """,
            """
            === .github/workflows/deploy.yml
            on: {push: {branches: [main, staging]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - id: render
                    uses: aws-actions/amazon-ecs-render-task-definition@v1
                    with:
                      task-definition: taskdef.json
                      container-name: web
                      image: ⟦example.com/web:${{ github.ref_name }}⟧
                  - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
                    with: {task-definition: '${{ steps.render.outputs.task-definition }}', service: web, cluster: main}
            """,
        ],
        passes: [
            """
            === .github/workflows/deploy.yml
            on: {push: {branches: [main]}}
            jobs:
              deploy:
                runs-on: ubuntu-24.04
                steps:
                  - id: render
                    uses: aws-actions/amazon-ecs-render-task-definition@v1
                    with:
                      task-definition: taskdef.json
                      container-name: web
                      image: example.com/web:${{ github.ref_name }}-${{ github.sha }}
                  - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
                    with: {task-definition: '${{ steps.render.outputs.task-definition }}', service: web, cluster: main}
            """,
            """
            === .gitlab-ci.yml
            build: {script: [docker build -t example.com/web:production ., docker push example.com/web:production]}
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        var told: Set<String> = []
        for event in subject.events(.deploy, .registerTaskDefinition) {
            for (use, name) in event.activity.names {
                guard told.insert(use.place.key).inserted else { continue }
                guard case .moving(let tag) = name.origin, !(name.tag?.known == nil && subject.isForRelease(event))
                else { continue }
                report.fault(
                    at: use.place.span, ["image": name.path ?? name.repository.shown, "tag": name.tag?.shown ?? tag])
            }
        }
    }
}
