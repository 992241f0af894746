import Basics
import ECSModel
import Templates
import Testing
import Workload

@testable import Scaling

struct PolicyReaderTests {
    private static func setup(_ text: String, service: String? = nil) throws -> ScalingSetup? {
        try PolicyFile.setup(Document.read(SourceFile(path: "p.json", text: text)), service: service)
    }

    private static func failure(_ text: String, service: String? = nil) -> Failure? {
        do {
            _ = try setup(text, service: service)
            return nil
        } catch {
            return error as? Failure
        }
    }

    private static func tracking(_ setup: ScalingSetup?) -> ScalingPolicy.Tracking? {
        if case .tracking(let tracking)? = setup?.policies.first?.kind { tracking } else { nil }
    }

    private static func step(_ setup: ScalingSetup?) -> ScalingPolicy.Step? {
        if case .step(let step)? = setup?.policies.first?.kind { step } else { nil }
    }

    // https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html and
    // API_TargetTrackingScalingPolicyConfiguration.html (300 seconds for ECS services where none is told)
    @Test func theInputOfPutScalingPolicyIsRead() throws {
        let setup = try Self.setup(
            """
            {"PolicyName": "cpu", "PolicyType": "TargetTrackingScaling", "ServiceNamespace": "ecs",
             "ResourceId": "service/main/web", "ScalableDimension": "ecs:service:DesiredCount",
             "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 62.5, "ScaleOutCooldown": 60,
               "DisableScaleIn": true,
               "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}}
            """)
        #expect(setup?.service == "web" && setup?.policies.map(\.name) == ["cpu"])
        let tracking = try #require(Self.tracking(setup))
        #expect(tracking.target == 62.5 && tracking.scaleOutCooldown == 60 && tracking.scaleInCooldown == 300)
        #expect(tracking.disablesScaleIn && tracking.metric.column == "cpu" && tracking.metric.form == .perTask)
        #expect(setup?.minimum == nil)
    }

    @Test func theAnswersOfTheDescribeCommandsAreRead() throws {
        let setup = try Self.setup(
            """
            {"ScalableTargets": [{"ServiceNamespace": "ecs", "ResourceId": "service/main/web", "MinCapacity": 2,
               "MaxCapacity": 9, "SuspendedState": {"DynamicScalingInSuspended": true}}],
             "ScalingPolicies": [{"PolicyName": "burst", "PolicyType": "StepScaling", "ResourceId": "service/main/web",
               "StepScalingPolicyConfiguration": {"AdjustmentType": "PercentChangeInCapacity", "Cooldown": 120,
                 "MinAdjustmentMagnitude": 2, "MetricAggregationType": "Maximum",
                 "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 25}]},
               "Alarms": [{"AlarmName": "hot", "AlarmARN": "arn:aws:cloudwatch:x:1:alarm:hot"}]}],
             "MetricAlarms": [{"AlarmName": "hot", "MetricName": "CPUUtilization", "Namespace": "AWS/ECS", "Period": 120,
               "EvaluationPeriods": 3, "DatapointsToAlarm": 2, "Threshold": 85, "Statistic": "Maximum",
               "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "notBreaching",
               "AlarmActions": ["arn:aws:autoscaling:x:1:scalingPolicy:u:resource/ecs/service/main/web:policyName/burst"]},
               {"AlarmName": "other", "MetricName": "CPUUtilization", "EvaluationPeriods": 1, "Threshold": 1,
                "ComparisonOperator": "LessThanThreshold", "AlarmActions": ["arn:aws:sns:x:1:mail"]}]}
            """)
        #expect(setup?.minimum == 2 && setup?.maximum == 9 && setup?.suspendsScaleIn == true)
        let step = try #require(Self.step(setup))
        #expect(step.adjustment == .percent && step.minimumMagnitude == 2 && step.aggregation == .maximum)
        #expect(step.cooldown == 120 && step.steps == [StepAdjustment(0, nil, 25)])
        let alarm = try #require(step.alarms.first)
        #expect(step.alarms.count == 1 && alarm.name == "hot" && alarm.period == 120 && alarm.statistic == .maximum)
        #expect(alarm.evaluationPeriods == 3 && alarm.datapointsToAlarm == 2 && alarm.missingData == .notBreaching)
    }

    // https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
    @Test func theGuidesConfigurationOfAQueueIsRead() throws {
        let setup = try Self.setup(
            """
            {"CustomizedMetricSpecification": {"Metrics": [
              {"Id": "m1", "MetricStat": {"Metric": {"MetricName": "ApproximateNumberOfMessagesVisible",
                "Namespace": "AWS/SQS"}, "Stat": "Sum"}, "ReturnData": false},
              {"Id": "m2", "MetricStat": {"Metric": {"MetricName": "RunningTaskCount",
                "Namespace": "ECS/ContainerInsights"}, "Stat": "Average"}, "ReturnData": false},
              {"Id": "e1", "Expression": "m1 / m2", "ReturnData": true}]}, "TargetValue": 100}
            """)
        let tracking = try #require(Self.tracking(setup))
        #expect(tracking.metric.column == "ApproximateNumberOfMessagesVisible" && tracking.metric.form == .perTask)
        #expect(tracking.target == 100)
    }

