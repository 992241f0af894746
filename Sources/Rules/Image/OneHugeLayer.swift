import Basics
import ImageScan
import OCIImage
import RuleKit

struct OneHugeLayer: Rule {
    static let about = About(
        id: "IM310", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "One layer holds most of the image", ja: "イメージの大半が 1 つのレイヤーに集中している"),
        why: Text(
            en: """
                A layer is pushed, pulled and unpacked as a whole: one changed file transfers all of it again, and nothing \
                runs in parallel.
                """,
            ja: """
                レイヤーは丸ごとプッシュ・プル・展開されます。ファイルを 1 つ変更しただけで全体が再転送され、並列化もできません。
                """),
        remedy: Text(
            en:
                "Put what seldom changes (dependencies, models) into layers of its own, before what changes with each build.",
            ja: "依存関係やモデルのように変わりにくいものを別のレイヤーに分け、ビルドごとに変わるものより前に置いてください。"),
        message: Text(
            en: "Layer {layer} holds {bytes}, {share}% of the image",
            ja: "レイヤー {layer} は {bytes} で、イメージの {share}% を占めます"),
        links: ["https://docs.docker.com/build/cache/optimize/"],
        answers: ["PERF_02.small-image"], onlyFaults: ["PERF_02.small-image"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            ⟦COPY . /app⟧
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (100 MB)
            LAYER COPY . /app # buildkit
            0644 app/all (700 MB)
            """
        ],
        passes: [
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (700 MB)
            LAYER COPY . /app
            0644 app/all (10 MB)
            """,
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (100 MB)
            LAYER COPY models /
            0644 models/a (510 MB)
            LAYER COPY models /
            0644 models/b (510 MB)
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let image = subject.image
        for (number, layer) in image.layers.enumerated()
        where layer.size > 500_000_000 && layer.size / 6 > image.size / 10 {
            // Where the base is not known, this may well be the base: only what is surely one's own counts.
            guard image.isBase(number) == false else { continue }
            report.fault(
                at: subject.span(ofLayer: number),
                [
                    "layer": subject.told(number), "bytes": ByteSize.shown(layer.size),
                    "share": String(layer.size / max(image.size / 100, 1)),
                ])
        }
    }
}
