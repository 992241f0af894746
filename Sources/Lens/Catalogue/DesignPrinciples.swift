import Basics

extension Catalogue {
    /// The design principles of the Container Build Lens.
    static let designPrinciples = QuestionGroup(
        id: "DP",
        title: Text(en: "Design principles", ja: "設計原則"),
        questions: [principle01, principle02, principle03, principle04, principle05, principle06])

    private static let principle01 = Question(
        "DP-01",
        title: Text(
            en: "Is the image kept as small as possible?",
            ja: "イメージをできるだけ小さく保っていますか"),
        why: Text(
            en: "A small image starts faster, costs less to keep, and gives an intruder less to work with.",
            ja: "小さなイメージは起動が速く、保管費用も安く、侵入者に利用される余地も少なくなります。"),
        links: [Source.lens("design-principles")],
        criteria: [
            Criterion(
                "DP_01.small",
                Text(
                    en: "The image has a small base and no needless contents",
                    ja: "イメージが小さなベースを使い、不要なものを含んでいない"),
                by: [.files, .image],
                needs: Text(
                    en: "The Dockerfile, or the size and layers of the built image",
                    ja: "Dockerfile、またはビルド済みイメージのサイズとレイヤーを確認します。")),
            Criterion(
                "DP_01.size-known",
                Text(
                    en: "A size budget is set and checked in the pipeline",
                    ja: "サイズの目標値が定められ、パイプラインで確認されている"),
                by: [.files],
                needs: Text(
                    en: "The size check of the pipeline and its budget file",
                    ja: "パイプラインのサイズチェックと目標値のファイルを確認します。")),
        ])

    private static let principle02 = Question(
        "DP-02",
        title: Text(
            en: "Are building and running separated by multi-stage builds?",
            ja: "マルチステージビルドで、ビルド環境と実行環境を分離していますか"),
        why: Text(
            en: """
                Without a separate build stage, compilers, sources and \
                credentials of the build travel into production.
                """,
            ja: """
                ビルド用ステージを分けないと、コンパイラやソースコード、\
                ビルド用の認証情報まで本番環境に持ち込まれます。
                """),
        links: [Source.lens("design-principles"), Source.docker("build/building/multi-stage/")],
        criteria: [
            Criterion(
                "DP_02.multi-stage",
                Text(
                    en: "The final stage copies what it needs from earlier stages",
                    ja: "最終ステージが、必要なものを前のステージからコピーしている"),
                by: [.files],
                needs: Needs.dockerfile)
        ])

    private static let principle03 = Question(
        "DP-03",
        title: Text(
            en: "Is there one standard parent image for the whole organisation?",
            ja: "組織全体で標準の親イメージを使っていますか"),
        why: Text(
            en: "Where each team picks its own base, each base has to be hardened, scanned and patched separately.",
            ja: """
                チームごとにベースイメージを選ぶと、堅牢化、スキャン、パッチ適用もそれぞれ個別に行うことになります。
                """),
        links: [Source.lens("design-principles")],
        criteria: [
            Criterion(
                "DP_03.parent",
                Text(
                    en: "The base image comes from the organisation's own set of parent images",
                    ja: "ベースイメージが、組織の用意した親イメージから選ばれている"),
                by: [.files],
                needs: Text(
                    en: "The `FROM` instructions, and the list of the organisation's registries",
                    ja: "`FROM` 命令と、組織のレジストリの一覧が必要です。")),
            Criterion(
                "DP_03.owner",
                Text(
                    en: "Someone maintains the parent images and publishes new versions",
                    ja: "親イメージを保守し、新しいバージョンを公開する責任者がいる"),
                by: [.attestation],
                needs: Text(
                    en: "A dated statement of who maintains them and how often they are rebuilt",
                    ja: "保守の責任者と再ビルドの頻度を、日付付きで申告してください。")),
        ])

