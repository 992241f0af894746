import Basics
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax

struct DeprecatedWorkflowCommand: Rule {
    static let about = About(
        id: "PL407", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Outputs are set by printed commands", ja: "標準出力のコマンドで設定される出力"),
        why: Text(
            en: """
                Whatever a program prints into the log can then set an output. GitHub has announced the end of `::set-output` \
                and `::save-state`, and warns in each run.
                """,
            ja: """
                プログラムがログに出力した内容でも出力値を設定できてしまいます。GitHub は `::set-output` と `::save-state` の廃止を\
                予告しており、実行のたびに警告が出ます。
                """),
        remedy: Text(
            en: "Write to the file: `echo \"name=value\" >> \"$GITHUB_OUTPUT\"`, or `$GITHUB_STATE`.",
            ja: "ファイルに書き込んでください: `echo \"name=value\" >> \"$GITHUB_OUTPUT\"`、または `$GITHUB_STATE`"),
        message: Text(en: "`{command}` is deprecated: write to `{file}`", ja: "`{command}` は非推奨です。`{file}` に書き込んでください"),
        links: [
            "https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/",
            "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands",
        ],
        fails: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              tag:
                runs-on: ubuntu-24.04
                steps:
                  - id: tag
                    run: ⟦echo "::set-output name=tag::$(git rev-parse --short HEAD)"⟧
            """,
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              tag:
                runs-on: ubuntu-24.04
                steps:
                  - run: |
                      make tag
                      ⟦echo ::save-state name=pid::$$⟧
            """,
        ],
        passes: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              tag:
                runs-on: ubuntu-24.04
                steps:
                  - run: |
                      echo "tag=$(git rev-parse --short HEAD)" >> "$GITHUB_OUTPUT"
                      echo "::notice::built"
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        guard subject.pipeline.form == .gitHubActions else { return }
        for item in PipelineParts.scripts(subject.pipeline) {
            for command in item.script.shell.commands where command.program == "echo" || command.program == "printf" {
                let words = command.effectiveArguments
                guard let text = words.first(where: { !$0.template.hasPrefix("-") })?.template else { continue }
                for (mark, file) in [("::set-output", "$GITHUB_OUTPUT"), ("::save-state", "$GITHUB_STATE")]
                where text.hasPrefix(mark) {
                    report.fault(at: item.script.place(command).span, ["command": mark, "file": file])
                }
            }
        }
    }
}
