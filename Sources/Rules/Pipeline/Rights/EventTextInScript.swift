import Basics
import ECSModel
import Pipelines
import RuleKit

struct EventTextInScript: Rule {
    static let about = About(
        id: "PL303", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "Text of an event becomes part of a script", ja: "イベントの文字列を埋め込んだスクリプト"),
        why: Text(
            en: """
                An expression is replaced before the shell reads the script: a title, message or branch with a quote in it \
                breaks the step, one with `$(…)` runs a command, and nobody notices when the trigger gains rights.
                """,
            ja: """
                式はシェルがスクリプトを読む前に置き換えられます。タイトル、メッセージ、ブランチ名に引用符があればステップが壊れ、\
                `$(…)` があればコマンドが動きます。後でトリガーに権限が加わっても、気付く人はいません。
                """),
        remedy: Text(
            en: "Give the value to the step under `env`, and use the variable in quotes: `\"$TITLE\"`.",
            ja: "値はステップの `env` で渡し、引用符で囲んだ変数 `\"$TITLE\"` として使ってください。"),
        message: Text(
            en: "`{context}` becomes part of the script before the shell reads it",
            ja: "`{context}` がシェルに読まれる前のスクリプトに埋め込まれます"),
        links: ["https://docs.github.com/en/actions/concepts/security/script-injections"],
        aliases: ["CKV_GHA_2", "zizmor/template-injection"],
        yieldsTo: ["PL302"],
        fails: [
            """
            === .github/workflows/ci.yml
            on: pull_request
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps:
                  - run: docker build -t web:⟦${{ github.head_ref }}⟧ .
            """,
            """
            === .github/workflows/push.yml
            on: push
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps: [{run: 'echo "⟦${{ github.event.head_commit.message }}⟧"'}]
            """,
        ],
        passes: [
            """
            === .github/workflows/ci.yml
            on: pull_request
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps:
                  - env: {BRANCH: '${{ github.head_ref }}'}
                    run: docker build -t "web:${BRANCH//\\//-}" .
                  - run: echo ${{ github.sha }} ${{ github.event.pull_request.head.sha }}
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for use in AttackerText.uses(in: subject.pipeline) where !AttackerText.isOpen(use, in: subject.pipeline) {
            report.fault(at: use.place.span, ["context": use.context])
        }
    }
}
