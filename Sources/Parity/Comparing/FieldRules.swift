import Basics

/// What each field's difference means, and what AWS takes where nothing is written.
///
/// Defaults: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html and the pages of
/// HealthCheck, CreateService and CreateTargetGroup beside it.
enum FieldRules {
    static func weight(_ field: String) -> ParityRow.Weight {
        let field = Array(field.lowercased().utf8)
        // An exact name of a container or variable may hold dots: patterns are tried in order, the first that fits counts.
        for (pattern, weight) in table where pattern.matches(bytes: field) { return weight }
        return .soft
    }

    /// What an absent field means; nil where it means nothing else.
    static func standard(_ field: String) -> String? {
        let field = Array(field.lowercased().utf8)
        return defaults.first { $0.pattern.matches(bytes: field) }?.value
    }

    private static let table: [(pattern: FieldPattern, weight: ParityRow.Weight)] = {
        var table: [(pattern: FieldPattern, weight: ParityRow.Weight)] = []
        for text in free { table.append((FieldPattern(checked: text), .free)) }
        for text in hard { table.append((FieldPattern(checked: text), .hard)) }
        return table
    }()

    private static let free: [String] = [
        "task.family", "task.cpu", "task.memory", "task.taskrolearn", "task.executionrolearn",
        "task.ephemeralstorage**",
        "task.tags**", "task.volumes.*.efsvolumeconfiguration.filesystemid",
        "task.volumes.*.efsvolumeconfiguration.authorizationconfig.accesspointid",
        "task.volumes.*.fsxwindowsfileserverconfiguration.filesystemid", "task.placementconstraints**",
        "containers.*.image", "containers.*.cpu", "containers.*.memory", "containers.*.memoryreservation",
        "containers.*.resourcerequirements**", "containers.*.dockerlabels**", "containers.*.repositorycredentials**",
        "containers.*.environmentfiles**", "containers.*.hostname", "containers.*.dnsservers",
        "containers.*.dnssearchdomains", "containers.*.extrahosts**",
        "containers.*.logconfiguration.options.awslogs-group",
        "containers.*.logconfiguration.options.awslogs-region",
        "containers.*.logconfiguration.options.awslogs-stream-prefix",
        "containers.*.logconfiguration.options.awslogs-create-group",
        "containers.*.logconfiguration.options.log_group_name",
        "containers.*.logconfiguration.options.log_stream_prefix", "containers.*.logconfiguration.options.region",
        "containers.*.logconfiguration.options.host", "containers.*.logconfiguration.options.bucket",
        "containers.*.logconfiguration.options.delivery_stream", "containers.*.logconfiguration.options.stream",
        "containers.*.logconfiguration.options.dd_*", "containers.*.logconfiguration.options.splunk-url",
        "containers.*.logconfiguration.secretoptions**", "containers.*.firelensconfiguration.options.config-file-value",
        "service.servicename", "service.role", "service.desiredcount", "service.tags**",
        "service.networkconfiguration.awsvpcconfiguration.subnets",
        "service.networkconfiguration.awsvpcconfiguration.securitygroups", "service.loadbalancers.*.targetgrouparn",
        "service.loadbalancers.*.loadbalancername", "service.loadbalancers.*.advancedconfiguration**",
        "service.serviceregistries.*.registryarn", "service.serviceconnectconfiguration.namespace",
        "service.serviceconnectconfiguration.logconfiguration.options**",
        "service.serviceconnectconfiguration.services.*.clientaliases**",
        "service.deploymentconfiguration.alarms.alarmnames", "service.deploymentconfiguration.lifecyclehooks**",
        "service.volumeconfigurations**.sizeingib", "service.volumeconfigurations**.iops",
        "service.volumeconfigurations**.throughput", "service.volumeconfigurations**.rolearn",
        "service.capacityproviderstrategy.*.base", "service.capacityproviderstrategy.*.weight",
        "service.loadbalancers.*.targetgroup.port", "scaling.mincapacity", "scaling.maxcapacity",
        "scaling.scheduledactions**",
    ]

    private static let hard: [String] = [
        "containers.*.image.repository", "containers.*.healthcheck", "containers.*.readonlyrootfilesystem",
        "containers.*.user", "task.runtimeplatform**", "task.networkmode", "service.runson", "backing.**",
    ]

