import Basics
import ECSModel

extension TerraformMapping {
    static let loadBalancing: [String: TerraformMapping] = [
        "aws_lb": TerraformMapping(type: ResourceType.loadBalancer, change: loadBalancer),
        "aws_lb_listener": TerraformMapping(type: ResourceType.listener) { bag in
            bag.list("default_action", "defaultActions", action)
            if let certificate = bag.take("certificate_arn") {
                var inner = TerraformBag(certificate.value.place)
                inner.put("CertificateArn", certificate.value, certificate.keyPlace)
                bag.append("certificates", [inner.term])
            }
            bag.single("mutual_authentication")
            tags(&bag)
        },
        "aws_lb_listener_rule": TerraformMapping(type: ResourceType.listenerRule) { bag in
            bag.list("action", "actions", action)
            bag.list("condition", "conditions", condition)
            tags(&bag)
        },
        "aws_lb_listener_certificate": TerraformMapping(
            type: "AWS::ElasticLoadBalancingV2::ListenerCertificate"
        ) { bag in
            guard let certificate = bag.take("certificate_arn") else { return }
            var inner = TerraformBag(certificate.value.place)
            inner.put("CertificateArn", certificate.value, certificate.keyPlace)
            bag.append("certificates", [inner.term])
        },
        "aws_lb_target_group": TerraformMapping(type: ResourceType.targetGroup, change: targetGroup),
    ]

    @Sendable private static func loadBalancer(_ bag: inout TerraformBag) {
        bag.rename("load_balancer_type", "type")
        bag.word("internal", "scheme", true: "internal", false: "internet-facing")
        bag.list("subnet_mapping", "subnetMappings")
        bag.attributes(
            "loadBalancerAttributes",
            [
                ("idle_timeout", "idle_timeout.timeout_seconds"),
                ("enable_deletion_protection", "deletion_protection.enabled"),
                ("drop_invalid_header_fields", "routing.http.drop_invalid_header_fields.enabled"),
                ("enable_http2", "routing.http2.enabled"),
                ("desync_mitigation_mode", "routing.http.desync_mitigation_mode"),
                ("enable_cross_zone_load_balancing", "load_balancing.cross_zone.enabled"),
                ("enable_waf_fail_open", "waf.fail_open.enabled"),
                ("preserve_host_header", "routing.http.preserve_host_header.enabled"),
                ("xff_header_processing_mode", "routing.http.xff_header_processing.mode"),
                ("enable_xff_client_port", "routing.http.xff_client_port.enabled"),
                ("client_keep_alive", "client_keep_alive.seconds"),
                (
                    "enable_tls_version_and_cipher_suite_headers",
                    "routing.http.x_amzn_tls_version_and_cipher_suite.enabled"
                ),
                ("enable_zonal_shift", "zonal_shift.config.enabled"),
            ])
        for (block, prefix) in [("access_logs", "access_logs.s3"), ("connection_logs", "connection_logs.s3")] {
            logs(&bag, block, prefix)
        }
        tags(&bag)
    }

    private static func logs(_ bag: inout TerraformBag, _ block: String, _ prefix: String) {
        guard let entry = bag.take(block) else { return }
        guard let logs = entry.value.items.last, logs.isMap else {
            // The block depends on what is not known, and with it whether there are logs.
            return bag.append(
                "loadBalancerAttributes", [TerraformBag.attribute(prefix + ".enabled", entry)])
        }
        let items = logs.entries.map { TerraformBag.attribute("\(prefix).\($0.key)", $0) }
        bag.append("loadBalancerAttributes", items)
    }

