import Basics
import DockerfileSyntax
import RuleKit

struct MisspeltPragma: Rule {
    static let about = About(
        id: "PG005", since: "0.1", severity: .low,
        title: Text(en: "Comment that is almost a pragma", ja: "プラグマになりきっていないコメント"),
        why: Text(en: "It silences nothing.", ja: "何も抑制されません。"),
        remedy: Text(en: "Write `# plimsoll ignore=NAME the reason`.", ja: "`# plimsoll ignore=NAME 理由` の形で書いてください。"),
        message: Text(en: "This comment is no pragma, though it looks like one", ja: "プラグマのように見えますが、プラグマとして解釈されません"),
        links: ["https://docs.docker.com/reference/dockerfile/#parser-directives"],
        fails: [
            """
            ⟦# plimsoll ingore=DF601 a reason⟧
            FROM debian:12
            """,
            """
            ⟦# plimsol ignore=DF601⟧
            FROM debian:12
            """,
            """
            ⟦# plimsoll disable=DF601⟧
            FROM debian:12
            """,
            """
            ⟦# plimsoll: ignore DF601⟧
            FROM debian:12
            """,
        ],
        passes: [
            """
            # plimsoll ignore=DF601 a reason
            FROM debian:12
            """,
            """
            # plimsoll is run in the pipeline
            FROM debian:12
            """,
            """
            # hadolint ignore=DL3008
            FROM debian:12
            """,
            """
            # plimsoll ignores this
            FROM debian:12
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        let read = Set(Pragma.own(file).map(\.range))
        for comment in file.comments
        where !read.contains(comment.range) && looksLikeOne(file.source.text(comment.range)) {
            report.fault(at: comment.range)
        }
    }

    private func looksLikeOne(_ text: String) -> Bool {
        let words = text.drop { $0 == "#" || $0 == " " }.split(separator: " ").prefix(3)
        // Most comments begin with another word; a distance is worked out only for one of about that length.
        guard let word = words.first, words.count > 1, (6...11).contains(word.utf8.count) else { return false }
        let first = word.lowercased()
        let name = first.hasSuffix(":") ? String(first.dropLast()) : first
        guard EditDistance.between(name, "plimsoll") <= 2 else { return false }
        let verb = words[1].lowercased() == "global" && words.count > 2 ? words[2].lowercased() : words[1].lowercased()
        let key = String(verb.prefix { $0 != "=" })
        let isNear = ["ignore", "disable", "skip", "off"].contains {
            EditDistance.between($0, key) <= ($0.count > 4 ? 2 : 0)
        }
        // `ignore` alone needs a rule behind it to be more than prose.
        guard isNear else { return false }
        if verb.contains("=") { return true }
        return key == "ignore" && words.last?.contains { $0.isNumber } == true
    }
}
