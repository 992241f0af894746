import Basics
import ImageScan
import OCIImage
import RuleKit

struct LargeBaseImage: Rule {
    static let about = About(
        id: "IM314", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Large base image", ja: "大きなベースイメージ"),
        why: Text(
            en:
                "Whatever the base holds is pulled, scanned and patched with the application, whether it is used or not.",
            ja: "ベースイメージの内容は、使うかどうかに関係なく、アプリケーションとともに転送・スキャン・更新の対象になります。"),
        remedy: Text(
            en: "Base the final stage on a slim or distroless variant, and keep compilers in an earlier stage.",
            ja: "最終ステージには slim 系や distroless を使い、コンパイラは前のステージに置いてください。"),
        message: Text(
            en: "The base image weighs {base} of the image's {size}", ja: "イメージ {size} のうち、ベースイメージが {base} を占めます"),
        proof: Text(en: "The base image weighs {base}", ja: "ベースイメージのサイズは {base} です"),
        links: ["https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image"],
        answers: ["PERF_01.small-base", "COST_04.base"],
        onlyFaults: ["COST_04.base"],
        fails: [
            """
            === image
            ⟦⟧BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (900 MB)
            LAYER COPY app /
            0755 app (10 MB)
            """
        ],
        passes: [
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (200 MB)
            LAYER COPY app /
            0755 app (10 MB)
            """,
            """
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (900 MB)
            """,
        ],
        proves: [
            """
            === image
            ⟦⟧BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (75 MB)
            LAYER COPY app /
            0755 app (10 MB)
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let image = subject.image
        // An image that is nothing but a base has no stage on top that could choose another.
        guard let count = image.base.layers, count < image.layers.count else { return }
        let base = image.layers.prefix(max(0, count)).reduce(0) { $0 &+ $1.size }
        let arguments = ["base": ByteSize.shown(base), "size": ByteSize.shown(image.size)]
        if base > 500_000_000 {
            report.fault(at: subject.span, arguments)
        } else if base <= 100_000_000 {
            // Debian's slim variant unpacks to some 80 MB.
            report.holds(at: subject.span, arguments)
        }
    }
}
