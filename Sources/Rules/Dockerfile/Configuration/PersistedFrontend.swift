import Basics
import DockerfileSyntax
import RuleKit

struct PersistedFrontend: Rule {
    static let about = About(
        id: "DF618", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "DEBIAN_FRONTEND kept in the image", ja: "イメージに残る DEBIAN_FRONTEND"),
        why: Text(
            en: "The setting reaches everybody who works in the container, and images built on it.",
            ja: "この設定は、コンテナ内で作業する人や、このイメージから作られるイメージにまで及びます。"),
        remedy: Text(en: "Use ARG, which ends with the build.", ja: "ビルド中だけ有効な ARG を使ってください。"),
        message: Text(
            en: "`DEBIAN_FRONTEND` stays set in the running container",
            ja: "`DEBIAN_FRONTEND` が実行中のコンテナにも残ります"),
        links: ["https://docs.docker.com/build/building/best-practices/#env"],
        fails: [
            """
            FROM debian:12
            ENV ⟦DEBIAN_FRONTEND=noninteractive⟧
            """,
            """
            FROM debian:12
            ENV ⟦DEBIAN_FRONTEND noninteractive⟧
            """,
        ],
        passes: [
            """
            FROM debian:12
            ARG DEBIAN_FRONTEND=noninteractive
            """,
            """
            FROM debian:12
            RUN DEBIAN_FRONTEND=noninteractive apt-get install -y x
            """,
            """
            FROM debian:12 AS a
            ENV DEBIAN_FRONTEND=noninteractive
            FROM debian:12
            """,
        ],
        fixes: [
            (
                """
                FROM debian:12
                ENV DEBIAN_FRONTEND=noninteractive
                """,
                """
                FROM debian:12
                ARG DEBIAN_FRONTEND=noninteractive
                """
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let stage = file.lastStage else { return }
        for instruction in file.inherited(stage) where instruction.keyword == .env {
            for pair in instruction.pairs where pair.key.shown == "DEBIAN_FRONTEND" && pair.value?.value != "" {
                let isAlone = instruction.pairs.count == 1 && !pair.isLegacy
                report.fault(at: pair.range, fix: isAlone ? .ask(instruction.keywordRange, "ARG") : nil)
            }
        }
    }
}
