import Basics
import ImageScan
import RuleKit

struct ShellInImage: Rule {
    static let about = About(
        id: "IM108", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Shell in the image", ja: "イメージにシェルがある"),
        why: Text(
            en: """
                Most attacks on a container go on in its shell: it runs scripts, loads more tools and reads secrets. \
                Where there is none, a fault of the application leads nowhere so easily.
                """,
            ja: """
                コンテナへの攻撃の多くは、侵入後にシェルでスクリプトやツールを実行したり、シークレットを読み取ったりします。\
                シェルがなければ、アプリケーションに欠陥があっても悪用が難しくなります。
                """),
        remedy: Text(
            en: """
                Where the application starts no commands, ship it on a base without a shell: `scratch`, distroless or a \
                chiseled image.
                """,
            ja: """
                アプリケーションが外部コマンドを使わない場合は、`scratch`、distroless、chiseled イメージなど、シェルのない\
                ベースを使ってください。
                """),
        message: Text(
            en: "{names} in layer {layer}{base|yes= (of the base image)|}{others|=|, and }{others}{others|=| more}",
            ja: "レイヤー {layer}{base|yes= (ベースイメージ)|} に {names} があります{others|=|。ほかに }{others}{others|=| 件}"),
        proof: Text(en: "The image has no shell", ja: "イメージにシェルはありません"),
        links: ["https://github.com/GoogleContainerTools/distroless"],
        answers: ["SEC_04.no-shell"],
        fails: [
            """
            === image
            ⟦⟧ENTRYPOINT ["/app"]
            LAYER ADD rootfs.tar /
            link bin -> usr/bin
            link usr/bin/sh -> dash
            0755 usr/bin/dash
            0755 usr/bin/bash
            LAYER COPY app /app
            0755 app
            """,
            """
            === Dockerfile
            FROM gcr.io/distroless/static-debian12
            ⟦COPY --from=busybox:1 /bin/busybox /bin/sh⟧
            COPY app /app
            ENTRYPOINT ["/app"]
            === image
            ENTRYPOINT ["/app"]
            BASE 1
            LAYER ADD rootfs.tar /
            0644 etc/passwd = root:x:0:0:root:/root:/sbin/nologin
            LAYER COPY /bin/busybox /bin/sh # buildkit
            0755 bin/sh
            LAYER COPY app /app # buildkit
            0755 app
            STEP ENTRYPOINT ["/app"]
            """,
        ],
        passes: [
            """
            === image
            ENTRYPOINT ["docker-entrypoint.sh"]
            LAYER ADD rootfs.tar /
            0755 bin/busybox
            link bin/sh -> /bin/busybox
            0755 usr/local/bin/docker-entrypoint.sh
            """,
            """
            === image
            ENTRYPOINT ["/app"]
            LAYER ADD rootfs.tar /
            link bin/sh -> /bin/busybox
            0755 app
            """,
        ],
        proves: [
            """
            === image
            ⟦⟧ENTRYPOINT ["/server"]
            LAYER ADD rootfs.tar /
            0644 etc/ssl/certs/ca-certificates.crt
            LAYER COPY server /server
            0755 server
            """
        ]
    )

    private static let shells = ["sh", "bash", "ash", "dash", "busybox", "toybox", "zsh", "ksh", "mksh", "fish"]

    func check(_ subject: ImageSubject, _ report: inout Report) {
        guard subject.hasPrograms else { return }
        let found = ImagePrograms(tree: subject.image.tree).find(
            Self.shells, paths: ["busybox/sh", "busybox/busybox"], applets: true)
        if found.isEmpty {
            report.holds(at: subject.span)
        } else if ImageStart(subject)?.usesShell == true {
            report.unsure(
                at: subject.span,
                because: Text(
                    en: "the image starts through a shell, so it needs one as it is",
                    ja: "イメージはシェルを通して起動するため、現状ではシェルが必要です"))
        } else {
            subject.fault(found, &report)
        }
    }
}
