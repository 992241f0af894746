import Basics
import ImageScan
import OCIImage
import RuleKit

struct HugeImage: Rule {
    static let about = About(
        id: "IM309", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Image of more than a gigabyte", ja: "1 GB を超えるイメージ"),
        why: Text(
            en: """
                A Fargate task pulls its whole image at each start, and unpacks it before the application begins: scaling out \
                and replacing a broken task take that much longer.
                """,
            ja: """
                Fargate のタスクは起動のたびにイメージ全体を取得・展開するため、スケールアウトや障害時の置き換えに時間がかかります。
                """),
        remedy: Text(
            en: """
                Build in a stage of its own and copy only what runs, choose a smaller base, or let SOCI load a large image \
                lazily.
                """,
            ja: """
                ビルド専用のステージから実行に必要なものだけをコピーし、小さなベースイメージを選んでください。\
                大きなイメージには SOCI による遅延読み込みも有効です。
                """),
        message: Text(
            en:
                "The image weighs {size}{base|=|, of which the base image is }{base}; the largest layer is {layer} with {part}",
            ja: "イメージのサイズは {size} です{base|=| (うちベースイメージ }{base}{base|=|)}。最大はレイヤー {layer} の {part} です"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html"],
        answers: ["PERF_02.small-image", "DP_01.small", "ECS_06.small", "SUSTAINABILITY_01.small"],
        onlyFaults: ["PERF_02.small-image", "DP_01.small", "ECS_06.small", "SUSTAINABILITY_01.small"],
        fails: [
            """
            === image
            ⟦⟧BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (80 MB)
            LAYER RUN pip install everything
            0644 usr/lib/everything.so (1200 MB)
            """
        ],
        passes: [
            """
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (800 MB)
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let image = subject.image
        guard image.size > 1_000_000_000,
            let largest = image.layers.indices.max(by: { image.layers[$0].size < image.layers[$1].size })
        else { return }
        let base = image.base.layers.map { image.layers.prefix(max(0, $0)).reduce(0) { $0 &+ $1.size } }
        report.fault(
            at: subject.span,
            [
                "size": ByteSize.shown(image.size), "base": base.map { ByteSize.shown($0) } ?? "",
                "layer": subject.told(largest), "part": ByteSize.shown(image.layers[largest].size),
            ])
    }
}
