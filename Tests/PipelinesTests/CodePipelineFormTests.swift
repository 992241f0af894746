import Basics
import ECSModel
import Pipelines
import Testing
import Workload

/// One pipeline in three languages is one pipeline.
struct CodePipelineFormTests {
    static let cloudFormation = [
        "pipeline.yaml": """
        Resources:
          Store:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: shop-artifacts
          Role:
            Type: AWS::IAM::Role
            Properties:
              RoleName: shop-pipeline
          Build:
            Type: AWS::CodeBuild::Project
            Properties:
              Name: shop-build
              ServiceRole: arn:aws:iam::123456789012:role/shop-build
              Artifacts: { Type: CODEPIPELINE }
              Source: { Type: CODEPIPELINE, BuildSpec: ci/buildspec.yml }
              Environment:
                Type: ARM_CONTAINER
                ComputeType: BUILD_GENERAL1_SMALL
                Image: aws/codebuild/amazonlinux-aarch64-standard:3.0
                PrivilegedMode: true
                EnvironmentVariables:
                  - { Name: DB_PASSWORD, Type: SECRETS_MANAGER, Value: shop/db }
          Delivery:
            Type: AWS::CodePipeline::Pipeline
            Properties:
              Name: shop
              PipelineType: V2
              RoleArn: !GetAtt Role.Arn
              ArtifactStore:
                Type: S3
                Location: !Ref Store
                EncryptionKey: { Type: KMS, Id: alias/shop }
              Triggers:
                - ProviderType: CodeStarSourceConnection
                  GitConfiguration:
                    SourceActionName: App
                    Push:
                      - Branches: { Includes: [main] }
                    PullRequest:
                      - Branches: { Includes: [develop] }
                        Events: [OPEN]
              Stages:
                - Name: Source
                  Actions:
                    - Name: App
                      ActionTypeId: { Category: Source, Owner: AWS, Provider: CodeStarSourceConnection, Version: '1' }
                      Configuration: { BranchName: main, FullRepositoryId: shop/app, ConnectionArn: 'arn:x' }
                - Name: Build
                  Actions:
                    - Name: Scan
                      RunOrder: 2
                      ActionTypeId: { Category: Invoke, Owner: AWS, Provider: InspectorScan, Version: '1' }
                      Configuration:
                        InspectorRunMode: ECRImageScan
                        ECRRepositoryName: shop
                        ImageTag: v1
                        CriticalThreshold: '0'
                    - Name: Image
                      RunOrder: 1
                      ActionTypeId: { Category: Build, Owner: AWS, Provider: CodeBuild, Version: '1' }
                      Configuration: { ProjectName: shop-build }
                - Name: Production
                  OnFailure: { Result: ROLLBACK }
                  Actions:
                    - Name: Agree
                      ActionTypeId: { Category: Approval, Owner: AWS, Provider: Manual, Version: '1' }
                    - Name: Service
                      RunOrder: 2
                      ActionTypeId: { Category: Deploy, Owner: AWS, Provider: ECS, Version: '1' }
                      Configuration: { ClusterName: shop, ServiceName: web }
        """
    ]

    static let terraform = [
        "main.tf": """
        resource "aws_s3_bucket" "store" {
          bucket = "shop-artifacts"
        }
        resource "aws_iam_role" "pipeline" {
          name = "shop-pipeline"
        }
        resource "aws_codebuild_project" "build" {
          name         = "shop-build"
          service_role = "arn:aws:iam::123456789012:role/shop-build"
          artifacts {
            type = "CODEPIPELINE"
          }
          source {
            type      = "CODEPIPELINE"
            buildspec = "ci/buildspec.yml"
          }
          environment {
            type            = "ARM_CONTAINER"
            compute_type    = "BUILD_GENERAL1_SMALL"
            image           = "aws/codebuild/amazonlinux-aarch64-standard:3.0"
            privileged_mode = true
            environment_variable {
              name  = "DB_PASSWORD"
              type  = "SECRETS_MANAGER"
              value = "shop/db"
            }
          }
        }
        resource "aws_codepipeline" "delivery" {
          name          = "shop"
          pipeline_type = "V2"
          role_arn      = aws_iam_role.pipeline.arn
          artifact_store {
            type     = "S3"
            location = aws_s3_bucket.store.bucket
            encryption_key {
              type = "KMS"
              id   = "alias/shop"
            }
          }
          trigger {
            provider_type = "CodeStarSourceConnection"
            git_configuration {
              source_action_name = "App"
              push {
                branches {
                  includes = ["main"]
                }
              }
              pull_request {
                events = ["OPEN"]
                branches {
                  includes = ["develop"]
                }
              }
            }
          }
          stage {
            name = "Source"
            action {
              name     = "App"
              category = "Source"
              owner    = "AWS"
              provider = "CodeStarSourceConnection"
              version  = "1"
              configuration = {
                BranchName       = "main"
                FullRepositoryId = "shop/app"
                ConnectionArn    = "arn:x"
              }
            }
          }
          stage {
            name = "Build"
            action {
              name      = "Scan"
              run_order = 2
              category  = "Invoke"
              owner     = "AWS"
              provider  = "InspectorScan"
              version   = "1"
              configuration = {
                InspectorRunMode  = "ECRImageScan"
                ECRRepositoryName = "shop"
                ImageTag          = "v1"
                CriticalThreshold = 0
              }
            }
            action {
              name      = "Image"
              run_order = 1
              category  = "Build"
              owner     = "AWS"
              provider  = "CodeBuild"
              version   = "1"
              configuration = {
                ProjectName = aws_codebuild_project.build.name
              }
            }
          }
          stage {
            name = "Production"
            on_failure {
              result = "ROLLBACK"
            }
            action {
              name     = "Agree"
              category = "Approval"
              owner    = "AWS"
              provider = "Manual"
              version  = "1"
            }
            action {
              name      = "Service"
              run_order = 2
              category  = "Deploy"
              owner     = "AWS"
              provider  = "ECS"
              version   = "1"
              configuration = {
                ClusterName = "shop"
                ServiceName = "web"
              }
            }
          }
        }
        """
    ]

