package import Basics

/// What advice looks at, in the order in which it is shown.
package enum FactKey: String, Sendable, Hashable, CaseIterable {
    case kind, schedule, tasks, home
    case transports, ingress, connection
    case containers, cpu, memory, architecture, windows
    case gpu, privileged, host, ownOS = "own-os"
    case volumes, keepsFiles = "keeps-files", ephemeral, stopTimeout = "stop-timeout"
    case base, imageMegabytes = "image-mb", start, startWork = "start-work", background
    case startSeconds = "start-seconds"
    case maxRequestSeconds = "max-request-seconds"
    case maxResponseMegabytes = "max-response-mb"
    case requests, requestMilliseconds = "request-ms"
    case traffic, teamSize = "team-size", kubernetesSkill = "kubernetes-skill", compliance
    case appRunnerCustomer = "app-runner-customer"

    package var title: Text {
        switch self {
        case .kind: Text(en: "Kind", ja: "種類")
        case .schedule: Text(en: "Schedule", ja: "スケジュール")
        case .tasks: Text(en: "Copies", ja: "タスク数")
        case .home: Text(en: "Defined for", ja: "現在の定義")
        case .transports: Text(en: "Protocols", ja: "プロトコル")
        case .ingress: Text(en: "Reached by", ja: "アクセス経路")
        case .connection: Text(en: "Service discovery", ja: "サービス間通信")
        case .containers: Text(en: "Containers", ja: "コンテナ")
        case .cpu: Text(en: "CPU", ja: "CPU")
        case .memory: Text(en: "Memory", ja: "メモリ")
        case .architecture: Text(en: "Architecture", ja: "CPU アーキテクチャ")
        case .windows: Text(en: "Operating system", ja: "OS")
        case .gpu: Text(en: "GPU", ja: "GPU")
        case .privileged: Text(en: "Privileged", ja: "特権モード")
        case .host: Text(en: "Host features", ja: "ホストの機能")
        case .ownOS: Text(en: "OS of one's own", ja: "自前の OS")
        case .volumes: Text(en: "Volumes", ja: "ボリューム")
        case .keepsFiles: Text(en: "Keeps files", ja: "ローカルファイルの保持")
        case .ephemeral: Text(en: "Temporary disk", ja: "一時ストレージ")
        case .stopTimeout: Text(en: "Time to stop", ja: "停止の猶予")
        case .base: Text(en: "Base image", ja: "ベースイメージ")
        case .imageMegabytes: Text(en: "Image size", ja: "イメージサイズ")
        case .start: Text(en: "Start command", ja: "起動コマンド")
        case .startWork: Text(en: "Work at start", ja: "起動時の処理")
        case .background: Text(en: "In the background", ja: "バックグラウンド処理")
        case .startSeconds: Text(en: "Time to start", ja: "起動時間")
        case .maxRequestSeconds: Text(en: "Longest request", ja: "最長のリクエスト")
        case .maxResponseMegabytes: Text(en: "Largest response", ja: "最大のレスポンス")
        case .requests: Text(en: "Requests a month", ja: "月間リクエスト数")
        case .requestMilliseconds: Text(en: "Time a request", ja: "平均応答時間")
        case .traffic: Text(en: "Traffic", ja: "トラフィック")
        case .teamSize: Text(en: "Team", ja: "チームの人数")
        case .kubernetesSkill: Text(en: "Kubernetes skill", ja: "Kubernetes の経験")
        case .compliance: Text(en: "Compliance", ja: "コンプライアンス")
        case .appRunnerCustomer: Text(en: "Uses App Runner", ja: "App Runner の利用実績")
        }
    }

    /// The option, and key of `plimsoll.yml`, by which people can tell it.
    package var option: String? {
        switch self {
        case .transports: "protocols"
        case .memory: "memory-mb"
        case .cpu, .gpu, .keepsFiles, .imageMegabytes, .startSeconds, .maxRequestSeconds, .maxResponseMegabytes,
            .requests,
            .requestMilliseconds, .traffic, .teamSize, .kubernetesSkill, .compliance, .appRunnerCustomer:
            rawValue
        default: nil
        }
    }

    /// How to tell what is not known.
    package var howToTell: Text {
        if let option { return Text(en: "tell it with --\(option)", ja: "--\(option) で指定できます") }
        return switch self {
        case .base: Text(en: "the Dockerfile was not found", ja: "Dockerfile が見つかりません")
        case .start, .startWork, .background:
            Text(en: "the files do not show it", ja: "ファイルからは判断できません")
        case .ownOS: Text(en: "tell it with --compliance own-os", ja: "--compliance own-os で指定できます")
        case .tasks: Text(en: "tell it with --tasks", ja: "--tasks で指定できます")
        default:
            Text(
                en: "a task definition or service tells it", ja: "タスク定義かサービスの定義で指定します")
        }
    }
}
