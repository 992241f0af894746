import Basics

extension Peers {
    /// The rules by which tally goes further than its models; its others follow BuildKit's and hadolint's ids.
    static let tally: [PeerRule] = [
        peer(
            "tally/stateful-root-runtime", "A container with a VOLUME does not run as root",
            "VOLUME を持つコンテナを root で動かさない"),
        peer(
            "tally/copy-after-user-without-chown", "COPY after USER sets the owner",
            "USER の後の COPY で所有者を指定する",
            declined: Divergence(
                .wrong,
                en:
                    "Code that root owns and the application can only read is what we ask for: an attacker cannot change it.",
                ja: "root が所有し、アプリケーションからは読み取り専用のコードこそ望ましい状態です。侵害されてもコードを書き換えられません。")),
        peer(
            "tally/user-created-but-never-used", "A user that is made is used",
            "作成したユーザーを USER で指定する"),
        peer(
            "tally/named-identity-in-passwdless-stage", "No user name where there is no /etc/passwd",
            "/etc/passwd のないステージでユーザー名を使わない"),
        peer(
            "tally/no-ungraceful-stopsignal", "STOPSIGNAL is not SIGKILL",
            "STOPSIGNAL に SIGKILL を指定しない"),
        peer(
            "tally/prefer-nginx-sigquit", "nginx is stopped by SIGQUIT",
            "nginx を SIGQUIT で停止する"),
        peer(
            "tally/require-secret-mounts", "Credentials come from a secret mount",
            "認証情報をシークレットマウントで渡す"),
        peer(
            "tally/secrets-in-code", "No secrets in scripts and values",
            "スクリプトや値にシークレットを書かない"),
        peer(
            "tally/no-unreachable-stages", "Every stage is used",
            "使われないステージを残さない"),
        peer(
            "tally/ruby/eol-ruby-version", "Ruby is still supported",
            "サポート期間内の Ruby を使う"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .tally, Text(en: en, ja: ja), link: "https://github.com/wharflab/tally/blob/main/_docs/rules/\(id).mdx",
        same: same, declined: declined)
}
