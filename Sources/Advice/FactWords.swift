import Basics
import RuleKit

/// The words of values.
enum FactWords {
    static let none = Text(en: "none", ja: "なし")

    static func same(_ text: String) -> Text { Text(en: text, ja: text) }

    static func truth(_ value: Bool) -> Text { value ? Text(en: "yes", ja: "あり") : Text(en: "no", ja: "なし") }

    static func seconds(_ value: Int) -> Text { Text(en: "\(value) s", ja: "\(value) 秒") }

    static func list<Item>(_ items: [Item], _ words: (Item) -> Text) -> Text {
        guard !items.isEmpty else { return none }
        return Text(
            en: items.map { words($0).en }.joined(separator: ", "),
            ja: items.map { words($0).ja }.joined(separator: "、"))
    }

    /// `0.5` for 512.
    static func vcpu(_ units: Int) -> String {
        let thousandths = units * 1000 / 1024
        var text = String(thousandths % 1000)
        text = String(repeating: "0", count: 3 - text.utf8.count) + text
        while text.hasSuffix("0") { text.removeLast() }
        return String(thousandths / 1000) + (text.isEmpty ? "" : "." + text)
    }

    static func kind(_ kind: WorkloadFacts.Kind) -> Text {
        switch kind {
        case .server: Text(en: "answers requests", ja: "リクエストに応答するサーバー")
        case .worker: Text(en: "worker without a port", ja: "ポートを持たない常駐ワーカー")
        case .job: Text(en: "job that ends", ja: "完了して終わるジョブ")
        }
    }

    static func copies(_ copies: WorkloadFacts.Copies) -> Text {
        same(copies.least == copies.most ? "\(copies.least)" : "\(copies.least)-\(copies.most)")
    }

    static func home(_ home: WorkloadFacts.Home) -> Text {
        switch home {
        case .fargate: ComputeService.fargate.title
        case .ec2: ComputeService.ec2.title
        case .managedInstances: ComputeService.managedInstances.title
        case .undecided: Text(en: "Amazon ECS, capacity not told", ja: "Amazon ECS (キャパシティの種類は未指定)")
        case .nowhere: Text(en: "no ECS definition", ja: "ECS の定義なし")
        }
    }

    static func transport(_ transport: WorkloadFacts.Transport) -> Text {
        switch transport {
        case .http: same("HTTP")
        case .grpc: same("gRPC")
        case .websocket: same("WebSocket")
        case .tcp: Text(en: "raw TCP", ja: "TCP (HTTP 以外)")
        case .udp: same("UDP")
        }
    }

    static func ingress(_ ingress: WorkloadFacts.Ingress) -> Text {
        switch ingress {
        case .publicBalancer: Text(en: "a public load balancer", ja: "インターネット向けロードバランサー")
        case .internalBalancer: Text(en: "an internal load balancer", ja: "内部ロードバランサー")
        case .balancer: Text(en: "a load balancer", ja: "ロードバランサー")
        case .none: Text(en: "no load balancer", ja: "ロードバランサーなし")
        }
    }

    static func host(_ feature: WorkloadFacts.HostFeature) -> Text {
        switch feature {
        case .hostNetwork: Text(en: "network mode host", ja: "ネットワークモード host")
        case .bridgeNetwork: Text(en: "network mode bridge", ja: "ネットワークモード bridge")
        case .hostProcesses: Text(en: "the host's processes", ja: "ホストの PID 名前空間")
        case .sharedIPC: Text(en: "shared IPC", ja: "IPC の共有")
        case .dockerSocket: Text(en: "the Docker socket", ja: "Docker ソケット")
        case .devices: Text(en: "host devices", ja: "ホストのデバイス")
        case .capabilities: Text(en: "added capabilities", ja: "ケーパビリティの追加")
        case .securityOptions: Text(en: "Docker security options", ja: "Docker のセキュリティオプション")
        case .oneOnEachHost: Text(en: "one on each host (DAEMON)", ja: "各ホストに 1 つ (DAEMON)")
        case .sharedMemory: Text(en: "a size of /dev/shm", ja: "/dev/shm のサイズ指定")
        case .swap: Text(en: "swap", ja: "スワップ")
        case .tmpfs: Text(en: "tmpfs", ja: "tmpfs")
        case .names: Text(en: "DNS or host name settings", ja: "DNS・ホスト名の設定")
        case .placement: Text(en: "placement constraints", ja: "配置の制約")
        }
    }

    static func volume(_ volume: WorkloadFacts.Volume) -> Text {
        switch volume {
        case .efs: same("EFS")
        case .ebs: same("EBS")
        case .fsx: same("FSx")
        case .host: Text(en: "a folder of the host", ja: "ホストのフォルダー")
        case .docker: Text(en: "a Docker volume", ja: "Docker ボリューム")
        case .scratch: Text(en: "scratch space", ja: "タスク内の一時領域")
        }
    }

    static func startWork(_ work: WorkloadFacts.StartWork) -> Text {
        switch work {
        case .installs: Text(en: "installs packages", ja: "パッケージのインストール")
        case .builds: Text(en: "builds", ja: "ビルド")
        case .downloads: Text(en: "downloads", ja: "ダウンロード")
        case .migrates: Text(en: "migrates the database", ja: "データベースのマイグレーション")
        }
    }

    static func traffic(_ traffic: WorkloadFacts.Traffic) -> Text {
        switch traffic {
        case .steady: Text(en: "steady", ja: "安定")
        case .spiky: Text(en: "spiky", ja: "変動が大きい")
        case .scheduled: Text(en: "at set times", ja: "決まった時刻")
        case .rare: Text(en: "rare", ja: "ごくまれ")
        }
    }

    static func skill(_ skill: WorkloadFacts.Skill) -> Text {
        switch skill {
        case .none: none
        case .some: Text(en: "some", ja: "多少あり")
        case .strong: Text(en: "strong", ja: "十分")
        }
    }

    static func compliance(_ compliance: WorkloadFacts.Compliance) -> Text {
        switch compliance {
        case .none: none
        case .pci: same("PCI DSS")
        case .hipaa: same("HIPAA")
        case .soc: same("SOC")
        case .iso: same("ISO")
        case .ismap: same("ISMAP")
        case .fedramp: same("FedRAMP")
        case .ownOS: Text(en: "an OS image of one's own", ja: "自前の OS イメージ")
        }
    }
}
