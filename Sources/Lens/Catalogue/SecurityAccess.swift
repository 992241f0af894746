import Basics

extension Catalogue {
    /// Security questions 01 to 03: identity, build access and vulnerabilities.
    static let securityOfAccess: [Question] = [sec01, sec02, sec03]

    private static let sec01 = Question(
        "CONTAINER_BUILD_SEC_01",
        title: Text(
            en: "Does the image run under an identity with only the rights it needs?",
            ja: "イメージは必要最小限の権限しか持たないユーザーで動作しますか"),
        why: Text(
            en: """
                A process that runs as root gives whoever breaks into it every right \
                inside the container, and a shorter way out of it.
                """,
            ja: """
                root で動くプロセスが侵害されると、攻撃者はコンテナ内のあらゆる権限を手にし、\
                ホストへの足掛かりも得やすくなります。
                """),
        links: [
            Source.lens("identity-and-access-management"), Source.docker("reference/dockerfile/#user"),
            Source.ecs("security-tasks-containers"),
        ],
        criteria: [
            Criterion(
                "SEC_01.user",
                Text(
                    en: "The final image runs as a non-root user",
                    ja: "最終イメージが root 以外のユーザーで動作する"),
                by: [.files, .image],
                needs: Text(
                    en: "The final stage's `USER`, or the configuration of the built image",
                    ja: "最終ステージの `USER` 命令、またはビルド済みイメージの設定を確認します。")),
            Criterion(
                "SEC_01.dedicated",
                Text(
                    en: "The user and its group are made for this application",
                    ja: "ユーザーとグループがこのアプリケーション専用に作られている"),
                by: [.files, .image],
                needs: Text(
                    en: """
                        The `RUN` instructions that create the user, or `/etc/passwd` \
                        and `/etc/group` of the built image
                        """,
                    ja: """
                        ユーザーを作成する `RUN` 命令、またはビルド済みイメージの `/etc/passwd` と `/etc/group` \
                        を確認します。
                        """)),
            Criterion(
                "SEC_01.file-ownership",
                Text(
                    en: "The user of the application can write only where it has to",
                    ja: "アプリケーションのユーザーは、必要な場所にだけ書き込める"),
                by: [.files, .image],
                needs: Text(
                    en: """
                        The `--chown` and `--chmod` of `COPY` and the `RUN` instructions that \
                        set owners, or the files of the built image
                        """,
                    ja: """
                        `COPY` の `--chown` と `--chmod`、所有者を変更する `RUN` 命令、\
                        またはビルド済みイメージのファイルを確認します。
                        """)),
            Criterion(
                "SEC_01.task-user",
                Text(
                    en: "The task definition does not turn the user back into root or grant it more",
                    ja: "タスク定義がユーザーを root に戻したり、権限を追加したりしていない"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `user`, `privileged` and `linuxParameters` of each container",
                    ja: "タスク定義に含まれる各コンテナの `user`、`privileged`、`linuxParameters` を確認します。")),
            Criterion(
                "SEC_01.effective",
                Text(
                    en: "Every process in the running container has a non-root effective user id",
                    ja: "動作中のコンテナでは、すべてのプロセスの実効 UID が root 以外である"),
                by: [.rehearsal],
                needs: Text(
                    en: "A rehearsal, which reads the effective user id of every process",
                    ja: "リハーサルで、すべてのプロセスの実効 UID を確認します。")),
        ])

