import Basics
import ECSModel
import Pipelines
import RuleKit

struct TagWithoutCommit: Rule {
    static let about = About(
        id: "PL204", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "The tag does not name the commit", ja: "コミットを表さないタグ"),
        why: Text(
            en: "In an incident nobody can tell from the running task which source it was built from.",
            ja: "障害のとき、動いているタスクがどのソースからビルドされたのかを特定できません。"),
        remedy: Text(
            en:
                "Put the commit in the tag (`github.sha`, `$CI_COMMIT_SHORT_SHA`, `$CODEBUILD_RESOLVED_SOURCE_VERSION`).",
            ja: "タグにコミットを含めてください (`github.sha`、`$CI_COMMIT_SHORT_SHA`、`$CODEBUILD_RESOLVED_SOURCE_VERSION`)。"),
        message: Text(
            en:
                "`{tag}` is {kind|number=the number of a build|date=a date|branch=the name of a branch or environment|a word}, and tells no commit",
            ja: "`{tag}` は{kind|number=ビルド番号|date=日時|branch=ブランチか環境の名前|語}で、コミットがわかりません"),
        links: [
            "https://docs.docker.com/build/ci/github-actions/manage-tags-labels/",
            "https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html",
        ],
        answers: ["REL_04.unique-tag", "ECS_05.version-tag"],
        onlyFaults: ["REL_04.unique-tag", "ECS_05.version-tag"],
        fails: [
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t example.com/web:$CI_COMMIT_BRANCH .
                - docker push ⟦example.com/web:$CI_COMMIT_BRANCH⟧
            """,
            """
            === .github/workflows/release.yml
            on: {push: {branches: [main]}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build -t example.com/web:${{ github.run_number }} .
                  - run: docker push ⟦example.com/web:${{ github.run_number }}⟧
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - TAG=$(date +%Y%m%d%H%M)
                  - docker build -t example.com/web:$TAG .
                  - docker push ⟦example.com/web:$TAG⟧
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            build:
              script:
                - docker build -t example.com/web:$CI_COMMIT_BRANCH -t example.com/web:$CI_COMMIT_SHORT_SHA .
                - docker push example.com/web:$CI_COMMIT_BRANCH
                - docker push example.com/web:$CI_COMMIT_SHORT_SHA
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              build:
                commands:
                  - TAG=$(date +%Y%m%d)-$(git rev-parse --short HEAD)
                  - docker build -t example.com/web:$TAG .
                  - docker push example.com/web:$TAG
            """,
            """
            === .github/workflows/release.yml
            on: {push: {tags: ['v*']}}
            jobs:
              image:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build -t example.com/web:${{ github.ref_name }} .
                  - run: docker push example.com/web:${{ github.ref_name }}
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        guard let groups = subject.pushedNames, !subject.pushes.contains(where: { subject.isForRelease($0) }) else {
            return
        }
        for group in groups {
            guard group.allSatisfy({ Self.kind($0.name.origin) != nil || $0.name.origin.isLatest }),
                let first = group.first(where: { !$0.name.origin.isLatest }), let kind = Self.kind(first.name.origin)
            else { continue }
            report.fault(at: first.use.place.span, ["tag": first.name.tag?.shown ?? "", "kind": kind])
        }
    }

    private static func kind(_ origin: TagOrigin) -> String? {
        switch origin {
        case .buildNumber: "number"
        case .date: "date"
        case .moving: "branch"
        // A word that is written out may be a version as people here write it.
        case .word, .digest, .latest, .none, .commit, .release, .version, .unknown: nil
        }
    }
}
