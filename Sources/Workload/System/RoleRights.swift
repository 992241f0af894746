package import ECSModel

/// All that the definitions say a role may do.
package struct RoleRights: Sendable {
    /// Policies in full, with the resource that they stand in.
    package private(set) var documents: [(document: PolicyDocument, place: Place)] = []
    /// The names of AWS's own policies: `AdministratorAccess`.
    package private(set) var managed: [(name: String, place: Place)] = []
    /// Whether these are all its policies: else nothing may be concluded from what is missing.
    package private(set) var isWhole = true

    package init(_ role: System.Member, in system: System) {
        // Elsewhere, policies are attached in more ways than are looked at here.
        let origin = role.resource.origin
        if origin != .cloudFormation, origin != .terraform { isWhole = false }
        addOwn(role, system)
        for type in [ResourceType.policy, ResourceType.managedPolicy, ResourceType.rolePolicy] {
            for policy in system.members(type) where names(policy, ["Roles", "RoleName"], role, system) {
                if let document = policy.properties["PolicyDocument"] { add(document) } else { isWhole = false }
            }
        }
        // Attachments of Terraform stand in their role, but for those of which it is not clear which role that is.
        for type in Self.attachments {
            for attachment in system.members(type)
            where names(attachment, ["role", "roles", "role_name"], role, system) {
                if let policy = attachment.properties["policy_arn"] {
                    attach(policy, attachment.stack, system)
                } else {
                    isWhole = false
                }
            }
        }
    }

    private static let attachments = [
        "aws_iam_role_policy_attachment", "aws_iam_policy_attachment", "aws_iam_role_policy_attachments_exclusive",
    ]

    /// What stands in the role itself.
    private mutating func addOwn(_ role: System.Member, _ system: System) {
        for policy in role.properties["Policies"]?.items ?? [] {
            // An empty `inline_policy` of Terraform stands for none.
            if policy.isMap, policy.entries.isEmpty { continue }
            guard let document = policy["PolicyDocument"] else {
                isWhole = false
                continue
            }
            add(document)
        }
        if role.properties["Policies"]?.isUnknown == true { isWhole = false }
        for item in role.properties["ManagedPolicyArns"]?.items ?? [] { attach(item, role.stack, system) }
        if role.properties["ManagedPolicyArns"]?.isUnknown == true { isWhole = false }
        // Terraform is told to leave alone what others attach.
        if let ignored = role.properties["lifecycleIgnoreChanges"],
            ignored.isUnknown || ignored.items.contains(where: { Self.policyAttributes.contains($0.string ?? "all") })
        {
            isWhole = false
        }
    }

    private static let policyAttributes: Set<String> = ["all", "inline_policy", "managed_policy_arns"]

    /// Whether a policy or attachment names the role; where it may, what is known of the role is no longer all.
    private mutating func names(
        _ policy: System.Member, _ keys: [String], _ role: System.Member, _ system: System
    ) -> Bool {
        var isNamed = false
        for key in keys {
            guard let named = policy.properties[key] else { continue }
            if case .unknown = named.kind { isWhole = false }
            for item in named.items {
                switch item.text.map({ system.means($0, role, from: policy.stack) }) ?? nil {
                case true?: isNamed = true
                case nil: isWhole = false
                case false?: continue
                }
            }
        }
        return isNamed
    }

    private mutating func add(_ term: Term) {
        documents.append((PolicyDocument(term), term.place))
    }

    private mutating func attach(_ term: Term, _ stack: Int, _ system: System) {
        guard let text = term.text else { return isWhole = false }
        if let reference = text.reference {
            guard let policy = system.member(reference.resource, in: stack),
                policy.resource.type == ResourceType.managedPolicy, let document = policy.properties["PolicyDocument"]
            else { return isWhole = false }
            return add(document)
        }
        // `arn:${AWS::Partition}:iam::aws:policy/service-role/NAME`
        let end = text.known ?? text.knownSuffix
        guard let mark = end.range(after: "iam::aws:policy/") else { return isWhole = false }
        let name = end[mark...].split(separator: "/").last.map(String.init) ?? ""
        managed.append((name, term.place))
    }

    /// Whether it may do something on a resource; nil where that cannot be told.
    package func allows(_ action: String, on resource: PolicyTarget = .any) -> Bool? {
        var isOpen = !isWhole
        for (name, _) in managed {
            guard let actions = Self.known[name] else {
                isOpen = true
                continue
            }
            if actions.contains(where: { PolicyGlob.matches($0, action.lowercased()) }) { return true }
        }
        for (document, _) in documents {
            switch document.allows(action, on: resource) {
            case true?: return true
            case nil: isOpen = true
            case false?: continue
            }
        }
        return isOpen ? nil : false
    }

    /// Where it allows an action.
    package func place(allowing action: String) -> Place? {
        for (document, _) in documents {
            for statement in document.statements where statement.allows == true {
                if statement.covers(action, .any) == true {
                    return statement.term["Action"]?.place ?? statement.term.place
                }
            }
        }
        return managed.first { name, _ in
            Self.known[name]?.contains { PolicyGlob.matches($0, action.lowercased()) } == true
        }?.place
    }

    /// What AWS's own policies allow, as far as rules ask. Source: the AWS Managed Policy Reference Guide.
    private static let known: [String: [String]] = [
        "AmazonECSTaskExecutionRolePolicy": [
            "ecr:getauthorizationtoken", "ecr:batchchecklayeravailability", "ecr:getdownloadurlforlayer",
            "ecr:batchgetimage", "logs:createlogstream", "logs:putlogevents",
        ],
        "AdministratorAccess": ["*"], "PowerUserAccess": ["*"],
        "AWSXRayDaemonWriteAccess": ["xray:put*", "xray:getsampling*"],
        "AWSXrayWriteOnlyAccess": ["xray:put*", "xray:getsampling*"],
        "AWSXrayFullAccess": ["xray:*"],
        "SecretsManagerReadWrite": ["secretsmanager:*"],
        "AmazonSSMFullAccess": ["ssm:*"],
        "AmazonSSMReadOnlyAccess": ["ssm:get*", "ssm:list*", "ssm:describe*"],
        "AmazonSSMManagedInstanceCore": ["ssmmessages:*", "ssm:getparameter*", "ec2messages:*"],
        "AmazonS3ReadOnlyAccess": ["s3:get*", "s3:list*"], "AmazonS3FullAccess": ["s3:*"],
        "AmazonDynamoDBFullAccess": ["dynamodb:*"], "AmazonSQSFullAccess": ["sqs:*"],
        "AmazonSNSFullAccess": ["sns:*"], "CloudWatchLogsFullAccess": ["logs:*"],
        "AmazonEC2ContainerRegistryReadOnly": ["ecr:get*", "ecr:batch*", "ecr:describe*", "ecr:list*"],
    ]
}
