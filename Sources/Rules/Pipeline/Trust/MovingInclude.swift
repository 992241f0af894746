import Basics
import ECSModel
import Pipelines
import RuleKit

struct MovingInclude: Rule {
    static let about = About(
        id: "PL417", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "The pipeline includes what others may change", ja: "他者が変更できる include"),
        why: Text(
            en: """
                The next run takes whatever stands there: a change in another project, or on another's server, runs with this \
                project's variables and rights, and no review of yours sees it.
                """,
            ja: """
                実行のたびに、その時点の内容が取り込まれます。別のプロジェクトやサーバーでの変更が、このプロジェクトの変数と権限で\
                実行され、自分たちのレビューも通りません。
                """),
        remedy: Text(
            en: "Name a commit or a protected tag under `ref` or behind the `@`; give a remote file its `integrity`.",
            ja: "`ref` や `@` の後ろにコミットか保護されたタグを指定し、リモートのファイルには `integrity` を付けてください。"),
        message: Text(
            en:
                "`{name}` is included {kind|remote=without a check of its digest|component=at a version that moves|project=without a fixed `ref`}",
            ja:
                "`{name}` が{kind|remote=ダイジェストの確認なしに|component=固定されないバージョンで|project=固定された `ref` なしに}取り込まれています"
        ),
        links: [
            "https://docs.gitlab.com/ci/yaml/#include",
            "https://docs.gitlab.com/ci/components/#component-versions",
        ],
        fails: [
            """
            === .gitlab-ci.yml
            include:
              - remote: ⟦https://example.com/ci/build.yml⟧
              - project: ⟦example/ci⟧
                file: /deploy.yml
              - component: ⟦$CI_SERVER_FQDN/example/scan/scan@~latest⟧
            test:
              script: [make test]
            """,
            """
            === .gitlab-ci.yml
            include: ⟦'https://example.com/ci/build.yml'⟧
            test:
              script: [make test]
            """,
            """
            === .gitlab-ci.yml
            include:
              project: ⟦example/ci⟧
              ref: main
              file: /deploy.yml
            test:
              script: [make test]
            """,
        ],
        passes: [
            """
            === .gitlab-ci.yml
            include:
              - local: /ci/build.yml
              - template: Jobs/Build.gitlab-ci.yml
              - remote: https://example.com/ci/build.yml
                integrity: sha256-L3/GAoKaw0Arw6hDCKeKQlV1QPEgHYxGBHsH4zG1IY8=
              - project: example/ci
                ref: v1.4.0
                file: /deploy.yml
              - component: $CI_SERVER_FQDN/example/scan/scan@1.2.0
            test:
              script: [make test]
            === ci/build.yml
            build:
              script: [make]
            """
        ]
    )

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        for include in subject.pipeline.includes {
            let kind: String
            switch include.kind {
            case .remote(let isChecked):
                if isChecked { continue }
                kind = "remote"
            case .project(let ref):
                if let ref, !Self.moves(ref) { continue }
                kind = "project"
            case .component(let version):
                guard let version, Self.moves(version) else { continue }
                kind = "component"
            }
            report.fault(at: include.place.span, ["name": include.name, "kind": kind])
        }
    }

    /// A branch by its name; what a variable gives may be anything.
    private static func moves(_ ref: String) -> Bool {
        ["", "main", "master", "head", "develop", "trunk", "~latest", "latest"].contains(ref.lowercased())
    }
}
