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
        proves: ["FROM ⟦debian:12.5@sha256:abc⟧"],
        fixes: [
            (
                """
                === Dockerfile
                FROM debian:12
                === plimsoll.lock
                {"version": 1, "images": [{"name": "debian:12", "digest": "sha256:3b1d", "locked": "2026-08-01", "platforms": []}]}
                """,
                """
                === Dockerfile
                FROM debian:12@sha256:3b1d
                === plimsoll.lock
                {"version": 1, "images": [{"name": "debian:12", "digest": "sha256:3b1d", "locked": "2026-08-01", "platforms": []}]}
                """
            )
        ])

    /// The digest that plimsoll.lock tells for the name, where the name stands as it is.
    private func pin(_ stage: Stage, _ others: [Stage], _ pins: [String: String]) -> Fix? {
        guard let name = stage.image.value, let digest = pins[name], name == stage.image.raw else { return nil }
        let all = [stage] + others.filter { $0.image.raw == name }
        return Fix(
            .ask, all.map { Edit($0.image.range, "\(name)@\(digest)") },
            note: Text(
                en: "`plimsoll lock` recorded this digest; have a bot such as Renovate move it on.",
                ja: "`plimsoll lock` が記録したダイジェストです。更新は Renovate などのボットに任せてください。"))
    }

    func check(_ file: Dockerfile, _ report: inout Report) {
        var told: Set<ImageReference> = []
        for stage in file.stages {
            guard let image = stage.baseImage else { continue }
            if image.digest == nil {
                guard told.insert(image).inserted else { continue }
                let others = file.stages.filter { $0.index > stage.index && $0.baseImage == image }
                report.fault(
                    at: stage.image.range, ["image": stage.image.shortened], fix: pin(stage, others, report.pins),
                    related: others.map {
                        .init(file.source.span($0.image.range), Text(en: "the same image", ja: "同じイメージ"))
                    })
            } else {
                report.holds(at: stage.image.range, ["image": stage.image.shortened])
            }
        }
    }
}
