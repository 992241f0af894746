import Basics
import Foundation
import RuleKit
import Workload

@testable import Reports

/// A service with everything around it, and a task that nothing runs.
enum SystemExample {
    static let files = [
        "api/Dockerfile": """
        FROM node:22-slim AS run
        USER 10001
        EXPOSE 8080
        CMD ["node", "server.js"]
        """,
        "template.yaml": """
        Resources:
          Cluster: { Type: AWS::ECS::Cluster, Properties: { ClusterName: main } }
          Repository: { Type: AWS::ECR::Repository, Properties: { RepositoryName: api } }
          Balancer: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Name: front } }
          Group: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { Name: api, Port: 8080 } }
          Listener:
            Type: AWS::ElasticLoadBalancingV2::Listener
            Properties:
              LoadBalancerArn: !Ref Balancer
              DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Group }]
          Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /ecs/api } }
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: api
              ExecutionRoleArn: arn:aws:iam::123456789012:role/run
              TaskRoleArn: arn:aws:iam::123456789012:role/run
              ContainerDefinitions:
                - Name: api
                  Image: !Sub "${Repository.RepositoryUri}:1"
                  LogConfiguration: { LogDriver: awslogs, Options: { awslogs-group: !Ref Logs } }
                  Secrets:
                    - { Name: A, ValueFrom: AKIAQ3EGTB7XKMWZ5LPD }
          Service:
            Type: AWS::ECS::Service
            Properties:
              ServiceName: api
              Cluster: !Ref Cluster
              TaskDefinition: !Ref Task
              LoadBalancers: [{ TargetGroupArn: !Ref Group, ContainerName: api, ContainerPort: 8080 }]
              NetworkConfiguration:
                AwsvpcConfiguration: { Subnets: [subnet-1, subnet-2], SecurityGroups: [sg-1] }
          Target:
            Type: AWS::ApplicationAutoScaling::ScalableTarget
            Properties: { ResourceId: !Sub "service/${Cluster}/${Service.Name}", MinCapacity: 1, MaxCapacity: 4 }
        """,
        "job/taskdef.json":
            #"{"family": "job", "containerDefinitions": [{"name": "job&co", "image": "job:1", "essential": true}]}"#,
    ]
    static let secret = "AKIAQ3EGTB7XKMWZ5LPD"

    static func graph(_ files: [String: String] = files) -> SystemGraph {
        let tree = MemoryTree(files)
        let found = Discovery.find(in: tree)
        let loader = WorkloadLoader(tree: tree)
        let workloads = found.dockerfiles.flatMap { loader.workloads(of: $0) }
        return SystemGraph(
            DefinitionLoader(tree: tree).load(found.definitionCandidates).likeliest, workloads: workloads)
    }

    /// The graph with findings in the Dockerfile, in the container, and in both of them.
    static func review(_ files: [String: String] = files) -> Review {
        var review = HTMLExample.files(files)
        let tree = MemoryTree(files)
        let graph = graph(files)
        review.graph = Lazy(value: graph)
        guard !review.workloads.isEmpty, let template = tree.source("template.yaml"),
            let dockerfile = tree.source("api/Dockerfile")
        else { return review }
        review.workloads[0].findings += [
            finding("X1", .high, span("Name: api\n", template)),
            finding("X2", .critical, span("Image:", template), [span("EXPOSE 8080", dockerfile)]),
            finding("X3", .low, span("MinCapacity", template)),
        ]
        return review
    }

    private static func span(_ text: String, _ source: SourceFile) -> Span {
        let start = Data(source.bytes).firstRange(of: Data(text.utf8))?.lowerBound ?? 0
        return source.span(start..<start + text.utf8.count)
    }

    private static func finding(_ rule: String, _ severity: Severity, _ span: Span, _ related: [Span] = []) -> Finding {
        var finding = Finding(
            rule: rule, verdict: .fault, severity: severity, span: span,
            related: related.map { Finding.Related($0, Text(en: "the image says so", ja: "イメージの記述")) },
            foreign: Finding.Foreign(tool: "Tool", message: "says \(rule)", link: "https://example.com"))
        finding.identity = rule.lowercased() + "000000"
        return finding
    }
}
