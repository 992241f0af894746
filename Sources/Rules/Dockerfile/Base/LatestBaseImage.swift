import Basics
import DockerfileSyntax
import RuleKit

struct LatestBaseImage: Rule {
    static let about = About(
        id: "DF202", since: "0.1", severity: .medium,
        title: Text(en: "Base image tagged `latest`", ja: "ベースイメージのタグが `latest`"),
        why: Text(
            en: "`latest` is moved to every new release, the next major version included: a rebuild can break.",
            ja: "`latest` は次のメジャーバージョンも含めて新しいリリースに付け替えられるため、再ビルドで壊れることがあります。"),
        remedy: Text(
            en: "Name the version that you tested; pin the digest where the publisher has no other tag.",
            ja: "テスト済みのバージョンを指定してください。他にタグがないイメージではダイジェストを固定します。"),
        message: Text(en: "`{image}` changes with every release", ja: "`{image}` はリリースのたびに内容が変わります"),
        links: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
        aliases: ["DL3007", "DS-0001", "CKV_DOCKER_7", "DKL-DI-0006", "droast:DF001", "droast:DF024"],
        differs: Text(
            en:
                "A digest beside the tag settles the matter; the tag of the built image itself is no concern of a FROM.",
            ja: "ダイジェストが併記されていれば問題としません。ビルドするイメージ自身のタグは対象外です。"),
        answers: ["PERF_03.tag", "DP_04.no-latest", "OPS_01.base-lineage"],
        fails: [
            "FROM ⟦ubuntu:latest⟧", "ARG TAG=latest\nFROM ⟦node:${TAG}⟧ AS build\nFROM scratch",
            "FROM ⟦public.ecr.aws/nginx/nginx:latest⟧ as production-stage",
        ],
        passes: [
            "FROM ubuntu:24.04", "FROM ubuntu:latest@sha256:abc", "FROM node:22 AS latest\nFROM latest",
            "ARG TAG\nFROM node:$TAG",
        ],
        fixes: [
            ("FROM python:latest\nRUN pip --version", "FROM python:3.14\nRUN pip --version"),
            (
                "FROM public.ecr.aws/docker/library/ubuntu:latest AS base",
                "FROM public.ecr.aws/docker/library/ubuntu:26.04 AS base"
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.stages {
            guard let image = stage.baseImage, image.tag == "latest", image.digest == nil else { continue }
            report.fault(
                at: stage.image.range, ["image": stage.image.shortened],
                fix: BaseFix.naming(image, at: stage.image.range, raw: stage.image.raw, on: report.today))
        }
    }
}
