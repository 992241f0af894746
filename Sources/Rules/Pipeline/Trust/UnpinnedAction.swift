import Basics
import ECSModel
import Pipelines
import RuleKit

struct UnpinnedAction: Rule {
    static let about = About(
        id: "PL402", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "An action is not held to a commit", ja: "コミットで固定されていないアクション"),
        why: Text(
            en: """
                Its owner, or whoever takes over the account, moves the tag: all workflows that follow it run other code at \
                once, as with `tj-actions/changed-files` in 2025.
                """,
            ja: """
                所有者や、アカウントを乗っ取った人はタグを移動できます。2025 年の `tj-actions/changed-files` のように、\
                タグを参照するすべてのワークフローで別のコードが動き出します。
                """),
        remedy: Text(
            en: "Name the commit, with the version in a comment, and let Dependabot or Renovate keep both up to date.",
            ja: "コミットを指定してコメントにバージョンを残し、Dependabot や Renovate で両方を更新してください。"),
        message: Text(en: "{actions} can change behind the tag", ja: "{actions} の内容はタグの移動で変わる可能性があります"),
        links: [
            "https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions",
            "https://www.cisa.gov/news-events/alerts/2025/03/18/supply-chain-compromise-third-party-tj-actionschanged-files-cve-2025-30066-and-reviewdogaction",
        ],
        aliases: ["zizmor/unpinned-uses"],
        differs: Text(
            en: "One finding for each action of others and file; those of GitHub, Docker and AWS together are one.",
            ja: "第三者のアクションはファイルごとに 1 件ずつ、GitHub、Docker、AWS のアクションはまとめて 1 件として報告します。"),
        yieldsTo: ["PL401"],
        fails: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              build:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦actions/checkout@v6⟧
                  - uses: docker/setup-buildx-action@v3
                  - uses: ⟦example/lint@v2⟧
                  - uses: example/lint@v2
            """,
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              build:
                runs-on: ubuntu-24.04
                steps:
                  - uses: ⟦example/lint@release/v1⟧
            """,
        ],
        passes: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              build:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@8f4b7f84864484a7bf31766abe9204da3cbe65b3 # v6
                  - uses: ./.github/actions/setup
                  - uses: example/lint@main
            === .github/actions/setup/action.yml
            runs: {using: composite, steps: [{run: 'true', shell: bash}]}
            """
        ]
    )

    private static let known = ["actions/", "github/", "docker/", "aws-actions/"]

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let uses = ActionPins.moving(subject.pipeline).filter { !ActionPins.followsBranch($0.action) }
        let first = uses.filter { use in Self.known.contains { use.action.name.lowercased().hasPrefix($0) } }
        if let place = first.first?.places.first {
            let names = first.prefix(4).map { "`\($0.shown)`" } + (first.count > 4 ? ["…"] : [])
            report.fault(
                at: place, ["actions": names.joined(separator: ", ")],
                related: ActionPins.related(first.flatMap(\.places).dropFirst()))
        }
        for use in uses where !first.contains(where: { $0.shown == use.shown }) {
            report.fault(
                at: use.places[0], ["actions": "`\(use.shown)`"], related: ActionPins.related(use.places.dropFirst()))
        }
    }
}
