import Basics
import DockerfileSyntax
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax

struct RemovedPipelineFeature: Rule {
    static let about = About(
        id: "PL406", since: "0.1", severity: .medium,
        title: Text(en: "The pipeline uses what was removed", ja: "廃止された機能を使うパイプライン"),
        why: Text(
            en:
                "The step fails, or the job never starts: on the day when a correction has to go out, nothing can be released.",
            ja: "ステップが失敗したり、ジョブが始まらなかったりします。修正を急いで出したい日に、何もリリースできません。"),
        remedy: Text(
            en: "Use what takes its place: a newer version of the action, the image or the command.",
            ja: "新しいバージョンのアクション、イメージ、コマンドに置き換えてください。"),
        message: Text(
            en:
                "{feature} {kind|label=is gone|cli=is not in AWS CLI version 2|fails} (since {date}): use {instead}",
            ja:
                "{feature} は{kind|label=廃止されました|cli= AWS CLI バージョン 2 にありません|失敗します} ({date} 以降)。{instead} を使ってください"
        ),
        links: [
            "https://github.blog/changelog/2024-04-16-deprecation-notice-v3-of-the-artifact-actions/",
            "https://docs.github.com/en/actions/reference/runners/github-hosted-runners",
            "https://docs.aws.amazon.com/cli/latest/userguide/cliv2-migration-changes.html",
        ],
        fails: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              test:
                runs-on: ⟦ubuntu-20.04⟧
                steps:
                  - uses: ⟦actions/upload-artifact@v3⟧
                    with: {name: a, path: a}
                  - run: ⟦echo "::set-env name=A::1"⟧
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              pre_build:
                commands:
                  - $(⟦aws ecr get-login⟧ --no-include-email --region $AWS_DEFAULT_REGION)
            """,
        ],
        passes: [
            """
            === .github/workflows/ci.yml
            on: push
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/upload-artifact@v4
                    with: {name: a, path: a}
                  - uses: actions/cache@v3
                    with: {key: a, path: a}
                  - run: echo "A=1" >> "$GITHUB_ENV"
              own:
                runs-on: [self-hosted, ubuntu-20.04]
                steps: [{run: make}]
            """,
            """
            === buildspec.yml
            version: 0.2
            phases:
              pre_build:
                commands:
                  - aws ecr get-login-password | docker login --username AWS --password-stdin 123456789012.dkr.ecr.eu-west-1.amazonaws.com
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        if pipeline.form == .gitHubActions {
            for item in PipelineParts.actions(pipeline) { check(item.action, &report) }
            var said: Set<Int> = []
            for job in pipeline.jobs {
                guard let label = job.runner.label?.known, let gone = Self.labels[label],
                    let place = job.runner.place, said.insert(place.range.lowerBound).inserted
                else { continue }
                let feature = ["feature": "`\(label)`", "kind": "label", "date": gone.date, "instead": gone.instead]
                report.fault(at: PipelineParts.part(label, of: place).span, feature)
            }
        }
        for item in PipelineParts.scripts(pipeline) {
            for command in item.script.shell.commands {
                check(command, item.script, pipeline.form == .gitHubActions, &report)
            }
        }
    }

    private func check(_ action: ActionUse, _ report: inout Report) {
        guard let version = action.version, version.hasPrefix("v"),
            let major = Int(version.dropFirst().prefix { $0 != "." }),
            let gone = Self.actions[action.name.lowercased()], major <= gone.last
        else { return }
        report.fault(
            at: action.place.span,
            [
                "feature": "`\(action.name)@\(version)`", "kind": "action", "date": gone.date,
                "instead": "`@v\(gone.instead)`",
            ])
    }

    /// The last version that fails on github.com, since when, and the first that is kept.
    /// Sources: the changelog of 2024-04-16 (artifacts, v1 and v2 since 2024-06-30) and of 2024-12-05 (cache).
    private static let actions: [String: (last: Int, date: String, instead: Int)] = [
        "actions/upload-artifact": (3, "2025-01-30", 4), "actions/download-artifact": (3, "2025-01-30", 4),
        "actions/cache": (2, "2025-03-01", 4),
    ]

    /// Images of GitHub's runners that are gone. Source: https://github.com/actions/runner-images, its announcements.
    private static let labels: [String: (date: String, instead: String)] = [
        "ubuntu-18.04": ("2023-04-03", "`ubuntu-24.04`"), "ubuntu-20.04": ("2025-04-15", "`ubuntu-24.04`"),
        "windows-2019": ("2025-06-30", "`windows-2025`"), "macos-11": ("2024-06-28", "`macos-15`"),
        "macos-12": ("2024-12-03", "`macos-15`"), "macos-13": ("2025-12-08", "`macos-15`"),
    ]

    private func check(
        _ command: Command, _ script: PipelineScript, _ isGitHub: Bool, _ report: inout Report
    ) {
        let words = command.effectiveArguments
        if command.program == "aws", words.count >= 2 {
            let list = Array(words)
            guard
                let index = list.indices.dropLast().first(where: {
                    list[$0].literal == "ecr" && list[$0 + 1].literal == "get-login"
                })
            else { return }
            let start = command.effective?.range.lowerBound ?? command.range.lowerBound
            report.fault(
                at: script.place(start..<list[index + 1].range.upperBound).span,
                [
                    "feature": "`aws ecr get-login`", "kind": "cli", "date": "2020-02-10",
                    "instead": "`aws ecr get-login-password`",
                ])
        }
        guard isGitHub, command.program == "echo" || command.program == "printf",
            let text = words.first(where: { !$0.template.hasPrefix("-") })?.template
        else { return }
        for (mark, file) in [("::set-env ", "GITHUB_ENV"), ("::add-path::", "GITHUB_PATH")] where text.hasPrefix(mark) {
            report.fault(
                at: script.place(command).span,
                [
                    "feature": "`\(mark.split(separator: " ").first.map(String.init) ?? mark)`", "kind": "command",
                    "date": "2020-11-16", "instead": "`$\(file)`",
                ])
        }
    }
}
