import Basics
import RuleKit

struct PragmaWithoutReason: Rule {
    static let about = About(
        id: "PG002", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Pragma without a reason", ja: "理由のないプラグマ"),
        why: Text(en: "Nobody can tell later whether the exception still holds.", ja: "その例外がまだ妥当かどうか、後から判断できません。"),
        remedy: Text(
            en: "Write why behind the names: `# plimsoll ignore=DF601 the reason`.",
            ja: "`# plimsoll ignore=DF601 理由` のように、名前の後ろに理由を書いてください。"),
        message: Text(en: "This pragma gives no reason", ja: "このプラグマには理由が書かれていません"),
        links: ["https://docs.docker.com/reference/dockerfile/#parser-directives"],
        aliases: ["droast:DF072"],
        fails: [
            """
            FROM debian:12
            ⟦# plimsoll ignore=DF601⟧
            EXPOSE 80000
            """
        ],
        passes: [
            """
            FROM debian:12
            # plimsoll ignore=DF601 read by another tool
            EXPOSE 80000
            """,
            """
            # a comment
            FROM debian:12
            """,
            """
            # hadolint ignore=DL3006
            FROM debian
            """,
        ]
    )

    func check(_ subject: PragmaUse, _ report: inout Report) {
        // Other tools' comments follow those tools' customs.
        if subject.pragma.tool == .plimsoll, subject.pragma.reason.isEmpty { report.fault(at: subject.pragma.range) }
    }
}
