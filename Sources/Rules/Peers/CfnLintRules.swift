import Basics

extension Peers {
    /// cfn-lint's rules about ECS, ECR, Elastic Load Balancing and policies.
    static let cfnLint: [PeerRule] = [
        peer(
            "E3042", "One container is essential at least",
            "essential なコンテナが 1 つ以上ある"),
        peer(
            "E3044", "Services on Fargate have the REPLICA strategy",
            "Fargate のサービスのスケジューリング戦略が REPLICA である"),
        peer(
            "E3046", "awslogs has the options it needs",
            "awslogs に必須のオプションがある"),
        peer(
            "E3047", "CPU and memory are a pair of Fargate",
            "CPU とメモリが Fargate で選べる組み合わせである"),
        peer(
            "E3048", "A task for Fargate has what Fargate needs",
            "Fargate に必要な設定がある"),
        peer(
            "E3049", "A dynamic host port is checked at the traffic port",
            "動的ホストポートのヘルスチェックに traffic-port を使う", declined: .templateShape),
        peer(
            "E3052", "Services with awsvpc have a network configuration",
            "awsvpc のサービスにネットワーク設定がある"),
        peer(
            "E3053", "The host port is that of the container with awsvpc",
            "awsvpc ではホストポートがコンテナポートと一致する"),
        peer(
            "E3054", "The task definition of a service on Fargate allows Fargate",
            "Fargate のサービスのタスク定義が Fargate に対応している"),
        peer(
            "E3713", "The log driver is one of Fargate",
            "Fargate で使えるログドライバーである"),
        peer(
            "E3510", "Policies of identities are well-formed",
            "アイデンティティポリシーの形式が正しい", declined: .policyGrammar),
        peer(
            "E3511", "ARNs of roles are well-formed",
            "ロールの ARN の形式が正しい", declined: .policyGrammar),
        peer(
            "E3512", "Policies of resources are well-formed",
            "リソースポリシーの形式が正しい", declined: .policyGrammar),
        peer(
            "E3513", "Policies of repositories are well-formed",
            "リポジトリポリシーの形式が正しい", declined: .policyGrammar),
        peer(
            "E3530", "Trust policies are well-formed",
            "信頼ポリシーの形式が正しい", declined: .policyGrammar),
        peer(
            "E3676", "Listeners with TLS have a certificate",
            "TLS リスナーに証明書がある", declined: .templateShape),
        peer(
            "E3680", "Application Load Balancers have two subnets at least",
            "Application Load Balancer に 2 つ以上のサブネットがある", declined: .templateShape),
        peer(
            "E3681", "Target groups have what their target type needs",
            "ターゲットタイプに応じた設定がある", declined: .templateShape),
        peer(
            "E3683", "Target groups have what their protocol allows",
            "プロトコルで使える設定だけがある", declined: .templateShape),
        peer(
            "E3684", "Health checks have what their protocol allows",
            "ヘルスチェックのプロトコルで使える設定だけがある", declined: .templateShape),
        peer(
            "W3037", "Actions in policies exist",
            "ポリシーのアクションが実在する", declined: .policyGrammar),
    ]
}

private func peer(
    _ id: String, _ en: String, _ ja: String, same: String? = nil, declined: Divergence? = nil
) -> PeerRule {
    PeerRule(
        id, .cfnLint, Text(en: en, ja: ja), link: PeerTool.cfnLint.index, same: same, declined: declined)
}
