import Basics
import ECSModel
import Pipelines
import RuleKit

struct AttackerTextInScript: Rule {
    static let about = About(
        id: "PL302", since: "0.1", severity: .critical,
        title: Text(en: "A stranger writes commands into a workflow with rights", ja: "権限を持つワークフローへのコマンド注入"),
        why: Text(
            en: """
                An expression is replaced before the shell reads the script: a title or a branch such as `$(curl …)` is then \
                a command, and it runs with the workflow's token and secrets.
                """,
            ja: """
                式はシェルがスクリプトを読む前に置き換えられます。タイトルやブランチ名に `$(curl …)` と書かれていれば\
                コマンドになり、ワークフローのトークンとシークレットを使って実行されます。
                """),
        remedy: Text(
            en: "Give the value to the step under `env`, and use the variable in quotes: `\"$TITLE\"`.",
            ja: "値はステップの `env` で渡し、引用符で囲んだ変数 `\"$TITLE\"` として使ってください。"),
        message: Text(
            en: "whoever sets `{context}` writes commands into this script",
            ja: "`{context}` を書き込める人なら誰でも、このスクリプトにコマンドを入れられます"),
        links: [
            "https://docs.github.com/en/actions/concepts/security/script-injections",
            "https://docs.github.com/en/actions/reference/security/secure-use",
        ],
        aliases: ["CKV_GHA_2", "zizmor/template-injection"],
        differs: Text(
            en: """
                Only text that a stranger chooses counts, in workflows that run with rights for strangers. Under \
                `pull_request` alone see `event-text-in-script`.
                """,
            ja: """
                第三者が自由に書ける値が、第三者の操作で権限付きで動くワークフローに入る場合に限ります。`pull_request` だけの\
                場合は `event-text-in-script` が扱います。
                """),
        answers: ["SEC_02.workflow-permissions"],
        fails: [
            """
            === .github/workflows/issue.yml
            on:
              issues:
                types: [opened]
            jobs:
              greet:
                runs-on: ubuntu-24.04
                steps:
                  - run: |
                      echo "New issue"
                      echo "⟦${{ github.event.issue.title }}⟧" >> list.txt
            """,
            """
            === .github/workflows/target.yml
            on: pull_request_target
            jobs:
              name:
                runs-on: ubuntu-24.04
                steps:
                  - run: git log -1 ⟦${{ github.head_ref || github.ref_name }}⟧
                  - run: echo ${{ github.event.pull_request.number }}
            """,
            """
            === .github/workflows/comment.yml
            on: issue_comment
            jobs:
              reply:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/github-script@v8
                    with:
                      script: console.log(`${{ ⟦github.event.comment.body⟧ }}`)
            """,
        ],
        passes: [
            """
            === .github/workflows/issue.yml
            on: issues
            jobs:
              greet:
                if: contains(github.event.issue.title, 'bug')
                runs-on: ubuntu-24.04
                steps:
                  - env:
                      TITLE: ${{ github.event.issue.title }}
                    run: |
                      echo "$TITLE"
                      echo "${{ contains(github.event.issue.title, 'bug') }} ${{ github.event.issue.number }}"
            """,
            """
            === .github/workflows/ci.yml
            on: [pull_request, push, issues]
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps: [{run: 'echo ${{ github.head_ref }} ${{ github.event.head_commit.message }}'}]
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for use in AttackerText.uses(in: subject.pipeline) where AttackerText.isOpen(use, in: subject.pipeline) {
            report.fault(at: use.place.span, ["context": use.context])
        }
    }
}
