import Basics
import DockerfileSyntax
import RuleKit

struct OverriddenInstruction: Rule {
    static let about = About(
        id: "DF124", since: "0.1", severity: .medium,
        title: Text(en: "Instruction without effect, given again below", ja: "後の指定で無効になる命令"),
        why: Text(
            en: """
                Only the last CMD, ENTRYPOINT and HEALTHCHECK of a stage count; what the earlier one starts \
                never runs.
                """,
            ja: "1 つのステージで有効なのは最後の CMD / ENTRYPOINT / HEALTHCHECK だけです。先に書いたものは実行されません。"),
        remedy: Text(
            en: "Keep one; start several processes as several containers of the task.",
            ja: "1 つだけ残してください。複数のプロセスが必要なら、タスク内の別々のコンテナとして起動します。"),
        message: Text(
            en: "This `{instruction}` has no effect: another follows in the same stage",
            ja: "同じステージに後続があるため、この `{instruction}` は無効です"),
        links: ["https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"],
        aliases: ["MultipleInstructionsDisallowed", "DL4003", "DL4004", "DL3012", "DS-0016", "DS-0007", "DS-0023"],
        fails: [
            """
            FROM debian:12
            ⟦CMD ["migrate"]⟧
            CMD ["serve"]
            """,
            """
            FROM debian:12
            ⟦ENTRYPOINT ["a"]⟧
            RUN true
            ENTRYPOINT ["b"]
            """,
            """
            FROM debian:12
            ⟦HEALTHCHECK CMD a⟧
            ⟦HEALTHCHECK CMD b⟧
            HEALTHCHECK CMD c
            """,
        ],
        passes: [
            """
            FROM debian:12 AS a
            CMD ["a"]
            FROM a
            CMD ["b"]
            """,
            """
            FROM debian:12
            ENTRYPOINT ["a"]
            CMD ["b"]
            """,
            """
            FROM debian:12
            ONBUILD CMD ["a"]
            CMD ["b"]
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nHEALTHCHECK CMD a\nHEALTHCHECK --interval=5s \\\n  CMD b\n\n# The service\nCMD [\"migrate\"]\nCMD [\"serve\"]",
                "FROM debian:12\nHEALTHCHECK --interval=5s \\\n  CMD b\n\n# The service\nCMD [\"serve\"]"
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            for keyword in [Keyword.cmd, .entrypoint, .healthcheck] {
                let all = stage.instructions.filter { file.instructions[$0].keyword == keyword }
                guard let last = all.last else { continue }
                for index in all.dropLast() {
                    report.fault(
                        at: file.instructions[index].range, ["instruction": keyword.rawValue],
                        fix: Fix(.safe, [file.removing(index)]),
                        related: [
                            .init(
                                file.source.span(file.instructions[last].keywordRange),
                                Text(en: "this one counts", ja: "有効なのはこちらです"))
                        ])
                }
            }
        }
    }
}
