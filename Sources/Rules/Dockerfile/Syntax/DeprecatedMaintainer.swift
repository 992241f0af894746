import Basics
import DockerfileSyntax
import RuleKit

struct DeprecatedMaintainer: Rule {
    static let about = About(
        id: "DF123", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "MAINTAINER is deprecated", ja: "非推奨の MAINTAINER"),
        why: Text(en: "Tools that read image labels do not see it.", ja: "イメージのラベルを読むツールからは見えません。"),
        remedy: Text(
            en: "Use `LABEL org.opencontainers.image.authors`.",
            ja: "`LABEL org.opencontainers.image.authors` を使ってください。"),
        message: Text(en: "`MAINTAINER` is deprecated", ja: "`MAINTAINER` は非推奨です"),
        links: ["https://docs.docker.com/reference/dockerfile/#maintainer-deprecated"],
        aliases: ["MaintainerDeprecated", "DL4000", "DS-0022", "CKV_DOCKER_6"],
        differs: Text(
            en: "The peers call it an error; nothing breaks, so it is low here and out of the calm set.",
            ja: "他ツールではエラー扱いですが、実害はないため低とし、既定のセットには含めていません。"),
        fails: [
            """
            FROM debian:12
            ⟦MAINTAINER Jane Doe <jane@example.com>⟧
            """
        ],
        passes: [
            """
            FROM debian:12
            LABEL org.opencontainers.image.authors="jane@example.com"
            """
        ],
        fixes: [
            (
                """
                FROM debian:12
                MAINTAINER Jane Doe <jane@example.com>
                """,
                """
                FROM debian:12
                LABEL org.opencontainers.image.authors="Jane Doe <jane@example.com>"
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .maintainer {
            guard let name = instruction.word?.raw else { continue }
            let isPlain = !name.utf8.contains { $0 == 0x22 || $0 == UInt8(ascii: "$") || $0 == file.escape }
            report.fault(
                at: instruction.range,
                fix: isPlain ? .safe(instruction.range, "LABEL org.opencontainers.image.authors=\"\(name)\"") : nil)
        }
    }
}
