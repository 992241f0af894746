import Basics
import ECSModel
import Pipelines
import Testing
import Workload

struct CodeBuildTests {
    private static func project(_ body: String) throws -> BuildProject {
        let all = CodeReading.read(["main.tf": "resource \"aws_codebuild_project\" \"p\" {\n\(body)\n}"])
        return try #require(all.projects.first)
    }

    @Test func settings() throws {
        let project = try Self.project(
            """
            name = "p"
            build_timeout = 15
            encryption_key = "k"
            project_visibility = "PUBLIC_READ"
            source {
              type = "GITHUB"
              location = "https://user:token@github.com/a/b.git"
              auth { type = "OAUTH" }
            }
            artifacts {
              type = "S3"
              encryption_disabled = true
            }
            cache {
              type  = "LOCAL"
              modes = ["LOCAL_DOCKER_LAYER_CACHE"]
            }
            logs_config {
              cloudwatch_logs { status = "DISABLED" }
              s3_logs {
                status = "ENABLED"
                location = "b/logs"
                encryption_disabled = true
              }
            }
            vpc_config { vpc_id = "vpc-1" }
            """)
        #expect(project.timeout.value == 15)
        #expect(project.visibility.value == "PUBLIC_READ")
        #expect(project.sourceType.value == "GITHUB")
        #expect(project.authorization.value == "OAUTH")
        #expect(project.artifactsUnencrypted.value == true)
        #expect(project.cache.value == "LOCAL")
        #expect(project.cacheModes.value == ["LOCAL_DOCKER_LAYER_CACHE"])
        #expect(project.cloudWatchLog.isOn.value == false)
        #expect(project.s3Log.isOn.value == true)
        #expect(project.s3Log.encryptionDisabled.value == true)
        #expect(project.isInVPC)
        #expect(project.webhook == nil)
        #expect(project.privileged.isAbsent)
    }

    /// The filters of a webhook and what starts the pipeline then.
    @Test(arguments: [
        (["PUSH|^refs/heads/main$"], "", ["push main"]),
        (["PUSH|^refs/tags/v.*"], "", ["tag v.*"]),
        (["PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED|"], "", ["pullRequest "]),
        (["PULL_REQUEST_CREATED|"], "DISABLED", ["privilegedPullRequest "]),
        (["PULL_REQUEST_CREATED|"], "FORK_PULL_REQUESTS", ["pullRequest "]),
        (["PUSH|^refs/heads/main$", "PULL_REQUEST_CREATED|"], "", ["push main", "pullRequest "]),
        ([], "", ["push ", "pullRequest "]),
    ])
    func webhooks(groups: [String], policy: String, expected: [String]) throws {
        var cloudFormation = """
            Resources:
              P:
                Type: AWS::CodeBuild::Project
                Properties:
                  Source: { Type: GITHUB }
                  Triggers:
                    Webhook: true

            """
        var terraform = """
            resource "aws_codebuild_project" "p" {
              name = "p"
            }
            resource "aws_codebuild_webhook" "p" {
              project_name = aws_codebuild_project.p.name

            """
        if !policy.isEmpty {
            cloudFormation += "        PullRequestBuildPolicy: { RequiresCommentApproval: \(policy) }\n"
            terraform += "  pull_request_build_policy {\n    requires_comment_approval = \"\(policy)\"\n  }\n"
        }
        if !groups.isEmpty { cloudFormation += "        FilterGroups:\n" }
        for group in groups {
            let parts = group.split(separator: "|", omittingEmptySubsequences: false)
            cloudFormation += "          - - { Type: EVENT, Pattern: '\(parts[0])' }\n"
            terraform +=
                "  filter_group {\n    filter {\n      type = \"EVENT\"\n      pattern = \"\(parts[0])\"\n    }\n"
            if !parts[1].isEmpty {
                cloudFormation += "            - { Type: HEAD_REF, Pattern: '\(parts[1])' }\n"
                terraform += "    filter {\n      type = \"HEAD_REF\"\n      pattern = \"\(parts[1])\"\n    }\n"
            }
            terraform += "  }\n"
        }
        for files in [["t.yaml": cloudFormation], ["main.tf": terraform + "}\n"]] {
            let pipeline = try #require(CodeReading.read(files).pipelines.first, "\(files)")
            #expect(pipeline.form == .codeBuild)
            #expect(CodeReading.triggers(pipeline) == expected, "\(files)")
        }
    }

    /// Where the buildspec of a project is looked for.
    @Test func buildspecFile() throws {
        let files = [
            "app/infra/main.tf":
                "resource \"aws_codebuild_project\" \"p\" {\n  name = \"p\"\n  source {\n    type = \"NO_SOURCE\"\n  }\n}",
            "app/buildspec.yml": "version: 0.2\nphases: {}\n",
        ]
        let project = try #require(CodeReading.read(files).projects.first)
        guard case .file("buildspec.yml", path: "app/buildspec.yml", _) = project.spec else {
            Issue.record("\(project.spec)")
            return
        }
    }

