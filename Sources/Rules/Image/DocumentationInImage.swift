import Basics
import ImageScan
import RuleKit

struct DocumentationInImage: Rule {
    static let about = About(
        id: "IM304", since: "0.1", severity: .style, set: .style,
        title: Text(en: "Manual pages and documents in the image", ja: "マニュアルやドキュメントがイメージに含まれている"),
        why: Text(
            en: "Nobody reads manual pages in a container, and each pull transfers them.",
            ja: "コンテナ内でマニュアルを読む人はいませんが、プルのたびに転送されます。"),
        remedy: Text(
            en:
                "Install without documents: `path-exclude` for dpkg, `tsflags=nodocs` for dnf and yum, `--no-document` for gem.",
            ja: "dpkg の `path-exclude`、dnf・yum の `tsflags=nodocs`、gem の `--no-document` でドキュメントを除外してください。"),
        message: Text(
            en: "Layer {layer} holds {bytes} of documents; most is `/{path}` ({part})",
            ja: "レイヤー {layer} に {bytes} のドキュメントがあります。最大は `/{path}` ({part}) です"),
        links: ["https://man7.org/linux/man-pages/man1/dpkg.1.html"],
        fails: [
            """
            === image
            ⟦⟧BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER RUN apt-get install -y texlive
            0644 usr/share/doc/texlive/manual.pdf (30 MB)
            """
        ],
        passes: [
            """
            === image
            LAYER RUN apt-get install -y curl
            0644 usr/share/doc/curl/copyright (20 KB)
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        for group in WasteOfLayer.own(subject, [.documentation]) where group.bytes >= 5_000_000 {
            group.report(subject, &report)
        }
    }
}
