import Basics

extension Catalogue {
    /// Security questions 04 and 05: what is inside the image.
    static let securityOfContents: [Question] = [sec04, sec05]

    private static let sec04 = Question(
        "CONTAINER_BUILD_SEC_04",
        title: Text(
            en: "Is the attack surface of the image kept small, and is its origin trustworthy?",
            ja: "イメージの攻撃対象領域は最小限に保たれ、由来は信頼できるものですか"),
        why: Text(
            en: """
                Every tool left in the image helps an intruder, and every \
                unverified download is a way for one to get in.
                """,
            ja: "イメージに残ったツールは侵入者の道具になり、検証していないダウンロードは侵入の入り口になります。"),
        links: [Source.lens("infrastructure-protection"), Source.ecs("security-tasks-containers")],
        criteria: [
            Criterion(
                "SEC_04.no-debug-tools",
                Text(
                    en: "The final image holds no debugging, network or editing tools",
                    ja: "最終イメージにデバッグ用、ネットワーク用、編集用のツールが含まれていない"),
                by: [.files, .image],
                needs: Text(
                    en: "The packages that the final stage installs, or the files of the built image",
                    ja: "最終ステージでインストールするパッケージ、またはビルド済みイメージのファイルを確認します。")),
            Criterion(
                "SEC_04.no-shell",
                Text(
                    en: "The final image has no shell or package manager that the application does not need",
                    ja: "最終イメージに、アプリケーションが必要としないシェルやパッケージマネージャーがない"),
                by: [.files, .image],
                needs: Text(
                    en: "The base of the final stage and its entrypoint, or the files of the built image",
                    ja: """
                        最終ステージのベースイメージとエントリポイント、\
                        またはビルド済みイメージのファイルを確認します。
                        """)),
            Criterion(
                "SEC_04.setuid",
                Text(
                    en: "No setuid or setgid program that the application does not need is left",
                    ja: "アプリケーションに不要な setuid・setgid 付きのプログラムが残っていない"),
                by: [.files, .image],
                needs: Text(
                    en: "The `RUN` instructions that set or clear these bits, or the files of the built image",
                    ja: """
                        これらのビットを設定または解除する `RUN` 命令、\
                        またはビルド済みイメージのファイルを確認します。
                        """)),
            Criterion(
                "SEC_04.trusted-registry",
                Text(
                    en: "Base images come from a registry that the organisation trusts",
                    ja: "ベースイメージが、組織の信頼するレジストリから取得されている"),
                by: [.files],
                needs: Text(
                    en: "The registries of the `FROM` and `COPY --from` images",
                    ja: "`FROM` と `COPY --from` が参照するイメージのレジストリを確認します。")),
            Criterion(
                "SEC_04.verified-downloads",
                Text(
                    en: "Everything downloaded in the build is checked against a digest or a signature",
                    ja: "ビルド中にダウンロードするものは、すべてダイジェストまたは署名で検証される"),
                by: [.files],
                needs: Text(
                    en: "The `ADD` and `RUN` instructions that download, and their checksums",
                    ja: "ダウンロードを行う `ADD` と `RUN` 命令、およびそのチェックサムを確認します。")),
            Criterion(
                "SEC_04.signed",
                Text(
                    en: "Images are signed when built and the signature is verified before deployment",
                    ja: "イメージがビルド時に署名され、デプロイ前に署名が検証される"),
                by: [.files, .image, .live],
                needs: Text(
                    en: "The signing and verifying steps of the pipeline, or the signature in the registry",
                    ja: "パイプラインの署名・検証ステップ、またはレジストリにある署名を確認します。")),
            Criterion(
                "SEC_04.lint",
                Text(
                    en: "The Dockerfile is linted in the pipeline",
                    ja: "パイプラインで Dockerfile の静的チェックが行われている"),
                by: [.files],
                needs: Text(
                    en: "The lint or review step of the pipeline",
                    ja: "パイプラインの静的チェックまたはレビューのステップを確認します。")),
            Criterion(
                "SEC_04.read-only-root",
                Text(
                    en: "The container runs with a read-only root file system",
                    ja: "コンテナが読み取り専用のルートファイルシステムで動作する"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: "The task definition's `readonlyRootFilesystem`, or a rehearsal with it on",
                    ja: "タスク定義の `readonlyRootFilesystem`、またはそれを有効にしたリハーサルで確認します。")),
        ])

    private static let sec05 = Question(
        "CONTAINER_BUILD_SEC_05",
        title: Text(
            en: "Are secrets kept out of the image and data out of the container?",
            ja: "シークレットをイメージに、データをコンテナに残さないようにしていますか"),
        why: Text(
            en: """
                A secret in any layer can be read by everyone who can pull the image, \
                and data inside a container disappears with it.
                """,
            ja: """
                どのレイヤーにあるシークレットも、イメージをプルできる人なら誰でも読み取れます。\
                コンテナ内のデータはコンテナとともに失われます。
                """),
        links: [
            Source.lens("data-protection"), Source.docker("build/building/secrets/"),
            Source.ecs("specifying-sensitive-data"),
        ],
        criteria: [
            Criterion(
                "SEC_05.no-secrets-in-build",
                Text(
                    en: "No secret passes through `ARG`, `ENV`, `COPY` or a URL of the Dockerfile",
                    ja: "シークレットが Dockerfile の `ARG`、`ENV`、`COPY`、URL を通らない"),
                by: [.files],
                needs: Text(
                    en: "The Dockerfile, with its build arguments and secret mounts",
                    ja: "ビルド引数とシークレットマウントを含む Dockerfile が必要です。")),
            Criterion(
                "SEC_05.no-secrets-in-context",
                Text(
                    en: "Files that hold secrets are kept out of the build context",
                    ja: "シークレットを含むファイルがビルドコンテキストから除外されている"),
                by: [.files],
                needs: Needs.context),
            Criterion(
                "SEC_05.no-secrets-in-image",
                Text(
                    en: "No layer of the image holds a secret, not even one deleted later",
                    ja: "後から削除されたものも含め、どのレイヤーにもシークレットがない"),
                by: [.image],
                needs: Text(
                    en: "The built image, whose layers are read one by one",
                    ja: "ビルド済みイメージが必要です。レイヤーを 1 つずつ調べます。")),
            Criterion(
                "SEC_05.secrets-by-reference",
                Text(
                    en: "The task definition takes secrets by reference, never as plain `environment` values",
                    ja: "タスク定義がシークレットを参照で受け取り、`environment` に平文で書いていない"),
                by: [.files],
                needs: Text(
                    en: "The task definition's `secrets` and `environment` of each container",
                    ja: "タスク定義に含まれる各コンテナの `secrets` と `environment` を確認します。")),
            Criterion(
                "SEC_05.data-outside",
                Text(
                    en: "Data that must last is stored outside the container",
                    ja: "残すべきデータがコンテナの外に保存されている"),
                by: [.files, .rehearsal],
                needs: Text(
                    en: "The paths that the image writes to and the mounts of the task definition, or a rehearsal",
                    ja: "イメージの書き込み先パスとタスク定義のマウント、またはリハーサルで確認します。")),
        ])
}
