import Basics
import ECSModel
import Templates
import Testing

/// Inputs and answers of Application Auto Scaling.
struct ScalingTests {
    private static func resources(_ text: String) throws -> [Resource] {
        RawDefinition.resources(of: try Document.read(SourceFile(path: "scaling.json", text: text)))
    }

    @Test(
        arguments: [
            (
                #"{"ServiceNamespace": "ecs", "ResourceId": "service/a/b", "ScalableDimension": "ecs:service:DesiredCount", "MinCapacity": 1, "MaxCapacity": 4}"#,
                [ResourceType.scalableTarget]
            ),
            (
                #"{"ScalingPolicies": [{"PolicyName": "cpu", "PolicyType": "TargetTrackingScaling", "ResourceId": "service/a/b"}]}"#,
                [ResourceType.scalingPolicy]
            ),
            (
                #"{"ServiceNamespace": "ecs", "ResourceId": "service/a/b", "ScheduledActionName": "night", "Schedule": "cron(0 0 * * ? *)"}"#,
                ["AWS::ApplicationAutoScaling::ScheduledAction"]
            ),
            (
                #"{"ServiceNamespace": "dynamodb", "ResourceId": "table/a", "ScalableDimension": "dynamodb:table:ReadCapacityUnits", "MinCapacity": 1}"#,
                []
            ),
            (#"{"ResourceId": "service/a/b"}"#, []),
        ] as [(String, [String])])
    func eachIsFound(text: String, types: [String]) throws {
        #expect(try Self.resources(text).map(\.type) == types)
    }

    @Test func scheduledActionsJoinTheirTarget() throws {
        let id = #""ResourceId": "service/a/b", "ServiceNamespace": "ecs""#
        let found = try Self.resources(
            """
            [{\(id), "ScheduledActionName": "night", "Schedule": "cron(0 22 * * ? *)"},
             {\(id), "MinCapacity": 2, "MaxCapacity": 4},
             {"ResourceId": "service/a/c", "ScheduledActionName": "other", "Schedule": "rate(1 day)"}]
            """)
        #expect(
            found.map(\.type)
                == [ResourceType.scalableTarget, "AWS::ApplicationAutoScaling::ScheduledAction"])
        let actions = try #require(found.first?.properties["scheduledActions"])
        #expect(actions.items.map { $0["scheduledActionName"]?.string } == ["night"])
        #expect(actions.items.first?["schedule"]?.span.start.line == 1)
    }
}
