import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct HealthcheckCannotFail: Rule {
    static let about = About(
        id: "DF608", since: "0.1", severity: .medium,
        title: Text(en: "Health check that cannot fail", ja: "決して失敗しないヘルスチェック"),
        why: Text(
            en: "A check that always succeeds calls a dead application healthy, wherever it is copied to.",
            ja: "常に成功するチェックは、停止したアプリケーションも正常と判定します。タスク定義にコピーしても同じです。"),
        remedy: Text(
            en: "Let the command's own status decide: remove `|| true` or the `exit 0` at its end.",
            ja: "コマンドの終了ステータスをそのまま結果にしてください (`|| true` や末尾の `exit 0` を削除します)。"),
        message: Text(en: "This check succeeds whatever the application does", ja: "このチェックはアプリケーションの状態に関係なく成功します"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html",
            "https://docs.docker.com/reference/dockerfile/#healthcheck",
        ],
        answers: ["REL_05.health-check", "REL_05.check-command"],
        fails: [
            """
            FROM debian:12
            HEALTHCHECK CMD ⟦curl -f http://localhost/ || true⟧
            """,
            """
            FROM debian:12
            HEALTHCHECK CMD ⟦curl -f http://localhost/; exit 0⟧
            """,
            """
            FROM debian:12
            HEALTHCHECK CMD ⟦curl -f http://localhost/ || exit 0⟧
            """,
            """
            FROM debian:12
            HEALTHCHECK CMD [⟦"true"⟧]
            """,
            """
            FROM debian:12
            HEALTHCHECK CMD ⟦echo ok⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            HEALTHCHECK CMD curl -f http://localhost/ || exit 1
            """,
            """
            FROM debian:12
            HEALTHCHECK CMD test -f /x && exit 0 || exit 1
            """,
            """
            FROM debian:12
            HEALTHCHECK CMD if curl -f x; then exit 0; fi; exit 1
            """,
            """
            FROM debian:12
            HEALTHCHECK NONE
            """,
            """
            FROM debian:12
            HEALTHCHECK CMD curl -f localhost || kill 1
            """,
        ],
        fixes: [
            (
                "FROM debian:12\nHEALTHCHECK CMD curl -f http://localhost/ || true",
                "FROM debian:12\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1"
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let stage = file.lastStage, let last = file.inherited(stage).last(where: { $0.keyword == .healthcheck }),
            let health = last.health, !health.isNone, let first = health.command.first
        else { return }
        if cannotFail(last, health) {
            report.fault(at: first.range, fix: fix(last))
        } else {
            report.unsure(
                at: last.range,
                because: Text(
                    en: "ECS does not look at `HEALTHCHECK`; the task definition decides",
                    ja: "ECS は `HEALTHCHECK` を参照せず、タスク定義の設定で判定します"))
        }
    }

    /// `|| true` and `|| exit 0` become `|| exit 1`.
    private func fix(_ instruction: Instruction) -> Fix? {
        guard let script = instruction.script, !instruction.isJSON, let command = script.shell.commands.last,
            command.context.before == .or, command.redirections.isEmpty, command.context.isFinal
        else { return nil }
        return .ask(script.sourceRange(command.range), "exit 1")
    }

    static let alwaysFine: Set<String> = ["true", ":", "echo", "printf"]

    private func cannotFail(_ instruction: Instruction, _ health: HealthcheckView) -> Bool {
        guard let script = instruction.script, script.interpreter.isShell else {
            return health.isJSON
                && Self.alwaysFine.contains(health.command.first?.raw.split(separator: "/").last.map(String.init) ?? "")
        }
        return Self.cannotFail(script.shell)
    }

    /// Whether a shell reports success whatever happens.
    static func cannotFail(_ shell: ShellScript) -> Bool {
        let commands = shell.commands
        guard let last = commands.last, last.context.isFinal, shell.problems.isEmpty else { return false }
        guard isFine(last), !last.context.isNegated else { return false }
        if last.context.isConditional, last.context.before != .or { return false }
        // `a && exit 0` may still fail with a; an earlier exit may come first.
        let exits = commands.dropLast().contains { ["exit", "kill", "set"].contains($0.program ?? "") }
        switch last.context.before {
        case .or, .sequence, .start: return !exits && !last.context.isInSubstitution
        case .and, .pipe, .background, .end: return false
        }
    }

    private static func isFine(_ command: Command) -> Bool {
        guard let name = command.program else { return false }
        if alwaysFine.contains(name) { return !command.words.contains { !$0.substitutions.isEmpty } }
        return name == "exit" && command.arguments.first?.literal == "0"
    }
}
