import Basics
import ECSModel
import Pipelines
import RuleKit

struct UnsecureCommandsAllowed: Rule {
    static let about = About(
        id: "PL317", since: "0.1", severity: .high,
        title: Text(en: "Whatever a step prints sets variables", ja: "出力で環境変数を変更できるワークフロー"),
        why: Text(
            en: """
                With `ACTIONS_ALLOW_UNSECURE_COMMANDS` a line `::set-env` in the output, also of a test or a name in a log, \
                sets `PATH` or `LD_PRELOAD` for the steps behind it: code of a stranger runs.
                """,
            ja: """
                `ACTIONS_ALLOW_UNSECURE_COMMANDS` が有効だと、テストの出力やログに含まれる `::set-env` の行だけで `PATH` や \
                `LD_PRELOAD` が書き換わり、後続のステップで第三者のコードが動きます。
                """),
        remedy: Text(
            en: "Write to the file in `$GITHUB_ENV` or `$GITHUB_PATH` instead, and take the variable away.",
            ja: "代わりに `$GITHUB_ENV` や `$GITHUB_PATH` のファイルへ書き込み、この変数は削除してください。"),
        message: Text(
            en: "`ACTIONS_ALLOW_UNSECURE_COMMANDS` lets the output of steps set variables",
            ja: "`ACTIONS_ALLOW_UNSECURE_COMMANDS` により、ステップの出力で環境変数を変更できます"),
        links: [
            "https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/",
            "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands",
        ],
        aliases: ["CKV_GHA_1", "zizmor/insecure-commands"],
        fails: [
            """
            === .github/workflows/ci.yml
            on: push
            env:
              ACTIONS_ALLOW_UNSECURE_COMMANDS: ⟦true⟧
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps: [{run: make test}]
            """,
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps:
                  - env: {ACTIONS_ALLOW_UNSECURE_COMMANDS: ⟦'true'⟧}
                    run: make test
            """,
        ],
        passes: [
            """
            === .github/workflows/ci.yml
            on: push
            env:
              ACTIONS_ALLOW_UNSECURE_COMMANDS: false
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps: [{run: echo A=1 >> "$GITHUB_ENV"}]
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        guard subject.pipeline.form == .gitHubActions else { return }
        for variable in PipelineParts.variables(subject.pipeline)
        where variable.name == "ACTIONS_ALLOW_UNSECURE_COMMANDS" && variable.value.known?.lowercased() == "true" {
            report.fault(at: PipelineParts.value(of: variable).span)
        }
    }
}
