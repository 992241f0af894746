import Basics
import ECSModel
import Pipelines
import RuleKit
import Workload

struct OpenArtifactBucket: Rule {
    static let about = About(
        id: "PL412", since: "0.1", severity: .high,
        title: Text(en: "The pipeline's artifacts are open to everybody", ja: "公開されたパイプラインのアーティファクト"),
        why: Text(
            en: """
                The bucket holds the source code and what will be deployed. Who may read it has both; who may write to it \
                changes what the next stage deploys.
                """,
            ja: """
                バケットにはソースコードとデプロイ対象が入っています。読み取れればどちらも手に入り、書き込めれば次のステージで\
                デプロイされるものを変えられます。
                """),
        remedy: Text(
            en: "Leave Block Public Access on, and name the roles of the pipeline in the bucket's policy.",
            ja: "ブロックパブリックアクセスを有効のままにし、バケットポリシーにはパイプラインのロールを指定してください。"),
        message: Text(
            en:
                "the artifacts of `{pipeline}` lie in a bucket that {kind|policy=is open to everybody|acl=is public|does not block public access}",
            ja:
                "`{pipeline}` のアーティファクトのバケットは{kind|policy=誰にでも開かれています|acl=公開されています|パブリックアクセスをブロックしていません}"
        ),
        links: [
            "https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html",
            "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
        ],
        answers: ["SEC_02.build-role"],
        fails: [
            """
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  PublicAccessBlockConfiguration: {BlockPublicAcls: true, BlockPublicPolicy: ⟦false⟧, IgnorePublicAcls: true, RestrictPublicBuckets: true}
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  Name: web
                  ArtifactStore: {Type: S3, Location: !Ref Bucket}
                  Stages: [{Name: Source, Actions: [{Name: s, ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1'}}]}]
            """,
            """
            Resources:
              Bucket: {Type: AWS::S3::Bucket}
              Policy:
                Type: AWS::S3::BucketPolicy
                Properties:
                  Bucket: !Ref Bucket
                  PolicyDocument: {Statement: [{Effect: Allow, Principal: ⟦'*'⟧, Action: 's3:GetObject', Resource: !Sub '${Bucket.Arn}/*'}]}
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  Name: web
                  ArtifactStore: {Type: S3, Location: !Ref Bucket}
                  Stages: [{Name: Source, Actions: [{Name: s, ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1'}}]}]
            """,
        ],
        passes: [
            """
            Resources:
              Site:
                Type: AWS::S3::Bucket
                Properties: {PublicAccessBlockConfiguration: {BlockPublicPolicy: false}}
              Bucket: {Type: AWS::S3::Bucket}
              Policy:
                Type: AWS::S3::BucketPolicy
                Properties:
                  Bucket: !Ref Bucket
                  PolicyDocument:
                    Statement:
                      - {Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*', Condition: {Bool: {aws:SecureTransport: 'false'}}}
                      - {Effect: Allow, Principal: {AWS: 'arn:aws:iam::123456789012:role/deploy'}, Action: 's3:GetObject', Resource: !Sub '${Bucket.Arn}/*'}
              Pipeline:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  Name: web
                  ArtifactStore: {Type: S3, Location: !Ref Bucket}
                  Stages: [{Name: Source, Actions: [{Name: s, ActionTypeId: {Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1'}}]}]
            """
        ]
    )

    private static let settings = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]

    func check(_ subject: PipelineSubject, _ report: inout Report) {
        let pipeline = subject.pipeline
        for store in pipeline.stores {
            guard let bucket = store.resource else { continue }
            func fault(_ term: Term, _ kind: String) {
                report.fault(
                    at: term.span, ["pipeline": pipeline.name, "kind": kind],
                    related: [.init(store.place.span, Text(en: "the artifacts lie here", ja: "アーティファクトの保存先です"))])
            }
            if let block = bucket.properties["PublicAccessBlockConfiguration"],
                let off = Self.settings.lazy.compactMap({ block[$0] }).first(where: { $0.string == "false" })
            {
                fault(off, "block")
            }
            if let acl = bucket.properties["AccessControl"] ?? bucket.properties["acl"],
                let name = acl.string?.lowercased(), name.hasPrefix("public")
            {
                fault(acl, "acl")
            }
            for policy in subject.all.system.members("AWS::S3::BucketPolicy") where policy.stack == bucket.stack {
                guard let named = policy.properties["Bucket"]?.text, let document = policy.properties["PolicyDocument"],
                    Self.means(named, bucket, subject.all.system)
                else { continue }
                for statement in PolicyDocument(document).statements
                where statement.allows == true && !statement.hasConditions {
                    for (kind, name) in statement.principals where kind == "*" || kind == "AWS" {
                        if name.string == "*" { fault(name, "policy") }
                    }
                }
            }
        }
    }

    private static func means(_ text: TermText, _ bucket: System.Member, _ system: System) -> Bool {
        if let reference = text.reference { return reference.resource == bucket.resource.address }
        return text.known != nil && text.known == bucket.properties["BucketName"]?.string
    }
}
