import Basics
import ECSModel
import Pipelines
import RuleKit

struct ActionAtBranch: Rule {
    static let about = About(
        id: "PL401", since: "0.1", severity: .medium,
        title: Text(en: "An action follows a branch", ja: "ブランチを参照するアクション"),
        why: Text(
            en: """
                Every push to the branch, also one of an intruder or one that is unfinished, runs in your next build with its \
                secrets; the build of yesterday cannot be repeated.
                """,
            ja: """
                ブランチへの push は、侵入者によるものでも作りかけのものでも、次のビルドでシークレットとともに実行されます。\
                昨日のビルドを再現することもできません。
                """),
        remedy: Text(
            en: "Name the commit of a release, with its version in a comment: `uses: OWNER/NAME@SHA # v1.2.3`.",
            ja: "リリースのコミットを指定し、コメントにバージョンを残してください: `uses: OWNER/NAME@SHA # v1.2.3`"),
        message: Text(en: "`{action}` runs whatever stands on the branch", ja: "`{action}` はブランチの最新の内容を実行します"),
        links: ["https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions"],
        aliases: ["zizmor/unpinned-uses"],
        fails: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              scan:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@v6
                  - uses: ⟦aquasecurity/trivy-action@master⟧
                    with: {image-ref: web}
            """,
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              a:
                runs-on: ubuntu-24.04
                steps: [{uses: ⟦example/setup@main⟧}]
              b:
                runs-on: ubuntu-24.04
                steps: [{uses: example/setup@main}]
            """,
        ],
        passes: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              scan:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ./.github/actions/setup
                  - uses: aquasecurity/trivy-action@0.33.1
                  - uses: example/setup@8f4b7f84864484a7bf31766abe9204da3cbe65b3 # main
            === .github/actions/setup/action.yml
            runs: {using: composite, steps: [{run: 'true', shell: bash}]}
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for use in ActionPins.moving(subject.pipeline) where ActionPins.followsBranch(use.action) {
            report.fault(
                at: use.places[0], ["action": use.shown], related: ActionPins.related(use.places.dropFirst()))
        }
    }
}
