import Basics
import ECSModel

/// What the submodule `service` of `terraform-aws-modules/ecs/aws` makes: service, task definition, log groups, security
/// group and scaling.
struct TerraformECSService {
    private let path: String
    private let place: Place
    private let condition: String?
    private let inputs: Term
    private let cluster: Term?
    private(set) var resources: [TerraformFound] = []

    init(_ path: String, _ place: Place, _ condition: String?, _ inputs: Term, cluster: Term?) {
        self.path = path
        self.place = place
        self.condition = condition
        self.inputs = inputs
        self.cluster = cluster
        task()
        guard inputs["create_service"]?.string != "false" else { return }
        service()
        securityGroup()
        scaling()
    }

    // MARK: Terms

    private func text(_ text: String) -> Term { Term(.text(TermText(text)), place) }
    private func number(_ number: Int) -> Term { Term(.number(String(number)), place) }
    private func list(_ items: [Term]) -> Term { Term(.list(items), place) }
    private func unknown(_ name: String) -> Term { Term(.unknown(Unknown(.attribute, "\(path).\(name)")), place) }
    private func reference(_ address: String, _ attribute: String) -> Term {
        Term(.text(TermText([.reference(Reference("\(path).\(address)", attribute))])), place)
    }

    private mutating func add(_ type: String, _ name: String, _ bag: TerraformBag, _ place: Place? = nil) {
        resources.append(
            TerraformFound(
                type: type, address: "\(path).\(name)", properties: bag.term, place: place ?? self.place,
                condition: condition, origin: .terraform))
    }

    /// Puts inputs where they are given, and what all versions fill in where they are not.
    private func take(_ names: [String], into bag: inout TerraformBag, defaults: [String: Term] = [:]) {
        for name in names {
            if let entry = inputs.entry(name), inputs[name] != nil {
                bag.put(name, Self.blocks(entry.value, name), entry.keyPlace)
            } else if let standard = defaults[name] {
                bag.put(name, standard)
            }
        }
    }

    /// Where the module has a map of blocks, the resource has a list.
    private static func blocks(_ value: Term, _ name: String) -> Term {
        guard ["load_balancer", "capacity_provider_strategy", "volume"].contains(name), value.isMap else {
            return value
        }
        let items = value.entries.map { entry -> Term in
            var bag = TerraformBag(entry.value)
            guard entry.value.isMap else { return entry.value }
            if name == "volume", bag["name"] == nil {
                bag.put("name", Term(.text(TermText(entry.key)), entry.keyPlace))
            }
            return bag.term
        }
        return Term(.list(items), value.place)
    }

    // MARK: Service

    private mutating func service() {
        var bag = TerraformBag(inputs.place)
        if let cluster { bag.put("cluster", cluster) }
        take(
            [
                "name", "desired_count", "deployment_minimum_healthy_percent", "deployment_maximum_percent",
                "deployment_circuit_breaker", "deployment_configuration", "deployment_controller", "alarms",
                "availability_zone_rebalancing", "enable_execute_command", "health_check_grace_period_seconds",
                "platform_version", "propagate_tags", "scheduling_strategy", "load_balancer",
                "capacity_provider_strategy", "service_registries", "service_connect_configuration",
            ],
            into: &bag,
            defaults: [
                "desired_count": number(1), "deployment_minimum_healthy_percent": number(66),
                "deployment_maximum_percent": number(200),
            ])
        if inputs["capacity_provider_strategy"] == nil {
            take(["launch_type"], into: &bag, defaults: ["launch_type": text("FARGATE")])
        }
        if inputs["create_task_definition"]?.string == "false" {
            let given = inputs["task_definition_arn"] ?? unknown("task_definition_arn")
            bag.put("task_definition", given)
        } else {
            bag.put("task_definition", reference("aws_ecs_task_definition.this[0]", "arn"))
        }
        var network = TerraformBag(place)
        take(
            ["assign_public_ip"], into: &network,
            defaults: ["assign_public_ip": Term(.bool(false), place)])
        if let subnets = inputs.entry("subnet_ids") { network.put("subnets", subnets.value, subnets.keyPlace) }
        var groups = (inputs["security_group_ids"]?.items ?? [])
        if inputs["security_group_ids"]?.isUnknown == true { groups.append(unknown("security_group_ids")) }
        if inputs["create_security_group"]?.string != "false" {
            groups.append(reference("aws_security_group.this[0]", "id"))
        }
        network.put("security_groups", list(groups))
        if inputs["network_mode"]?.string ?? "awsvpc" == "awsvpc" { bag.put("network_configuration", network.term) }
        // The module never sets the count again once the service is there.
        var ignored = [text("desired_count")]
        if inputs["ignore_task_definition_changes"]?.string == "true" {
            ignored += [text("task_definition"), text("load_balancer")]
        }
        bag.put("lifecycleIgnoreChanges", list(ignored))
        add("aws_ecs_service", "aws_ecs_service.this[0]", bag)
    }

