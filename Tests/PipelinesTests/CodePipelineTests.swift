import Basics
import ECSModel
import Pipelines
import Testing
import Workload

struct CodePipelineTests {
    /// A pipeline of one source action and what stands beside it.
    private static func pipeline(source: String, beside: String = "", more: String = "") throws -> Pipeline {
        let all = CodeReading.read([
            "t.yaml": """
            Resources:
              P:
                Type: AWS::CodePipeline::Pipeline
                Properties:
                  Name: shop
                  \(more)
                  Stages:
                    - Name: Source
                      Actions:
                        - Name: App
                          \(source)
            \(beside)
            """
        ])
        return try #require(all.pipelines.first)
    }

    @Test(arguments: [
        ("CodeCommit", "RepositoryName: a, BranchName: main", ["push main"]),
        ("CodeCommit", "RepositoryName: a, BranchName: main, PollForSourceChanges: false", ["push main"]),
        ("GitHub", "Owner: a, Repo: b, Branch: release", ["push release"]),
        ("CodeStarSourceConnection", "BranchName: main, DetectChanges: false", ["manual "]),
        ("ECR", "RepositoryName: a", ["image "]),
        ("S3", "S3Bucket: a, S3ObjectKey: b", ["other "]),
    ])
    func sources(provider: String, configuration: String, expected: [String]) throws {
        let text =
            "ActionTypeId: { Category: Source, Owner: AWS, Provider: \(provider), Version: '1' }\n"
            + "              Configuration: { \(configuration) }"
        #expect(CodeReading.triggers(try Self.pipeline(source: text)) == expected)
    }

    private static let gitHub =
        "ActionTypeId: { Category: Source, Owner: ThirdParty, Provider: GitHub, Version: '1' }\n"
        + "              Configuration: { Owner: a, Repo: b, Branch: main, OAuthToken: TOKEN }"

    @Test(arguments: [
        ("0123456789abcdef", true), ("'{{resolve:secretsmanager:gh:SecretString:token}}'", false), ("'****'", false),
        ("!Ref Token", false),
    ])
    func tokens(token: String, isPlain: Bool) throws {
        let text = Self.gitHub.split(separator: "TOKEN").joined(separator: token)
        let pipeline = try Self.pipeline(source: text)
        #expect(pipeline.plainSecrets.isEmpty != isPlain)
    }

    static let schedule = """
          Night:
            Type: AWS::Events::Rule
            Properties:
              ScheduleExpression: rate(1 day)
              Targets:
                - Id: p
                  Arn: !Sub arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:${P}
        """
    static let told = """
          Told:
            Type: AWS::CodeStarNotifications::NotificationRule
            Properties:
              Name: n
              DetailType: FULL
              Resource: !Sub arn:aws:codepipeline:${AWS::Region}:${AWS::AccountId}:shop
              EventTypeIds: [codepipeline-pipeline-pipeline-execution-EVENT]
              Targets: [{ TargetType: SNS, TargetAddress: !Ref T }]
        """
    static let rule = """
          Failed:
            Type: AWS::Events::Rule
            Properties:
              EventPattern:
                source: [aws.codepipeline]
                detail:
                  pipeline: [!Ref P]
                  state: [EVENT]
              Targets: [{ Id: t, Arn: !Ref T }]
        """

    @Test func startsAtNight() throws {
        let text =
            "ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1' }\n"
            + "              Configuration: { RepositoryName: a, BranchName: main }"
        let pipeline = try Self.pipeline(source: text, beside: Self.schedule)
        #expect(CodeReading.triggers(pipeline) == ["push main", "schedule "])
    }

    @Test(arguments: [(told, "failed", 1), (told, "succeeded", 0), (rule, "FAILED", 1), (rule, "SUCCEEDED", 0)])
    func notices(beside: String, event: String, count: Int) throws {
        let text =
            "ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeCommit, Version: '1' }\n"
            + "              Configuration: { RepositoryName: a, BranchName: main }"
        let beside = beside.split(separator: "EVENT").joined(separator: event)
        let pipeline = try Self.pipeline(source: text, beside: beside)
        #expect(pipeline.notifies.count == count)
    }

