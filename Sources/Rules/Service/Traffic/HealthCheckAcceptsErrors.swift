import Basics
import ECSModel
import RuleKit
import Workload

struct HealthCheckAcceptsErrors: Rule {
    static let about = About(
        id: "SV403", since: "0.1", severity: .medium,
        title: Text(en: "Target group that takes errors for health", ja: "エラー応答も正常とみなすターゲットグループ"),
        why: Text(
            en:
                "A task that answers with errors stays in service: users get them, and a broken deployment counts as a success.",
            ja: "エラーを返すタスクがサービスに残り、利用者にもエラーが返ります。壊れたデプロイも成功と判定されます。"),
        remedy: Text(
            en: "Check a path that answers 200 when the application can serve, and match that code.",
            ja: "サービスを提供できるときに 200 を返すパスを確認し、そのコードだけを正常としてください。"),
        message: Text(
            en: "the target group's check takes `{codes}` for healthy, and `{error}` among them",
            ja: "ターゲットグループのヘルスチェックが `{codes}` を正常とみなし、`{error}` も含まれています"),
        links: [
            "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html"
        ],
        answers: ["REL_05.target-group"],
        fails: [
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, HealthCheckPath: /, Matcher: {HttpCode: ⟦200-499⟧}}
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]}
            """,
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, Matcher: {HttpCode: ⟦'200,404'⟧}}
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]}
            """,
        ],
        passes: [
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, Matcher: {HttpCode: 200-399}}
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]}
            """,
            // An application that asks everyone to log in shows by 401 that it is there.
            """
            Resources:
              Group:
                Type: AWS::ElasticLoadBalancingV2::TargetGroup
                Properties: {Port: 80, Protocol: HTTP, Matcher: {HttpCode: '200,401'}}
              Service:
                Type: AWS::ECS::Service
                Properties: {DesiredCount: 2, LoadBalancers: [{ContainerName: web, ContainerPort: 80, TargetGroupArn: !Ref Group}]}
            """,
        ]
    )

    func check(_ service: ServiceSubject, _ report: inout Report) {
        for path in service.paths {
            guard let group = path.group, let matcher = group.properties["matcher"],
                case .known(let codes, let place) = matcher.string("httpCode"), let error = Self.error(codes)
            else { continue }
            let entry = path.entry.targetGroup.place ?? service.headline
            report.fault(
                at: place.span, ["codes": codes, "error": String(error)],
                related: [.init(entry.span, Text(en: "the service is judged by it", ja: "この判定を使うサービス"))])
        }
    }

    /// The first code that tells of an error: 404 or 500 and above. 401 and 403 are the answers of one that is there.
    private static func error(_ codes: String) -> Int? {
        for part in codes.split(separator: ",") {
            let ends = part.split(separator: "-").map { Int($0.filter { $0 != " " }) }
            guard let low = ends.first ?? nil, let high = ends.last ?? nil, low <= high else { continue }
            if (low...high).contains(404) { return 404 }
            if high >= 500 { return max(low, 500) }
        }
        return nil
    }
}