    // MARK: Task definition

    private mutating func task() {
        guard inputs["create_task_definition"]?.string != "false" else { return }
        var bag = TerraformBag(inputs.place)
        take(
            [
                "family", "cpu", "memory", "network_mode", "requires_compatibilities", "runtime_platform", "volume",
                "ephemeral_storage", "ipc_mode", "pid_mode", "proxy_configuration",
            ],
            into: &bag,
            defaults: [
                "family": inputs["name"] ?? unknown("family"), "cpu": number(1024), "memory": number(2048),
                "network_mode": text("awsvpc"), "requires_compatibilities": list([text("FARGATE")]),
            ])
        for (name, key) in [("task_exec_iam_role", "execution_role_arn"), ("tasks_iam_role", "task_role_arn")] {
            if inputs["create_" + name]?.string == "false" {
                if let given = inputs.entry(name + "_arn") { bag.put(key, given.value, given.keyPlace) }
            } else {
                bag.put(key, unknown(name + "_arn"))
            }
        }
        if let definitions = inputs.entry("container_definitions") {
            var value = definitions.value
            if value.isMap { value = Term(.list(value.entries.compactMap { container($0) }), value.place) }
            bag.put("container_definitions", value, definitions.keyPlace)
        }
        add("aws_ecs_task_definition", "aws_ecs_task_definition.this[0]", bag)
    }

    /// Inputs of a container definition that are none of its own keys.
    private static let ownInputs = [
        "create", "operating_system_family", "tags", "service", "enable_cloudwatch_logging",
        "create_cloudwatch_log_group", "cloudwatch_log_group_name", "cloudwatch_log_group_use_name_prefix",
        "cloudwatch_log_group_class", "cloudwatch_log_group_retention_in_days", "cloudwatch_log_group_kms_key_id",
        "enable_execute_command", "track_latest",
    ]

    private mutating func container(_ entry: TermEntry) -> Term? {
        let given = entry.value
        guard given.isMap else { return given }
        guard given["create"]?.string != "false" else { return nil }
        var bag = TerraformBag(given.place)
        for item in given.entries where !Self.ownInputs.contains(where: { TermKey.matches($0, item.key) }) {
            bag.put(item.key == "dependencies" ? "dependsOn" : item.key, item.value, item.keyPlace)
        }
        let own = bag.term
        if own["name"] == nil { bag.put("name", Term(.text(TermText(entry.key)), entry.keyPlace)) }
        if own["readonlyRootFilesystem"] == nil {
            bag.put("readonlyRootFilesystem", Term(.bool(true), entry.keyPlace))
        }
        if own["stopTimeout"] == nil { bag.put("stopTimeout", Term(.number("120"), entry.keyPlace)) }
        if own["logConfiguration"] == nil, let logs = logs(given, entry) { bag.put("logConfiguration", logs) }
        return bag.term
    }

    /// The log group and the configuration that the module adds unless it is told not to.
    private mutating func logs(_ given: Term, _ entry: TermEntry) -> Term? {
        let switches = ["enable_cloudwatch_logging", "create_cloudwatch_log_group"].map { given[$0] }
        if switches.contains(where: { $0?.string == "false" }) { return nil }
        if switches.contains(where: { $0.map { $0.string == nil } ?? false }) { return unknown("log_configuration") }
        let name = "module.container_definition[\"\(entry.key)\"].aws_cloudwatch_log_group.this[0]"
        var group = TerraformBag(given.place)
        if let named = given.entry("cloudwatch_log_group_name") {
            group.put("name", named.value, named.keyPlace)
        } else if let service = inputs["name"]?.text {
            let full = TermText("/aws/ecs/") + service + TermText("/\(entry.key)")
            group.put("name", Term(.text(full), entry.keyPlace))
        }
        // How long logs are kept by default differs between versions.
        let days = given.entry("cloudwatch_log_group_retention_in_days")
        group.put("retention_in_days", days?.value ?? unknown("retention_in_days"), days?.keyPlace)
        if let key = given.entry("cloudwatch_log_group_kms_key_id") { group.put("kms_key_id", key.value, key.keyPlace) }
        add("aws_cloudwatch_log_group", name, group, entry.keyPlace)
        var options = TerraformBag(entry.keyPlace)
        options.put("awslogs-group", reference(name, "name"))
        options.put("awslogs-region", unknown("region"))
        options.put("awslogs-stream-prefix", text("ecs"))
        var logs = TerraformBag(entry.keyPlace)
        logs.put("logDriver", text("awslogs"))
        logs.put("options", options.term)
        return logs.term
    }

