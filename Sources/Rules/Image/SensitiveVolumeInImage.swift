import Basics
import DockerfileSyntax
import ImageScan
import OCIImage
import RuleKit

struct SensitiveVolumeInImage: Rule {
    static let about = About(
        id: "IM112", since: "0.1", severity: .medium,
        title: Text(en: "Volume over a folder of the system", ja: "システムのディレクトリに対するボリューム"),
        why: Text(
            en: """
                A volume over a folder that the kernel or the distribution fills hides it or makes the start fail; what a \
                newer image ships there is not seen where the volume lives on.
                """,
            ja: """
                カーネルやディストリビューションが使うディレクトリにボリュームを重ねると、内容が隠れるか起動に失敗します。\
                ボリュームが残る環境では、新しいイメージの更新内容も反映されません。
                """),
        remedy: Text(
            en: "Take it out of `VOLUME` (or build on an image that does not have it) and name folders of data only.",
            ja: "`VOLUME` から外すか、指定のないイメージをベースにし、データ用のディレクトリだけを指定してください。"),
        message: Text(en: "The image declares a volume at {paths}", ja: "イメージが {paths} にボリュームを宣言しています"),
        links: ["https://docs.docker.com/reference/dockerfile/#volume"],
        aliases: ["DKL-DI-0002"],
        differs: Text(
            en: "Also sees what the base image declared, and folders of the system such as `/etc` and `/usr`.",
            ja: "ベースイメージでの宣言や、`/etc`、`/usr` などのシステムディレクトリも対象です。"),
        fails: [
            """
            === image
            ⟦⟧VOLUME /proc
            """,
            """
            === Dockerfile
            FROM debian:12
            ⟦VOLUME ["/data", "/etc/", "/sys/fs/cgroup"]⟧
            === image
            VOLUME /data
            VOLUME /etc/
            VOLUME /sys/fs/cgroup
            BASE 1
            LAYER ADD rootfs.tar /
            0644 etc/passwd
            STEP VOLUME [/data /etc/ /sys/fs/cgroup]
            """,
            """
            === image
            ⟦⟧VOLUME /var/run/docker.sock
            """,
        ],
        passes: [
            """
            === image
            VOLUME /var/lib/postgresql/data
            VOLUME /etc/app
            VOLUME /device
            VOLUME /root/.cache
            """,
            """
            === image
            CMD ["sh"]
            """,
        ]
    )

    private static let exact: Set<String> = [
        "", "bin", "boot", "etc", "lib", "lib64", "root", "sbin", "usr", "usr/bin", "usr/lib", "var/run/docker.sock",
        "run/docker.sock",
    ]

    func check(_ subject: ImageSubject, _ report: inout Report) {
        let wrong = subject.image.configuration.volumes.filter { volume in
            let path = ImageStart.clean(volume)
            return volume.hasPrefix("/")
                && (Self.exact.contains(path)
                    || ["dev", "proc", "sys"].contains { path == $0 || path.hasPrefix($0 + "/") })
        }
        guard !wrong.isEmpty else { return }
        report.fault(
            at: subject.span(of: .volume), ["paths": wrong.sorted().prefix(5).map { "`\($0)`" }.joined(separator: ", ")]
        )
    }
}
