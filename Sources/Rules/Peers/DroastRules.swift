import Basics

extension Peers {
    /// droast (dockerfile-roast): most of its rules ask what hadolint's ask.
    static let droast: [PeerRule] = [
        peer(
            "droast:DF001", "The tag is not latest",
            "latest タグを使わない", same: "DL3007"),
        peer(
            "droast:DF002", "The last USER is not root",
            "最後の USER が root でない", same: "DL3002"),
        peer(
            "droast:DF003", "Consecutive RUN instructions are joined",
            "連続する RUN をまとめる", same: "DL3059"),
        peer(
            "droast:DF004", "The apt lists are deleted",
            "apt のパッケージリストを削除する", same: "DL3009"),
        peer(
            "droast:DF005", "apt-get install names versions",
            "apt-get install でバージョンを固定する", same: "DL3008"),
        peer(
            "droast:DF006", "COPY instead of ADD for files",
            "ファイルのコピーには ADD ではなく COPY を使う", same: "DL3020"),
        peer(
            "droast:DF007", "No COPY . . without a .dockerignore",
            ".dockerignore なしで COPY . . を使わない"),
        peer(
            "droast:DF008", "WORKDIR instead of cd",
            "cd ではなく WORKDIR を使う", same: "DL3003"),
        peer(
            "droast:DF009", "WORKDIR takes an absolute path",
            "WORKDIR に絶対パスを指定する", same: "DL3000"),
        peer(
            "droast:DF010", "No sudo",
            "sudo を使わない", same: "DL3004"),
        peer(
            "droast:DF011", "Several stages, where they make the image smaller",
            "マルチステージビルドでイメージを小さくする"),
        peer(
            "droast:DF012", "There is a HEALTHCHECK",
            "HEALTHCHECK がある", same: "DL3057"),
        peer(
            "droast:DF013", "No sensitive data in ARG or ENV",
            "ARG と ENV に機密情報を入れない", same: "DL3064"),
        peer(
            "droast:DF014", "No sensitive data in ARG or ENV",
            "ARG と ENV に機密情報を入れない", same: "DL3064"),
        peer(
            "droast:DF015", "apt-get install -y",
            "apt-get install に -y を付ける", same: "DL3014"),
        peer(
            "droast:DF016", "apt-get install --no-install-recommends",
            "apt-get install に --no-install-recommends を付ける", same: "DL3015"),
        peer(
            "droast:DF017", "ENTRYPOINT together with CMD",
            "ENTRYPOINT と CMD を組み合わせる",
            declined: Divergence(
                .style,
                en:
                    "CMD alone is as good: ECS replaces it with `command` and leaves no trace of an ENTRYPOINT that was not needed.",
                ja: "CMD だけでも問題ありません。ECS のタスク定義では `command` で置き換えられます。")),
        peer(
            "droast:DF018", "CMD and ENTRYPOINT in JSON form",
            "CMD と ENTRYPOINT を JSON 形式で書く", same: "DL3025"),
        peer(
            "droast:DF019", "No MAINTAINER",
            "MAINTAINER を使わない", same: "DL4000"),
        peer(
            "droast:DF020", "The last USER is not root",
            "最後の USER が root でない", same: "DL3002"),
        peer(
            "droast:DF021", "No download piped into a shell",
            "ダウンロードした内容をシェルに直接渡さない"),
        peer(
            "droast:DF022", "EXPOSE names the ports",
            "EXPOSE でポートを明示する",
            declined: Divergence(
                .wrong,
                en: "EXPOSE opens nothing on ECS: the port mappings of the task definition decide.",
                ja: "ECS では EXPOSE に効果がなく、タスク定義のポートマッピングで決まります。")),
        peer(
            "droast:DF023", "Stages have names",
            "ステージに名前を付ける"),
        peer(
            "droast:DF024", "The tag is not latest",
            "latest タグを使わない", same: "DL3007"),
        peer(
            "droast:DF025", "CMD and ENTRYPOINT in JSON form",
            "CMD と ENTRYPOINT を JSON 形式で書く", same: "DL3025"),
        peer(
            "droast:DF026", "No recursive copy of the root directory",
            "ルートディレクトリを再帰的にコピーしない", same: "DL3067"),
        peer(
            "droast:DF027", "yum install -y",
            "yum install に -y を付ける", same: "DL3030"),
        peer(
            "droast:DF028", "No package update by itself",
            "パッケージの update だけを単独で実行しない", same: "DS-0017"),
        peer(
            "droast:DF029", "apk add --no-cache",
            "apk add に --no-cache を付ける", same: "DL3019"),
        peer(
            "droast:DF030", "pip install --no-cache-dir",
            "pip install に --no-cache-dir を付ける", same: "DL3042"),
        peer(
            "droast:DF031", "npm ci, without the development dependencies",
            "npm ci を使い、開発用の依存関係を除く"),
        peer(
            "droast:DF032", "PYTHONUNBUFFERED and PYTHONDONTWRITEBYTECODE are set",
            "PYTHONUNBUFFERED と PYTHONDONTWRITEBYTECODE を設定する",
            declined: Divergence(
                .wrong,
                en:
                    "Without its bytecode Python compiles at every start, which slows scaling. PYTHONUNBUFFERED helps only programs that `print`: `logging` writes to standard error at once.",
                ja:
                    "バイトコードがないと起動のたびにコンパイルが必要になり、スケールアウトが遅くなります。PYTHONUNBUFFERED が役立つのは `print` を使う場合だけで、`logging` は標準エラーへ即時に出力します。"
            )),
        peer(
            "droast:DF033", ".dockerignore is there and leaves something out",
            "有効な .dockerignore がある"),
        peer(
            "droast:DF034", "No chmod 777",
            "chmod 777 を使わない"),
        peer(
            "droast:DF035", "curl --fail",
            "curl に --fail を付ける"),
        peer(
            "droast:DF036", "There is a CMD or ENTRYPOINT",
            "CMD または ENTRYPOINT がある",
            declined: Divergence(
                .notStatic,
                en: "The base image usually brings a command, and the task definition may give its own.",
                ja: "起動コマンドは多くの場合ベースイメージから引き継がれ、タスク定義でも指定できます。")),
        peer(
            "droast:DF037", "FROM, ARG or a comment comes first",
            "最初の命令が FROM または ARG である", same: "DL3061"),
        peer(
            "droast:DF038", "One CMD a stage",
            "CMD は 1 ステージに 1 つだけにする", same: "DL4003"),
        peer(
            "droast:DF039", "One ENTRYPOINT a stage",
            "ENTRYPOINT は 1 ステージに 1 つだけにする", same: "DL4004"),
        peer(
            "droast:DF040", "Ports are between 0 and 65535",
            "ポート番号が 0 から 65535 の範囲にある", same: "DL3011"),
        peer(
            "droast:DF041", "One HEALTHCHECK at most",
            "HEALTHCHECK は 1 つだけにする", same: "DL3012"),
        peer(
            "droast:DF042", "Stage names are unique",
            "ステージ名が重複しない", same: "DL3024"),
        peer(
            "droast:DF043", "zypper without questions",
            "zypper を非対話で実行する", same: "DL3034"),
        peer(
            "droast:DF044", "No zypper dist-upgrade",
            "zypper dist-upgrade を使わない", same: "DL3035"),
        peer(
            "droast:DF045", "zypper clean",
            "zypper clean を実行する", same: "DL3036"),
        peer(
            "droast:DF046", "dnf clean all",
            "dnf clean all を実行する", same: "DL3040"),
        peer(
            "droast:DF047", "yum clean all",
            "yum clean all を実行する", same: "DL3032"),
        peer(
            "droast:DF048", "COPY of several sources ends in a slash",
            "複数のコピー元を指定する COPY では、コピー先を / で終える", same: "DL3021"),
        peer(
            "droast:DF049", "COPY --from names a stage of the file",
            "COPY --from にはファイル内のステージを指定する", same: "DL3022"),
        peer(
            "droast:DF050", "COPY --from does not name its own stage",
            "COPY --from に自分自身のステージを指定しない", same: "DL3023"),
        peer(
            "droast:DF051", "pip install names versions",
            "pip install でバージョンを固定する", same: "DL3013"),
        peer(
            "droast:DF052", "apk add names versions",
            "apk add でバージョンを固定する", same: "DL3018"),
        peer(
            "droast:DF053", "gem install names versions",
            "gem install でバージョンを固定する", same: "DL3028"),
        peer(
            "droast:DF054", "go install names versions",
            "go install でバージョンを固定する", same: "DL3062"),
        peer(
            "droast:DF055", "yarn cache clean after yarn install",
            "yarn install の後に yarn cache clean を実行する", same: "DL3060"),
        peer(
            "droast:DF056", "wget --progress, so that logs stay short",
            "ログが膨らまないよう wget に --progress を付ける", same: "DL3047"),
        peer(
            "droast:DF057", "pipefail before a RUN with a pipe",
            "パイプを含む RUN の前に pipefail を設定する", same: "DL4006"),
        peer(
            "droast:DF058", "Either wget or curl",
            "wget と curl のどちらかに統一する", same: "DL4001"),
        peer(
            "droast:DF059", "apt-get instead of apt",
            "apt ではなく apt-get を使う", same: "DL3027"),
        peer(
            "droast:DF060", "No commands that make no sense in a container (ssh, vim, ps)",
            "コンテナで意味のないコマンド (ssh、vim、ps など) を使わない", same: "DL3001"),
        peer(
            "droast:DF061", "No fixed --platform in FROM",
            "FROM の --platform を固定しない", same: "DL3029"),
        peer(
            "droast:DF062", "ENV does not refer to a variable of the same ENV",
            "ENV で、同じ命令内で定義する変数を参照しない", same: "DL3044"),
        peer(
            "droast:DF063", "A relative COPY destination has a WORKDIR",
            "相対パスへの COPY の前に WORKDIR を指定する", same: "DL3045"),
        peer(
            "droast:DF064", "useradd -l with a high UID",
            "大きな UID の useradd には -l を付ける", same: "DL3046"),
        peer(
            "droast:DF065", "The base image comes from a trusted registry",
            "ベースイメージを信頼できるレジストリから取得する", same: "DL3026"),
        peer(
            "droast:DF066", "SHELL before syntax of bash",
            "bash の構文を使う前に SHELL を指定する"),
        peer(
            "droast:DF067", "ADD unpacks archives",
            "アーカイブの展開には ADD を使う", same: "DL3010"),
        peer(
            "droast:DF068", "ONBUILD triggers an instruction that may be triggered",
            "ONBUILD に禁止された命令を指定しない", same: "DL3043"),
        peer(
            "droast:DF069", "No apt-get dist-upgrade",
            "apt-get dist-upgrade を使わない", same: "DS-0024"),
        peer(
            "droast:DF070", "Sources are copied after the dependencies are installed",
            "依存関係のインストール後にソースをコピーする"),
        peer(
            "droast:DF071", "The Dockerfile can be parsed",
            "Dockerfile が構文として正しい", same: "DL1000"),
        peer(
            "droast:DF072", "Pragmas are well-formed and have a reason",
            "抑制コメントが正しい形式で、理由がある"),
        peer(
            "droast:DF073", "The base image is on the list of the organization",
            "組織が承認したベースイメージを使う", same: "DL3026"),
        peer(
            "droast:DF074", "Labels of the schema are there",
            "スキーマで定めたラベルがある", same: "DL3049"),
        peer(
            "droast:DF075", "A Containerfile.in is read after its preprocessing",
            "Containerfile.in をプリプロセス後に検査する",
            declined: Divergence(
                .elsewhere,
                en:
                    "Reading another file format is no rule; ECS workloads built by Podman's preprocessor are not known to us.",
                ja: "別のファイル形式の読み取りはルールではありません。Podman のプリプロセッサーを使う ECS ワークロードは確認されていません。")),
        peer(
            "droast:DF079", "FROM and AS have the same case",
            "FROM と AS の大文字・小文字をそろえる", same: "FromAsCasing"),
        peer(
            "droast:DF083", "No --platform=$TARGETPLATFORM",
            "--platform=$TARGETPLATFORM を書かない", same: "RedundantTargetPlatform"),
        peer(
            "droast:DF084", "No reserved stage name",
            "予約語をステージ名にしない", same: "ReservedStageName"),
        peer(
            "droast:DF085", "Stage names are lower case",
            "ステージ名を小文字にする", same: "StageNameCasing"),
        peer(
            "droast:DF086", "FROM uses arguments that are declared",
            "FROM で使う引数が宣言されている", same: "UndefinedArgInFrom"),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(id, .droast, Text(en: en, ja: ja), link: PeerTool.droast.index, same: same, declined: declined)
}
