import Basics
import DockerfileSyntax
import RuleKit

struct UntrustedRegistry: Rule {
    static let about = About(
        id: "DF229", since: "0.1", severity: .high,
        title: Text(en: "Image from a registry that is not trusted", ja: "信頼リストにないレジストリのイメージ"),
        why: Text(
            en: "Nobody in the organisation vouches for what this registry hands out.",
            ja: "このレジストリから配布されるイメージは、組織の誰も安全性を保証していません。"),
        remedy: Text(
            en: "Take the image from a trusted registry, or add this one to `trusted-registries` in `plimsoll.yml`.",
            ja: "信頼できるレジストリから取得するか、`plimsoll.yml` の `trusted-registries` に追加してください。"),
        message: Text(
            en: "`{image}` comes from `{registry}`, which is not among the trusted registries",
            ja: "`{image}` の取得元 `{registry}` は信頼するレジストリの一覧にありません"),
        proof: Text(
            en: "`{image}` comes from `{registry}`, a trusted registry", ja: "`{image}` は信頼するレジストリ `{registry}` のイメージです"
        ),
        links: ["https://docs.aws.amazon.com/AmazonECR/latest/userguide/what-is-ecr.html"],
        aliases: ["DL3026"],
        answers: ["SEC_04.trusted-registry"],
        fails: [
            """
            === plimsoll.yml
            trusted-registries: ["*.dkr.ecr.eu-west-1.amazonaws.com", "registry.example.com:5000"]
            === Dockerfile
            FROM ⟦node:24⟧ AS build
            FROM ⟦registry.example.com/base:1⟧
            COPY --from=⟦quay.io/team/tools:1⟧ /t /t
            """,
            """
            === .hadolint.yaml
            trustedRegistries: [docker.io]
            === Dockerfile
            FROM ⟦gcr.io/distroless/static-debian12⟧
            """,
        ],
        passes: [
            "FROM quay.io/team/app:1",
            """
            === plimsoll.yml
            trusted-registries: [docker.io, "gcr.*"]
            === Dockerfile
            FROM node:24 AS build
            FROM gcr.io/distroless/nodejs24-debian12 AS base
            FROM base
            COPY --from=build /app /app
            """,
        ],
        proves: [
            """
            === plimsoll.yml
            trusted-registries: [registry.example.com]
            === Dockerfile
            FROM ⟦registry.example.com/base:1⟧
            """
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let policy = report.policy, policy.trustedRegistries != nil else { return }
        for stage in file.stages {
            if let image = stage.baseImage {
                judge(image, stage.image.range, policy, &report)
            } else if stage.base == .unknown {
                report.unsure(at: stage.image.range, because: Registries.hidden)
            }
        }
        for use in file.stageUses {
            if case .image(let image) = use.target { judge(image, use.range, policy, &report) }
        }
    }

    private func judge(_ image: ImageReference, _ range: Range<Int>, _ policy: Policy, _ report: inout Report) {
        let arguments = ["image": image.name, "registry": image.registry]
        if policy.trusts(image.registry) == true {
            report.holds(at: range, arguments)
        } else {
            report.fault(at: range, arguments)
        }
    }
}