    private static let sec02 = Question(
        "CONTAINER_BUILD_SEC_02",
        title: Text(
            en: "Is access to the build infrastructure limited to those who need it?",
            ja: "ビルド基盤へのアクセスは、必要な人とシステムだけに限られていますか"),
        why: Text(
            en: """
                The pipeline reaches source code, secrets and production, so whoever \
                controls it controls everything that it ships.
                """,
            ja: """
                パイプラインはソースコードやシークレット、本番環境に手が届くため、\
                乗っ取られると出荷物すべてが攻撃者の手に渡ります。
                """),
        links: [Source.lens("identity-and-access-management"), Source.githubHardening],
        criteria: [
            Criterion(
                "SEC_02.workflow-permissions",
                Text(
                    en: "The pipeline's own token has only the permissions that each job needs",
                    ja: "パイプラインのトークンが、各ジョブに必要な権限だけを持っている"),
                by: [.files],
                needs: Text(
                    en: "The `permissions` of the workflow and of its jobs",
                    ja: "ワークフローと各ジョブの `permissions` を確認します。")),
            Criterion(
                "SEC_02.short-lived-credentials",
                Text(
                    en: "The pipeline takes short-lived credentials instead of stored access keys",
                    ja: "パイプラインは保存済みのアクセスキーではなく、短期間だけ有効な認証情報を使う"),
                by: [.files],
                needs: Text(
                    en: """
                        The step that signs in to AWS (OIDC role) and the names of the secrets that the pipeline uses
                        """,
                    ja: """
                        AWS にサインインするステップ (OIDC ロール) と、\
                        パイプラインが参照するシークレット名を確認します。
                        """)),
            Criterion(
                "SEC_02.build-role",
                Text(
                    en: "The build's role may touch only its own repositories, logs and artefacts",
                    ja: "ビルドのロールが、自身のリポジトリ、ログ、アーティファクトだけを操作できる"),
                by: [.files],
                needs: Text(
                    en: "The policies of the build's role (IaC)",
                    ja: "ビルド用ロールのポリシー (IaC) が必要です。")),
            Criterion(
                "SEC_02.privileged",
                Text(
                    en: "Privileged mode is on only for builds that cannot do without it",
                    ja: "特権モードが、それなしでは動かないビルドだけで有効になっている"),
                by: [.files],
                needs: Text(
                    en: "The environment of the build project or runner (`privilegedMode`)",
                    ja: "ビルドプロジェクトまたはランナーの環境設定 (`privilegedMode`) を確認します。")),
            Criterion(
                "SEC_02.access-review",
                Text(
                    en: "Who may change or start the pipeline is limited and reviewed regularly",
                    ja: "パイプラインを変更・実行できる人が限られ、定期的に見直されている"),
                by: [.attestation],
                needs: Text(
                    en: "A dated statement of who has access and when it was last reviewed",
                    ja: "アクセスできる人と最後に見直した日を、日付付きで申告してください。")),
        ])

    private static let sec03 = Question(
        "CONTAINER_BUILD_SEC_03",
        title: Text(
            en: "Are vulnerabilities in the image found and dealt with, before and after deployment?",
            ja: "イメージの脆弱性を、デプロイの前と後の両方で検出して対処していますか"),
        why: Text(
            en: """
                An image that was clean on the day it was built becomes vulnerable while it \
                runs, and nobody learns of it unless it is scanned again.
                """,
            ja: """
                ビルド当日は問題のなかったイメージも、運用しているうちに脆弱になり、\
                再スキャンしなければ誰も気付きません。
                """),
        links: [Source.lens("detective-controls"), Source.ecr("image-scanning")],
        criteria: [
            Criterion(
                "SEC_03.scan-gate",
                Text(
                    en: "The image is scanned before it is pushed, and severe findings stop the pipeline",
                    ja: "イメージはプッシュ前にスキャンされ、重大な検出があればパイプラインが止まる"),
                by: [.files],
                needs: Text(
                    en: "The scan step of the pipeline, its place and the severity at which it fails",
                    ja: "パイプラインのスキャンステップと、その位置、失敗とみなす重大度を確認します。")),
            Criterion(
                "SEC_03.registry-scan",
                Text(
                    en: "The registry scans every image that arrives",
                    ja: "レジストリが、届いたすべてのイメージをスキャンする"),
                by: [.files, .live],
                needs: Text(
                    en: "The scanning configuration of the ECR registry or repository",
                    ja: "ECR レジストリまたはリポジトリのスキャン設定を確認します。")),
            Criterion(
                "SEC_03.rescan",
                Text(
                    en: "Images in use are scanned again on a schedule or continuously",
                    ja: "使用中のイメージが、定期的または継続的に再スキャンされる"),
                by: [.files, .live],
                needs: Text(
                    en: "The scheduled workflow that scans, or ECR's continuous scanning",
                    ja: """
                        スキャンを行うスケジュール実行のワークフロー、または ECR の継続的スキャンの設定を確認します。
                        """)),
            Criterion(
                "SEC_03.known-vulnerabilities",
                Text(
                    en: "The image holds no severe vulnerability for which a fix exists",
                    ja: "修正版が公開されている重大な脆弱性がイメージに含まれていない"),
                by: [.image],
                needs: Text(
                    en: "The built image, whose packages are compared with published advisories",
                    ja: "ビルド済みイメージが必要です。含まれるパッケージを公開済みの脆弱性情報と照合します。")),
            Criterion(
                "SEC_03.runtime-detection",
                Text(
                    en: "Running containers are watched for threats",
                    ja: "動作中のコンテナに対して脅威の監視が行われている"),
                by: [.files, .live],
                needs: Text(
                    en: "The runtime monitoring settings of the account, or the agent in the task definition",
                    ja: """
                        アカウントのランタイムモニタリング設定、またはタスク定義に含まれるエージェントを確認します。
                        """)),
            Criterion(
                "SEC_03.handling",
                Text(
                    en: "Someone is responsible for findings, with a time limit by severity",
                    ja: "検出結果の担当者と、重大度ごとの対応期限が決まっている"),
                by: [.attestation],
                needs: Text(
                    en: "A dated statement of who handles findings and within what time",
                    ja: "検出結果に対応する担当者と期限を、日付付きで申告してください。")),
        ])
}
