import Basics
import ECSModel
import Pipelines
import RuleKit

struct TokenWithoutLimits: Rule {
    static let about = About(
        id: "PL316", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "The workflow's token may do too much", ja: "権限を絞っていないワークフローのトークン"),
        why: Text(
            en: """
                Every action and every script of a job has the token. With the default of older organisations, or with \
                `write-all`, one tampered package pushes commits and releases.
                """,
            ja: """
                トークンはジョブ内のすべてのアクションとスクリプトから使えます。古い組織の既定値や `write-all` のままでは、\
                改ざんされたパッケージ 1 つでコミットやリリースまで書き換えられます。
                """),
        remedy: Text(
            en: "Write `contents: read` under `permissions` at the top, and add what a job needs in that job.",
            ja: "先頭に `permissions` として `contents: read` だけを書き、必要な権限はジョブごとに追加してください。"),
        message: Text(
            en: "{kind|all=`write-all` gives the token every right|the workflow does not say what its token may do}",
            ja: "{kind|all=`write-all` によりトークンにすべての権限があります|ワークフローにトークンの権限が指定されていません}"),
        proof: Text(
            en: "the token of each job has the rights that are listed", ja: "各ジョブのトークンには列挙した権限だけがあります"),
        links: [
            "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions",
            "https://docs.github.com/en/actions/reference/security/secure-use",
        ],
        aliases: ["CKV2_GHA_1", "zizmor/excessive-permissions"],
        differs: Text(
            en: """
                checkov asks for limits at the top of the file. Limits in each job do as well; a workflow that only others \
                call has its caller's.
                """,
            ja: """
                checkov はファイル先頭での指定を求めます。ここではすべてのジョブに指定があればよく、ほかから呼び出されるだけの\
                ワークフローは呼び出し元の権限に従うため対象外です。
                """),
        answers: ["SEC_02.workflow-permissions"],
        fails: [
            """
            === .github/workflows/ci.yml
            name: ⟦CI⟧
            on: push
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps: [{run: make test}]
            """,
            """
            === .github/workflows/ci.yml
            on: push
            ⟦permissions: write-all⟧
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps: [{run: make test}]
            """,
        ],
        passes: [
            """
            === .github/workflows/called.yml
            on: workflow_call
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps: [{run: make test}]
            """,
            """
            === .gitlab-ci.yml
            test:
              script: [make test]
            """,
            """
            === .github/workflows/release.yml
            on: push
            jobs:
              release:
                permissions: {contents: write}
                runs-on: ubuntu-24.04
                steps: [{run: make release}]
            """,
        ],
        proves: [
            """
            === .github/workflows/ci.yml
            on: push
            ⟦permissions⟧:
              contents: read
            jobs:
              test:
                runs-on: ubuntu-24.04
                steps: [{run: make test}]
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        guard pipeline.form == .gitHubActions, !pipeline.jobs.isEmpty else { return }
        var isFaulty = false
        var said: Set<Int> = []
        for job in pipeline.jobs {
            guard let rights = job.rights, rights.others == .write else { continue }
            isFaulty = true
            if said.insert(rights.place.range.lowerBound).inserted {
                report.fault(at: rights.place.span, ["kind": "all"])
            }
        }
        if pipeline.jobs.contains(where: { $0.rights == nil }) {
            // A called workflow has at most the rights of its caller.
            guard pipeline.triggers.contains(where: { $0.kind != .call }) else { return }
            isFaulty = true
            report.fault(at: pipeline.place.span, ["kind": "none"])
        }
        guard !isFaulty, let first = pipeline.jobs.first?.rights,
            pipeline.jobs.allSatisfy({ $0.rights.map(isNeeded) ?? false })
        else { return }
        report.holds(at: first.place.span)
    }

    /// Whether it is read, and writes only what a pipeline cannot do its work without.
    private func isNeeded(_ rights: Rights) -> Bool {
        rights.scopes.allSatisfy { scope, level in
            level != .write || ["id-token", "packages", "attestations", "security-events"].contains(scope)
        }
    }
}
