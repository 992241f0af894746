import Basics
import ECSModel
import Testing
import Workload

/// Definitions of several files as one system.
struct SystemTests {
    private static func load(_ files: [String: String]) -> Infrastructure {
        let tree = MemoryTree(files)
        return DefinitionLoader(tree: tree).load(Discovery.find(in: tree).definitionCandidates)
    }

    private static let template = """
        Parameters: {Env: {Type: String, Default: dev}}
        Conditions: {IsProd: !Equals [!Ref Env, prod]}
        Resources:
          Cluster: {Type: 'AWS::ECS::Cluster', Properties: {ClusterName: main}}
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: orders
              RequiresCompatibilities: [FARGATE]
              TaskRoleArn: !GetAtt Role.Arn
              ContainerDefinitions:
                - {Name: orders, Image: !Sub '${AWS::AccountId}.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:${Env}'}
          Role: {Type: 'AWS::IAM::Role', Properties: {RoleName: orders-task}}
          Service:
            Type: AWS::ECS::Service
            Properties:
              Cluster: !Ref Cluster
              TaskDefinition: !Ref Task
              DesiredCount: !If [IsProd, 4, 1]
              LoadBalancers: [{TargetGroupArn: !Ref Group, ContainerName: orders, ContainerPort: 8080}]
          Group: {Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: {Port: 80}}
          Listener:
            Type: AWS::ElasticLoadBalancingV2::Listener
            Properties: {DefaultActions: [{Type: forward, TargetGroupArn: !Ref Group}]}
          Target:
            Type: AWS::ApplicationAutoScaling::ScalableTarget
            Properties: {ResourceId: !Sub 'service/${Cluster}/${Service.Name}', MaxCapacity: 4}
          Policy:
            Type: AWS::ApplicationAutoScaling::ScalingPolicy
            Properties: {ScalingTargetId: !Ref Target}
        """

    @Test func referencesAreFollowed() throws {
        let systems = Self.load(["stack.yaml": Self.template]).systems()
        #expect(systems.map(\.changed) == [nil, [0]])
        let service = try #require(systems.first?.system.services.first)
        #expect(service.task?.name == "orders")
        #expect(service.task?.taskRole?.resource.address == "Role")
        #expect(service.task?.runsOnFargate == true)
        #expect(service.cluster?.resource.address == "Cluster")
        #expect(service.scalableTarget?.resource.address == "Target")
        #expect(service.scalingPolicies.map(\.resource.address) == ["Policy"])
        let group = try #require(service.targets.first?.group)
        #expect(service.forwarders(to: group).map(\.resource.address) == ["Listener"])
        #expect(systems.map { $0.system.services.first?.service.desiredCount.value } == [1, 4])
        #expect(systems.map { $0.system.assumptions } == [["Env = dev"], ["Env = *"]] || systems.count == 2)
    }

    @Test func namesAndARNsAreFollowedAcrossFiles() throws {
        let system = try #require(
            Self.load([
                "ecs/taskdef.json": #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web"}]}"#,
                "ecs/service.json":
                    #"{"serviceName": "web", "desiredCount": 1, "taskDefinition": "arn:aws:ecs:eu-west-1:1:task-definition/web:7"}"#,
            ]).systems().first?.system)
        #expect(system.services.first?.task?.name == "web")
        #expect(system.tasks.first?.services.count == 1)
    }

    @Test func brokenFilesAreTold() {
        let found = Self.load(["taskdef.json": #"{"containerDefinitions": [{"#, "notes.json": "{"])
        #expect(found.files.map(\.path) == ["taskdef.json"])
        #expect(found.stacks.isEmpty)
    }

    @Test(
        arguments: [
            ("1.dkr.ecr.eu-west-1.amazonaws.com/team/app:v1", "team/app", "v1", "eu-west-1"),
            ("nginx", "nginx", nil, nil),
            ("nginx:1.27", "nginx", "1.27", nil), ("localhost:5000/app", "app", nil, nil),
            ("ghcr.io/a/b@sha256:00", "a/b", nil, nil),
        ] as [(String, String, String?, String?)])
    func imagesAreTakenApart(text: String, repository: String, tag: String?, region: String?) {
        let image = ImageName(TermText(text))
        #expect(image.repository == repository)
        #expect(image.tag == tag)
        #expect(image.region == region)
    }

    @Test func imagesWithUnknownPartsAreTakenApart() {
        let unknown = TermText.Part.unknown(Unknown(.parameter, "X"))
        let image = ImageName(
            TermText([unknown, .literal(".dkr.ecr.us-east-1.amazonaws.com/shop/orders:"), unknown]))
        #expect(image.repository == "shop/orders")
        #expect(image.region == "us-east-1")
        #expect(image.tag == nil && !image.isUntagged)
        #expect(ImageName(TermText([unknown, .literal("/orders:latest")])).tag == "latest")
    }
}
