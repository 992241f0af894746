import Basics
import Workload

/// What kinds and relations are called.
enum GraphWords {
    static func title(_ kind: SystemGraph.Kind) -> Text {
        switch kind {
        case .dockerfile: Text(en: "Dockerfile", ja: "Dockerfile")
        case .image: Text(en: "image", ja: "イメージ")
        case .repository: Text(en: "ECR repository", ja: "ECR リポジトリ")
        case .container: Text(en: "container", ja: "コンテナ")
        case .task: Text(en: "task definition", ja: "タスク定義")
        case .service: Text(en: "service", ja: "サービス")
        case .cluster: Text(en: "cluster", ja: "クラスター")
        case .targetGroup: Text(en: "target group", ja: "ターゲットグループ")
        case .listener: Text(en: "listener", ja: "リスナー")
        case .loadBalancer: Text(en: "load balancer", ja: "ロードバランサー")
        case .scaling: Text(en: "scaling", ja: "スケーリング")
        case .role: Text(en: "role", ja: "IAM ロール")
        case .logGroup: Text(en: "log group", ja: "ロググループ")
        case .secret: Text(en: "secret", ja: "シークレット")
        case .subnet: Text(en: "subnet", ja: "サブネット")
        case .securityGroup: Text(en: "security group", ja: "セキュリティグループ")
        case .other: Text(en: "resource", ja: "リソース")
        }
    }

    static func title(_ relation: SystemGraph.Relation) -> Text {
        switch relation {
        case .builds: Text(en: "builds", ja: "ビルド")
        case .storedIn: Text(en: "stored in", ja: "保存先")
        case .uses: Text(en: "uses", ja: "使用")
        case .has: Text(en: "has", ja: "含む")
        case .runs: Text(en: "runs", ja: "実行")
        case .isIn: Text(en: "in", ja: "所属")
        case .isReachedBy: Text(en: "reached by", ja: "受信元")
        case .forwards: Text(en: "forwards to", ja: "転送先")
        case .belongsTo: Text(en: "belongs to", ja: "所属")
        case .isScaledBy: Text(en: "scaled by", ja: "スケーリング")
        case .executesAs: Text(en: "execution role", ja: "タスク実行ロール")
        case .actsAs: Text(en: "task role", ja: "タスクロール")
        case .logsTo: Text(en: "logs to", ja: "ログ出力先")
        case .reads: Text(en: "reads", ja: "参照")
        case .runsIn: Text(en: "runs in", ja: "配置先")
        case .isGuardedBy: Text(en: "guarded by", ja: "通信制御")
        }
    }

    /// What a node is in a drawing: of a role, which one of a task's.
    static func role(of index: Int, in scene: GraphScene, _ graph: GraphIndex) -> Text {
        guard graph.nodes[index].kind == .role else { return title(graph.nodes[index].kind) }
        var seen: [SystemGraph.Relation] = []
        for edge in graph.incoming[index] where scene.members.contains(graph.ends[edge].from) {
            let relation = graph.edges[edge].relation
            if !seen.contains(relation) { seen.append(relation) }
        }
        guard !seen.isEmpty else { return title(.role) }
        let titles = seen.map { title($0) }
        return Text(
            en: titles.map(\.en).joined(separator: " + "), ja: titles.map(\.ja).joined(separator: " + "))
    }

    static func findings(_ count: Int) -> Text {
        Text(en: count == 1 ? "1 finding" : "\(count) findings", ja: "指摘 \(count) 件")
    }

    /// What stands for those that there is no room for.
    static func more(_ kind: SystemGraph.Kind, _ count: Int) -> Text {
        Text(en: "\(title(kind).en): \(count) more", ja: "\(title(kind).ja): ほか \(count) 件")
    }
}