    // MARK: Security group

    private mutating func securityGroup() {
        guard inputs["create_security_group"]?.string != "false" else { return }
        var bag = TerraformBag(place)
        if let vpc = inputs.entry("vpc_id") { bag.put("vpc_id", vpc.value, vpc.keyPlace) }
        add("aws_security_group", "aws_security_group.this[0]", bag)
        let own = reference("aws_security_group.this[0]", "id")
        for (input, type) in [
            ("security_group_ingress_rules", "aws_vpc_security_group_ingress_rule"),
            ("security_group_egress_rules", "aws_vpc_security_group_egress_rule"),
            // Version 5.
            ("security_group_rules", "aws_security_group_rule"),
        ] {
            for entry in inputs[input]?.entries ?? [] where entry.value.isMap {
                var rule = TerraformBag(entry.value)
                rule.put("security_group_id", own)
                if type != "aws_security_group_rule" {
                    if rule["ip_protocol"] == nil { rule.put("ip_protocol", text("tcp")) }
                    if rule["to_port"] == nil, let port = rule["from_port"] { rule.put("to_port", port) }
                }
                add(type, "\(type).this[\"\(entry.key)\"]", rule, entry.keyPlace)
            }
        }
    }

    // MARK: Scaling

    private mutating func scaling() {
        if inputs["enable_autoscaling"]?.string == "false" { return }
        let service = Reference("\(path).aws_ecs_service.this[0]", "name")
        let id = Term(
            .text(
                TermText([
                    .literal("service/"), .unknown(Unknown(.attribute, "\(path).cluster_name")), .literal("/"),
                    .reference(service),
                ])), place)
        var target = TerraformBag(place)
        for (input, key, standard) in [
            ("autoscaling_min_capacity", "min_capacity", 1), ("autoscaling_max_capacity", "max_capacity", 10),
        ] {
            let given = inputs.entry(input)
            target.put(key, given?.value ?? number(standard), given?.keyPlace)
        }
        target.put("resource_id", id)
        target.put("scalable_dimension", text("ecs:service:DesiredCount"))
        target.put("service_namespace", text("ecs"))
        add("aws_appautoscaling_target", "aws_appautoscaling_target.this[0]", target)
        let targetID = reference("aws_appautoscaling_target.this[0]", "resource_id")
        for entry in inputs["autoscaling_policies"]?.entries ?? standardPolicies() where entry.value.isMap {
            var policy = TerraformBag(entry.value)
            if policy["name"] == nil { policy.put("name", Term(.text(TermText(entry.key)), entry.keyPlace)) }
            if policy["policy_type"] == nil { policy.put("policy_type", text("TargetTrackingScaling")) }
            policy.put("resource_id", targetID)
            add("aws_appautoscaling_policy", "aws_appautoscaling_policy.this[\"\(entry.key)\"]", policy, entry.keyPlace)
        }
        for entry in inputs["autoscaling_scheduled_actions"]?.entries ?? [] where entry.value.isMap {
            var action = TerraformBag(entry.value)
            action.nest("scalable_target_action", [("min_capacity", "min_capacity"), ("max_capacity", "max_capacity")])
            action.put("resource_id", targetID)
            add(
                TerraformPart.scheduledAction, "aws_appautoscaling_scheduled_action.this[\"\(entry.key)\"]", action,
                entry.keyPlace)
        }
    }

    /// The two policies that the module makes when it is given none.
    private func standardPolicies() -> [TermEntry] {
        [("cpu", "ECSServiceAverageCPUUtilization"), ("memory", "ECSServiceAverageMemoryUtilization")].map {
            key, metric in
            var tracking = TerraformBag(place)
            tracking.nest("predefined_metric_specification", "predefined_metric_type", text(metric))
            tracking.put("target_value", number(75))
            tracking.put("scale_in_cooldown", number(300))
            tracking.put("scale_out_cooldown", number(60))
            var policy = TerraformBag(place)
            policy.put("target_tracking_scaling_policy_configuration", tracking.term)
            return TermEntry(key: key, keyPlace: place, value: policy.term)
        }
    }
}
