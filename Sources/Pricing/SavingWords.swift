import Basics

/// What each saving takes and risks.
enum SavingWords {
    typealias Words = (title: Text, needs: Text, risks: Text)

    /// Images that a new lifecycle policy would keep.
    static let imagesKept = 30

    static let arm: Words = (
        Text(en: "ARM (Graviton) instead of x86", ja: "x86 から ARM (Graviton) への移行"),
        Text(
            en: "an image for linux/arm64, with all native packages, and runtimePlatform ARM64",
            ja: "linux/arm64 向けのイメージ (ネイティブ依存パッケージを含む) と、runtimePlatform の ARM64 指定"),
        Text(
            en: "speed differs by program: load-test first; sidecars and agents must be there for ARM too",
            ja: "性能はプログラムによって異なるため、事前の負荷試験が必要です。サイドカーやエージェントの ARM 対応も確認してください")
    )

    static func spot(isStateful: Bool, isSingle: Bool) -> Words {
        var risks = Text(
            en: "tasks are taken away with two minutes' notice, and Spot may have no capacity for a while",
            ja: "2 分前の通知でタスクが停止されます。Spot のキャパシティが一時的に不足することもあります")
        if isSingle {
            risks.en += "; a single task means an outage each time"
            risks.ja += "。1 タスク構成では、そのたびにサービスが停止します"
        }
        if isStateful {
            risks.en += "; this task mounts volumes: see that writes survive a stop"
            risks.ja += "。ボリュームをマウントしているため、停止時の書き込みの整合性を確認してください"
        }
        return (
            Text(en: "Fargate Spot for all tasks", ja: "全タスクの Fargate Spot 化"),
            Text(
                en:
                    "a program that ends cleanly on SIGTERM, stopTimeout 120, no state in the task; keep a base on demand",
                ja: "SIGTERM で正常終了するプログラム、stopTimeout 120 秒、タスクに状態を持たない設計。base にはオンデマンドを残すのが安全です"),
            risks
        )
    }

    static let plan: Words = (
        Text(
            en: "Compute Savings Plan: 1 year without upfront to 3 years",
            ja: "Compute Savings Plans (1 年・前払いなし ～ 3 年)"),
        Text(
            en: "a commitment to dollars an hour for what always runs; covers ARM and x86, not Spot",
            ja: "常時稼働する分の 1 時間あたり利用額のコミット。ARM と x86 が対象で、Spot は対象外"),
        Text(
            en: "it is paid for even if the service shrinks or goes: cut the size first, then commit",
            ja: "サービスを縮小・廃止しても支払いは続きます。先にサイズを見直してから契約してください")
    )

    static func size(_ size: FargateSize, _ asked: ServiceFacts.Asked) -> Words {
        let cpu = size.vcpu.shown(places: 2)
        let memory = size.gigabytes.shown(places: 1)
        return (
            Text(en: "Task size \(cpu) vCPU, \(memory) GB", ja: "タスクサイズを \(cpu) vCPU、\(memory) GB に縮小"),
            Text(
                en: "the containers are held to \(asked.cpu) CPU units and \(asked.memory) MiB together: "
                    + "the cheapest size that has both",
                ja: "コンテナの上限の合計が CPU \(asked.cpu) ユニット、メモリ \(asked.memory) MiB のため、"
                    + "それを満たす最も安いサイズです"),
            Text(
                en: "containers may use idle CPU of the task above their share today: look at the peaks in CloudWatch",
                ja: "現在はタスクの空き CPU を割り当て以上に使えている可能性があります。CloudWatch でピークを確認してください")
        )
    }

    static func schedule(_ hours: Exact, isSure: Bool) -> Words {
        let shown = hours.shown(places: 1)
        return (
            Text(
                en: "Run \(shown) of 168 hours a week" + (isSure ? "" : ", if this is not production"),
                ja: "稼働時間を週 168 時間から \(shown) 時間に短縮" + (isSure ? "" : " (本番環境でない場合)")),
            Text(
                en: "scheduled actions of Application Auto Scaling that set the count to 0 and back (--week-hours)",
                ja: "Application Auto Scaling のスケジュールによるタスク数 0 への変更と復帰 (--week-hours)"),
            Text(
                en:
                    "nobody can use it at night; jobs and monitors of the night fail; load balancer and NAT go on costing",
                ja: "停止中は利用できず、夜間のジョブや監視は失敗します。ALB と NAT の料金は引き続きかかります")
        )
    }

    static let ephemeral: Words = (
        Text(en: "Only the 20 GB of storage that are free", ja: "エフェメラルストレージを無料枠の 20 GB に縮小"),
        Text(en: "that image and scratch files fit into 20 GB", ja: "イメージと一時ファイルが 20 GB に収まること"),
        Text(en: "a full disk stops the task", ja: "ディスクが満杯になるとタスクが停止します")
    )

    static let logs: Words = (
        Text(en: "Logs to S3 by FireLens", ja: "FireLens によるログの S3 出力"),
        Text(
            en: "a Fluent Bit container in the task (about 50 MiB), gzip, a bucket with a lifecycle, s3:PutObject",
            ja: "タスクへの Fluent Bit コンテナの追加 (メモリ約 50 MiB)、gzip 圧縮、ライフサイクルを設定したバケット、s3:PutObject 権限"),
        Text(
            en:
                "no Logs Insights, metric filters or live tail: Athena instead; the last minutes are lost if a task is killed",
            ja: "Logs Insights、メトリクスフィルター、Live Tail は使えず、Athena で検索します。強制終了時は直近数分のログが失われます")
    )

    static let retention: Words = (
        Text(en: "Keep logs for 30 days", ja: "ログの保持期間を 30 日に設定"),
        Text(en: "RetentionInDays on the log group", ja: "ロググループの RetentionInDays"),
        Text(
            en: "older lines are gone: see what audits and law ask for",
            ja: "それより古いログは失われます。監査や法令で必要な期間を確認してください")
    )

    static func endpoints(_ needs: [String]) -> Words {
        let list = needs.joined(separator: ", ")
        return (
            Text(en: "VPC endpoints instead of NAT gateways", ja: "NAT ゲートウェイから VPC エンドポイントへの置き換え"),
            Text(
                en: "interface endpoints \(list), and the free gateway endpoint of S3",
                ja: "インターフェイスエンドポイント \(list) と、無料の S3 ゲートウェイエンドポイント"),
            Text(
                en: "nothing else on the internet can be reached; each further AWS service needs its endpoint",
                ja: "インターネット上のほかの宛先には接続できません。利用する AWS サービスが増えるたびにエンドポイントが必要です")
        )
    }

    static let lifecycle: Words = (
        Text(en: "A lifecycle policy that keeps \(imagesKept) images", ja: "\(imagesKept) 個を残す ECR ライフサイクルポリシー"),
        Text(
            en: "a rule with imageCountMoreThan; protect the tags that environments run",
            ja: "imageCountMoreThan のルール。各環境で稼働中のタグは保護してください"),
        Text(
            en: "no rollback to images that are gone", ja: "削除済みのイメージへはロールバックできません")
    )
}
