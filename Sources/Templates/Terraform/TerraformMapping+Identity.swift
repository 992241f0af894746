import Basics
import ECSModel

extension TerraformMapping {
    static let identity: [String: TerraformMapping] = [
        "aws_iam_role": TerraformMapping(
            type: ResourceType.role, documents: ["assume_role_policy", "policy"]
        ) { bag in
            bag.rename("name", "roleName")
            bag.rename("assume_role_policy", "assumeRolePolicyDocument")
            bag.drop("force_detach_policies")
            bag.list("inline_policy", "policies", policy)
            tags(&bag)
        },
        "aws_iam_role_policy": TerraformMapping(type: ResourceType.rolePolicy, documents: ["policy"]) { bag in
            bag.rename("role", "roleName")
            policy(&bag)
        },
        "aws_iam_policy": TerraformMapping(type: ResourceType.managedPolicy, documents: ["policy"]) { bag in
            bag.rename("name", "managedPolicyName")
            bag.rename("policy", "policyDocument")
            tags(&bag)
        },
        TerraformPart.rolePolicyAttachment: TerraformMapping(type: TerraformPart.rolePolicyAttachment),
        TerraformPart.policyAttachment: TerraformMapping(type: TerraformPart.policyAttachment),
        TerraformPart.exclusiveAttachments: TerraformMapping(type: TerraformPart.exclusiveAttachments),
        "aws_secretsmanager_secret": TerraformMapping(type: ResourceType.secret, documents: ["policy"]) { bag in
            bag.drop("force_overwrite_replica_secret")
            tags(&bag)
        },
        "aws_secretsmanager_secret_rotation": TerraformMapping(type: "AWS::SecretsManager::RotationSchedule") { bag in
            bag.single("rotation_rules")
        },
        "aws_ssm_parameter": TerraformMapping(type: ResourceType.parameter) { bag in
            bag.drop("overwrite")
            tags(&bag)
        },
        "aws_iam_openid_connect_provider": TerraformMapping(type: ResourceType.identityProvider, change: tags),
        "aws_guardduty_detector": TerraformMapping(type: "AWS::GuardDuty::Detector") { bag in
            bag.single("datasources")
            tags(&bag)
        },
        "aws_guardduty_detector_feature": TerraformMapping(type: "AWS::GuardDuty::DetectorFeature"),
    ]

    @Sendable private static func policy(_ bag: inout TerraformBag) {
        bag.rename("name", "policyName")
        bag.rename("policy", "policyDocument")
    }

    static let observation: [String: TerraformMapping] = [
        "aws_cloudwatch_log_group": TerraformMapping(type: ResourceType.logGroup) { bag in
            bag.rename("name", "logGroupName")
            bag.drop("skip_destroy")
            // 0 is for ever, as in CloudFormation where nothing is written.
            if bag["retention_in_days"]?.string == "0" { bag.drop("retention_in_days") }
            tags(&bag)
        },
        "aws_cloudwatch_metric_alarm": TerraformMapping(type: ResourceType.alarm) { bag in
            bag.pairs("dimensions")
            bag.list("metric_query", "metrics") { bag in
                bag.single("metric", "metricStat") { bag in
                    bag.pairs("dimensions")
                    bag.nest(
                        "metric",
                        [("metric_name", "metricName"), ("namespace", "namespace"), ("dimensions", "dimensions")])
                }
            }
            tags(&bag)
        },
        "aws_cloudwatch_composite_alarm": TerraformMapping(type: "AWS::CloudWatch::CompositeAlarm", change: tags),
        "aws_cloudwatch_event_rule": TerraformMapping(
            type: ResourceType.eventRule, documents: ["event_pattern"]
        ) { bag in
            bag.word("is_enabled", "state", true: "ENABLED", false: "DISABLED")
            tags(&bag)
        },
        TerraformPart.eventTarget: TerraformMapping(type: TerraformPart.eventTarget, documents: ["input"]) { bag in
            bag.rename("target_id", "id")
            bag.single("ecs_target", "ecsParameters", ecsParameters)
            bag.single("dead_letter_config")
            bag.single("retry_policy")
            bag.single("input_transformer")
        },
        "aws_scheduler_schedule": TerraformMapping(type: ResourceType.schedule, documents: ["input"]) { bag in
            bag.single("flexible_time_window")
            bag.single("target") { bag in
                bag.single("ecs_parameters", nil, ecsParameters)
                bag.single("dead_letter_config")
                bag.single("retry_policy")
            }
        },
    ]

    @Sendable private static func ecsParameters(_ bag: inout TerraformBag) {
        bag.single("network_configuration") { bag in
            bag.word("assign_public_ip", "assignPublicIp", true: "ENABLED", false: "DISABLED")
            let inner = bag.term
            bag = TerraformBag(bag.place)
            bag.put("awsvpcConfiguration", inner)
        }
        bag.list("capacity_provider_strategy")
        bag.list("ordered_placement_strategy", "placementStrategy")
        bag.list("placement_constraint", "placementConstraints")
        bag.list("placement_constraints")
    }
}
