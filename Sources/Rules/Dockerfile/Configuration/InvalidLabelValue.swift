import Basics
import DockerfileSyntax
import RuleKit

struct InvalidLabelValue: Rule {
    static let about = About(
        id: "DF623", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "OCI label with a value that tools cannot read", ja: "ツールが解釈できない OCI ラベルの値"),
        why: Text(
            en: "Registries and scanners drop values that do not have the form of the OCI specification.",
            ja: "OCI 仕様の形式に合わない値は、レジストリやスキャナーに無視されます。"),
        remedy: Text(
            en: """
                Use the form that the specification asks for: RFC 3339 for times, an SPDX expression for \
                licences, a full address for links.
                """,
            ja: "仕様どおりの形式で書いてください (日時は RFC 3339、ライセンスは SPDX 式、リンクは完全な URL)。"),
        message: Text(en: "`{key}` does not take `{value}`", ja: "`{key}` に `{value}` は指定できません"),
        links: ["https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
        aliases: ["DL3052", "DL3053", "DL3054"],
        differs: Text(
            en: """
                Only the keys of the OCI specification are checked, whose meaning is known; there is no schema \
                to write.
                """,
            ja: "意味の定まっている OCI 仕様のキーだけを検査します。スキーマの記述は不要です。"),
        fails: [
            """
            FROM debian:12
            LABEL org.opencontainers.image.created=⟦2026-02-30⟧
            """,
            """
            FROM debian:12
            LABEL org.opencontainers.image.licenses=⟦"Apache 2.0"⟧
            """,
            """
            FROM debian:12
            LABEL org.opencontainers.image.source=⟦example/app⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            LABEL org.opencontainers.image.created=2026-02-03T04:05:06Z
            """,
            """
            FROM debian:12
            LABEL org.opencontainers.image.licenses="Apache-2.0 OR (MIT AND BSD-3-Clause)"
            """,
            """
            FROM debian:12
            LABEL org.opencontainers.image.source=https://github.com/a/b
            """,
            """
            FROM debian:12
            LABEL org.opencontainers.image.created=$NOW
            """,
            """
            FROM debian:12
            LABEL created=today
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .label {
            for pair in instruction.pairs {
                guard let key = pair.key.value, key.hasPrefix("org.opencontainers.image."), let word = pair.value,
                    let value = word.value, !value.isEmpty, !LabelForm.isValid(value, for: String(key.dropFirst(25)))
                else { continue }
                report.fault(at: word.range, ["key": key, "value": value])
            }
        }
    }
}
