import Basics
import ImageScan
import RuleKit

struct CacheInImage: Rule {
    static let about = About(
        id: "IM303", since: "0.1", severity: .medium,
        title: Text(en: "Package manager's cache in the image", ja: "パッケージマネージャーのキャッシュがイメージに含まれている"),
        why: Text(
            en:
                "Indexes and downloads make the next install quicker. No container installs anything, and each pull transfers them.",
            ja: "索引やダウンロード済みファイルは次のインストールを速くするためのものです。コンテナでは使われないのに、毎回転送されます。"),
        remedy: Text(
            en: """
                Keep the cache out of the layer: `RUN --mount=type=cache`, `apk add --no-cache`, `pip install --no-cache-dir`, \
                or `rm -rf /var/lib/apt/lists/*` in the same `RUN`.
                """,
            ja: """
                `RUN --mount=type=cache`、`apk add --no-cache`、`pip install --no-cache-dir` を使うか、同じ `RUN` の中で \
                `rm -rf /var/lib/apt/lists/*` を実行してください。
                """),
        message: Text(
            en: "Layer {layer} holds {bytes} of caches; most is `/{path}` ({part})",
            ja: "レイヤー {layer} に {bytes} のキャッシュがあります。最大は `/{path}` ({part}) です"),
        links: ["https://docs.docker.com/build/cache/optimize/"],
        aliases: ["DKL-DI-0004", "DKL-DI-0005"],
        differs: Text(
            en:
                "dockle reads the history for `apk add` and `apt-get install`. This rule weighs what is in the layers, of all package managers.",
            ja: "dockle は履歴の `apk add` と `apt-get install` を調べます。このルールは、あらゆるパッケージマネージャーのキャッシュをレイヤーの実サイズで判定します。"),
        answers: ["COST_03.no-leftovers", "COST_04.package-flags"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            ⟦RUN apt-get update && apt-get install -y curl⟧
            === image
            LAYER ADD rootfs.tar /
            0755 bin/busybox (1 MB)
            LAYER RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit
            0644 var/lib/apt/lists/deb.debian.org_main_Packages (19 MB)
            0755 usr/bin/curl (1 MB)
            """,
            """
            === image
            ⟦⟧LAYER RUN npm ci
            0644 root/.npm/_cacache/content-v2/a (40 MB)
            """,
        ],
        passes: [
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0644 var/lib/apt/lists/deb.debian.org_main_Packages (19 MB)
            LAYER COPY app /
            0755 app (12 MB)
            """,
            """
            === image
            LAYER RUN apt-get update
            0644 var/lib/apt/lists/deb.debian.org_main_Packages (19 MB)
            LAYER RUN rm -rf /var/lib/apt/lists
            0000 var/lib/apt/.wh.lists
            """,
        ]
    )

    /// Below this it is told in the strict set.
    static let floor = 10_000_000

    func check(_ subject: ImageSubject, _ report: inout Report) {
        for group in WasteOfLayer.own(subject, [.cache]) where group.bytes >= Self.floor {
            group.report(subject, &report)
        }
    }
}