    private static let principle04 = Question(
        "DP-04",
        title: Text(
            en: "Are image versions verified, limited in number and unchangeable?",
            ja: "イメージのバージョンは、検証済みで数が絞られ、変更できないようになっていますか"),
        why: Text(
            en: """
                A tag that can be moved means something else tomorrow, and too \
                many versions in use cannot all be kept safe.
                """,
            ja: """
                付け替えられるタグは明日には別のものを指しているかもしれず、\
                使用中のバージョンが多すぎると安全を保てません。
                """),
        links: [Source.lens("design-principles"), Source.ecr("image-tag-mutability")],
        criteria: [
            Criterion(
                "DP_04.no-latest",
                Text(
                    en: "No base image and no deployed image is named by `latest` or without a tag",
                    ja: "ベースイメージにもデプロイするイメージにも、`latest` やタグなしを使っていない"),
                by: [.files],
                needs: Text(
                    en: "The `FROM` instructions and the image references that are deployed",
                    ja: "`FROM` 命令と、デプロイするイメージの参照を確認します。")),
            Criterion(
                "DP_04.immutable",
                Text(
                    en: "The registry refuses to overwrite a tag",
                    ja: "レジストリがタグの上書きを拒否する"),
                by: [.files, .live],
                needs: Text(
                    en: "The tag mutability setting of the ECR repository",
                    ja: "ECR リポジトリのタグの変更可能性 (tag mutability) の設定を確認します。")),
            Criterion(
                "DP_04.limited",
                Text(
                    en: "The workloads use few versions of each parent image",
                    ja: "各親イメージについて、使用するバージョンが少数に絞られている"),
                by: [.files],
                needs: Text(
                    en: "The `FROM` instructions of all Dockerfiles in the repository",
                    ja: "リポジトリ内のすべての Dockerfile の `FROM` 命令を確認します。")),
        ])

    private static let principle05 = Question(
        "DP-05",
        title: Text(
            en: "Is there a scanning strategy, static before deployment and dynamic after it?",
            ja: "デプロイ前の静的スキャンとデプロイ後の動的スキャンを含む、スキャンの方針がありますか"),
        why: Text(
            en: "A scan at one moment knows only what was known at that moment, and sees only what was in the image.",
            ja: """
                一度きりのスキャンでわかるのは、その時点で知られていた脆弱性と、イメージに含まれていたものだけです。
                """),
        links: [Source.lens("design-principles"), Source.lens("detective-controls")],
        criteria: [
            Criterion(
                "DP_05.scan",
                Text(
                    en: "Images are scanned before they are deployed",
                    ja: "デプロイ前にイメージがスキャンされる"),
                by: [.files, .image],
                needs: Text(
                    en: "The scan step of the pipeline, or the built image for a scan",
                    ja: "パイプラインのスキャンステップを確認するか、ビルド済みイメージをスキャンします。")),
            Criterion(
                "DP_05.dynamic",
                Text(
                    en: "Running containers and the images in use are scanned too",
                    ja: "動作中のコンテナや使用中のイメージもスキャンされる"),
                by: [.files, .live],
                needs: Text(
                    en: "ECR's continuous scanning and the runtime monitoring settings of the account",
                    ja: "ECR の継続的スキャンと、アカウントのランタイムモニタリングの設定を確認します。")),
        ])

    private static let principle06 = Question(
        "DP-06",
        title: Text(
            en: "Are the container's actions stateless?",
            ja: "コンテナの処理はステートレスですか"),
        why: Text(
            en: "A container that remembers something cannot be replaced, scaled or moved without losing it.",
            ja: "状態を持つコンテナを置き換えたり増減したり移動したりすると、その状態が失われます。"),
        links: [Source.lens("design-principles")],
        criteria: [
            Criterion(
                "DP_06.stateless",
                Text(
                    en: "The container keeps no state between requests, in memory or on its disk",
                    ja: "コンテナが、リクエストをまたぐ状態をメモリにもディスクにも持たない"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: """
                        The paths that the image writes to and the mounts, or the statelessness drill of a rehearsal
                        """,
                    ja: "イメージの書き込み先パスとマウント、またはリハーサルのステートレス性ドリルで確認します。"))
        ])
}
