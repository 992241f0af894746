import Basics
import DockerfileSyntax
import ImageScan
import RuleKit

struct UntrustedBaseRegistry: Rule {
    static let about = About(
        id: "IM506", since: "0.1", severity: .high,
        title: Text(
            en: "The image's base is from a registry that is not trusted", ja: "ベースイメージが信頼リストにないレジストリのもの"),
        why: Text(
            en: "Nobody in the organisation vouches for what this registry hands out, and it is in the image already.",
            ja: "このレジストリのイメージは組織の誰も安全性を保証しておらず、その内容がすでにイメージに含まれています。"),
        remedy: Text(
            en: "Rebuild on a base of a trusted registry, or add this one to `trusted-registries` in `plimsoll.yml`.",
            ja: "信頼できるレジストリのベースで再ビルドするか、`plimsoll.yml` の `trusted-registries` に追加してください。"),
        message: Text(
            en: "The image's base `{image}` comes from `{registry}`, which is not among the trusted registries",
            ja: "ベースイメージ `{image}` の取得元 `{registry}` は信頼するレジストリの一覧にありません"),
        proof: Text(
            en: "The image's base `{image}` comes from `{registry}`, a trusted registry",
            ja: "ベースイメージ `{image}` は信頼するレジストリ `{registry}` のものです"),
        links: ["https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
        aliases: ["CIS-DI-0002"],
        differs: Text(
            en: "dockle leaves this to people. This rule holds the base that the image names against your own list.",
            ja: "dockle では人による確認に任されています。このルールは、イメージに記録されたベースを組織の信頼リストと照合します。"),
        answers: ["SEC_04.trusted-registry"],
        fails: [
            """
            === plimsoll.yml
            trusted-registries: ["*.dkr.ecr.eu-west-1.amazonaws.com"]
            === image
            ⟦⟧LABEL org.opencontainers.image.base.name=quay.io/team/base:3
            LAYER ADD rootfs.tar /
            0644 etc/passwd
            """
        ],
        passes: [
            """
            === image
            LABEL org.opencontainers.image.base.name=quay.io/team/base:3
            """,
            """
            === plimsoll.yml
            trusted-registries: [docker.io]
            === image
            LAYER ADD rootfs.tar /
            0644 etc/passwd
            """,
        ],
        proves: [
            """
            === plimsoll.yml
            trusted-registries: [docker.io]
            === image
            ⟦⟧LABEL org.opencontainers.image.base.name=debian:12
            """
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        // Where a Dockerfile is at hand, its own lines are judged.
        guard let policy = report.policy, policy.trustedRegistries != nil, subject.image.dockerfile == nil,
            let name = subject.image.base.name, !name.isEmpty, name != "scratch"
        else { return }
        let image = ImageReference(name)
        let arguments = ["image": name, "registry": image.registry]
        if policy.trusts(image.registry) == true {
            report.holds(at: subject.span, arguments)
        } else {
            report.fault(at: subject.span, arguments)
        }
    }
}
