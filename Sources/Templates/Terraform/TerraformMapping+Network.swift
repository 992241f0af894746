import Basics
import ECSModel

extension TerraformMapping {
    static let network: [String: TerraformMapping] = [
        "aws_security_group": TerraformMapping(type: ResourceType.securityGroup) { bag in
            bag.rename("name", "groupName")
            bag.rename("description", "groupDescription")
            bag.drop("revoke_rules_on_delete")
            rules(&bag, "ingress", "securityGroupIngress", other: "sourceSecurityGroupId", prefix: "sourcePrefixListId")
            rules(
                &bag, "egress", "securityGroupEgress", other: "destinationSecurityGroupId",
                prefix: "destinationPrefixListId")
            tags(&bag)
        },
        "aws_vpc_security_group_ingress_rule": TerraformMapping(type: ResourceType.securityGroupIngress) { bag in
            rule(&bag, other: "sourceSecurityGroupId", prefix: "sourcePrefixListId")
        },
        "aws_vpc_security_group_egress_rule": TerraformMapping(type: ResourceType.securityGroupEgress) { bag in
            rule(&bag, other: "destinationSecurityGroupId", prefix: "destinationPrefixListId")
        },
        // Which of the two it is, and how many rules it stands for, its own attributes tell.
        securityGroupRule: TerraformMapping(type: securityGroupRule),
        "aws_vpc": TerraformMapping(type: ResourceType.vpc, change: tags),
        "aws_subnet": TerraformMapping(type: ResourceType.subnet, change: tags),
        "aws_internet_gateway": TerraformMapping(type: "AWS::EC2::InternetGateway", change: tags),
        "aws_nat_gateway": TerraformMapping(type: ResourceType.natGateway, change: tags),
        "aws_vpc_endpoint": TerraformMapping(type: ResourceType.vpcEndpoint, documents: ["policy"]) { bag in
            bag.rename("policy", "policyDocument")
            tags(&bag)
        },
        "aws_route_table": TerraformMapping(type: "AWS::EC2::RouteTable", change: tags),
        "aws_route": TerraformMapping(type: "AWS::EC2::Route", change: route),
        "aws_route_table_association": TerraformMapping(type: "AWS::EC2::SubnetRouteTableAssociation"),
        "aws_vpc_endpoint_route_table_association": TerraformMapping(
            type: "AWS::EC2::VPCEndpointRouteTableAssociation"),
        "aws_flow_log": TerraformMapping(type: "AWS::EC2::FlowLog", change: tags),
        "aws_service_discovery_service": TerraformMapping(type: ResourceType.discoveryService) { bag in
            bag.single("dns_config") { $0.list("dns_records") }
            bag.single("health_check_config")
            bag.single("health_check_custom_config")
            bag.drop("force_destroy")
            tags(&bag)
        },
        "aws_service_discovery_private_dns_namespace": TerraformMapping(
            type: "AWS::ServiceDiscovery::PrivateDnsNamespace", change: tags),
        "aws_service_discovery_http_namespace": TerraformMapping(
            type: "AWS::ServiceDiscovery::HttpNamespace", change: tags),
        "aws_wafv2_web_acl_association": TerraformMapping(type: ResourceType.webACLAssociation),
        "aws_wafv2_web_acl": TerraformMapping(type: "AWS::WAFv2::WebACL", change: tags),
    ]

    static let securityGroupRule = "aws_security_group_rule"

    @Sendable static func route(_ bag: inout TerraformBag) {
        bag.rename("cidr_block", "destinationCidrBlock")
        bag.rename("ipv6_cidr_block", "destinationIpv6CidrBlock")
    }

    private static func rule(_ bag: inout TerraformBag, other: String, prefix: String) {
        bag.rename("security_group_id", "groupId")
        bag.rename("cidr_ipv4", "cidrIp")
        bag.rename("cidr_ipv6", "cidrIpv6")
        bag.rename("referenced_security_group_id", other)
        bag.rename("prefix_list_id", prefix)
        tags(&bag)
    }

    private static func rules(
        _ bag: inout TerraformBag, _ key: String, _ name: String, other: String, prefix: String
    ) {
        guard let entry = bag.take(key) else { return }
        if entry.value.isUnknown { return bag.put(name, entry.value, entry.keyPlace) }
        var items: [Term] = []
        for block in entry.value.items {
            guard block.isMap else {
                items.append(block)
                continue
            }
            items += expanded(TerraformBag(block), other: other, prefix: prefix)
        }
        bag.put(name, Term(.list(items), entry.value.place), entry.keyPlace)
    }

    /// CloudFormation's rules for one of Terraform's: each has one source.
    static func expanded(_ bag: TerraformBag, other: String, prefix: String) -> [Term] {
        var base = bag
        base.rename("protocol", "ipProtocol")
        var sources: [(String, TermEntry)] = []
        let kinds = [
            ("cidr_blocks", "cidrIp"), ("ipv6_cidr_blocks", "cidrIpv6"), ("security_groups", other),
            ("prefix_list_ids", prefix), ("source_security_group_id", other),
        ]
        for (key, name) in kinds {
            guard let entry = base.take(key) else { continue }
            if entry.value.isUnknown {
                sources.append((name, entry))
            } else {
                for item in entry.value.items {
                    sources.append((name, TermEntry(key: key, keyPlace: entry.keyPlace, value: item)))
                }
            }
        }
        // `self = true`: the group itself.
        if let own = base.take("self"), own.value.string != "false" {
            let text = Term(.unknown(Unknown(.attribute, "self")), own.value.place)
            sources.append((other, TermEntry(key: "self", keyPlace: own.keyPlace, value: text)))
        }
        guard !sources.isEmpty else { return [base.term] }
        return sources.map { name, entry in
            var rule = base
            rule.put(name, entry.value, entry.keyPlace)
            return rule.term
        }
    }

    static let storage: [String: TerraformMapping] = [
        "aws_efs_file_system": TerraformMapping(type: ResourceType.fileSystem) { bag in
            bag.list("lifecycle_policy", "lifecyclePolicies")
            tags(&bag)
        },
        "aws_efs_access_point": TerraformMapping(type: ResourceType.accessPoint) { bag in
            bag.single("posix_user")
            bag.single("root_directory") { bag in
                bag.single("creation_info")
            }
            tags(&bag)
        },
        "aws_efs_mount_target": TerraformMapping(type: "AWS::EFS::MountTarget"),
        TerraformPart.fileSystemPolicy: TerraformMapping(type: TerraformPart.fileSystemPolicy, documents: ["policy"]),
        TerraformPart.backupPolicy: TerraformMapping(type: TerraformPart.backupPolicy) { $0.single("backup_policy") },
    ].merging(buckets) { $1 }
}
