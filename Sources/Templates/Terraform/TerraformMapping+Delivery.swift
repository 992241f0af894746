import Basics
import ECSModel

extension TerraformMapping {
    static let delivery: [String: TerraformMapping] = [
        "aws_codebuild_project": TerraformMapping(
            type: ResourceType.codeBuildProject, documents: ["buildspec"], change: buildProject),
        TerraformPart.webhook: TerraformMapping(type: TerraformPart.webhook) { bag in
            bag.list("filter_group", "filterGroups") { $0.list("filter") }
            // CloudFormation has a group as the list of its filters.
            if let groups = bag.take("filterGroups") {
                let items = groups.value.items.map { group in
                    group["filter"] ?? Term(.list([]), group.place)
                }
                let value = groups.value.isUnknown ? groups.value : Term(.list(items), groups.value.place)
                bag.put("filterGroups", value, groups.keyPlace)
            }
            bag.put("webhook", Term(.bool(true), bag.place))
            bag.single("pull_request_build_policy")
            bag.single("scope_configuration")
        },
        "aws_codebuild_source_credential": TerraformMapping(type: ResourceType.sourceCredential),
        "aws_codebuild_report_group": TerraformMapping(type: ResourceType.reportGroup) { bag in
            bag.single("export_config") { $0.single("s3_destination") }
            tags(&bag)
        },
        "aws_codepipeline": TerraformMapping(type: ResourceType.pipeline, change: pipeline),
        "aws_codedeploy_app": TerraformMapping(type: ResourceType.deploymentApplication) { bag in
            bag.rename("name", "applicationName")
            tags(&bag)
        },
        "aws_codedeploy_deployment_group": TerraformMapping(
            type: ResourceType.deploymentGroup, change: deploymentGroup),
        "aws_codestarnotifications_notification_rule": TerraformMapping(type: ResourceType.notificationRule) { bag in
            bag.list("target", "targets") { bag in
                bag.rename("address", "targetAddress")
                bag.rename("type", "targetType")
            }
            bag.drop("tags_all", "region")
        },
        "aws_sns_topic": TerraformMapping(type: ResourceType.topic, documents: ["policy"]) { bag in
            bag.rename("name", "topicName")
            tags(&bag)
        },
    ]

    @Sendable private static func buildProject(_ bag: inout TerraformBag) {
        bag.rename("build_timeout", "timeoutInMinutes")
        bag.rename("queued_timeout", "queuedTimeoutInMinutes")
        bag.rename("project_visibility", "visibility")
        bag.single("environment") { bag in
            bag.list("environment_variable", "environmentVariables")
            bag.single("registry_credential")
            bag.single("fleet")
        }
        bag.single("source") { bag in
            bag.single("auth")
            bag.single("git_submodules_config")
        }
        bag.list("secondary_sources") { $0.single("auth") }
        bag.single("artifacts")
        bag.list("secondary_artifacts")
        bag.single("cache")
        bag.single("vpc_config")
        bag.single("logs_config") { bag in
            bag.single("cloudwatch_logs", "cloudWatchLogs")
            bag.single("s3_logs", "s3Logs")
        }
        tags(&bag)
    }

    @Sendable private static func pipeline(_ bag: inout TerraformBag) {
        if bag["artifact_store"]?.items.count ?? 0 < 2 {
            bag.single("artifact_store") { $0.single("encryption_key") }
        } else if let entry = bag.take("artifact_store") {
            // CloudFormation has the Region beside the store.
            let items = entry.value.items.map { item -> Term in
                TerraformBag.changed(item) { bag in
                    bag.single("encryption_key")
                    var outer = TerraformBag(bag.place)
                    if let region = bag.take("region") { outer.put("region", region.value, region.keyPlace) }
                    outer.put("artifactStore", bag.term)
                    bag = outer
                }
            }
            bag.put("artifactStores", Term(.list(items), entry.value.place), entry.keyPlace)
        }
        bag.list("stage", "stages") { bag in
            bag.list("action", "actions", pipelineAction)
            for key in ["on_failure", "on_success", "before_entry"] {
                bag.single(key) { bag in
                    bag.list("condition", "conditions") { $0.list("rule", "rules") }
                    bag.single("retry_configuration")
                }
            }
        }
        bag.list("variable", "variables")
        bag.list("trigger", "triggers") { bag in
            bag.single("git_configuration") { bag in
                bag.list("push", nil, gitFilter)
                bag.list("pull_request", nil, gitFilter)
            }
        }
        tags(&bag)
    }

    @Sendable private static func gitFilter(_ bag: inout TerraformBag) {
        for key in ["branches", "tags", "file_paths"] { bag.single(key) }
    }

    @Sendable private static func pipelineAction(_ bag: inout TerraformBag) {
        bag.nest(
            "actionTypeId",
            [("category", "category"), ("owner", "owner"), ("provider", "provider"), ("version", "version")])
        for key in ["input_artifacts", "output_artifacts"] {
            guard let entry = bag.take(key) else { continue }
            bag.put(key, named(entry.value), entry.keyPlace)
        }
        bag.list("environment_variable", "environmentVariables")
    }

    /// Texts as maps with a name, as CloudFormation has them.
    private static func named(_ list: Term) -> Term {
        guard !list.isUnknown else { return list }
        let items = list.items.map { item -> Term in
            Term(.map([TermEntry(key: "name", keyPlace: item.place, value: item)]), item.place)
        }
        return Term(.list(items), list.place)
    }

    @Sendable private static func deploymentGroup(_ bag: inout TerraformBag) {
        bag.rename("app_name", "applicationName")
        bag.list("ecs_service", "ecsServices")
        bag.single("deployment_style")
        bag.single("auto_rollback_configuration")
        bag.single("alarm_configuration") { bag in
            guard let alarms = bag.take("alarms") else { return }
            bag.put("alarms", named(alarms.value), alarms.keyPlace)
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
    }
}
