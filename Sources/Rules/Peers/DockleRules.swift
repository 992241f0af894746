import Basics

extension Peers {
    /// dockle, which looks at built images.
    static let dockle: [PeerRule] = [
        peer(
            "CIS-DI-0001", "The image runs as a user other than root",
            "root 以外のユーザーで動作する"),
        peer(
            "CIS-DI-0002", "The base image is trusted",
            "信頼できるベースイメージを使う"),
        peer(
            "CIS-DI-0003", "No unnecessary packages",
            "不要なパッケージを入れない"),
        peer(
            "CIS-DI-0004", "Images are scanned and rebuilt",
            "イメージをスキャンし、再ビルドする"),
        peer(
            "CIS-DI-0005", "Content trust is switched on",
            "コンテンツトラストを有効にする"),
        peer(
            "CIS-DI-0006", "There is a HEALTHCHECK",
            "HEALTHCHECK がある"),
        peer(
            "CIS-DI-0007", "No package update by itself",
            "パッケージの update だけを単独で実行しない"),
        peer(
            "CIS-DI-0008", "setuid and setgid files are safe",
            "setuid・setgid の付いたファイルが安全である"),
        peer(
            "CIS-DI-0009", "COPY instead of ADD",
            "ADD ではなく COPY を使う"),
        peer(
            "CIS-DI-0010", "No secrets in the image",
            "イメージにシークレットを含めない"),
        peer(
            "CIS-DI-0011", "Packages are verified",
            "検証済みのパッケージだけを入れる"),
        peer(
            "DKL-DI-0001", "No sudo",
            "sudo を使わない"),
        peer(
            "DKL-DI-0002", "No VOLUME on /dev, /proc or /sys",
            "/dev、/proc、/sys に VOLUME を宣言しない"),
        peer(
            "DKL-DI-0003", "No upgrade of all packages",
            "すべてのパッケージを一括で更新しない"),
        peer(
            "DKL-DI-0004", "apk add --no-cache",
            "apk add に --no-cache を付ける"),
        peer(
            "DKL-DI-0005", "The apt lists are deleted",
            "apt のパッケージリストを削除する"),
        peer(
            "DKL-DI-0006", "The tag is not latest",
            "latest タグを使わない"),
        peer(
            "DKL-LI-0001", "No account has an empty password",
            "空のパスワードを持つアカウントがない"),
        peer(
            "DKL-LI-0002", "UIDs and GIDs are unique",
            "UID と GID が重複しない"),
        peer(
            "DKL-LI-0003", "Only necessary files are in the image",
            "必要なファイルだけをイメージに含める"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(id, .dockle, Text(en: en, ja: ja), link: PeerTool.dockle.index, same: same, declined: declined)
}
