import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct ConsecutiveRuns: Rule {
    static let about = About(
        id: "DF423", since: "0.1", severity: .style, set: .strict,
        title: Text(en: "Installations in consecutive RUNs", ja: "連続する RUN に分かれたインストール"),
        why: Text(
            en:
                "Each `RUN` is a layer. Packages of one manager installed side by side share a cause, an index and a clean-up.",
            ja: "`RUN` ごとにレイヤーができます。同じパッケージマネージャーのインストールは、目的も索引も後始末も共通です。"),
        remedy: Text(
            en: "Install them in one `RUN`, unless the split keeps a slow step cached.",
            ja: "時間のかかるステップをキャッシュするための分割でなければ、1 つの `RUN` にまとめてください。"),
        message: Text(
            en: "`{manager}` installs here and in the `RUN` before", ja: "直前の `RUN` に続けて `{manager}` でインストールしています"),
        links: ["https://docs.docker.com/build/building/best-practices/#run"],
        aliases: ["DL3059"],
        differs: Text(
            en: "DL3059 reports any two RUNs in a row; here both must install system packages, in the final image.",
            ja: """
                DL3059 は連続する RUN をすべて報告します。ここでは、最終イメージで両方がシステムパッケージを\
                インストールしている場合だけ報告します。
                """),
        answers: ["PERF_06.related-runs"],
        fails: [
            """
            FROM debian:13
            RUN apt-get update && apt-get install -y curl
            ⟦RUN⟧ apt-get install -y jq
            """
        ],
        passes: [
            "FROM debian:13\nRUN apt-get update && apt-get install -y curl jq",
            "FROM debian:13\nRUN apt-get install -y curl\nCOPY a b\nRUN apt-get install -y jq",
            "FROM debian:13\nRUN make\nRUN make install",
            "FROM debian:13 AS build\nRUN apt-get install -y gcc\nRUN apt-get install -y make\nFROM scratch",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.lastStage.map(file.lineage(of:)) ?? [] {
            var before: (index: Int, manager: String)?
            for run in ShellRuns.of(stage, in: file) {
                let manager = run.commands.lazy.compactMap(\.packageCall)
                    .first { $0.manager.isSystem && $0.verb == .install }?.manager.rawValue
                if let before, let manager, before.manager == manager, run.index == before.index + 1 {
                    report.fault(at: run.instruction.keywordRange, ["manager": manager])
                }
                before = manager.map { (run.index, $0) }
            }
        }
    }
}