    @Test func alarmsMayStandWithinThePolicy() throws {
        let setup = try Self.setup(
            """
            [{"MinCapacity": 1, "MaxCapacity": 4},
             {"PolicyName": "in", "StepScalingPolicyConfiguration": {"AdjustmentType": "ChangeInCapacity",
               "StepAdjustments": [{"MetricIntervalUpperBound": 0, "ScalingAdjustment": -1}]},
              "Alarms": [{"MetricName": "RequestCount", "Threshold": 100, "EvaluationPeriods": 2, "Statistic": "Sum",
                "ComparisonOperator": "LessThanThreshold"}]}]
            """)
        let alarm = try #require(Self.step(setup)?.alarms.first)
        #expect(alarm.metric.column == "requests" && alarm.metric.form == .total && alarm.statistic == .sum)
        #expect(setup?.maximum == 4)
    }

    @Test func ofSeveralServicesOneIsAskedFor() throws {
        func policy(_ service: String) -> String {
            """
            {"PolicyName": "\(service)-cpu", "ResourceId": "service/main/\(service)",
             "TargetTrackingScalingPolicyConfiguration": {"TargetValue": 50,
               "PredefinedMetricSpecification": {"PredefinedMetricType": "ECSServiceAverageCPUUtilization"}}}
            """
        }
        let text = "[\(policy("web")), \(policy("api"))]"
        #expect(Self.failure(text)?.text(.english).contains("--service: `api`, `web`") == true)
        #expect(try Self.setup(text, service: "api")?.policies.map(\.name) == ["api-cpu"])
        #expect(Self.failure(text, service: "none")?.code == .notFound)
    }

