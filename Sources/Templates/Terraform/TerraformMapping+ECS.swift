import Basics
import ECSModel

extension TerraformMapping {
    static let ecs: [String: TerraformMapping] = [
        "aws_ecs_task_definition": TerraformMapping(
            type: ResourceType.taskDefinition, documents: ["container_definitions"], change: taskDefinition),
        "aws_ecs_service": TerraformMapping(type: ResourceType.service, change: service),
        "aws_ecs_task_set": TerraformMapping(type: ResourceType.taskSet, change: service),
        "aws_ecs_cluster": TerraformMapping(type: ResourceType.cluster) { bag in
            bag.rename("name", "clusterName")
            bag.list("setting", "clusterSettings")
            bag.single("configuration") { bag in
                bag.single("execute_command_configuration") { $0.single("log_configuration") }
            }
            bag.single("service_connect_defaults")
            bag.list("default_capacity_provider_strategy")
            tags(&bag)
        },
        "aws_ecs_cluster_capacity_providers": TerraformMapping(
            type: "AWS::ECS::ClusterCapacityProviderAssociations"
        ) { bag in
            bag.rename("cluster_name", "cluster")
            bag.list("default_capacity_provider_strategy")
        },
        "aws_ecs_capacity_provider": TerraformMapping(type: ResourceType.capacityProvider) { bag in
            bag.single("auto_scaling_group_provider") { $0.single("managed_scaling") }
            tags(&bag)
        },
    ]

    /// ECS has tags as a list.
    @Sendable static func tags(_ bag: inout TerraformBag) {
        bag.drop("tags_all", "timeouts", "region")
        bag.pairs("tags", keyName: "key")
    }

    @Sendable static func taskDefinition(_ bag: inout TerraformBag) {
        bag.drop("skip_destroy", "track_latest")
        bag.list("volume", "volumes") { bag in
            bag.nest("host", [("host_path", "sourcePath")])
            bag.rename("configure_at_launch", "configuredAtLaunch")
            bag.single("efs_volume_configuration") { $0.single("authorization_config") }
            bag.single("docker_volume_configuration")
            bag.single("fsx_windows_file_server_volume_configuration") { $0.single("authorization_config") }
        }
        bag.single("runtime_platform")
        bag.single("ephemeral_storage")
        bag.single("proxy_configuration") { $0.pairs("properties") }
        bag.list("inference_accelerator", "inferenceAccelerators")
        bag.list("placement_constraints")
        tags(&bag)
    }

    @Sendable static func service(_ bag: inout TerraformBag) {
        bag.rename("name", "serviceName")
        bag.rename("iam_role", "role")
        revision(&bag)
        bag.drop("wait_for_steady_state", "force_new_deployment", "triggers", "force_delete", "sigint_rollback")
        bag.drop("wait_until_stable", "wait_until_stable_timeout")
        bag.single("network_configuration") { bag in
            bag.word("assign_public_ip", "assignPublicIp", true: "ENABLED", false: "DISABLED")
            let inner = bag.term
            bag = TerraformBag(bag.place)
            bag.put("awsvpcConfiguration", inner)
        }
        bag.list("load_balancer", "loadBalancers") { bag in
            bag.rename("elb_name", "loadBalancerName")
            bag.single("advanced_configuration")
        }
        bag.single("deployment_configuration") { $0.list("lifecycle_hook", "lifecycleHooks") }
        bag.rename("deployment_configuration", "deploymentConfiguration")
        bag.single("deployment_circuit_breaker")
        bag.single("alarms")
        bag.nest(
            "deploymentConfiguration",
            [
                ("deployment_minimum_healthy_percent", "minimumHealthyPercent"),
                ("deployment_maximum_percent", "maximumPercent"),
                ("deployment_circuit_breaker", "deploymentCircuitBreaker"), ("alarms", "alarms"),
            ])
        bag.single("deployment_controller")
        bag.list("capacity_provider_strategy")
        bag.list("service_registries")
        bag.list("ordered_placement_strategy", "placementStrategy")
        bag.list("placement_constraints")
        bag.single("service_connect_configuration") { bag in
            bag.single("log_configuration") { $0.list("secret_option", "secretOptions") }
            bag.list("service", "services") { bag in
                bag.list("client_alias", "clientAliases")
                bag.single("timeout")
                bag.single("tls")
            }
        }
        bag.list("volume_configuration", "volumeConfigurations") { $0.single("managed_ebs_volume") }
        bag.list("vpc_lattice_configurations")
        tags(&bag)
    }

    /// `family:revision` of a task definition that is among the resources means that task definition.
    private static func revision(_ bag: inout TerraformBag) {
        guard let text = bag["task_definition"]?.text, text.parts.count > 1,
            case .reference(let reference)? = text.parts.first, reference.attribute == "family",
            case .literal(let rest) = text.parts[1], rest.hasPrefix(":"), let entry = bag.take("task_definition")
        else { return }
        bag.put("task_definition", Term(.text(TermText([.reference(reference)])), entry.value.place), entry.keyPlace)
    }

    static let registry: [String: TerraformMapping] = [
        "aws_ecr_repository": TerraformMapping(type: ResourceType.repository) { bag in
            bag.rename("name", "repositoryName")
            bag.drop("force_delete")
            bag.single("image_scanning_configuration")
            bag.single("encryption_configuration")
            bag.list("image_tag_mutability_exclusion_filter", "imageTagMutabilityExclusionFilters")
            tags(&bag)
        },
        "aws_ecr_registry_scanning_configuration": TerraformMapping(
            type: "AWS::ECR::RegistryScanningConfiguration"
        ) { bag in
            bag.list("rule", "rules") { $0.list("repository_filter", "repositoryFilters") }
        },
        "aws_ecr_replication_configuration": TerraformMapping(type: "AWS::ECR::ReplicationConfiguration"),
        "aws_ecr_pull_through_cache_rule": TerraformMapping(type: "AWS::ECR::PullThroughCacheRule"),
        TerraformPart.lifecyclePolicy: TerraformMapping(type: TerraformPart.lifecyclePolicy, documents: ["policy"]),
        TerraformPart.repositoryPolicy: TerraformMapping(type: TerraformPart.repositoryPolicy, documents: ["policy"]),
    ]
}
