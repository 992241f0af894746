import Basics
import ECSModel

extension TerraformMapping {
    /// Buckets of S3, with what older versions of the provider have in the bucket and newer ones beside it.
    static let buckets: [String: TerraformMapping] = [
        "aws_s3_bucket": TerraformMapping(type: ResourceType.bucket, documents: ["policy"]) { bag in
            bag.rename("bucket", "bucketName")
            bag.rename("acl", "accessControl")
            bag.drop("force_destroy")
            encryption(&bag, "server_side_encryption_configuration")
            bag.single("versioning", "versioningConfiguration") { bag in
                bag.word("enabled", "status", true: "Enabled", false: "Suspended")
            }
            bag.list("lifecycle_rule", "lifecycleRules")
            bag.single("logging", "loggingConfiguration")
            bag.single("website", "websiteConfiguration")
            tags(&bag)
        },
        "aws_s3_bucket_policy": TerraformMapping(type: ResourceType.bucketPolicy, documents: ["policy"]) { bag in
            bag.rename("policy", "policyDocument")
        },
        "aws_s3_bucket_acl": TerraformMapping(type: "aws_s3_bucket_acl") { bag in
            bag.rename("acl", "accessControl")
        },
        "aws_s3_bucket_versioning": TerraformMapping(type: "aws_s3_bucket_versioning") { bag in
            bag.single("versioning_configuration")
            bag.rename("versioning_configuration", "versioningConfiguration")
        },
        "aws_s3_bucket_server_side_encryption_configuration": TerraformMapping(
            type: "aws_s3_bucket_server_side_encryption_configuration"
        ) { bag in
            guard let rule = bag.take("rule") else { return }
            bag.nest("bucketEncryption", "serverSideEncryptionConfiguration", rules(rule.value), rule.keyPlace)
        },
        "aws_s3_bucket_public_access_block": TerraformMapping(type: "aws_s3_bucket_public_access_block") { bag in
            bag.nest(
                "publicAccessBlockConfiguration",
                [
                    ("block_public_acls", "blockPublicAcls"), ("block_public_policy", "blockPublicPolicy"),
                    ("ignore_public_acls", "ignorePublicAcls"),
                    ("restrict_public_buckets", "restrictPublicBuckets"),
                ])
        },
        "aws_s3_bucket_ownership_controls": TerraformMapping(type: "aws_s3_bucket_ownership_controls") { bag in
            guard let rule = bag.take("rule") else { return }
            bag.nest("ownershipControls", "rules", rule.value, rule.keyPlace)
        },
        "aws_s3_bucket_lifecycle_configuration": TerraformMapping(
            type: "aws_s3_bucket_lifecycle_configuration"
        ) { bag in
            guard let rule = bag.take("rule") else { return }
            bag.nest("lifecycleConfiguration", "rules", rule.value, rule.keyPlace)
        },
    ]

    /// `rule { apply_server_side_encryption_by_default { … } }` as CloudFormation's list.
    private static func encryption(_ bag: inout TerraformBag, _ key: String) {
        bag.single(key)
        guard let entry = bag.take(key) else { return }
        let value: Term
        if let rule = entry.value["rule"] {
            let list = TermEntry(
                key: "serverSideEncryptionConfiguration", keyPlace: entry.keyPlace, value: rules(rule))
            value = Term(.map([list]), entry.value.place)
        } else {
            value = entry.value
        }
        bag.put("bucketEncryption", value, entry.keyPlace)
    }

    private static func rules(_ term: Term) -> Term {
        guard !term.isUnknown else { return term }
        let items = term.items.map { item in
            TerraformBag.changed(item) { bag in
                bag.single("apply_server_side_encryption_by_default", "serverSideEncryptionByDefault") { bag in
                    bag.rename("kms_master_key_id", "kmsMasterKeyID")
                }
            }
        }
        return Term(.list(items), term.place)
    }
}
