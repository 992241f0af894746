import Basics

extension Peers {
    /// checkov's 28 checks of Dockerfiles.
    static let checkov: [PeerRule] = [
        peer(
            "CKV_DOCKER_1", "Port 22 is not exposed",
            "22 番ポートを公開しない"),
        peer(
            "CKV_DOCKER_2", "There is a HEALTHCHECK",
            "HEALTHCHECK がある"),
        peer(
            "CKV_DOCKER_3", "There is a USER",
            "USER を指定する"),
        peer(
            "CKV_DOCKER_4", "COPY instead of ADD",
            "ADD ではなく COPY を使う"),
        peer(
            "CKV_DOCKER_5", "No package update by itself",
            "パッケージの update だけを単独で実行しない"),
        peer(
            "CKV_DOCKER_6", "No MAINTAINER",
            "MAINTAINER を使わない"),
        peer(
            "CKV_DOCKER_7", "The tag is not latest",
            "latest タグを使わない"),
        peer(
            "CKV_DOCKER_8", "The last USER is not root",
            "最後の USER が root でない"),
        peer(
            "CKV_DOCKER_9", "apt-get instead of apt",
            "apt ではなく apt-get を使う"),
        peer(
            "CKV_DOCKER_10", "WORKDIR takes an absolute path",
            "WORKDIR に絶対パスを指定する"),
        peer(
            "CKV_DOCKER_11", "Stage names are unique",
            "ステージ名が重複しない"),
        peer(
            "CKV2_DOCKER_1", "No sudo",
            "sudo を使わない"),
        peer(
            "CKV2_DOCKER_2", "curl verifies certificates",
            "curl の証明書検証を無効にしない"),
        peer(
            "CKV2_DOCKER_3", "wget verifies certificates",
            "wget の証明書検証を無効にしない"),
        peer(
            "CKV2_DOCKER_4", "pip trusts no host blindly",
            "pip の --trusted-host を使わない"),
        peer(
            "CKV2_DOCKER_5", "PYTHONHTTPSVERIFY is not switched off",
            "PYTHONHTTPSVERIFY で検証を無効にしない"),
        peer(
            "CKV2_DOCKER_6", "NODE_TLS_REJECT_UNAUTHORIZED is not switched off",
            "NODE_TLS_REJECT_UNAUTHORIZED で検証を無効にしない"),
        peer(
            "CKV2_DOCKER_7", "apk verifies signatures",
            "apk の署名検証を無効にしない"),
        peer(
            "CKV2_DOCKER_8", "apt-get verifies signatures",
            "apt-get の署名検証を無効にしない"),
        peer(
            "CKV2_DOCKER_9", "yum and dnf verify signatures",
            "yum と dnf の署名検証を無効にしない"),
        peer(
            "CKV2_DOCKER_10", "rpm verifies signatures",
            "rpm の署名検証を無効にしない"),
        peer(
            "CKV2_DOCKER_11", "No apt-get --force-yes",
            "apt-get の --force-yes を使わない"),
        peer(
            "CKV2_DOCKER_12", "NPM_CONFIG_STRICT_SSL is not switched off",
            "NPM_CONFIG_STRICT_SSL で検証を無効にしない"),
        peer(
            "CKV2_DOCKER_13", "npm and yarn keep strict-ssl",
            "npm と yarn の strict-ssl を無効にしない"),
        peer(
            "CKV2_DOCKER_14", "git verifies certificates",
            "git の証明書検証を無効にしない"),
        peer(
            "CKV2_DOCKER_15", "yum and dnf verify certificates",
            "yum と dnf の証明書検証を無効にしない"),
        peer(
            "CKV2_DOCKER_16", "PIP_TRUSTED_HOST is not set",
            "PIP_TRUSTED_HOST を設定しない"),
        peer(
            "CKV2_DOCKER_17", "No password by chpasswd",
            "chpasswd でパスワードを設定しない"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .checkov, Text(en: en, ja: ja), link: "https://www.checkov.io/5.Policy%20Index/dockerfile.html", same: same,
        declined: declined)
}
