import Basics
import DockerfileSyntax
import RuleKit

struct FrontendLeftInEnvironment: Rule {
    static let about = About(
        id: "DF331", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "`DEBIAN_FRONTEND` set for the running container", ja: "`DEBIAN_FRONTEND` が実行時にも残る"),
        why: Text(
            en:
                "It is meant for the build, but `ENV` gives it to every process that runs in the container, and to images built on it.",
            ja: "ビルド時だけの設定ですが、`ENV` で指定すると実行時のすべてのプロセスと、このイメージを基にした他のイメージにも引き継がれます。"),
        remedy: Text(
            en: "Set it with `ARG`, or in front of `apt-get` in the `RUN`.",
            ja: "`ARG` で設定するか、`RUN` の中で `apt-get` の前に書いてください。"),
        message: Text(
            en: "`DEBIAN_FRONTEND` is kept in the image's environment", ja: "`DEBIAN_FRONTEND` がイメージの環境変数に残ります"),
        links: ["https://docs.docker.com/reference/dockerfile/#env"],
        fails: [
            "FROM debian:12\nENV ⟦DEBIAN_FRONTEND=noninteractive⟧\nRUN apt-get update && apt-get install -y tzdata",
            "FROM debian:12\nENV LANG=C.UTF-8 ⟦DEBIAN_FRONTEND=noninteractive⟧",
        ],
        passes: [
            "FROM debian:12\nARG DEBIAN_FRONTEND=noninteractive",
            "FROM debian:12 AS build\nENV DEBIAN_FRONTEND=noninteractive\nFROM scratch",
            "FROM debian:12\nENV DEBIAN_FRONTEND=noninteractive\nENV DEBIAN_FRONTEND=",
        ],
        fixes: [
            (
                "FROM debian:12\nENV DEBIAN_FRONTEND noninteractive\nRUN apt-get update",
                "FROM debian:12\nARG DEBIAN_FRONTEND=noninteractive\nRUN apt-get update"
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let last = file.lastStage else { return }
        var found: (pair: Pair, instruction: Instruction)?
        for instruction in file.inherited(last) where instruction.keyword == .env {
            for pair in instruction.pairs where pair.key.shown == "DEBIAN_FRONTEND" {
                let value = pair.value?.value ?? ""
                found = value == "noninteractive" || value == "teletype" ? (pair, instruction) : nil
            }
        }
        guard let found else { return }
        let isOnly = found.instruction.pairs.count == 1
        let whole = found.instruction.keywordRange.lowerBound..<found.pair.range.upperBound
        // A stage built on this one sees its ENV, but not its ARG.
        let isInLast = last.instructions.contains { file.instructions[$0].range == found.instruction.range }
        report.fault(
            at: found.pair.range,
            fix: isOnly && isInLast
                ? .safe(whole, "ARG DEBIAN_FRONTEND=\(found.pair.value?.value ?? "noninteractive")") : nil)
    }
}