    @Test func imagesThatTheServiceBuilds() throws {
        let all = CodeReading.read([
            "codepipeline.json": """
            {"name": "p", "stages": [{"name": "B", "actions": [{"name": "I",
              "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "ECRBuildAndPublish", "version": "1"},
              "configuration": {"ECRRepositoryName": "shop", "DockerFilePath": "app/Dockerfile", "ImageTags": "latest, v2"}}]},
              {"name": "C", "actions": [{"name": "T",
              "actionTypeId": {"category": "Compute", "owner": "AWS", "provider": "Commands", "version": "1"},
              "commands": ["npm test"]},
              {"name": "L",
              "actionTypeId": {"category": "Invoke", "owner": "AWS", "provider": "Lambda", "version": "1"},
              "configuration": {"FunctionName": "f"}}]}]}
            """
        ])
        let pipeline = try #require(all.pipelines.first)
        let activities = pipeline.jobs[0].steps.flatMap(\.activities)
        #expect(activities.map(\.kind) == [.build, .push])
        #expect(activities[0].images.map { $0.name.known } == ["shop:latest", "shop:v2"])
        #expect(activities[0].build?.dockerfile?.known == "app/Dockerfile")
        guard case .script(let script)? = pipeline.jobs[1].steps.first?.work else {
            Issue.record("no script")
            return
        }
        #expect(script.text == "npm test")
        #expect(pipeline.jobs[1].needs == ["B/I"])
        #expect(pipeline.jobs[2].needs == ["B/I"])
        // What a function does is not known.
        #expect(pipeline.jobs[2].steps.first?.unread.count == 1)
    }

    @Test func storesOfSeveralRegions() throws {
        let all = CodeReading.read([
            "pipeline.json": """
            {"pipeline": {"name": "p", "artifactStores": {"us-east-1": {"type": "S3", "location": "a"},
              "eu-west-1": {"type": "S3", "location": "b"}}, "stages": [{"name": "S", "actions": [{"name": "A",
              "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}]}]}}
            """
        ])
        let stores = try #require(all.pipelines.first?.stores)
        #expect(stores.map { $0.bucket.value?.known } == ["a", "b"])
        #expect(stores.map { $0.region.value?.known } == ["us-east-1", "eu-west-1"])
        #expect(stores[0].encryptionKey.isAbsent)
    }

    /// The bucket's own settings are found also where Terraform has them apart.
    @Test func bucketsOfTerraform() throws {
        let all = CodeReading.read([
            "main.tf": """
            resource "aws_s3_bucket" "b" {
              bucket = "x"
            }
            resource "aws_s3_bucket_public_access_block" "b" {
              bucket              = aws_s3_bucket.b.id
              block_public_acls   = true
              block_public_policy = true
            }
            resource "aws_s3_bucket_server_side_encryption_configuration" "b" {
              bucket = aws_s3_bucket.b.id
              rule {
                apply_server_side_encryption_by_default {
                  sse_algorithm     = "aws:kms"
                  kms_master_key_id = "alias/k"
                }
              }
            }
            resource "aws_s3_bucket_versioning" "b" {
              bucket = aws_s3_bucket.b.id
              versioning_configuration {
                status = "Enabled"
              }
            }
            resource "aws_codepipeline" "p" {
              name = "p"
              artifact_store {
                type     = "S3"
                location = aws_s3_bucket.b.bucket
              }
            }
            """
        ])
        let bucket = try #require(all.pipelines.first?.store?.resource)
        let block = bucket.properties["PublicAccessBlockConfiguration"]
        #expect(block?.bool("BlockPublicAcls").value == true)
        #expect(block?.bool("IgnorePublicAcls").isAbsent == true)
        let rule = bucket.properties["BucketEncryption"]?["ServerSideEncryptionConfiguration"]?.items.first
        #expect(rule?["ServerSideEncryptionByDefault"]?.string("KMSMasterKeyID").value == "alias/k")
        #expect(bucket.properties["VersioningConfiguration"]?.string("Status").value == "Enabled")
    }

    /// Nothing that is read may stop the review or be said to be a pipeline.
    @Test(arguments: [
        "", "null", "[]", "{}", "{\"stages\": 1}",
        "{\"pipeline\": {\"stages\": [{\"actions\": [{\"actionTypeId\": {}}]}]}}",
        "{\"stages\": [{\"actions\": {\"actionTypeId\": {\"category\": []}}}]}", "{\"actionTypeId\": ",
        String(repeating: "[", count: 100_000) + "\"actionTypeId\"",
    ])
    func hostileFiles(text: String) {
        let all = CodeReading.read(["pipeline.json": text, "buildspec.yml": text, "appspec.json": text])
        #expect(all.pipelines.allSatisfy { $0.jobs.count < 3 })
    }

    @Test func manyActions() {
        let action =
            "{\"name\": \"a\", \"actionTypeId\": {\"category\": \"Deploy\", \"owner\": \"AWS\", \"provider\": \"ECS\"}}"
        let stage = "{\"name\": \"s\", \"actions\": [\(Array(repeating: action, count: 500).joined(separator: ","))]}"
        let text = "{\"stages\": [\(Array(repeating: stage, count: 20).joined(separator: ","))]}"
        let all = CodeReading.read(["pipeline.json": text])
        #expect(all.pipelines.first?.jobs.count == 1_000)
        #expect(Set(all.pipelines.first?.jobs.map(\.id) ?? []).count == 1_000)
    }
}
