import Basics
import ECSModel
import Pipelines
import RuleKit

struct OnlyLatestPushed: Rule {
    static let about = About(
        id: "PL201", since: "0.1", severity: .medium,
        title: Text(en: "`latest` is the only tag that is pushed", ja: "`latest` タグだけの push"),
        why: Text(
            en: """
                Each build takes the name from the one before: what runs cannot be told from its name, and there is no \
                name to go back to.
                """,
            ja: """
                ビルドのたびに前のイメージから名前が奪われます。動いているものを名前から特定できず、戻すべきイメージの名前も残りません。
                """),
        remedy: Text(
            en: "Push a tag with the commit as well, and deploy that one.",
            ja: "コミットを含むタグも push し、そのタグでデプロイしてください。"),
        message: Text(
            en: "`{image}` is pushed {tag|none=without a tag|as `latest`} only",
            ja: "`{image}` は{tag|none=タグなし| `latest` タグ}でしか push されません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
        ],
        answers: ["ECS_05.version-tag", "REL_04.unique-tag"],
        onlyFaults: ["ECS_05.version-tag", "REL_04.unique-tag"],
        fails: [
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build -t example.com/web:latest .
                  - run: docker push ⟦example.com/web:latest⟧
            """,
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t $CI_REGISTRY_IMAGE/web .
                - docker push ⟦$CI_REGISTRY_IMAGE/web⟧
            """,
            """
            === buildspec.yml
            version: 0.2
            env: {variables: {IMAGE_TAG: latest}}
            phases:
              build:
                commands:
                  - docker build -t example.com/web:$IMAGE_TAG .
                  - docker push ⟦example.com/web:$IMAGE_TAG⟧
            """,
        ],
        passes: [
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - docker build -t example.com/web:latest -t example.com/web:$CODEBUILD_RESOLVED_SOURCE_VERSION .
                  - docker push example.com/web:latest
                  - docker push example.com/web:$CODEBUILD_RESOLVED_SOURCE_VERSION
            """,
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t $CI_REGISTRY_IMAGE:latest -t $CI_REGISTRY_IMAGE:$CI_COMMIT_SHA .
                - docker push --all-tags $CI_REGISTRY_IMAGE
            """,
            // Tested from one registry, released to another.
            """
            === .gitlab-ci.yml
            stages: [build, release]
            build:
              stage: build
              script: [docker build -t $CI_REGISTRY_IMAGE:latest ., docker push $CI_REGISTRY_IMAGE:latest]
            release:
              stage: release
              script:
                - docker tag $CI_REGISTRY_IMAGE:latest 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:$CI_COMMIT_SHA
                - docker push 123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:$CI_COMMIT_SHA
            """,
            // A variable may hold anything.
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker push example.com/web:latest
                - docker push $RELEASE_IMAGE
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        guard let groups = subject.pushedNames else { return }
        // The one image that is built here may go on to another repository under its own name.
        if subject.events(.build).count == 1, groups.contains(where: { $0.contains(where: \.name.origin.isUnique) }) {
            return
        }
        // A buildspec that two projects run pushes for both of them at one place.
        var told: Set<String> = []
        for group in groups where group.allSatisfy({ $0.name.origin.isLatest }) {
            guard let first = group.first, told.insert(first.use.place.key).inserted else { continue }
            report.fault(
                at: first.use.place.span,
                [
                    "image": first.name.path ?? first.name.repository.shown,
                    "tag": first.name.tag == nil ? "none" : "latest",
                ])
        }
    }
}

extension PipelineSubject {
    /// What is pushed, by repository; nil where something is pushed of which the name is not known.
    var pushedNames: [[(use: Activity.ImageUse, name: TaggedName)]]? {
        var groups: [String: [(use: Activity.ImageUse, name: TaggedName)]] = [:]
        for event in events(.push, .promote) {
            if event.activity.images.isEmpty || event.text.has("--all-tags") || event.text.has("push -a ") {
                return nil
            }
            for (use, name) in event.activity.names {
                if name.origin == .unknown { return nil }
                groups[name.repository.shown, default: []].append((use, name))
            }
        }
        return groups.sorted { $0.key < $1.key }.map(\.value)
    }
}
