import Basics
import ImageScan
import RuleKit

struct SmallCacheInImage: Rule {
    static let about = About(
        id: "IM312", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Small cache in the image", ja: "小さなキャッシュがイメージに含まれている"),
        why: Text(
            en: "Indexes and downloads of a package manager serve the next install only, and each pull transfers them.",
            ja: "パッケージマネージャーの索引やダウンロード済みファイルは次のインストールにしか使われませんが、毎回転送されます。"),
        remedy: Text(
            en: "Switch the cache off in the command that fills it, or delete it in the same `RUN`.",
            ja: "キャッシュを作るコマンドでキャッシュを無効にするか、同じ `RUN` の中で削除してください。"),
        message: Text(
            en: "Layer {layer} holds {bytes} of caches; most is `/{path}` ({part})",
            ja: "レイヤー {layer} に {bytes} のキャッシュがあります。最大は `/{path}` ({part}) です"),
        links: ["https://docs.docker.com/build/cache/optimize/"],
        aliases: ["DKL-DI-0004", "DKL-DI-0005"],
        answers: ["COST_03.no-leftovers"],
        fails: [
            """
            === image
            ⟦⟧BASE 1
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER RUN apk add curl
            0644 var/cache/apk/APKINDEX.1.tar.gz (2 MB)
            """
        ],
        passes: [
            """
            === image
            LAYER RUN apk add curl
            0644 var/cache/apk/APKINDEX.1.tar.gz (20 KB)
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        for group in WasteOfLayer.own(subject, [.cache]) where (1_000_000..<CacheInImage.floor).contains(group.bytes) {
            group.report(subject, &report)
        }
    }
}