    @Test(arguments: [
        (
            #"{"TargetValue": 0, "PredefinedMetricSpecification": {"PredefinedMetricType": "x"}}"#,
            "p.json:1:17: The target"
        ),
        (#"{"TargetValue": 50}"#, "names no metric"),
        (#"{"PolicyName": "p", "TargetTrackingScalingPolicyConfiguration": {}}"#, "`targetValue` of `p` is missing"),
        (
            #"{"TargetValue": "${Target}", "PredefinedMetricSpecification": {"PredefinedMetricType": "x"}}"#,
            "is not known from the files (`Target`)"
        ),
        (
            #"{"AdjustmentType": "More", "StepAdjustments": [{"ScalingAdjustment": 1}]}"#,
            "must be one of `ChangeInCapacity`"
        ),
        (#"{"AdjustmentType": "ChangeInCapacity", "StepAdjustments": []}"#, "at least one step adjustment"),
        (
            #"{"AdjustmentType": "ChangeInCapacity", "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 1.5}]}"#,
            "`scalingAdjustment`"
        ),
        (
            #"[{"TargetValue": 1, "PredefinedMetricSpecification": {"PredefinedMetricType": "x"}}, {"MinCapacity": -1}]"#,
            "`minCapacity`"
        ),
        (
            #"{"ComparisonOperator": "GreaterThanThreshold", "Threshold": 1, "MetricName": "x", "Period": 30}"#,
            "60 or a multiple"
        ),
    ])
    func whatCannotBeUsedIsTold(text: String, words: String) throws {
        let failure = try #require(Self.failure(text))
        #expect(failure.text(.english).contains(words), "\(failure.text(.english))")
        #expect(failure.text(.english).contains("p.json:1:"))
        #expect(failure.text(.japanese) != failure.text(.english))
    }

    @Test func whatIsNotSimulatedIsNoted() throws {
        let setup = try Self.setup(
            """
            [{"PolicyName": "p", "PolicyType": "PredictiveScaling", "PredictiveScalingPolicyConfiguration": {}},
             {"ScheduledActionName": "night", "Schedule": "cron(0 20 * * ? *)"},
             {"PolicyName": "s", "StepScalingPolicyConfiguration": {"AdjustmentType": "ExactCapacity",
               "StepAdjustments": [{"MetricIntervalLowerBound": 0, "ScalingAdjustment": 3}]}}]
            """)
        let notes = setup?.notes.map(\.en).joined(separator: "\n") ?? ""
        #expect(
            notes.contains("predictive") && notes.contains("Scheduled actions") && notes.contains("`s` has no alarm"))
    }

    // MARK: Definitions

    static let template = """
        Resources:
          Service:
            Type: AWS::ECS::Service
            Properties: {ServiceName: web, DesiredCount: 3}
          Target:
            Type: AWS::ApplicationAutoScaling::ScalableTarget
            Properties:
              ResourceId: !Sub "service/main/${Service.Name}"
              ScalableDimension: ecs:service:DesiredCount
              ServiceNamespace: ecs
              MinCapacity: 2
              MaxCapacity: 8
          Out:
            Type: AWS::ApplicationAutoScaling::ScalingPolicy
            Properties:
              PolicyName: out
              PolicyType: StepScaling
              ScalingTargetId: !Ref Target
              StepScalingPolicyConfiguration:
                AdjustmentType: ChangeInCapacity
                StepAdjustments: [{MetricIntervalLowerBound: 0, ScalingAdjustment: 2}]
          Busy:
            Type: AWS::CloudWatch::Alarm
            Properties:
              Namespace: AWS/ECS
              MetricName: CPUUtilization
              Statistic: Average
              Period: 60
              EvaluationPeriods: 2
              Threshold: 80
              ComparisonOperator: GreaterThanThreshold
              AlarmActions: [!Ref Out]
        """

    static let terraform = """
        resource "aws_ecs_service" "web" {
          name = "web"
          desired_count = 3
        }
        resource "aws_appautoscaling_target" "web" {
          service_namespace = "ecs"
          scalable_dimension = "ecs:service:DesiredCount"
          resource_id = "service/main/${aws_ecs_service.web.name}"
          min_capacity = 2
          max_capacity = 8
        }
        resource "aws_appautoscaling_policy" "out" {
          name = "out"
          policy_type = "StepScaling"
          service_namespace = "ecs"
          scalable_dimension = "ecs:service:DesiredCount"
          resource_id = aws_appautoscaling_target.web.resource_id
          step_scaling_policy_configuration {
            adjustment_type = "ChangeInCapacity"
            step_adjustment {
              metric_interval_lower_bound = 0
              scaling_adjustment = 2
            }
          }
        }
        resource "aws_cloudwatch_metric_alarm" "busy" {
          alarm_name = "busy"
          namespace = "AWS/ECS"
          metric_name = "CPUUtilization"
          statistic = "Average"
          period = 60
          evaluation_periods = 2
          threshold = 80
          comparison_operator = "GreaterThanThreshold"
          alarm_actions = [aws_appautoscaling_policy.out.arn]
        }
        """

    @Test(arguments: [("stack.yaml", template), ("main.tf", terraform)])
    func definitionsOfBothKindsAreRead(path: String, text: String) throws {
        let system = DefinitionLoader(tree: MemoryTree([path: text])).load([path]).likeliest
        let (setup, node) = try ServicePolicies.find(system, service: nil)
        #expect(node.name == "web" && setup.service == "web")
        #expect(setup.minimum == 2 && setup.maximum == 8 && setup.desired == 3)
        let step = try #require(Self.step(setup))
        #expect(step.steps == [StepAdjustment(0, nil, 2)] && step.cooldown == 300)
        #expect(step.alarms.count == 1 && step.alarms.first?.threshold == 80)
        #expect(step.alarms.first?.datapointsToAlarm == 2)
    }

    @Test func aServiceThatIsNotThereIsTold() throws {
        let system = DefinitionLoader(tree: MemoryTree(["s.yaml": Self.template])).load(["s.yaml"]).likeliest
        #expect(throws: Failure.self) { try ServicePolicies.find(system, service: "api") }
        let empty = DefinitionLoader(tree: MemoryTree([String: String]())).load([]).likeliest
        #expect(throws: Failure.self) { try ServicePolicies.find(empty, service: nil) }
    }

    @Test(arguments: 0..<200)
    func noJSONBringsItDown(seed: Int) {
        var dice = Dice(seed)
        let keys = [
            "PolicyName", "StepScalingPolicyConfiguration", "TargetTrackingScalingPolicyConfiguration",
            "StepAdjustments",
            "TargetValue", "MinCapacity", "Threshold", "ComparisonOperator", "Metrics", "Expression", "Id", "Alarms",
            "AlarmActions", "Period", "PredefinedMetricSpecification", "ScalingAdjustment", "AdjustmentType",
        ]
        let values = [
            "1", "-1", "1e999", "\"\"", "null", "true", "99999999999999999999", "\"ChangeInCapacity\"", "[]", "{}",
            "\"m1 / m2\"", "\"GreaterThanThreshold\"", "0.5",
        ]
        func value(_ depth: Int) -> String {
            guard depth < 6, dice.next(3) > 0 else { return values[dice.next(values.count)] }
            let items = (0..<dice.next(5)).map { _ in
                "\"\(keys[dice.next(keys.count)])\": \(value(depth + 1))"
            }
            return dice.next(3) == 0 ? "[\(value(depth + 1))]" : "{\(items.joined(separator: ", "))}"
        }
        _ = try? Self.setup(value(0))
    }
}
