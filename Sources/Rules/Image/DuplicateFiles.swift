import Basics
import ImageScan
import RuleKit

struct DuplicateFiles: Rule {
    static let about = About(
        id: "IM307", since: "0.1", severity: .low, set: .style,
        title: Text(en: "The same files stand at several paths", ja: "同じファイルが複数のパスにある"),
        why: Text(
            en: "Each copy is stored and transferred. Often something was copied into the image twice.",
            ja: "コピーの数だけ保存・転送されます。同じものを二度コピーしていることがよくあります。"),
        remedy: Text(en: "Keep one of them, or link to it.", ja: "1 つだけ残すか、リンクにしてください。"),
        message: Text(
            en:
                "Layer {layer} holds {bytes} in files that the image has elsewhere too; the largest is `/{path}` ({part}), the same as `/{twin}`",
            ja: "レイヤー {layer} に、イメージ内の別の場所と同じ内容のファイルが {bytes} あります。最大は `/{path}` ({part}) で、`/{twin}` と同一です"),
        links: ["https://docs.docker.com/build/building/best-practices/"],
        fails: [
            """
            === image
            ⟦⟧BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER COPY . /
            0644 app/model.bin (12 MB) = the same
            0644 srv/model.bin (12 MB) = the same
            """
        ],
        passes: [
            """
            === image
            LAYER COPY . /
            0644 app/model.bin (12 MB) = one
            0644 srv/model.bin (12 MB) = another
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        for group in WasteOfLayer.own(subject, [.duplicate]) where group.bytes >= 10_000_000 {
            group.report(subject, &report, ["twin": group.items.first?.twin ?? "?"])
        }
    }
}
