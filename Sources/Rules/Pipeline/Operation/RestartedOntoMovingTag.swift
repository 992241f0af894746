import Basics
import ECSModel
import Pipelines
import RuleKit

struct RestartedOntoMovingTag: Rule {
    static let about = About(
        id: "PL515", since: "0.1", severity: .medium,
        title: Text(en: "A release is a restart with the same revision", ja: "同じリビジョンの再起動によるリリース"),
        why: Text(
            en: """
                `--force-new-deployment` starts the revision that is there: it runs whatever the tag means at that moment, \
                and there is no older revision to go back to.
                """,
            ja: """
                `--force-new-deployment` は現在のリビジョンを起動し直すだけで、その時点でタグが指すものが動きます。戻すべき以前のリビジョンも\
                残りません。
                """),
        remedy: Text(
            en: "Register a revision with the tag of the commit or the digest, and update the service to it.",
            ja: "コミットのタグかダイジェストを指定したリビジョンを登録し、サービスをそのリビジョンに更新してください。"),
        message: Text(
            en: "`{image}` is pushed as `{tag}` only, and the service is restarted onto it",
            ja: "`{image}` は `{tag}` タグでしか push されず、サービスはそれを使って再起動されます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
        ],
        answers: ["ECS_12.one-to-one", "12F_05.release"],
        onlyFaults: ["ECS_12.one-to-one", "12F_05.release"],
        fails: [
            """
            === .gitlab-ci.yml
            release:
              script:
                - docker build -t example.com/web:latest .
                - docker push example.com/web:latest
                - ⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧
            """,
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              release:
                runs-on: ubuntu-24.04
                steps:
                  - uses: docker/build-push-action@v6
                    with: {push: true, tags: 'example.com/web:production'}
                  - run: ⟦aws ecs update-service --cluster main --service web --force-new-deployment⟧
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            release:
              script:
                - docker push example.com/web:$CI_COMMIT_SHA
                - aws ecs register-task-definition --cli-input-json file://taskdef.json
                - aws ecs update-service --cluster main --service web --task-definition web --force-new-deployment
            """,
            // Nothing new is pushed: tasks take up a rotated secret.
            """
            === .gitlab-ci.yml
            restart:
              script: [aws ecs update-service --cluster main --service web --force-new-deployment]
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        guard !subject.order.has(.registerTaskDefinition), let groups = subject.pushedNames, groups.count == 1,
            let group = groups.first,
            group.allSatisfy({ $0.name.origin.isLatest || $0.name.isMoving }), let pushed = group.first
        else { return }
        for deploy in subject.deploys {
            guard deploy.text.has("force-new-deployment"), !deploy.text.has("--task-definition"),
                subject.any(subject.pushes, precedes: deploy), subject.isFollowed
            else { continue }
            report.fault(
                at: deploy.span,
                ["image": pushed.name.path ?? pushed.name.repository.shown, "tag": pushed.name.tag?.shown ?? "latest"],
                related: [.init(pushed.use.place.span, Text(en: "pushed here", ja: "ここで push されます"))])
        }
    }
}

extension TaggedName {
    fileprivate var isMoving: Bool { if case .moving = origin { true } else { false } }
}
