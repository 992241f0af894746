import Basics
import RuleKit

/// One fact made otherwise, to see whether another service would come first.
struct Probe: Sendable {
    let key: FactKey
    let condition: Text
    let apply: @Sendable (inout WorkloadFacts) -> Void

    private init(
        _ key: FactKey, _ en: String, _ ja: String, _ apply: @escaping @Sendable (inout WorkloadFacts) -> Void
    ) {
        self.key = key
        condition = Text(en: en, ja: ja)
        self.apply = apply
    }

    /// What is supposed; the place is none.
    private static func supposed<Value>(_ value: Value) -> Fact<Value> { .known(value, .option("?")) }

    /// Puts a value in place of another one, and leaves alone one that is the same already.
    private static func put<Value>(_ value: Value, _ fact: inout Fact<Value>) {
        if fact.value != value { fact = supposed(value) }
    }

    /// The smallest steps to another answer: attested facts first, as they are the easiest to be wrong about.
    static let all: [Probe] = [
        Probe(.traffic, "the traffic is rare (--traffic rare)", "トラフィックがごくまれ (--traffic rare)") {
            put(.rare, &$0.traffic)
        },
        Probe(.traffic, "the traffic is spiky (--traffic spiky)", "トラフィックの変動が大きい (--traffic spiky)") {
            put(.spiky, &$0.traffic)
        },
        Probe(.traffic, "the traffic is steady (--traffic steady)", "トラフィックが安定している (--traffic steady)") {
            put(.steady, &$0.traffic)
        },
        Probe(.traffic, "it is used at set times only (--traffic scheduled)", "決まった時刻だけ使う (--traffic scheduled)") {
            put(.scheduled, &$0.traffic)
        },
        Probe(
            .kubernetesSkill, "the team knows Kubernetes well (--kubernetes-skill strong)",
            "Kubernetes の十分な経験がある (--kubernetes-skill strong)"
        ) {
            put(.strong, &$0.kubernetesSkill)
        },
        Probe(
            .teamSize, "the team has \(WorkloadFacts.smallTeam) people or fewer (--team-size)",
            "チームが \(WorkloadFacts.smallTeam) 人以下 (--team-size)"
        ) {
            if ($0.teamSize.value ?? .max) > WorkloadFacts.smallTeam { $0.teamSize = supposed(WorkloadFacts.smallTeam) }
        },
        Probe(
            .teamSize, "the team has more than \(WorkloadFacts.smallTeam) people (--team-size)",
            "チームが \(WorkloadFacts.smallTeam) 人を超える (--team-size)"
        ) {
            if ($0.teamSize.value ?? 0) <= WorkloadFacts.smallTeam {
                $0.teamSize = supposed(WorkloadFacts.smallTeam + 1)
            }
        },
        Probe(
            .appRunnerCustomer, "the account uses App Runner already (--app-runner-customer yes)",
            "すでに App Runner を利用している (--app-runner-customer yes)"
        ) {
            put(true, &$0.appRunnerCustomer)
        },
        Probe(
            .maxRequestSeconds, "each request ends within 120 s (--max-request-seconds)",
            "リクエストが 120 秒以内に終わる (--max-request-seconds)"
        ) {
            if ($0.maxRequestSeconds.value ?? .max) > 120 { $0.maxRequestSeconds = supposed(120) }
        },
        Probe(
            .maxRequestSeconds, "a request or run takes more than 900 s (--max-request-seconds)",
            "1 回の処理が 900 秒を超える (--max-request-seconds)"
        ) {
            if ($0.maxRequestSeconds.value ?? 0) <= 900 { $0.maxRequestSeconds = supposed(901) }
        },
        Probe(.keepsFiles, "it keeps nothing in files (--keeps-files no)", "ファイルに何も保持しない (--keeps-files no)") {
            put(false, &$0.keepsFiles)
        },
        Probe(.keepsFiles, "it keeps data in files (--keeps-files yes)", "データをファイルに保持する (--keeps-files yes)") {
            put(true, &$0.keepsFiles)
        },
        Probe(.gpu, "it needs a GPU (--gpu yes)", "GPU が必要 (--gpu yes)") { put(true, &$0.gpu) },
        Probe(.gpu, "it needs no GPU (--gpu no)", "GPU が不要 (--gpu no)") { put(false, &$0.gpu) },
        Probe(
            .ownOS, "the OS must be an image of one's own (--compliance own-os)", "自前の OS イメージが必要 (--compliance own-os)"
        ) {
            put(true, &$0.ownOS)
        },
        Probe(.ownOS, "the OS may be AWS's", "OS は AWS のものでよい") { put(false, &$0.ownOS) },
        Probe(.privileged, "a container must be privileged", "特権コンテナが必要") { put(true, &$0.privileged) },
        Probe(.privileged, "no container is privileged", "特権コンテナが不要") { put(false, &$0.privileged) },
        Probe(.host, "nothing of the host is used", "ホストの機能を使わない") { put([], &$0.host) },
        Probe(.volumes, "it mounts no volumes", "ボリュームを使わない") { put([], &$0.volumes) },
        Probe(.transports, "it speaks HTTP only (--protocols http)", "HTTP だけを使う (--protocols http)") {
            put([.http], &$0.transports)
        },
        Probe(.startSeconds, "it starts in less than 3 s (--start-seconds)", "3 秒未満で起動する (--start-seconds)") {
            if ($0.startSeconds.value ?? .max) > 2 { $0.startSeconds = supposed(2) }
        },
        Probe(.background, "nothing runs in the background", "バックグラウンド処理がない") { put([], &$0.background) },
        Probe(.home, "there were no definitions for ECS yet", "ECS の定義がまだない") { put(.nowhere, &$0.home) },
    ]
}