    @Sendable private static func targetGroup(_ bag: inout TerraformBag) {
        bag.single("health_check")
        if let check = bag.take("health_check") {
            if check.value.isUnknown {
                for name in ["healthCheckPath", "healthCheckPort", "healthCheckProtocol", "matcher"] {
                    bag.put(name, check.value, check.keyPlace)
                }
            }
            let names = [
                "enabled": "healthCheckEnabled", "path": "healthCheckPath", "port": "healthCheckPort",
                "protocol": "healthCheckProtocol", "interval": "healthCheckIntervalSeconds",
                "timeout": "healthCheckTimeoutSeconds", "healthy_threshold": "healthyThresholdCount",
                "unhealthy_threshold": "unhealthyThresholdCount",
            ]
            for entry in check.value.entries {
                if let name = names[entry.key] {
                    bag.put(name, entry.value, entry.keyPlace)
                } else if entry.key == "matcher" {
                    let isGRPC = bag["protocol_version"]?.string?.uppercased() == "GRPC"
                    bag.nest("matcher", isGRPC ? "grpcCode" : "httpCode", entry.value, entry.keyPlace)
                }
            }
        }
        bag.attributes(
            "targetGroupAttributes",
            [
                ("deregistration_delay", "deregistration_delay.timeout_seconds"),
                ("connection_termination", "deregistration_delay.connection_termination.enabled"),
                ("slow_start", "slow_start.duration_seconds"),
                ("load_balancing_algorithm_type", "load_balancing.algorithm.type"),
                ("load_balancing_anomaly_mitigation", "load_balancing.algorithm.anomaly_mitigation"),
                ("load_balancing_cross_zone_enabled", "load_balancing.cross_zone.enabled"),
                ("preserve_client_ip", "preserve_client_ip.enabled"),
                ("proxy_protocol_v2", "proxy_protocol_v2.enabled"),
                ("lambda_multi_value_headers_enabled", "lambda.multi_value_headers.enabled"),
            ])
        bag.single("stickiness")
        if let stickiness = bag.take("stickiness") {
            let type = stickiness.value["type"]?.string
            var items: [Term] = []
            // Written without `enabled` it is on.
            if stickiness.value.isMap, stickiness.value["enabled"] == nil {
                let on = Term(.bool(true), stickiness.keyPlace)
                items.append(
                    TerraformBag.attribute(
                        "stickiness.enabled",
                        TermEntry(key: "enabled", keyPlace: stickiness.keyPlace, value: on)))
            }
            for entry in stickiness.value.entries {
                switch entry.key {
                case "enabled", "type": items.append(TerraformBag.attribute("stickiness.\(entry.key)", entry))
                case "cookie_duration":
                    let kind = type == "app_cookie" ? "app_cookie" : "lb_cookie"
                    items.append(TerraformBag.attribute("stickiness.\(kind).duration_seconds", entry))
                case "cookie_name": items.append(TerraformBag.attribute("stickiness.app_cookie.cookie_name", entry))
                default: continue
                }
            }
            bag.append("targetGroupAttributes", items)
        }
        tags(&bag)
    }

    @Sendable private static func action(_ bag: inout TerraformBag) {
        bag.single("redirect", "redirectConfig")
        bag.single("fixed_response", "fixedResponseConfig")
        bag.single("authenticate_oidc", "authenticateOidcConfig")
        bag.single("authenticate_cognito", "authenticateCognitoConfig")
        bag.single("forward", "forwardConfig") { bag in
            bag.list("target_group", "targetGroups") { $0.rename("arn", "targetGroupArn") }
            bag.single("stickiness", "targetGroupStickinessConfig") { $0.rename("duration", "durationSeconds") }
        }
    }

    @Sendable private static func condition(_ bag: inout TerraformBag) {
        let kinds = [
            ("host_header", "host-header", "hostHeaderConfig"),
            ("path_pattern", "path-pattern", "pathPatternConfig"),
            ("http_header", "http-header", "httpHeaderConfig"),
            ("http_request_method", "http-request-method", "httpRequestMethodConfig"),
            ("query_string", "query-string", "queryStringConfig"), ("source_ip", "source-ip", "sourceIpConfig"),
        ]
        for (key, field, name) in kinds {
            guard let place = bag[key]?.place else { continue }
            if key == "query_string" {
                let entry = bag.take(key)
                if let entry { bag.nest(name, "values", Term(.list(entry.value.items), entry.value.place)) }
            } else {
                bag.single(key, name)
            }
            bag.put("field", Term(.text(TermText(field)), place))
        }
    }

    static let scaling: [String: TerraformMapping] = [
        "aws_appautoscaling_target": TerraformMapping(type: ResourceType.scalableTarget) { bag in
            bag.single("suspended_state")
            bag.drop("tags", "tags_all")
        },
        "aws_appautoscaling_policy": TerraformMapping(type: ResourceType.scalingPolicy) { bag in
            bag.rename("name", "policyName")
            bag.single("step_scaling_policy_configuration") { $0.list("step_adjustment", "stepAdjustments") }
            bag.single("target_tracking_scaling_policy_configuration") { bag in
                bag.single("predefined_metric_specification")
                bag.single("customized_metric_specification") { bag in
                    bag.list("dimensions")
                    bag.list("metrics") { $0.single("metric_stat") { $0.single("metric") } }
                }
            }
            bag.single("predictive_scaling_policy_configuration")
        },
        TerraformPart.scheduledAction: TerraformMapping(type: TerraformPart.scheduledAction) { bag in
            bag.rename("name", "scheduledActionName")
            bag.single("scalable_target_action")
        },
    ]
}