    /// Buildspecs within definitions; all say the same.
    static let inline: [[String: String]] = [
        [
            "t.yaml": """
            Resources:
              P:
                Type: AWS::CodeBuild::Project
                Properties:
                  Source:
                    Type: NO_SOURCE
                    BuildSpec: |
                      version: 0.2
                      phases:
                        build:
                          commands:
                            - docker push registry.example.com/app:v1
            """
        ],
        [
            "t.json": """
            {"Resources": {"P": {"Type": "AWS::CodeBuild::Project", "Properties": {"Source": {"Type": "NO_SOURCE",
              "BuildSpec": "{\\"version\\": \\"0.2\\", \\"phases\\": {\\"build\\": {\\"commands\\": [\\"docker push registry.example.com/app:v1\\"]}}}"
            }}}}}
            """
        ],
        [
            "t.yaml": """
            Resources:
              P:
                Type: AWS::CodeBuild::Project
                Properties:
                  Environment:
                    EnvironmentVariables:
                      - { Name: TAG, Value: v1 }
                  Source:
                    Type: NO_SOURCE
                    BuildSpec: !Sub |
                      version: 0.2
                      phases:
                        build:
                          commands:
                            - echo ${AWS::Region} && docker push registry.example.com/app:${!TAG}
            """
        ],
        [
            "main.tf": """
            resource "aws_codebuild_project" "p" {
              name = "p"
              source {
                type      = "NO_SOURCE"
                buildspec = <<-EOF
                  version: 0.2
                  phases:
                    build:
                      commands:
                        - docker push registry.example.com/app:v1
                EOF
              }
            }
            """
        ],
        [
            "main.tf": """
            resource "aws_codebuild_project" "p" {
              name = "p"
              source {
                type      = "NO_SOURCE"
                buildspec = yamlencode({
                  version = "0.2"
                  phases  = { build = { commands = ["docker push registry.example.com/app:v1"] } }
                })
              }
            }
            """
        ],
        [
            "main.tf": """
            resource "aws_codebuild_project" "p" {
              name = "p"
              source {
                type      = "NO_SOURCE"
                buildspec = file("spec.yml")
              }
            }
            """,
            "spec.yml":
                "version: 0.2\nphases:\n  build:\n    commands:\n      - docker push registry.example.com/app:v1\n",
        ],
    ]

    @Test(arguments: inline)
    func inlineBuildspecs(files: [String: String]) throws {
        let all = CodeReading.read(files)
        let pipeline = try #require(all.pipelines.first)
        guard case .inline? = all.projects.first?.spec else {
            Issue.record("not inline")
            return
        }
        #expect(pipeline.gaps.isEmpty)
        let push = try #require(pipeline.jobs[0].steps.flatMap(\.activities).first { $0.kind == .push })
        #expect(push.images.map { $0.name.known } == ["registry.example.com/app:v1"])
        // The place is that of the text in the definition.
        let source = try #require(files[push.place.path])
        let shown = String(decoding: Array(source.utf8)[push.place.range], as: UTF8.self)
        #expect(shown.contains("docker push registry.example.com/app:"))
    }

    @Test func resourcesWithinInlineTexts() throws {
        let files = [
            "main.tf": """
            resource "aws_ecr_repository" "app" {
              name = "app"
            }
            resource "aws_codebuild_project" "p" {
              name = "p"
              source {
                type      = "NO_SOURCE"
                buildspec = <<EOF
            version: 0.2
            phases:
              build:
                commands:
                  - docker push ${aws_ecr_repository.app.repository_url}:$${CODEBUILD_BUILD_NUMBER}
            EOF
              }
            }
            """
        ]
        let pipeline = try #require(CodeReading.read(files).pipelines.first)
        let push = try #require(pipeline.jobs[0].steps.flatMap(\.activities).first { $0.kind == .push })
        let image = try #require(push.images.first?.name)
        #expect(image.references.map(\.shown) == ["aws_ecr_repository.app.repository_url"])
        #expect(image.shown.hasSuffix(":${CODEBUILD_BUILD_NUMBER}"))
    }

    @Test func buildspecAlone() throws {
        let all = CodeReading.read([
            "svc/buildspec.yml": "version: 0.2\nphases:\n  build:\n    commands:\n      - docker build .\n",
            "other/buildspec-notes.yml": "notes: true\n",
        ])
        #expect(all.pipelines.map(\.name) == ["svc/buildspec.yml"])
        #expect(all.pipelines.first?.jobs.first?.runner.privileged.isUnknown == true)
        #expect(all.files.map(\.path) == ["svc/buildspec.yml"])
    }
}
