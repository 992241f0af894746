import Basics
import ECSModel
import Pipelines
import RuleKit

struct LatestRolledOut: Rule {
    static let about = About(
        id: "PL202", since: "0.1", severity: .high,
        title: Text(en: "The pipeline deploys `latest`", ja: "`latest` タグのデプロイ"),
        why: Text(
            en: """
                Another build may push between this one and the start of the tasks, and a task that is replaced next week \
                runs what is `latest` then. Going back to the revision brings nothing back.
                """,
            ja: """
                タスクが起動するまでに別のビルドが push する可能性があり、後日置き換わったタスクはその時点の `latest` で動きます。\
                リビジョンを戻しても元には戻りません。
                """),
        remedy: Text(
            en: "Hand the tag of the commit, or the digest that the build gave, to the deployment.",
            ja: "コミットのタグか、ビルドで得られたダイジェストをデプロイに渡してください。"),
        message: Text(
            en: "`{image}` is deployed {tag|none=without a tag|as `latest`}",
            ja: "`{image}` が{tag|none=タグなし| `latest` タグ}でデプロイされます"),
        proof: Text(
            en: "what is deployed is named by {tag|digest=its digest|commit=the commit|its version}",
            ja: "デプロイされるイメージは{tag|digest=ダイジェスト|commit=コミット|バージョン}で指定されています"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
            "https://docs.aws.amazon.com/codepipeline/latest/userguide/file-reference.html",
        ],
        answers: ["DP_04.no-latest", "ECS_12.one-to-one", "12F_05.release", "ECS_05.version-tag", "REL_04.unique-tag"],
        onlyFaults: ["DP_04.no-latest"],
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
                      image: ⟦example.com/web:latest⟧
                  - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
                    with: {task-definition: '${{ steps.render.outputs.task-definition }}', service: web, cluster: main}
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker push $REPOSITORY_URI:$CODEBUILD_RESOLVED_SOURCE_VERSION
                  - printf '[{"name":"web","imageUri":"%s"}]' ⟦$REPOSITORY_URI:latest⟧ > imagedefinitions.json
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - echo '[{"name":"web","imageUri":"⟦example.com/web:latest⟧"}]' > imagedefinitions.json
            """,
        ],
        passes: [
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
                      image: ${{ steps.build.outputs.image }}
                  - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
                    with: {task-definition: '${{ steps.render.outputs.task-definition }}', service: web, cluster: main}
            """,
            // Others take it from here; nothing is deployed.
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t example.com/web:latest .
                - docker push example.com/web:latest
            """,
        ],
        proves: [
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
                      image: ⟦example.com/web:${{ github.sha }}⟧
                  - uses: aws-actions/amazon-ecs-deploy-task-definition@v2
                    with: {task-definition: '${{ steps.render.outputs.task-definition }}', service: web, cluster: main}
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        var told: Set<String> = []
        for step in subject.pipeline.jobs.flatMap(\.steps) {
            guard case .script(let script) = step.work else { continue }
            for (name, range) in PrintedImages.latest(in: script) {
                let place = script.place(range)
                guard told.insert(place.key).inserted else { continue }
                report.fault(at: place.span, ["image": String(name.dropLast(7)), "tag": "latest"])
            }
        }
        for event in subject.events(.deploy, .registerTaskDefinition) {
            for (use, name) in event.activity.names where told.insert(use.place.key).inserted {
                let arguments = ["image": name.path ?? name.repository.shown]
                switch name.origin {
                case .latest: report.fault(at: use.place.span, arguments.merging(["tag": "latest"]) { $1 })
                case .none:
                    // A word alone may be a name that a tool looks up.
                    guard use.name.shown.contains("/") else { continue }
                    report.fault(at: use.place.span, arguments.merging(["tag": "none"]) { $1 })
                case .digest: report.holds(at: use.place.span, ["tag": "digest"])
                case .commit: report.holds(at: use.place.span, ["tag": "commit"])
                case .release, .version: report.holds(at: use.place.span, ["tag": "version"])
                case .moving, .buildNumber, .date, .word, .unknown: continue
                }
            }
        }
    }
}
