import Basics
import RuleKit

struct ExpiredPragma: Rule {
    static let about = About(
        id: "PG006", since: "0.1", severity: .low,
        title: Text(en: "Pragma whose time is over", ja: "期限切れのプラグマ"),
        why: Text(
            en: "It no longer silences anything: what it spoke of is reported again.",
            ja: "もう何も抑制せず、対象の指摘は再び報告されます。"),
        remedy: Text(
            en: "Mend what it spoke of, or give it a new date and a reason.", ja: "対象の指摘を解消するか、新しい期限と理由を書いてください。"),
        message: Text(en: "The exception for `{name}` ended on {date}", ja: "`{name}` の例外は {date} に期限切れとなりました"),
        links: ["https://trivy.dev/latest/docs/configuration/filtering/"],
        fails: [
            """
            FROM debian:12
            ⟦#trivy:ignore:AVD-DS-0008:exp:2026-01-01⟧
            EXPOSE 80000
            """
        ],
        passes: [
            """
            FROM debian:12
            #trivy:ignore:AVD-DS-0008:exp:2030-01-01
            EXPOSE 80000
            """,
            """
            FROM debian:12
            #trivy:ignore:AVD-AWS-0001:exp:2026-01-01
            EXPOSE 80
            """,
        ]
    )

    func check(_ subject: PragmaUse, _ report: inout Report) {
        // What names no rule of ours is another tool's affair.
        guard subject.isExpired, let name = subject.pragma.rules.first,
            !subject.unknown.contains(name.text)
        else { return }
        report.fault(at: subject.pragma.range, ["name": name.text, "date": date(subject)])
    }

    /// The date as it is written: one that cannot be read has never counted.
    private func date(_ subject: PragmaUse) -> String {
        let parts = subject.source.text(subject.pragma.range).split(separator: ":")
        guard let key = parts.firstIndex(of: "exp"), key + 1 < parts.count else { return "" }
        return String(parts[key + 1])
    }
}
