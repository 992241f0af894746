import Basics
import DockerfileSyntax
import RuleKit

struct LegacyKeyValue: Rule {
    static let about = About(
        id: "DF122", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Old form of ENV or LABEL without an equals sign", ja: "等号を使わない旧形式の ENV / LABEL"),
        why: Text(
            en: "The form with a space takes one setting only and is deprecated.",
            ja: "空白で区切る形式は 1 つの設定しか書けず、非推奨です。"),
        remedy: Text(en: "Write `NAME=value`.", ja: "`NAME=value` の形で書いてください。"),
        message: Text(en: "`{key}` is set without an equals sign", ja: "`{key}` が等号なしで設定されています"),
        links: ["https://docs.docker.com/reference/build-checks/legacy-key-value-format/"],
        aliases: ["LegacyKeyValueFormat"],
        fails: [
            """
            FROM debian:12
            ENV ⟦LANG C.UTF-8⟧
            """,
            """
            FROM debian:12
            LABEL ⟦version 1 2⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            ENV LANG=C.UTF-8
            """,
            """
            FROM debian:12
            ARG A
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                ENV LANG C.UTF-8
                """,
                """
                FROM debian:12
                ENV LANG=C.UTF-8
                """
            ),
            (
                """
                FROM debian:12
                ENV GREETING good day
                """,
                """
                FROM debian:12
                ENV GREETING="good day"
                """
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .env || instruction.keyword == .label {
            for pair in instruction.pairs where pair.isLegacy {
                report.fault(at: pair.range, ["key": pair.key.raw], fix: fix(pair, file))
            }
        }
    }

    /// Joins name and value, with quotes where the value needs them.
    private func fix(_ pair: Pair, _ file: Dockerfile) -> Fix? {
        guard let value = pair.value else { return nil }
        let between = Edit(pair.key.range.upperBound..<value.range.lowerBound, "=")
        let needsQuotes = value.raw.utf8.contains { $0 == 0x20 || $0 == 0x09 }
        if !needsQuotes { return Fix(.safe, [between]) }
        // Quotes and escapes in the value would mean something else between new quotes.
        guard !value.raw.utf8.contains(where: { $0 == 0x22 || $0 == 0x27 || $0 == file.escape }) else { return nil }
        let ends = [
            Edit(value.range.lowerBound..<value.range.lowerBound, "\""),
            Edit(value.range.upperBound..<value.range.upperBound, "\""),
        ]
        return Fix(.safe, [Edit(between.range, "=\""), ends[1]])
    }
}