    private static let standards: [(String, String)] = [
        ("containers.*.essential", "true"), ("containers.*.readonlyrootfilesystem", "false"),
        ("containers.*.privileged", "false"), ("containers.*.stoptimeout", "30"), ("containers.*.interactive", "false"),
        ("containers.*.pseudoterminal", "false"), ("containers.*.disablenetworking", "false"),
        ("containers.*.versionconsistency", "enabled"), ("containers.*.linuxparameters.initprocessenabled", "false"),
        ("containers.*.healthcheck.interval", "30"), ("containers.*.healthcheck.timeout", "5"),
        ("containers.*.healthcheck.retries", "3"), ("containers.*.healthcheck.startperiod", "0"),
        ("containers.*.portmappings.*.protocol", "tcp"), ("containers.*.mountpoints.*.readonly", "false"),
        ("task.runtimeplatform.cpuarchitecture", "x86_64"), ("task.runtimeplatform.operatingsystemfamily", "linux"),
        ("task.enablefaultinjection", "false"),
        ("service.platformversion", "latest"), ("service.schedulingstrategy", "replica"),
        ("service.deploymentcontroller.type", "ecs"), ("service.enableexecutecommand", "false"),
        ("service.enableecsmanagedtags", "false"), ("service.propagatetags", "none"),
        ("service.healthcheckgraceperiodseconds", "0"),
        ("service.networkconfiguration.awsvpcconfiguration.assignpublicip", "disabled"),
        ("service.deploymentconfiguration.minimumhealthypercent", "100"),
        ("service.deploymentconfiguration.maximumpercent", "200"),
        ("service.deploymentconfiguration.deploymentcircuitbreaker.enable", "false"),
        ("service.deploymentconfiguration.deploymentcircuitbreaker.rollback", "false"),
        ("service.deploymentconfiguration.strategy", "rolling"),
        ("service.serviceconnectconfiguration.enabled", "false"),
        ("service.loadbalancers.*.targetgroup.healthcheckenabled", "true"),
        ("service.loadbalancers.*.targetgroup.healthcheckintervalseconds", "30"),
        ("service.loadbalancers.*.targetgroup.healthcheckpath", "/"),
        ("service.loadbalancers.*.targetgroup.healthcheckport", "traffic-port"),
        ("service.loadbalancers.*.targetgroup.healthcheckprotocol", "http"),
        ("service.loadbalancers.*.targetgroup.healthythresholdcount", "5"),
        ("service.loadbalancers.*.targetgroup.unhealthythresholdcount", "2"),
        ("service.loadbalancers.*.targetgroup.healthchecktimeoutseconds", "5"),
        ("service.loadbalancers.*.targetgroup.matcher.httpcode", "200"),
        ("service.loadbalancers.*.targetgroup.targettype", "instance"),
        ("service.loadbalancers.*.targetgroup.protocolversion", "http1"),
        ("service.loadbalancers.*.targetgroup.targetgroupattributes.deregistration_delay.timeout_seconds", "300"),
        ("scaling.policies.*.targettrackingscalingpolicyconfiguration.disablescalein", "false"),
        ("scaling.policies.*.targettrackingscalingpolicyconfiguration.scaleincooldown", "300"),
        ("scaling.policies.*.targettrackingscalingpolicyconfiguration.scaleoutcooldown", "300"),
    ]

    private static let defaults: [(pattern: FieldPattern, value: String)] = standards.map { item in
        (pattern: FieldPattern(checked: item.0), value: item.1)
    }

    /// Keys of items of lists, which put an item at one place whatever its number is.
    static let itemKeys: [String: [String]] = [
        "portmappings": ["containerPort"], "mountpoints": ["containerPath"], "volumes": ["name"],
        "dependson": ["containerName"], "ulimits": ["name"], "systemcontrols": ["namespace"],
        "capacityproviderstrategy": ["capacityProvider"], "loadbalancers": ["containerName", "containerPort"],
        "serviceregistries": ["containerName"], "volumesfrom": ["sourceContainer"], "tmpfs": ["containerPath"],
        "devices": ["hostPath"], "secretoptions": ["name"], "services": ["portName"], "volumeconfigurations": ["name"],
        "targetgroupattributes": ["key"], "policies": ["policyName"], "variables": ["name"], "containers": ["name"],
    ]
}
