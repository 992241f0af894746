import Basics
import DockerfileSyntax
import RuleKit

struct UnpinnedDigest: Rule {
    static let about = About(
        id: "DF205", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Base image without a digest", ja: "ベースイメージのダイジェストが固定されていない"),
        why: Text(
            en: "A tag can be given to other contents at any time, by its owner or by who took over the account.",
            ja: "タグの指す内容は、提供元やアカウントを乗っ取った第三者によって、いつでも差し替えられます。"),
        remedy: Text(
            en: "Add the digest to the tag, and let Renovate or Dependabot raise both.",
            ja: "タグにダイジェストを併記し、更新は Renovate や Dependabot に任せてください。"),
        message: Text(en: "`{image}` is not pinned to a digest", ja: "`{image}` はダイジェストで固定されていません"),
        proof: Text(en: "`{image}` is pinned to a digest", ja: "`{image}` はダイジェストで固定されています"),
        links: ["https://docs.docker.com/build/building/best-practices/#pin-base-image-versions"],
        answers: ["REL_04.base-pinned"],
        yieldsTo: ["DF201", "DF202", "WL403", "WL404"],
        fails: [
            "FROM ⟦debian:12.5⟧", "FROM ⟦node:22⟧ AS build\nFROM scratch",
            "FROM ⟦node:22⟧ AS build\nFROM ⟦debian:13⟧ AS tools\nFROM node:22",
        ],
        passes: [
            "FROM scratch", "FROM node:22@sha256:abc AS build\nFROM build", "ARG BASE\nFROM $BASE",
        ],
        proves: ["FROM ⟦debian:12.5@sha256:abc⟧"]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        var told: Set<ImageReference> = []
        for stage in file.stages {
            guard let image = stage.baseImage else { continue }
            if image.digest == nil {
                guard told.insert(image).inserted else { continue }
                let others = file.stages.filter { $0.index > stage.index && $0.baseImage == image }
                report.fault(
                    at: stage.image.range, ["image": stage.image.shortened],
                    related: others.map {
                        .init(file.source.span($0.image.range), Text(en: "the same image", ja: "同じイメージ"))
                    })
            } else {
                report.holds(at: stage.image.range, ["image": stage.image.shortened])
            }
        }
    }
}
