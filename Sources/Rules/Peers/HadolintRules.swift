import Basics

extension Peers {
    /// The rules of hadolint: those of its README, and four that it withdrew but that pragmas still name.
    static let hadolint: [PeerRule] = [
        peer(
            "DL1000", "The Dockerfile can be parsed",
            "Dockerfile が構文として正しい"),
        peer(
            "DL1001", "No inline comment switches rules off",
            "コメントでルールを抑制しない"),
        peer(
            "DL3000", "WORKDIR takes an absolute path",
            "WORKDIR に絶対パスを指定する"),
        peer(
            "DL3001", "No commands that make no sense in a container (ssh, vim, ps)",
            "コンテナで意味のないコマンド (ssh、vim、ps など) を使わない"),
        peer(
            "DL3002", "The last USER is not root",
            "最後の USER が root でない"),
        peer(
            "DL3003", "WORKDIR instead of cd",
            "cd ではなく WORKDIR を使う"),
        peer(
            "DL3004", "No sudo",
            "sudo を使わない"),
        peer(
            "DL3005", "No apt-get upgrade or dist-upgrade (withdrawn by hadolint)",
            "apt-get upgrade や dist-upgrade を使わない (hadolint では廃止済み)"),
        peer(
            "DL3006", "The base image has a tag",
            "ベースイメージにタグを付ける"),
        peer(
            "DL3007", "The tag is not latest",
            "latest タグを使わない"),
        peer(
            "DL3008", "apt-get install names versions",
            "apt-get install でバージョンを固定する"),
        peer(
            "DL3009", "The apt lists are deleted",
            "apt のパッケージリストを削除する"),
        peer(
            "DL3010", "ADD unpacks archives",
            "アーカイブの展開には ADD を使う"),
        peer(
            "DL3011", "Ports are between 0 and 65535",
            "ポート番号が 0 から 65535 の範囲にある"),
        peer(
            "DL3012", "One HEALTHCHECK at most",
            "HEALTHCHECK は 1 つだけにする"),
        peer(
            "DL3013", "pip install names versions",
            "pip install でバージョンを固定する"),
        peer(
            "DL3014", "apt-get install -y",
            "apt-get install に -y を付ける"),
        peer(
            "DL3015", "apt-get install --no-install-recommends",
            "apt-get install に --no-install-recommends を付ける"),
        peer(
            "DL3016", "npm install names versions",
            "npm install でバージョンを固定する"),
        peer(
            "DL3017", "No apk upgrade (withdrawn by hadolint)",
            "apk upgrade を使わない (hadolint では廃止済み)"),
        peer(
            "DL3018", "apk add names versions",
            "apk add でバージョンを固定する"),
        peer(
            "DL3019", "apk add --no-cache",
            "apk add に --no-cache を付ける"),
        peer(
            "DL3020", "COPY instead of ADD for files",
            "ファイルのコピーには ADD ではなく COPY を使う"),
        peer(
            "DL3021", "COPY of several sources ends in a slash",
            "複数のコピー元を指定する COPY では、コピー先を / で終える"),
        peer(
            "DL3022", "COPY --from names a stage of the file",
            "COPY --from にはファイル内のステージを指定する"),
        peer(
            "DL3023", "COPY --from does not name its own stage",
            "COPY --from に自分自身のステージを指定しない"),
        peer(
            "DL3024", "Stage names are unique",
            "ステージ名が重複しない"),
        peer(
            "DL3025", "CMD and ENTRYPOINT in JSON form",
            "CMD と ENTRYPOINT を JSON 形式で書く"),
        peer(
            "DL3026", "The base image comes from a trusted registry",
            "ベースイメージを信頼できるレジストリから取得する"),
        peer(
            "DL3027", "apt-get instead of apt",
            "apt ではなく apt-get を使う"),
        peer(
            "DL3028", "gem install names versions",
            "gem install でバージョンを固定する"),
        peer(
            "DL3029", "No fixed --platform in FROM",
            "FROM の --platform を固定しない"),
        peer(
            "DL3030", "yum install -y",
            "yum install に -y を付ける"),
        peer(
            "DL3031", "No yum update (withdrawn by hadolint)",
            "yum update を使わない (hadolint では廃止済み)"),
        peer(
            "DL3032", "yum clean all",
            "yum clean all を実行する"),
        peer(
            "DL3033", "yum install names versions",
            "yum install でバージョンを固定する"),
        peer(
            "DL3034", "zypper without questions",
            "zypper を非対話で実行する"),
        peer(
            "DL3035", "No zypper dist-upgrade",
            "zypper dist-upgrade を使わない"),
        peer(
            "DL3036", "zypper clean",
            "zypper clean を実行する"),
        peer(
            "DL3037", "zypper install names versions",
            "zypper install でバージョンを固定する"),
        peer(
            "DL3038", "dnf install -y",
            "dnf install に -y を付ける"),
        peer(
            "DL3039", "No dnf update (withdrawn by hadolint)",
            "dnf update を使わない (hadolint では廃止済み)"),
        peer(
            "DL3040", "dnf clean all",
            "dnf clean all を実行する"),
        peer(
            "DL3041", "dnf install names versions",
            "dnf install でバージョンを固定する"),
        peer(
            "DL3042", "pip install --no-cache-dir",
            "pip install に --no-cache-dir を付ける"),
        peer(
            "DL3043", "ONBUILD triggers an instruction that may be triggered",
            "ONBUILD に禁止された命令を指定しない"),
        peer(
            "DL3044", "ENV does not refer to a variable of the same ENV",
            "ENV で、同じ命令内で定義する変数を参照しない"),
        peer(
            "DL3045", "A relative COPY destination has a WORKDIR",
            "相対パスへの COPY の前に WORKDIR を指定する"),
        peer(
            "DL3046", "useradd -l with a high UID",
            "大きな UID の useradd には -l を付ける"),
        peer(
            "DL3047", "wget --progress, so that logs stay short",
            "ログが膨らまないよう wget に --progress を付ける"),
        peer(
            "DL3048", "Label keys are well-formed",
            "ラベルのキーが正しい形式である"),
        peer(
            "DL3049", "Labels of the schema are there",
            "スキーマで定めたラベルがある"),
        peer(
            "DL3050", "No labels outside the schema",
            "スキーマにないラベルを付けない"),
        peer(
            "DL3051", "No empty label",
            "ラベルの値が空でない"),
        peer(
            "DL3052", "A label that must be a URL is one",
            "URL 型のラベルが URL である"),
        peer(
            "DL3053", "A label that must be a time is in RFC 3339",
            "日時型のラベルが RFC 3339 形式である"),
        peer(
            "DL3054", "A licence label is an SPDX expression",
            "ライセンスのラベルが SPDX 式である"),
        peer(
            "DL3055", "A label that must be a git hash is one",
            "git ハッシュ型のラベルがハッシュである"),
        peer(
            "DL3056", "A version label is a semantic version",
            "バージョンのラベルがセマンティックバージョンである"),
        peer(
            "DL3057", "There is a HEALTHCHECK",
            "HEALTHCHECK がある"),
        peer(
            "DL3058", "A label that must be an e-mail address is one",
            "メールアドレス型のラベルがアドレスである"),
        peer(
            "DL3059", "Consecutive RUN instructions are joined",
            "連続する RUN をまとめる"),
        peer(
            "DL3060", "yarn cache clean after yarn install",
            "yarn install の後に yarn cache clean を実行する"),
        peer(
            "DL3061", "FROM, ARG or a comment comes first",
            "最初の命令が FROM または ARG である"),
        peer(
            "DL3062", "go install names versions",
            "go install でバージョンを固定する"),
        peer(
            "DL3063", "No reserved stage name",
            "予約語をステージ名にしない"),
        peer(
            "DL3064", "No sensitive data in ARG or ENV",
            "ARG と ENV に機密情報を入れない"),
        peer(
            "DL3065", "No --platform=$TARGETPLATFORM",
            "--platform=$TARGETPLATFORM を書かない"),
        peer(
            "DL3066", "USER is a number",
            "USER を数値で指定する"),
        peer(
            "DL3067", "COPY does not take the whole filesystem of a stage",
            "ステージのファイルシステム全体を COPY しない"),
        peer(
            "DL4000", "No MAINTAINER",
            "MAINTAINER を使わない"),
        peer(
            "DL4001", "Either wget or curl",
            "wget と curl のどちらかに統一する"),
        peer(
            "DL4003", "One CMD a stage",
            "CMD は 1 ステージに 1 つだけにする"),
        peer(
            "DL4004", "One ENTRYPOINT a stage",
            "ENTRYPOINT は 1 ステージに 1 つだけにする"),
        peer(
            "DL4005", "SHELL instead of replacing /bin/sh",
            "/bin/sh を置き換えず SHELL を使う"),
        peer(
            "DL4006", "pipefail before a RUN with a pipe",
            "パイプを含む RUN の前に pipefail を設定する"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .hadolint, Text(en: en, ja: ja), link: "https://github.com/hadolint/hadolint/wiki/\(id)", same: same,
        declined: declined)
}
