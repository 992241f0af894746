import Basics
import ImageScan
import RuleKit

struct UnverifiedPackageSource: Rule {
    static let about = About(
        id: "IM116", since: "0.1", severity: .medium,
        title: Text(en: "Package source that is not verified", ja: "検証されないパッケージソースがある"),
        why: Text(
            en: """
                The package manager takes what the server, or anybody on the way to it, hands out: the check of signatures \
                or certificates is switched off for this image and every image built on it.
                """,
            ja: """
                署名や証明書の検証が無効なため、サーバーや通信経路上の第三者が差し替えたパッケージもそのままインストールされます。\
                このイメージをベースにしたイメージも同様です。
                """),
        remedy: Text(
            en: """
                Add the repository's key (`Signed-By` for apt, `gpgkey` and `gpgcheck=1` for yum and dnf) or the authority's \
                certificate, and remove the setting.
                """,
            ja: """
                リポジトリの鍵 (apt は `Signed-By`、yum と dnf は `gpgkey` と `gpgcheck=1`) や認証局の証明書を登録し、\
                この設定を削除してください。
                """),
        message: Text(
            en: "`/{file}` (layer {layer}) says `{setting}`{others|=|, and }{others}{others|=| more files do the like}",
            ja: "`/{file}` (レイヤー {layer}) に `{setting}` の指定があります{others|=|。ほかに }{others}{others|=| ファイル}"),
        links: [
            "https://manpages.debian.org/stable/apt/sources.list.5.en.html",
            "https://pip.pypa.io/en/stable/cli/pip/#cmdoption-trusted-host",
        ],
        aliases: ["CIS-DI-0011"],
        differs: Text(
            en: "dockle leaves this to people. This rule reads the package managers' settings in the image.",
            ja: "dockle では人による確認に任されています。このルールはイメージ内のパッケージマネージャーの設定を読み取ります。"),
        answers: ["SEC_04.verified-downloads"], onlyFaults: ["SEC_04.verified-downloads"],
        fails: [
            """
            === Dockerfile
            FROM debian:12
            ⟦RUN echo 'deb [trusted=yes] http://apt.example.com/ ./' > /etc/apt/sources.list.d/example.list⟧
            === image
            BASE 1
            LAYER ADD rootfs.tar /
            0644 etc/apt/sources.list.d/debian.sources = Types: deb\\nURIs: http://deb.debian.org/debian\\nSuites: bookworm
            LAYER RUN /bin/sh -c echo 'deb [trusted=yes] http://apt.example.com/ ./' > /etc/apt/sources.list.d/example.list # buildkit
            0644 etc/apt/sources.list.d/example.list = deb [trusted=yes] http://apt.example.com/ ./
            """,
            """
            === image
            ⟦⟧LAYER COPY a /
            0644 etc/yum.repos.d/app.repo = [app]\\nbaseurl=https://rpm.example.com/\\nenabled=1\\ngpgcheck = 0
            0644 etc/pip.conf = [global]\\ntrusted-host =\\n    pypi.example.com
            """,
            """
            === image
            ⟦⟧LAYER COPY a /
            0644 etc/apt/apt.conf.d/99insecure = Acquire { AllowInsecureRepositories "true"; };
            """,
            """
            === image
            ⟦⟧LAYER COPY .npmrc /app/.npmrc
            0644 app/.npmrc = registry=https://npm.example.com/\\nstrict-ssl=false
            """,
        ],
        passes: [
            """
            === image
            LAYER ADD rootfs.tar /
            0644 etc/yum.repos.d/amazonlinux.repo = [main]\\nbaseurl=https://a/\\ngpgcheck=1\\nrepo_gpgcheck=0\\n[debug]\\nenabled=0\\ngpgcheck=0
            0644 etc/apt/sources.list = deb [signed-by=/usr/share/keyrings/a.gpg] http://deb.debian.org/debian bookworm main
            0644 etc/apt/apt.conf.d/01 = // APT::Get::AllowUnauthenticated "true";\\nAPT::Get::AllowUnauthenticated "false";
            0644 app/.npmrc = strict-ssl=true
            0644 etc/apk/repositories = http://dl-cdn.alpinelinux.org/alpine/v3.22/main
            """,
            """
            === image
            LAYER COPY a /
            0644 etc/apt/sources.list.d/cuda.list = deb [trusted=yes] file:/var/cuda-repo /
            0644 etc/yum.repos.d/local.repo = [local]\\nbaseurl=file:///opt/repo\\ngpgcheck=0
            LAYER COPY b /
            0644 etc/pip.conf = [global]\\n# trusted-host = pypi.example.com\\nindex-url = https://pypi.example.com/simple
            """,
        ]
    )

    func check(_ subject: ImageSubject, _ report: inout Report) {
        var found: [Int: [(path: String, setting: String)]] = [:]
        for file in subject.image.configs where subject.image.isBase(file.layer) != true {
            guard let setting = PackageSourceSettings.unverified(file.path, file.bytes) else { continue }
            found[file.layer, default: []].append((file.path, setting))
        }
        for (layer, files) in found.sorted(by: { $0.key < $1.key }) {
            guard let first = files.first else { continue }
            report.fault(
                at: subject.span(ofLayer: layer),
                [
                    "file": first.path, "setting": first.setting, "layer": subject.told(layer),
                    "others": files.count > 1 ? String(files.count - 1) : "",
                ])
        }
    }
}
