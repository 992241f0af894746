import Basics
import ImageScan
import Inventory
import RuleKit

struct BaseUnknown: Rule {
    static let about = About(
        id: "IM503", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Nothing tells the image's base", ja: "ベースイメージがわからない"),
        why: Text(
            en: """
                When a vulnerability is found in a base, nobody can tell whether this image stands on it, nor which of its \
                findings a newer base would remove.
                """,
            ja: """
                ベースイメージに脆弱性が見つかっても、このイメージが影響を受けるのか、ベースの更新で解消するのかを判断できません。
                """),
        remedy: Text(
            en: """
                Set the labels `org.opencontainers.image.base.name` and `.base.digest` in the build, or record the base \
                with `plimsoll lock`.
                """,
            ja: """
                ビルド時に `org.opencontainers.image.base.name` と `.base.digest` ラベルを付けるか、`plimsoll lock` で\
                ベースイメージを記録してください。
                """),
        message: Text(
            en: "Neither labels nor a lock file nor a Dockerfile tell what the image ({system}) is built on",
            ja: "ラベル、ロックファイル、Dockerfile のいずれからもベースイメージがわかりません (OS: {system})"),
        links: ["https://github.com/opencontainers/image-spec/blob/main/annotations.md"],
        answers: ["OPS_01.base-lineage"], onlyFaults: ["OPS_01.base-lineage"],
        fails: [
            """
            === image
            ⟦⟧LAYER ADD rootfs.tar /
            0644 etc/os-release = ID=debian\\nVERSION_ID="12"\\nNAME="Debian GNU/Linux"
            LAYER COPY app /app
            0755 app
            """
        ],
        passes: [
            """
            === image
            LABEL org.opencontainers.image.base.name=docker.io/library/debian:12
            LAYER ADD rootfs.tar /
            0644 etc/os-release = ID=debian\\nVERSION_ID="12"\\nNAME="Debian GNU/Linux"
            LAYER COPY app /app
            0755 app
            """,
            """
            === image
            LAYER COPY certs /etc/ssl
            0644 etc/ssl/cert.pem
            LAYER COPY app /app
            0755 app
            """,
            """
            === image
            LAYER ADD rootfs.tar /
            0644 etc/os-release = ID=debian\\nVERSION_ID="12"\\nNAME="Debian GNU/Linux"
            """,
            """
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0644 etc/os-release = ID=debian\\nVERSION_ID="12"\\nNAME="Debian GNU/Linux"
            LAYER COPY app /app
            0755 app
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let image = subject.image
        // One layer with a distribution in it is a base itself; without a distribution there may be none below.
        guard image.base.evidence == .none, image.base.name == nil, image.layers.count > 1, image.dockerfile == nil,
            let system = image.system
        else { return }
        let name = system.name.isEmpty ? system.id : system.name
        report.fault(at: subject.span, ["system": system.version.isEmpty ? name : "\(name) \(system.version)"])
    }
}
