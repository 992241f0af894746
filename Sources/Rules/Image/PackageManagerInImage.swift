import Basics
import ImageScan
import RuleKit

struct PackageManagerInImage: Rule {
    static let about = About(
        id: "IM109", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Package manager in the image", ja: "イメージにパッケージマネージャーがある"),
        why: Text(
            en: """
                A running container installs nothing; an intruder does, and the manager brings the tools. It must be patched \
                as well: the libraries of npm alone are often among the findings of scanners.
                """,
            ja: """
                稼働中のコンテナが何かをインストールすることはなく、侵入者がツールの入手に使うだけです。脆弱性対応の対象にもなり、\
                npm に同梱されたライブラリはスキャナーの検出結果によく現れます。
                """),
        remedy: Text(
            en: """
                Install in a build stage and ship on a base without a manager (distroless, chiseled), or delete npm, yarn \
                and corepack in the last stage.
                """,
            ja: """
                インストールはビルド用ステージで行い、パッケージマネージャーのないベース (distroless、chiseled など) を使うか、\
                最終ステージで npm、yarn、corepack を削除してください。
                """),
        message: Text(
            en: "{names} in layer {layer}{base|yes= (of the base image)|}{others|=|, and }{others}{others|=| more}",
            ja: "レイヤー {layer}{base|yes= (ベースイメージ)|} に {names} があります{others|=|。ほかに }{others}{others|=| 件}"),
        proof: Text(en: "The image has no package manager", ja: "イメージにパッケージマネージャーはありません"),
        links: ["https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages"],
        answers: ["SEC_04.no-shell", "OPS_01.minimal"], onlyFaults: ["OPS_01.minimal"],
        fails: [
            """
            === image
            ⟦⟧CMD ["/app"]
            LAYER ADD rootfs.tar /
            0755 usr/bin/apt
            0755 usr/bin/apt-get
            0755 usr/bin/dpkg
            """,
            """
            === Dockerfile
            FROM gcr.io/distroless/base-debian12
            ⟦COPY node /usr/local⟧
            CMD ["node", "a.js"]
            === image
            CMD ["node", "a.js"]
            BASE 1
            LAYER ADD rootfs.tar /
            0644 etc/passwd
            LAYER COPY node /usr/local # buildkit
            0755 usr/local/bin/node
            link usr/local/bin/npm -> ../lib/node_modules/npm/bin/npm-cli.js
            0755 usr/local/lib/node_modules/npm/bin/npm-cli.js
            """,
        ],
        passes: [
            """
            === image
            CMD ["npm", "start"]
            LAYER ADD rootfs.tar /
            0755 usr/local/bin/npm
            """,
            """
            === image
            LAYER ADD rootfs.tar /
            0755 sbin/apk
            LAYER RUN rm /sbin/apk
            0644 sbin/.wh.apk
            """,
            """
            === image
            LAYER ADD rootfs.tar /
            link usr/bin/yum -> dnf-3
            0644 usr/share/doc/apt/README
            """,
        ],
        proves: [
            """
            === image
            ⟦⟧CMD ["/app"]
            LAYER ADD rootfs.tar /
            0644 var/lib/dpkg/status.d/base-files
            0755 app
            """
        ]
    )

    private static let managers = [
        "apt", "apt-get", "apk", "dnf", "microdnf", "dnf5", "yum", "tdnf", "zypper", "pacman", "opkg", "npm", "yarn",
        "pnpm", "corepack",
    ]

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.hasPrograms else { return }
        // What the start itself uses is needed, whatever one may think of that.
        let used = ImageStart(subject).map { ImageStart.name($0.program) }
        let found = ImagePrograms(tree: subject.image.tree).find(Self.managers, applets: true).filter {
            $0.name != used
        }
        if !found.isEmpty {
            subject.fault(found, &report)
        } else if used.map(Self.managers.contains) != true {
            report.holds(at: subject.span)
        }
    }
}
