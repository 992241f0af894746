import Basics

extension Peers {
    /// trivy's 28 checks of Dockerfiles.
    static let trivy: [PeerRule] = [
        peer(
            "DS-0001", "The tag is not latest",
            "latest タグを使わない"),
        peer(
            "DS-0002", "The image runs as a user other than root",
            "root 以外のユーザーで動作する"),
        peer(
            "DS-0004", "Port 22 is not exposed",
            "22 番ポートを公開しない"),
        peer(
            "DS-0005", "COPY instead of ADD",
            "ADD ではなく COPY を使う"),
        peer(
            "DS-0006", "COPY --from does not name its own stage",
            "COPY --from に自分自身のステージを指定しない"),
        peer(
            "DS-0007", "One ENTRYPOINT a stage",
            "ENTRYPOINT は 1 ステージに 1 つだけにする"),
        peer(
            "DS-0008", "Ports are between 0 and 65535",
            "ポート番号が 0 から 65535 の範囲にある"),
        peer(
            "DS-0009", "WORKDIR takes an absolute path",
            "WORKDIR に絶対パスを指定する"),
        peer(
            "DS-0010", "No sudo",
            "sudo を使わない"),
        peer(
            "DS-0011", "COPY of several sources ends in a slash",
            "複数のコピー元を指定する COPY では、コピー先を / で終える"),
        peer(
            "DS-0012", "Stage names are unique",
            "ステージ名が重複しない"),
        peer(
            "DS-0013", "WORKDIR instead of cd",
            "cd ではなく WORKDIR を使う"),
        peer(
            "DS-0014", "Either wget or curl",
            "wget と curl のどちらかに統一する"),
        peer(
            "DS-0015", "yum clean all",
            "yum clean all を実行する"),
        peer(
            "DS-0016", "One CMD a stage",
            "CMD は 1 ステージに 1 つだけにする"),
        peer(
            "DS-0017", "No package update by itself",
            "パッケージの update だけを単独で実行しない"),
        peer(
            "DS-0019", "dnf clean all",
            "dnf clean all を実行する"),
        peer(
            "DS-0020", "zypper clean",
            "zypper clean を実行する"),
        peer(
            "DS-0021", "apt-get install -y",
            "apt-get install に -y を付ける"),
        peer(
            "DS-0022", "No MAINTAINER",
            "MAINTAINER を使わない"),
        peer(
            "DS-0023", "One HEALTHCHECK at most",
            "HEALTHCHECK は 1 つだけにする"),
        peer(
            "DS-0024", "No apt-get dist-upgrade",
            "apt-get dist-upgrade を使わない"),
        peer(
            "DS-0025", "apk add --no-cache",
            "apk add に --no-cache を付ける"),
        peer(
            "DS-0026", "There is a HEALTHCHECK",
            "HEALTHCHECK がある"),
        peer(
            "DS-0027", "microdnf clean all",
            "microdnf clean all を実行する"),
        peer(
            "DS-0029", "apt-get install --no-install-recommends",
            "apt-get install に --no-install-recommends を付ける"),
        peer(
            "DS-0030", "WORKDIR is not a system directory",
            "WORKDIR にシステムディレクトリを指定しない"),
        peer(
            "DS-0031", "No secrets in ARG, ENV or copied files",
            "ARG、ENV、コピーするファイルにシークレットを含めない"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .trivy, Text(en: en, ja: ja), link: "https://avd.aquasec.com/misconfig/\(id.lowercased())", same: same,
        declined: declined)
}
