import Basics
import ImageScan
import RuleKit

struct ShippedTwice: Rule {
    static let about = About(
        id: "IM302", since: "0.1", severity: .medium,
        title: Text(en: "Files are shipped again for another owner or mode", ja: "所有者や権限の変更だけでファイルが二重に含まれている"),
        why: Text(
            en: """
                A layer holds whole files. `chown -R` or `chmod -R` on what an earlier layer brought copies each of them, and \
                every pull transfers both copies.
                """,
            ja: """
                レイヤーはファイル全体を保持します。前のレイヤーのファイルに `chown -R` や `chmod -R` を実行するとすべて複製され、\
                プルのたびに両方が転送されます。
                """),
        remedy: Text(
            en:
                "Set owner and mode where the files come in: `COPY --chown=… --chmod=…`, or `chown` in the `RUN` that makes them.",
            ja: "ファイルを追加する時点で `COPY --chown=… --chmod=…` を使うか、作成した `RUN` の中で `chown` を実行してください。"),
        message: Text(
            en:
                "Layer {layer} ships {bytes} a second time, with another owner, mode or time only; most is `/{path}` ({part})",
            ja: "レイヤー {layer} には、所有者・権限・時刻だけが異なるファイルが {bytes} 重複しています。最大は `/{path}` ({part}) です"),
        links: ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
        answers: ["PERF_06.waste", "PERF_02.small-image", "SUSTAINABILITY_01.small"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            COPY app /app
            ⟦RUN chown -R 1000 /app⟧
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY app /app # buildkit
            0644 app/data.bin (30 MB) = the same
            LAYER RUN /bin/sh -c chown -R 1000 /app # buildkit
            0644 1000:1000 app/data.bin (30 MB) = the same
            """
        ],
        passes: [
            """
            === image
            LAYER COPY app /app
            0644 app/data.bin (30 MB) = the same
            LAYER COPY app /app
            0644 app/data.bin (30 MB) = something else
            """,
            """
            === image
            LAYER COPY app /app
            0644 app/run (1 MB) = the same
            LAYER RUN chmod +x /app/run
            0755 app/run (1 MB) = the same
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        for group in WasteOfLayer.own(subject, [.repeated], cause: \.other) where group.bytes >= 20_000_000 {
            group.report(subject, &report)
        }
    }
}
