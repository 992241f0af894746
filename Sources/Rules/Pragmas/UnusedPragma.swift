import Basics
import RuleKit

struct UnusedPragma: Rule {
    static let about = About(
        id: "PG001", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Pragma that silences nothing", ja: "何も抑制していないプラグマ"),
        why: Text(
            en: "It will hide the finding that comes back one day, and nobody will notice.",
            ja: "将来その指摘が再び出ても隠され、誰も気付けません。"),
        remedy: Text(en: "Remove the name, or the comment.", ja: "その名前、またはコメントごと削除してください。"),
        message: Text(en: "`{name}` silences nothing here", ja: "`{name}` はここでは何も抑制していません"),
        links: ["https://docs.docker.com/reference/dockerfile/#parser-directives"],
        fails: [
            """
            # plimsoll ignore=⟦DF601⟧ an old story
            FROM debian:12
            EXPOSE 80
            """,
            """
            FROM debian:12
            # plimsoll ignore=DF601,⟦DF605⟧ read by another tool
            EXPOSE 80000
            """,
            """
            FROM debian:12
            # hadolint ignore=⟦DL3011⟧ # an old story
            EXPOSE 80
            """,
        ],
        passes: [
            """
            FROM debian:12
            # plimsoll ignore=DF601 read by another tool
            EXPOSE 80000
            """,
            """
            FROM debian:12
            # plimsoll ignore=no-such-rule x
            EXPOSE 80
            """,
            """
            FROM debian:12
            # hadolint ignore=DL3011,DL9999
            EXPOSE 80000
            """,
            """
            FROM debian:12
            # hadolint ignore=DL3059,SC2086
            EXPOSE 80
            """,
        ]
    )

    func check(_ subject: PragmaUse, _ report: inout Report) {
        guard !subject.isExpired else { return }
        for name in subject.pragma.rules where !subject.used.contains(name.text) && !subject.unknown.contains(name.text)
        {
            // Of another tool's comment nothing is said unless our rule asks the very same and did judge: that tool
            // may well need it.
            let isForeign = subject.pragma.tool != .plimsoll
            if isForeign, !subject.judged.contains(name.text) { continue }
            // ShellCheck speaks after the rules; whether its number is needed does not show here.
            if PeerName.isShellCheck(name.text) { continue }
            // A rule of taste may well be switched off in this review.
            let rules = Registry.all.rules(named: name.text)
            guard !rules.isEmpty,
                rules.allSatisfy({ $0.about.set != .style && (!isForeign || $0.about.differs == nil) })
            else { continue }
            report.fault(at: name.range, ["name": name.text])
        }
    }
}
