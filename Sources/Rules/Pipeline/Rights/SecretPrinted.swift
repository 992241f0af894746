import Basics
import ECSModel
import Pipelines
import RuleKit
import ShellSyntax

struct SecretPrinted: Rule {
    static let about = About(
        id: "PL315", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "A secret is written to the log", ja: "ログに出力されるシークレット"),
        why: Text(
            en: """
                Masking finds the value only letter for letter: cut, encoded, or on several lines it stands in a log that all \
                who may read the repository can open, for months.
                """,
            ja: """
                マスクされるのは値がそのまま現れた場合だけです。一部を切り出したり、エンコードしたり、複数行になったりすると、\
                リポジトリの閲覧者が何か月も読めるログに残ります。
                """),
        remedy: Text(
            en: "Print whether it is set, `${TOKEN:+set}`, and never the value.",
            ja: "値は出力せず、設定の有無だけを `${TOKEN:+set}` などで確認してください。"),
        message: Text(en: "`{command}` writes `{name}` to the log", ja: "`{command}` により `{name}` がログに出力されます"),
        links: [
            "https://docs.github.com/en/actions/reference/security/secure-use",
            "https://docs.aws.amazon.com/codebuild/latest/userguide/security-best-practices.html",
        ],
        aliases: ["zizmor/unredacted-secrets"],
        differs: Text(
            en: "zizmor looks for secrets that are taken out of JSON; here for those that a command prints.",
            ja: "zizmor は JSON から取り出したシークレットを探します。ここではコマンドが出力するものを報告します。"),
        fails: [
            """
            === buildspec.yml
            version: 0.2
            env:
              secrets-manager:
                DB_PASSWORD: web/db:password
            phases:
              build:
                commands:
                  - echo "Password is ⟦$DB_PASSWORD⟧"
                  - ⟦printenv⟧
            """,
            """
            === .github/workflows/debug.yml
            on: push
            jobs:
              debug:
                runs-on: ubuntu-24.04
                steps:
                  - run: echo ⟦${{ secrets.API_TOKEN }}⟧ | base64
            """,
            """
            === .gitlab-ci.yml
            debug:
              script:
                - printf '%s\\n' ⟦"$DEPLOY_TOKEN"⟧
            """,
        ],
        passes: [
            """
            === .github/workflows/push.yml
            on: push
            jobs:
              push:
                runs-on: ubuntu-24.04
                env: {API_TOKEN: '${{ secrets.API_TOKEN }}'}
                steps:
                  - run: |
                      echo "$API_TOKEN" | docker login -u me --password-stdin ghcr.io
                      echo "::add-mask::$API_TOKEN"
                      echo "token ${API_TOKEN:+is set}"
                      echo "$API_TOKEN" > token.txt
                      [ -n "$API_TOKEN" ] || echo 'API_TOKEN is missing: set $API_TOKEN'
            """,
            """
            === .gitlab-ci.yml
            push:
              script:
                - printf '%s' "$DEPLOY_TOKEN" | glab auth login --stdin
                - env | grep -c CI_
                - printenv HOME
                - KEY=$(echo "$SSH_PRIVATE_KEY" | base64 -d)
                - echo "$CI_JOB_TOKEN_SCOPE $MAX_TOKENS"
            """,
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for item in PipelineParts.scripts(subject.pipeline) {
            let commands = item.script.shell.commands
            let stored = Self.stored(item.job.variables + item.step.variables)
            for command in commands where command.program == "printenv" || command.program == "env" {
                guard let stored, command.words.count == 1, command.redirections.isEmpty,
                    !command.context.isInSubstitution, command.context.isLastOfPipeline
                else { continue }
                report.fault(
                    at: item.script.place(command).span, ["command": command.program ?? "", "name": stored])
            }
            for command in commands where command.program == "echo" || command.program == "printf" {
                guard command.redirections.isEmpty, !command.context.isInSubstitution, reachesLog(command, commands)
                else { continue }
                for word in command.arguments where word.literal == nil {
                    let text = item.script.value(word).shown
                    guard !text.has("::add-mask::"), let name = secret(word, text) else { continue }
                    // The part of the word, where it can be found.
                    let whole = item.script.place(word)
                    let part = word.soleParameter == nil ? variable(name, in: whole) : whole
                    report.fault(at: part.span, ["command": command.program ?? "", "name": name])
                }
            }
        }
    }

    /// A secret among the variables: by its name, or by the store that it comes from.
    private static func stored(_ variables: [Variable]) -> String? {
        let taken = variables.filter { $0.source != Variable.Source.plain }
        let named = taken.first { SecretName.matches($0.name) }
        return (named ?? taken.first { $0.source == Variable.Source.secret })?.name
    }

    /// What goes into a pipe shows only where the end of it prints.
    private func reachesLog(_ command: Command, _ commands: [Command]) -> Bool {
        guard !command.context.isLastOfPipeline else { return true }
        let rest = commands.filter {
            $0.context.pipelineID == command.context.pipelineID
                && $0.context.pipelineIndex > command.context.pipelineIndex
        }
        let filters: Set<String> = [
            "base64", "cut", "tr", "rev", "head", "tail", "sed", "awk", "xxd", "cat", "tee", "fold",
        ]
        return rest.count == command.context.pipelineCount - command.context.pipelineIndex - 1
            && rest.allSatisfy { filters.contains($0.program ?? "") && !$0.redirections.contains { $0.writesFile } }
    }

    private func secret(_ word: ShellSyntax.Word, _ text: String) -> String? {
        for parameter in parameters(word.parts) {
            guard parameter.operation != "+", parameter.operation != ":+", SecretName.matches(parameter.name) else {
                continue
            }
            return parameter.name
        }
        guard let name = PipelineParts.storedName(in: text) else { return nil }
        return SecretName.matches(name) ? "secrets.\(name)" : nil
    }

    private func parameters(_ parts: [Part]) -> [Parameter] {
        parts.flatMap { part -> [Parameter] in
            switch part {
            case .parameter(let parameter): [parameter]
            case .doubleQuoted(let inner, _): parameters(inner)
            default: []
            }
        }
    }

    private func variable(_ name: String, in place: Place) -> Place {
        for text in ["$\(name)", "${\(name)}"] {
            let part = PipelineParts.part(text, of: place)
            if part.range != place.range { return part }
        }
        return place
    }
}
