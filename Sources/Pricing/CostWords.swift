package import Basics

/// What the parts of an estimate are called.
package enum CostWords {
    package static func title(_ kind: BillItem.Kind) -> Text {
        switch kind {
        case .cpu: Text(en: "Fargate vCPU", ja: "Fargate vCPU")
        case .memory: Text(en: "Fargate memory", ja: "Fargate メモリ")
        case .spotCPU: Text(en: "Fargate Spot vCPU", ja: "Fargate Spot vCPU")
        case .spotMemory: Text(en: "Fargate Spot memory", ja: "Fargate Spot メモリ")
        case .ephemeral: Text(en: "Storage over 20 GB", ja: "エフェメラルストレージ (20 GB 超過分)")
        case .taskAddress: Text(en: "Public IPv4 of tasks", ja: "パブリック IPv4 (タスク)")
        case .balancer: Text(en: "Load balancer", ja: "ALB")
        case .balancerUnits: Text(en: "Load balancer LCU", ja: "ALB の LCU")
        case .balancerAddress: Text(en: "Public IPv4 of load balancer", ja: "パブリック IPv4 (ALB)")
        case .nat: Text(en: "NAT gateway", ja: "NAT ゲートウェイ")
        case .natData: Text(en: "NAT gateway data", ja: "NAT ゲートウェイのデータ処理")
        case .endpoint: Text(en: "VPC endpoints", ja: "VPC エンドポイント")
        case .endpointData: Text(en: "VPC endpoint data", ja: "VPC エンドポイントのデータ処理")
        case .logsIngestion: Text(en: "CloudWatch Logs ingestion", ja: "CloudWatch Logs の取り込み")
        case .logsStorage: Text(en: "CloudWatch Logs storage", ja: "CloudWatch Logs の保存")
        case .s3Storage: Text(en: "S3 storage of logs", ja: "S3 のログ保存")
        case .s3Writes: Text(en: "S3 requests of logs", ja: "S3 のログ書き込み")
        case .registry: Text(en: "ECR storage", ja: "ECR の保存")
        }
    }

    package static func unit(_ kind: BillItem.Kind) -> Text {
        switch kind {
        case .cpu, .spotCPU: Text(en: "vCPU-hours", ja: "vCPU 時間")
        case .memory, .spotMemory, .ephemeral: Text(en: "GB-hours", ja: "GB 時間")
        case .taskAddress, .balancerAddress, .balancer, .nat, .endpoint: Text(en: "hours", ja: "時間")
        case .balancerUnits: Text(en: "LCU-hours", ja: "LCU 時間")
        case .natData, .endpointData, .logsIngestion: Text(en: "GB", ja: "GB")
        case .logsStorage, .s3Storage, .registry: Text(en: "GB-months", ja: "GB 月")
        case .s3Writes: Text(en: "x 1,000", ja: "千件")
        }
    }

    /// One line on what runs: `2 tasks of 0.5 vCPU and 1 GB, x86, on Fargate`.
    package static func summary(_ facts: ServiceFacts) -> Text {
        let count: Text =
            switch facts.tasks {
            case .fixed(let count): Text(en: count == 1 ? "1 task" : "\(count) tasks", ja: "\(count) タスク")
            case .scaled(let low, let high): Text(en: "\(low)-\(high) tasks", ja: "\(low)～\(high) タスク")
            case .from(let low): Text(en: "\(low) or more tasks", ja: "\(low) タスク以上")
            case .unknown: Text(en: "an unknown number of tasks", ja: "タスク数不明")
            }
        let size: Text =
            switch facts.size {
            case .known(let size):
                Text(
                    en: "\(size.vcpu.shown(places: 2)) vCPU, \(size.gigabytes.shown(places: 1)) GB",
                    ja: "\(size.vcpu.shown(places: 2)) vCPU、\(size.gigabytes.shown(places: 1)) GB")
            case .refused(let cpu, let memory):
                Text(en: "\(cpu) CPU units, \(memory) MiB", ja: "CPU \(cpu) ユニット、メモリ \(memory) MiB")
            case .unknown: Text(en: "of unknown size", ja: "サイズ不明")
            }
        let architecture =
            switch facts.architecture {
            case .x86: "x86"
            case .arm: "ARM"
            case .unknown: "?"
            }
        let launch: Text =
            switch facts.launch {
            case .fargate: Text(en: "Fargate", ja: "Fargate")
            case .other: Text(en: "not on Fargate", ja: "Fargate 以外")
            case .unknown: Text(en: "launch type not told", ja: "起動タイプ不明")
            }
        return Text(
            en: "\(count.en), \(size.en), \(architecture), \(launch.en)",
            ja: "\(count.ja)、\(size.ja)、\(architecture)、\(launch.ja)")
    }

    /// What was counted with, each with the option that changes it.
    package static func assumptions(_ settings: CostSettings, _ prices: PriceFile) -> [Text] {
        func shown(_ number: Exact) -> String { number.shown(places: 6) }
        let rate = settings.yenPerDollar
        var lines = [
            Text(
                en: "\(shown(settings.hours)) hours a month (--hours)",
                ja: "1 か月 \(shown(settings.hours)) 時間 (--hours)"),
            Text(
                en: "\(shown(settings.requests)) requests a month to each service behind a load balancer (--requests), "
                    + "\(shown(settings.requestKB)) kB each (--request-kb), each a new connection",
                ja: "ALB 配下の各サービスへのリクエストは月 \(shown(settings.requests)) 件 (--requests)、1 件 "
                    + "\(shown(settings.requestKB)) kB (--request-kb)、毎回新規接続"),
            Text(
                en: "\(shown(settings.logGB)) GB of logs a month of each service (--log-gb), stored at 15 % of it",
                ja: "ログは各サービス月 \(shown(settings.logGB)) GB (--log-gb)、保存時は圧縮により 15 %"),
            Text(
                en: "\(shown(settings.dataGB)) GB a month through NAT or endpoints for each service (--data-gb)",
                ja: "NAT・エンドポイント経由の通信は各サービス月 \(shown(settings.dataGB)) GB (--data-gb)"),
            Text(
                en: "\(shown(settings.zones)) Availability Zones where subnets are not known (--zones)",
                ja: "サブネットが不明な場合のアベイラビリティーゾーンは \(shown(settings.zones)) つ (--zones)"),
            Text(
                en: "images of \(shown(settings.imageMB)) MB, nothing shared (--image-mb), "
                    + "\(shown(settings.pushes)) pushes a month (--pushes)",
                ja: "イメージは 1 個 \(shown(settings.imageMB)) MB、レイヤー共有なし (--image-mb)、プッシュは月 "
                    + "\(shown(settings.pushes)) 回 (--pushes)"),
        ]
        if let rate {
            lines.append(Text(en: "1 USD = \(shown(rate)) JPY (--jpy)", ja: "1 USD = \(shown(rate)) 円 (--jpy)"))
        } else {
            lines.append(
                Text(
                    en: "1 USD = \(shown(prices.yenPerDollar)) JPY, the price file's rate of \(prices.date) (--jpy)",
                    ja: "1 USD = \(shown(prices.yenPerDollar)) 円 (料金ファイルの \(prices.date) 時点のレート、--jpy で変更可)"))
        }
        lines.append(
            Text(
                en: "not counted: data transfer out and between Zones, databases, secrets, metrics and alarms, free "
                    + "tiers, discounts of your own, taxes",
                ja: "対象外: インターネットや AZ 間のデータ転送、データベース、シークレット、メトリクスとアラーム、無料枠、個別割引、税"))
        return lines
    }

    package static let savings = Text(en: "Savings, each by itself", ja: "削減の選択肢 (金額は個別に適用した場合)")
    package static let wayOut = Text(en: "Ways to AWS's services", ja: "AWS サービスへの経路の比較")

    package static func breakEven(_ way: WayOut) -> Text {
        let even = way.evenEndpoints.shown(places: 1)
        if let gigabytes = way.evenGB {
            let shown = gigabytes.shown(places: 0)
            return Text(
                en: "One NAT gateway costs as much as \(even) endpoints in its Zone; with \(way.endpoints.count), "
                    + "endpoints are cheaper from \(shown) GB a month on.",
                ja: "NAT ゲートウェイ 1 個の時間料金は、同じ AZ のエンドポイント \(even) 個分です。\(way.endpoints.count) 個の場合、"
                    + "月 \(shown) GB 以上でエンドポイントのほうが安くなります。")
        }
        return Text(
            en:
                "One NAT gateway costs as much as \(even) endpoints in its Zone: \(way.endpoints.count) cost less at any "
                + "traffic.",
            ja: "NAT ゲートウェイ 1 個の時間料金は、同じ AZ のエンドポイント \(even) 個分です。\(way.endpoints.count) 個なら、"
                + "通信量によらずエンドポイントのほうが安くなります。")
    }
}
