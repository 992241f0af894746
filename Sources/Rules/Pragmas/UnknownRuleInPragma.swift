import Basics
import RuleKit

struct UnknownRuleInPragma: Rule {
    static let about = About(
        id: "PG003", since: "0.1", severity: .low,
        title: Text(en: "Pragma that names no rule", ja: "存在しないルールを指定したプラグマ"),
        why: Text(
            en: "The finding that it should silence still appears, or will when the rule is found.",
            ja: "抑制したはずの指摘が表示されます。"),
        remedy: Text(en: "Correct the name.", ja: "ルール名を修正してください。"),
        message: Text(en: "There is no rule `{name}`", ja: "`{name}` というルールはありません"),
        links: ["https://docs.docker.com/reference/dockerfile/#parser-directives"],
        fails: [
            """
            # plimsoll global ignore=⟦unknown-instrution⟧ a reason
            FROM debian:12
            """,
            """
            # plimsoll global ignore=⟦DF6O1⟧ a reason
            FROM debian:12
            """,
        ],
        passes: [
            """
            # plimsoll global ignore=DF601 a reason
            FROM debian:12
            """,
            """
            # plimsoll global ignore=SC2086,DL9999 another tool's
            FROM debian:12
            """,
            """
            # plimsoll global ignore=invalid-exposed-port a reason
            FROM debian:12
            """,
        ],
        fixes: [
            (
                """
                # plimsoll global ignore=unknown-instrution a reason
                FROM debian:12
                """,
                """
                # plimsoll global ignore=unknown-instruction a reason
                FROM debian:12
                """
            )
        ]
    )

    func check(_ subject: PragmaUse, _ report: inout Report) {
        guard subject.pragma.tool == .plimsoll else { return }
        for name in subject.pragma.rules where subject.unknown.contains(name.text) && !isForeign(name.text) {
            let near = Registry.all.rules.map(\.slug).min {
                EditDistance.between($0, name.text) < EditDistance.between($1, name.text)
            }
            let fix = near.flatMap { EditDistance.between($0, name.text) <= 2 ? Fix.ask(name.range, $0) : nil }
            report.fault(at: name.range, ["name": name.text], fix: fix)
        }
    }

    /// The numbers of other tools that have no rule here.
    private func isForeign(_ name: String) -> Bool {
        let upper = name.uppercased()
        return ["SC", "DL", "DS-", "CKV", "AVD-", "CIS-", "DKL-"].contains(where: upper.hasPrefix)
    }
}
