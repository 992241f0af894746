import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct PublicParentImage: Rule {
    static let about = About(
        id: "DF227", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Final stage on a public image", ja: "公開イメージを直接使う最終ステージ"),
        why: Text(
            en: """
                Where every team stands on its own public base, each has to be hardened, scanned and renewed by itself, \
                and a limit or outage of the public registry stops builds.
                """,
            ja: "チームごとに公開イメージを選ぶと、堅牢化・スキャン・更新をそれぞれで行うことになり、公開レジストリの制限や障害でビルドも止まります。"),
        remedy: Text(
            en: "Stand on a parent image of the organisation in Amazon ECR, or pull through an ECR cache.",
            ja: "Amazon ECR にある組織の親イメージを使うか、ECR のプルスルーキャッシュを経由してください。"),
        message: Text(en: "`{image}` comes from a public registry", ja: "`{image}` は公開レジストリのイメージです"),
        proof: Text(en: "`{image}` comes from a private ECR registry", ja: "`{image}` はプライベートな ECR レジストリのイメージです"),
        links: [
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/design-principles.html",
            "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html",
        ],
        answers: ["DP_03.parent", "REL_04.standard-parent"],
        fails: [
            "FROM ⟦node:24-slim⟧\nCMD [\"node\", \"app.js\"]",
            "FROM ⟦public.ecr.aws/amazonlinux/amazonlinux:2023⟧ AS base\nFROM base\nCMD [\"/app\"]",
        ],
        passes: [
            "FROM node:24-slim\nRUN npm install -g pnpm",
            "FROM scratch", "FROM node:24 AS build\nFROM 123456789012.dkr.ecr.us-east-1.amazonaws.com/node:24",
            "FROM registry.example.com/base/node:24", "ARG BASE\nFROM $BASE", "FROM gcr.io/distroless/static-debian12",
        ],
        proves: [
            "FROM node:24 AS build\nFROM ⟦123456789012.dkr.ecr.us-east-1.amazonaws.com/base/node:24⟧"
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        // The organisation's own parent images have to start somewhere.
        guard workload.role != .base else { return }
        for stage in workload.shippingStages {
            guard let image = stage.baseImage else {
                if stage.base == .unknown { report.unsure(at: stage.image.range, because: Registries.hidden) }
                continue
            }
            let arguments = ["image": stage.image.shortened]
            if Registries.isPrivateECR(image.registry),
                !Registries.awsAccounts.contains(String(image.registry.prefix(12)))
            {
                report.holds(at: stage.image.range, arguments)
            } else if Self.isPublic(image) {
                report.fault(at: stage.image.range, arguments)
            } else {
                report.unsure(at: stage.image.range, because: Registries.unknown)
            }
        }
    }

    /// Distroless and scratch are no parents in this sense: there is nothing in them to keep up.
    private static func isPublic(_ image: ImageReference) -> Bool {
        image.officialName != nil && image.registry == "docker.io" || image.registry == "public.ecr.aws"
            || image.registry == "mcr.microsoft.com" || image.registry == "quay.io"
    }
}
