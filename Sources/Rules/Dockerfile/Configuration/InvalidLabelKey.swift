import Basics
import DockerfileSyntax
import RuleKit

struct InvalidLabelKey: Rule {
    static let about = About(
        id: "DF621", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Label key against Docker's guidelines", ja: "Docker の指針に沿わないラベルキー"),
        why: Text(
            en: "Keys in reserved namespaces may clash with Docker's own, and odd ones are hard to filter by.",
            ja: "予約された名前空間のキーは Docker 自身のものと衝突するおそれがあり、変則的なキーは検索しづらくなります。"),
        remedy: Text(
            en: "Use lower-case letters, digits, dots and hyphens, in a namespace of your own.",
            ja: "自分の名前空間の中で、英小文字・数字・ドット・ハイフンだけを使ってください。"),
        message: Text(en: "`{key}` is no well-formed label key", ja: "`{key}` はラベルキーの指針に沿っていません"),
        links: ["https://docs.docker.com/engine/manage-resources/labels/"],
        aliases: ["DL3048"],
        fails: [
            """
            FROM debian:12
            LABEL ⟦Vendor⟧=x
            """,
            """
            FROM debian:12
            LABEL ⟦com.docker.team⟧=x
            """,
            """
            FROM debian:12
            LABEL ⟦a..b⟧=x
            """,
            """
            FROM debian:12
            LABEL ⟦my_key⟧=x
            """,
        ],
        passes: [
            """
            FROM debian:12
            LABEL com.example.team=x "org.opencontainers.image.title"=y
            """,
            """
            FROM debian:12
            LABEL $KEY=x
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .label {
            for pair in instruction.pairs {
                guard let key = pair.key.value, !isWellFormed(key) else { continue }
                report.fault(at: pair.key.range, ["key": key])
            }
        }
    }

    private func isWellFormed(_ key: String) -> Bool {
        if ["com.docker.", "io.docker.", "org.dockerproject."].contains(where: key.hasPrefix) { return false }
        var previous: UInt8 = UInt8(ascii: ".")
        for byte in key.utf8 {
            let isWord = (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
            let isMark = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
            guard isWord || isMark else { return false }
            if isMark, previous == UInt8(ascii: ".") || previous == UInt8(ascii: "-") { return false }
            previous = byte
        }
        return previous != UInt8(ascii: ".") && previous != UInt8(ascii: "-")
    }
}
