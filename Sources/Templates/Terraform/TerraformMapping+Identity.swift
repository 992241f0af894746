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

    static let delivery: [String: TerraformMapping] = [
        "aws_codebuild_project": TerraformMapping(type: ResourceType.codeBuildProject) { bag in
            bag.single("environment") { bag in
                bag.list("environment_variable", "environmentVariables")
                bag.single("registry_credential")
            }
            bag.single("source")
            bag.single("artifacts")
            bag.single("cache")
            bag.single("vpc_config")
            bag.single("logs_config")
            tags(&bag)
        },
        "aws_codepipeline": TerraformMapping(type: ResourceType.pipeline) { bag in
            if bag["artifact_store"]?.items.count ?? 0 < 2 { bag.single("artifact_store") }
            bag.list("stage", "stages") { $0.list("action", "actions", pipelineAction) }
            tags(&bag)
        },
        "aws_codedeploy_app": TerraformMapping(type: "AWS::CodeDeploy::Application") { bag in
            bag.rename("name", "applicationName")
            tags(&bag)
        },
        "aws_codedeploy_deployment_group": TerraformMapping(type: ResourceType.deploymentGroup) { bag in
            bag.rename("app_name", "applicationName")
            bag.list("ecs_service", "ecsServices")
            bag.single("deployment_style")
            bag.single("auto_rollback_configuration")
            bag.single("alarm_configuration") { bag in
                guard let alarms = bag.take("alarms") else { return }
                let items = alarms.value.items.map { item -> Term in
                    Term(.map([TermEntry(key: "name", keyPlace: item.place, value: item)]), item.place)
                }
                let value = alarms.value.isUnknown ? alarms.value : Term(.list(items), alarms.value.place)
                bag.put("alarms", value, alarms.keyPlace)
            }
            bag.single("blue_green_deployment_config", "blueGreenDeploymentConfiguration") { bag in
                bag.single("deployment_ready_option")
                bag.single("terminate_blue_instances_on_deployment_success")
            }
            bag.single("load_balancer_info") { bag in
                bag.list("target_group_pair_info", "targetGroupPairInfoList") { bag in
                    bag.single("prod_traffic_route")
                    bag.single("test_traffic_route")
                    bag.list("target_group", "targetGroups")
                }
                bag.list("target_group_info", "targetGroupInfoList")
            }
            bag.list("trigger_configuration", "triggerConfigurations")
            tags(&bag)
        },
    ]

    @Sendable private static func pipelineAction(_ bag: inout TerraformBag) {
        bag.nest(
            "actionTypeId",
            [("category", "category"), ("owner", "owner"), ("provider", "provider"), ("version", "version")])
        for key in ["input_artifacts", "output_artifacts"] {
            guard let entry = bag.take(key) else { continue }
            let items = entry.value.items.map { item -> Term in
                Term(.map([TermEntry(key: "name", keyPlace: item.place, value: item)]), item.place)
            }
            bag.put(key, entry.value.isUnknown ? entry.value : Term(.list(items), entry.value.place), entry.keyPlace)
        }
    }
}
