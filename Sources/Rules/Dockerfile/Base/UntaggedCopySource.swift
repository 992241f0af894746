import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct UntaggedCopySource: Rule {
    static let about = About(
        id: "DF221", since: "0.1", severity: .medium,
        title: Text(en: "Files copied from an image without a version", ja: "バージョン指定のないイメージからのコピー"),
        why: Text(
            en: "What is copied changes with every release of that image, as with an untagged base.",
            ja: "タグのないベースイメージと同じく、そのイメージのリリースごとにコピーされる内容が変わります。"),
        remedy: Text(en: "Name the image's version, or its digest.", ja: "イメージのバージョンかダイジェストを指定してください。"),
        message: Text(en: "`{image}` names no version", ja: "`{image}` にバージョンの指定がありません"),
        links: ["https://docs.docker.com/build/building/multi-stage/#use-an-external-image-as-a-stage"],
        aliases: ["DL3022"],
        answers: ["PERF_03.tag", "DP_04.no-latest"],
        fails: [
            "FROM python:3.14\nCOPY --from=⟦ghcr.io/astral-sh/uv:latest⟧ /uv /bin/",
            "FROM php:8.5-fpm\nCOPY --from=⟦composer⟧ /usr/bin/composer /usr/bin/composer",
            "FROM alpine:3.24\nRUN --mount=from=⟦busybox:latest⟧,target=/b /b/bin/sh -c true",
        ],
        passes: [
            "FROM python:3.14\nCOPY --from=ghcr.io/astral-sh/uv:0.9.2 /uv /bin/",
            "FROM python:3.14\nCOPY --from=ghcr.io/astral-sh/uv@sha256:abc /uv /bin/",
            "FROM php:8.5 AS composer\nFROM php:8.5\nCOPY --from=composer /a /a", "FROM scratch\nCOPY --from=docs . /",
            "FROM alpine:3.24\nRUN --mount=type=tmpfs,from=scratch,target=/t true",
        ],
        fixes: [
            (
                "FROM php:8.5-fpm\nCOPY --from=node /usr/local/bin/node /usr/local/bin/",
                "FROM php:8.5-fpm\nCOPY --from=node:26 /usr/local/bin/node /usr/local/bin/"
            )
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for use in file.stageUses {
            guard case .image(let image) = use.target, image.digest == nil, use.name != "scratch" else { continue }
            guard image.tag == nil || image.tag == "latest" else { continue }
            // A bare word can be a context that the build command names.
            let isBare = image.tag == nil && !use.name.utf8.contains(UInt8(ascii: "/"))
            guard !isBare || KnownImage.of(image) != nil else { continue }
            report.fault(
                at: use.range, ["image": use.name],
                fix: BaseFix.naming(image, at: use.range, raw: use.name, on: report.today))
        }
    }
}
