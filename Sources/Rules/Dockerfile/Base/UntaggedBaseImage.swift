import Basics
import DockerfileSyntax
import RuleKit

struct UntaggedBaseImage: Rule {
    static let about = About(
        id: "DF201", since: "0.1", severity: .medium,
        title: Text(en: "Base image without a tag", ja: "ベースイメージにタグがない"),
        why: Text(
            en: "`FROM debian` means `debian:latest`: the same Dockerfile gives another image tomorrow.",
            ja: "`FROM debian` は `debian:latest` と同じ意味です。同じ Dockerfile でも、明日は別のイメージになります。"),
        remedy: Text(
            en: "Name the version that you tested, and its digest where builds must repeat exactly.",
            ja: "テスト済みのバージョンをタグで指定してください。ビルドの再現性が必要ならダイジェストも固定します。"),
        message: Text(en: "`{image}` has no tag", ja: "`{image}` にタグがありません"),
        proof: Text(en: "`{image}` names a version", ja: "`{image}` はバージョンが指定されています"),
        links: ["https://docs.docker.com/reference/dockerfile/#from"],
        aliases: ["DL3006", "droast:DF001"],
        differs: Text(
            en: "Build arguments with a default are resolved first, and a digest counts as a version.",
            ja: "既定値のあるビルド引数は展開してから判定し、ダイジェスト指定もバージョン指定とみなします。"),
        answers: ["PERF_03.tag", "DP_04.no-latest", "OPS_01.base-lineage"],
        fails: [
            "FROM ⟦debian⟧",
            """
            FROM golang:1.26 AS build
            FROM ⟦alpine⟧
            """,
            "ARG BASE=node\nFROM ⟦$BASE⟧",
            "FROM --platform=linux/arm64 ⟦registry.example.com:5000/team/app⟧",
        ],
        passes: [
            "FROM debian:12.5", "FROM scratch", "FROM golang:1 AS build\nFROM build",
            "ARG BASE\nFROM $BASE", "FROM debian@sha256:abc", "ARG TAG=3.24\nFROM alpine:${TAG}",
            "FROM golang:1.26 AS Build\nFROM build",
        ],
        proves: ["FROM ⟦debian:12.5⟧", "FROM ⟦debian@sha256:abc⟧"],
        fixes: [
            ("FROM alpine AS tools", "FROM alpine:3.24 AS tools"),
            ("FROM --platform=$TARGETPLATFORM node", "FROM --platform=$TARGETPLATFORM node:26"),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            guard case .image(let image) = stage.base else {
                if stage.base == .unknown {
                    report.unsure(
                        at: stage.image.range,
                        because: Text(
                            en: "a build argument without a default names the image",
                            ja: "既定値のないビルド引数がイメージ名を決めています"))
                }
                continue
            }
            if image.tag == nil, image.digest == nil {
                report.fault(
                    at: stage.image.range, ["image": stage.image.shortened],
                    fix: BaseFix.naming(image, at: stage.image.range, raw: stage.image.raw, on: report.today))
            } else if image.digest != nil || MovingTag.names(in: image) == nil, image.tag != "" {
                report.holds(at: stage.image.range, ["image": stage.image.shortened])
            }
        }
    }
}