    static let json = [
        "pipeline.json": """
        {"pipeline": {
          "name": "shop", "pipelineType": "V2", "version": 7,
          "roleArn": "arn:aws:iam::123456789012:role/shop-pipeline",
          "artifactStore": {"type": "S3", "location": "shop-artifacts",
            "encryptionKey": {"type": "KMS", "id": "alias/shop"}},
          "triggers": [{"providerType": "CodeStarSourceConnection", "gitConfiguration": {
            "sourceActionName": "App", "push": [{"branches": {"includes": ["main"]}}],
            "pullRequest": [{"branches": {"includes": ["develop"]}, "events": ["OPEN"]}]}}],
          "stages": [
            {"name": "Source", "actions": [{"name": "App",
              "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeStarSourceConnection", "version": "1"},
              "configuration": {"BranchName": "main", "FullRepositoryId": "shop/app"}}]},
            {"name": "Build", "actions": [
              {"name": "Scan", "runOrder": 2,
               "actionTypeId": {"category": "Invoke", "owner": "AWS", "provider": "InspectorScan", "version": "1"},
               "configuration": {"InspectorRunMode": "ECRImageScan", "ECRRepositoryName": "shop", "ImageTag": "v1",
                 "CriticalThreshold": "0"}},
              {"name": "Image", "runOrder": 1,
               "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"},
               "configuration": {"ProjectName": "shop-build"}}]},
            {"name": "Production", "onFailure": {"result": "ROLLBACK"}, "actions": [
              {"name": "Agree", "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}},
              {"name": "Service", "runOrder": 2,
               "actionTypeId": {"category": "Deploy", "owner": "AWS", "provider": "ECS", "version": "1"},
               "configuration": {"ClusterName": "shop", "ServiceName": "web"}}]}]},
         "metadata": {"created": 1}}
        """
    ]

    @Test(arguments: [cloudFormation, terraform, json])
    func oneModel(files: [String: String]) throws {
        let all = CodeReading.read(files)
        let pipeline = try #require(all.pipelines.first { $0.form == .codePipeline })
        #expect(pipeline.name == "shop")
        #expect(pipeline.version.value == "V2")
        #expect(CodeReading.triggers(pipeline) == ["push main", "pullRequest develop"])
        #expect(
            CodeReading.jobs(pipeline) == [
                "Source/App <- : checkout", "Build/Image <- Source/App: ", "Build/Scan <- Build/Image: scan",
                "Production/Agree! <- Build/Scan: approve", "Production/Service <- Production/Agree: deploy",
            ])
        #expect(pipeline.stages.map(\.name) == ["Source", "Build", "Production"])
        #expect(pipeline.stages.map { $0.onFailure.value } == [nil, nil, .rollback])
        #expect(pipeline.rollsBack.value == true)
        #expect(pipeline.store?.encryptionKey.value?.known == "alias/shop")
        #expect(pipeline.role?.role != nil)
        let scan = try #require(pipeline.jobs[2].steps.first?.activities.first)
        #expect(scan.images.map { $0.name.known } == ["shop:v1"])
        #expect(scan.scan?.failing == .fails)
        guard case .deploy(let service, let waits)? = pipeline.jobs[4].steps.first?.activities.first?.facts else {
            Issue.record("deploys nothing")
            return
        }
        #expect(service?.known == "web")
        #expect(waits.value == true)
        #expect(pipeline.jobs[4].environment.value?.known == "Production")
    }

    @Test(arguments: [cloudFormation, terraform])
    func projectIsJoined(files: [String: String]) throws {
        let all = CodeReading.read(files)
        let pipeline = try #require(all.pipelines.first)
        #expect(all.pipelines.count == 1)
        let index = try #require(pipeline.projects["Build/Image"])
        let project = all.projects[index]
        #expect(project.name == "shop-build")
        #expect(project.privileged.value == true)
        let job = pipeline.jobs[1]
        #expect(job.runner.architecture == "arm64")
        #expect(job.runner.privileged.value == true)
        #expect(job.rights?.role?.known == "arn:aws:iam::123456789012:role/shop-build")
        #expect(job.variables.map(\.name) == ["DB_PASSWORD"])
        #expect(job.variables.first?.source == .secret)
        #expect(pipeline.store?.resource?.resource.type == "AWS::S3::Bucket")
        guard case .file("ci/buildspec.yml", path: nil, _) = project.spec else {
            Issue.record("\(project.spec)")
            return
        }
        // The buildspec is not among the files: nothing may be said to be missing.
        #expect(pipeline.gaps.count == 1)
    }

    @Test func projectOutsideOfTheFilesIsAGap() throws {
        let pipeline = try #require(CodeReading.read(Self.json).pipelines.first)
        #expect(pipeline.gaps.count == 1)
        #expect(pipeline.projects.isEmpty)
    }
}
