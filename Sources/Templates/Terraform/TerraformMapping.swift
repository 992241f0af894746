import Basics
import ECSModel

/// What a resource type of Terraform's AWS provider is in CloudFormation, and how its attributes differ.
///
/// Most attributes are CloudFormation's own in another case, which terms do not look at; the tables hold what else
/// differs. Sources: https://registry.terraform.io/providers/hashicorp/aws/latest/docs and
/// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
struct TerraformMapping: Sendable {
    var type: String
    /// Attributes that hold JSON.
    var documents: Set<String> = []
    var change: @Sendable (inout TerraformBag) -> Void = { _ in }

    static func named(_ type: String) -> TerraformMapping? {
        // `aws_alb` is another name of `aws_lb`.
        let type = type.hasPrefix("aws_alb") ? "aws_lb" + type.dropFirst(7) : type
        return all[type]
    }

    private static let all: [String: TerraformMapping] = [
        ecs, registry, loadBalancing, scaling, observation, identity, network, storage, delivery, data,
    ].reduce(into: [:]) { all, table in all.merge(table) { $1 } }
}

/// Types that say something of another resource and are put into it; CloudFormation has no resource of their own.
enum TerraformPart {
    static let rolePolicyAttachment = "aws_iam_role_policy_attachment"
    static let policyAttachment = "aws_iam_policy_attachment"
    static let exclusiveAttachments = "aws_iam_role_policy_attachments_exclusive"
    static let lifecyclePolicy = "aws_ecr_lifecycle_policy"
    static let repositoryPolicy = "aws_ecr_repository_policy"
    static let scheduledAction = "aws_appautoscaling_scheduled_action"
    static let eventTarget = "aws_cloudwatch_event_target"
    static let fileSystemPolicy = "aws_efs_file_system_policy"
    static let backupPolicy = "aws_efs_backup_policy"
    static let webhook = "aws_codebuild_webhook"
    /// What is said of a bucket apart from it.
    static let bucket: Set<String> = [
        "aws_s3_bucket_acl", "aws_s3_bucket_versioning", "aws_s3_bucket_server_side_encryption_configuration",
        "aws_s3_bucket_public_access_block", "aws_s3_bucket_ownership_controls",
        "aws_s3_bucket_lifecycle_configuration",
    ]

    static let all = Set([
        rolePolicyAttachment, policyAttachment, exclusiveAttachments, lifecyclePolicy, repositoryPolicy,
        scheduledAction, eventTarget, fileSystemPolicy, backupPolicy, webhook,
    ]).union(bucket)
}
