import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct SeparateInstallRuns: Rule {
    static let about = About(
        id: "DF329", since: "0.1", severity: .style, set: .strict,
        title: Text(en: "Packages installed in two RUN instructions in a row", ja: "連続する RUN でのパッケージのインストール"),
        why: Text(
            en: "Each refreshes the index anew and makes a layer of its own for what belongs together.",
            ja: "それぞれが索引を取得し直し、まとめられる内容が別々のレイヤーになります。"),
        remedy: Text(en: "Install them in one `RUN`.", ja: "1 つの `RUN` でまとめてインストールしてください。"),
        message: Text(
            en: "`{manager}` installs here and in the `RUN` before", ja: "`{manager}` のインストールが直前の `RUN` と分かれています"),
        links: ["https://docs.docker.com/build/building/best-practices/#run"],
        aliases: ["DL3059"],
        differs: Text(
            en: "Not any two `RUN` instructions, only two that install by the same package manager.",
            ja: "連続する `RUN` すべてではなく、同じパッケージマネージャーでインストールするものだけを報告します。"),
        answers: ["PERF_06.related-runs"],
        fails: [
            "FROM alpine:3.22\nRUN apk add --no-cache curl\nRUN apk ⟦add⟧ --no-cache git"
        ],
        passes: [
            "FROM alpine:3.22\nRUN apk add --no-cache curl\nUSER app\nRUN apk add --no-cache git",
            "FROM alpine:3.22 AS build\nRUN apk add git\nRUN apk add gcc\nFROM scratch",
            "FROM alpine:3.22\nRUN apk add --no-cache curl\nRUN make",
        ]
    )

    static let commands = PackagePrograms.system

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, call.manager.isSystem, run.isInLastStage, run.index > 0,
            run.isFirstCall({ $0.verb == .install && $0.manager == call.manager })
        else { return }
        let before = run.file.instructions[run.index - 1]
        guard before.keyword == .run, before.mounts.isEmpty, run.instruction.mounts.isEmpty, let script = before.script,
            let other = script.shell.packageCalls.last(where: { $0.verb == .install && $0.manager == call.manager })
        else { return }
        let note = Text(en: "the install before", ja: "直前のインストール")
        report.fault(
            at: run.place(call.verbRange), ["manager": call.manager.rawValue],
            related: [.init(report.source.span(script.sourceRange(other.range)), note)])
    }
}
