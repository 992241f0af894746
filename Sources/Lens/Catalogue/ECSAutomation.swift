import Basics

extension Catalogue {
    /// ECS items: automation.
    static let ecsAutomation = QuestionGroup(
        id: "AUTOMATION",
        title: Text(en: "Automation", ja: "自動化"),
        questions: [item36, item37, item38, item39, item40])

    private static let item36 = Question(
        "ECS-36",
        title: Text(
            en: "Is the infrastructure described as code?",
            ja: "インフラをコードで管理していますか"),
        why: Text(
            en: "What was set by hand cannot be reviewed, repeated or restored.",
            ja: "手作業で設定したものは、レビューも再現も復元もできません。"),
        links: [Source.checklist, Source.ecs("ecs-with-cloudformation")],
        criteria: [
            Criterion(
                "ECS_36.iac",
                Text(
                    en: "Cluster, service, network and roles are defined in code",
                    ja: "クラスター、サービス、ネットワーク、ロールがコードで定義されている"),
                by: [.files],
                needs: Needs.iac),
            Criterion(
                "ECS_36.no-drift",
                Text(
                    en: "The account matches the code",
                    ja: "アカウントの状態がコードと一致している"),
                by: [.live],
                needs: Text(
                    en: "The deployed resources, compared with the code",
                    ja: "デプロイ済みのリソースをコードと比較します。")),
        ])

    private static let item37 = Question(
        "ECS-37",
        title: Text(
            en: "Is the code of both application and infrastructure under version control?",
            ja: "アプリケーションとインフラのコードをバージョン管理していますか"),
        why: Text(
            en: "Without history nobody can tell what changed before a failure, or return to what worked.",
            ja: "履歴がないと、障害の前に何が変わったのかわからず、動いていた状態にも戻せません。"),
        links: [Source.checklist],
        criteria: [
            Criterion(
                "ECS_37.version-control",
                Text(
                    en: "The Dockerfile, the definitions, the pipeline and the IaC are in a repository",
                    ja: "Dockerfile、各種定義、パイプライン、IaC がリポジトリに入っている"),
                by: [.files],
                needs: Text(
                    en: "The repository, with the list of its tracked files",
                    ja: "リポジトリと、追跡されているファイルの一覧を確認します。"))
        ])

    private static let item38 = Question(
        "ECS-38",
        title: Text(
            en: "Is there a rollback procedure?",
            ja: "ロールバックの手順を用意していますか"),
        why: Text(
            en: "In a failed deployment there is no time to work out how to return.",
            ja: "デプロイに失敗してから戻し方を考えている余裕はありません。"),
        links: [Source.checklist, Source.ecs("service-deployment")],
        criteria: [
            Criterion(
                "ECS_38.automatic-rollback",
                Text(
                    en: "A failed deployment is rolled back by a circuit breaker, alarms or blue/green",
                    ja: "失敗したデプロイが、サーキットブレーカー、アラーム、Blue/Green のいずれかで自動的に戻される"),
                by: [.files],
                needs: Text(
                    en: "The service definition's `deploymentConfiguration` and deployment controller",
                    ja: "サービス定義の `deploymentConfiguration` とデプロイコントローラーを確認します。")),
            Criterion(
                "ECS_38.rollback-works",
                Text(
                    en: "A deployment that fails ends with the earlier revision in service",
                    ja: "デプロイが失敗したとき、以前のリビジョンで稼働した状態に戻る"),
                by: [.rehearsal],
                needs: Text(
                    en: "The deployment drill of a rehearsal, with an image that does not start",
                    ja: "起動しないイメージを使う、リハーサルのデプロイドリルで確認します。")),
            Criterion(
                "ECS_38.procedure",
                Text(
                    en: "The way to return by hand is written down and has been practised",
                    ja: "手動で戻す手順が文書化され、実際に試されている"),
                by: [.attestation],
                needs: Text(
                    en: "A dated statement of where the procedure is and when it was last practised",
                    ja: "手順書の場所と最後に試した日を、日付付きで申告してください。")),
        ])

    private static let item39 = Question(
        "ECS-39",
        title: Text(
            en: "Are changes of the infrastructure delivered by a pipeline?",
            ja: "インフラの変更を CI/CD で適用していますか"),
        why: Text(
            en: "Changes applied from a laptop skip the review and depend on whose laptop it is.",
            ja: "手元の端末から適用した変更はレビューを経ず、その端末の環境に左右されます。"),
        links: [Source.checklist],
        criteria: [
            Criterion(
                "ECS_39.infrastructure-pipeline",
                Text(
                    en: "A pipeline plans, shows and applies changes of the IaC",
                    ja: "パイプラインが IaC の変更を計画・提示し、適用する"),
                by: [.files],
                needs: Text(
                    en: "The pipeline that runs the IaC",
                    ja: "IaC を実行するパイプラインの定義が必要です。"))
        ])

    private static let item40 = Question(
        "ECS-40",
        title: Text(
            en: "Are changes of the application delivered by a pipeline?",
            ja: "アプリケーションの変更を CI/CD でデプロイしていますか"),
        why: Text(
            en: "Releases by hand are rare, large and different each time.",
            ja: "手作業のリリースは頻度が下がり、規模が大きくなり、毎回手順が変わりがちです。"),
        links: [Source.checklist],
        criteria: [
            Criterion(
                "ECS_40.application-pipeline",
                Text(
                    en: "A pipeline builds, tests, pushes and deploys the image",
                    ja: "パイプラインがイメージのビルド、テスト、プッシュ、デプロイを行う"),
                by: [.files],
                needs: Needs.pipeline),
            Criterion(
                "ECS_40.approval",
                Text(
                    en: "Production is deployed only after an approval or an automatic check",
                    ja: "本番環境へのデプロイが、承認または自動チェックの後にだけ行われる"),
                by: [.files],
                needs: Text(
                    en: "The approval stage or protected environment of the pipeline",
                    ja: "パイプラインの承認ステージ、または保護された環境の設定を確認します。")),
        ])
}
