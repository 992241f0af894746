import Basics
import DockerfileSyntax
import RuleKit

struct RegistryByAddress: Rule {
    static let about = About(
        id: "DF226", since: "0.1", severity: .medium,
        title: Text(en: "Registry without a name", ja: "名前のないレジストリ"),
        why: Text(
            en: "A registry at `localhost` or a bare address is out of reach elsewhere and cannot prove who it is.",
            ja: "`localhost` や IP アドレスのレジストリは他の環境から届かず、証明書で身元を確認することもできません。"),
        remedy: Text(
            en: "Pull from a registry that is known by name, such as your Amazon ECR registry.",
            ja: "Amazon ECR など、名前で特定できるレジストリから取得してください。"),
        message: Text(en: "`{registry}` is no name that others can trust", ja: "`{registry}` は信頼できる名前ではありません"),
        proof: Text(en: "`{image}` comes from {kind}", ja: "`{image}` の提供元は {kind} です"),
        links: ["https://docs.aws.amazon.com/AmazonECR/latest/userguide/what-is-ecr.html"],
        aliases: ["DL3026", "droast:DF065"],
        differs: Text(
            en: "Without a list of trusted registries nothing else is a fault; what is not known is said to be so.",
            ja: "信頼するレジストリの一覧がない限り他は問題とせず、不明なものは不明と報告します。"),
        answers: ["SEC_04.trusted-registry"],
        fails: [
            "FROM ⟦localhost:5000/team/app:1.2⟧", "FROM ⟦10.0.3.7:5000/app:1.2⟧ AS a\nFROM scratch",
            "FROM node:24\nCOPY --from=⟦127.0.0.1:5000/tools:1⟧ /t /t",
        ],
        passes: [
            "FROM registry.example.com/team/app:1.2", "FROM team/app:1.2", "FROM node:24",
            "FROM registry.local:5000/app:1.2",
        ],
        proves: [
            "FROM ⟦node:24⟧", "FROM ⟦public.ecr.aws/amazonlinux/amazonlinux:2023⟧",
            "FROM ⟦123456789012.dkr.ecr.ap-northeast-1.amazonaws.com/base:1⟧\nFROM scratch",
            "FROM ⟦gcr.io/distroless/static-debian12⟧", "FROM ⟦mcr.microsoft.com/dotnet/aspnet:10.0⟧",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        // Where the trusted registries are written down, they decide: see `UntrustedRegistry`.
        guard report.policy?.trustedRegistries == nil else { return }
        for stage in file.stages {
            guard let image = stage.baseImage else {
                if stage.base == .unknown {
                    report.unsure(at: stage.image.range, because: Registries.hidden)
                }
                continue
            }
            judge(image, stage.image.range, &report)
        }
        for use in file.stageUses {
            guard case .image(let image) = use.target, Registries.isAddress(image.registry) else { continue }
            report.fault(at: use.range, ["registry": image.registry])
        }
    }

    private func judge(_ image: ImageReference, _ range: Range<Int>, _ report: inout Report) {
        if Registries.isAddress(image.registry) {
            report.fault(at: range, ["registry": image.registry])
        } else if let kind = Registries.kind(of: image) {
            report.holds(at: range, ["image": image.name, "kind": kind])
        } else {
            report.unsure(at: range, because: Registries.unknown)
        }
    }
}
