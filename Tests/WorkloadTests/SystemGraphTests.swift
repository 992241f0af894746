import Basics
import Testing
import Workload

/// The graph has an edge for each link, with the places that made it.
struct SystemGraphTests {
    private static let files = [
        "server/Dockerfile": "FROM node:22\nCMD [\"node\", \"a.js\"]\n",
        "worker/Dockerfile": "FROM node:22\nCMD [\"node\", \"b.js\"]\n",
        "stack.yaml": """
        Resources:
          Repository: {Type: 'AWS::ECR::Repository', Properties: {RepositoryName: repo-server}}
          Logs: {Type: 'AWS::Logs::LogGroup'}
          Role: {Type: 'AWS::IAM::Role'}
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: orders
              TaskRoleArn: !GetAtt Role.Arn
              ContainerDefinitions:
                - Name: web
                  Image: !Sub '${Repository.RepositoryUri}:${AWS::StackName}'
                  LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: !Ref Logs}}
                  Secrets: [{Name: KEY, ValueFrom: /orders/key}]
          Service:
            Type: AWS::ECS::Service
            Properties:
              TaskDefinition: !Ref Task
              LoadBalancers: [{TargetGroupArn: !Ref Group, ContainerName: web, ContainerPort: 80}]
          Group: {Type: 'AWS::ElasticLoadBalancingV2::TargetGroup'}
          Listener:
            Type: AWS::ElasticLoadBalancingV2::Listener
            Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}], LoadBalancerArn: !Ref Balancer}
          Balancer: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer'}
        """,
    ]

    private static func graph() throws -> SystemGraph {
        let tree = MemoryTree(files)
        let found = Discovery.find(in: tree)
        let loader = WorkloadLoader(tree: tree)
        let infrastructure = DefinitionLoader(tree: tree).load(found.definitionCandidates)
        let system = try #require(infrastructure.systems().first?.system)
        return SystemGraph(system, workloads: found.dockerfiles.flatMap { loader.workloads(of: $0) })
    }

    @Test func everyLinkIsAnEdge() throws {
        let graph = try Self.graph()
        let names = Dictionary(uniqueKeysWithValues: graph.nodes.map { ($0.id, $0.name) })
        let told = graph.edges.map { "\(names[$0.from] ?? "?") \($0.relation.rawValue) \(names[$0.to] ?? "?")" }
        let image = "${Repository.RepositoryUri}:${AWS::StackName}"
        for expected in [
            "Service runs orders", "orders has web", "web uses \(image)", "\(image) storedIn repo-server",
            "server/Dockerfile builds \(image)", "web logsTo Logs", "web reads /orders/key", "orders actsAs Role",
            "Service isReachedBy Group", "Listener forwards Group", "Listener belongsTo Balancer",
        ] {
            #expect(told.contains(expected))
        }
        #expect(!told.contains { $0.hasPrefix("worker/Dockerfile") })
    }

    @Test func edgesNameThePlacesOfBothFiles() throws {
        let graph = try Self.graph()
        let edge = try #require(graph.edges.first { $0.relation == .builds })
        #expect(edge.places.map(\.shown) == ["server/Dockerfile:1", "stack.yaml:12"])
        #expect(graph.mapPaths { "x/" + $0 }.edges.flatMap(\.places).allSatisfy { $0.path.hasPrefix("x/") })
    }

    @Test func idsAreUnique() throws {
        let ids = try Self.graph().nodes.map(\.id)
        #expect(Set(ids).count == ids.count)
    }
}
