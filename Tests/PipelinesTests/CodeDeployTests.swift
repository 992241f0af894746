import Basics
import ECSModel
import Pipelines
import Testing
import Workload

struct CodeDeployTests {
    static let yaml = """
        version: 0.0
        Resources:
          - TargetService:
              Type: AWS::ECS::Service
              Properties:
                TaskDefinition: <TASK_DEFINITION>
                LoadBalancerInfo:
                  ContainerName: web
                  ContainerPort: 8080
                PlatformVersion: LATEST
        Hooks:
          - BeforeInstall: check-before
          - AfterAllowTestTraffic: smoke-test
        """
    static let json = """
        {"version": 0.0, "Resources": [{"TargetService": {"Type": "AWS::ECS::Service", "Properties": {
          "TaskDefinition": "<TASK_DEFINITION>",
          "LoadBalancerInfo": {"ContainerName": "web", "ContainerPort": 8080}, "PlatformVersion": "LATEST"}}}],
         "Hooks": [{"BeforeInstall": "check-before"}, {"AfterAllowTestTraffic": "smoke-test"}]}
        """

    @Test(arguments: [["appspec.yaml": yaml], ["deploy/appspec.json": json]])
    func appSpecs(files: [String: String]) throws {
        let spec = try #require(CodeReading.read(files).deployments.first)
        #expect(spec.containerName.value?.known == "web")
        #expect(spec.containerPort.value?.known == "8080")
        #expect(spec.taskDefinition.value?.known == nil)
        #expect(spec.platformVersion.value?.known == "LATEST")
        #expect(spec.hooks.map(\.event) == ["BeforeInstall", "AfterAllowTestTraffic"])
        #expect(spec.hooks.map { $0.function.known } == ["check-before", "smoke-test"])
        #expect(!spec.isInline)
    }

    @Test(arguments: [
        "version: 0.0\nos: linux\nfiles:\n  - source: /\n    destination: /srv\n",
        "version: 0.0\nResources:\n  - fn:\n      Type: AWS::Lambda::Function\n      Properties:\n        Name: f\n",
        "hello\n",
    ])
    func othersAreLeft(text: String) {
        let all = CodeReading.read(["appspec.yml": text])
        #expect(all.deployments.isEmpty)
        #expect(all.files.isEmpty)
    }

    @Test func ecspresso() throws {
        let all = CodeReading.read([
            "ecspresso.yml": """
            region: ap-northeast-1
            cluster: shop
            service: web
            service_definition: svc.json
            task_definition: task.json
            timeout: "{{ env `TIMEOUT` `10m` }}"
            appspec:
              Hooks:
                - BeforeInstall: check
            """,
            "svc.json": "{\"desiredCount\": 1, \"launchType\": \"FARGATE\"}",
            "task.json": "{\"family\": \"web\", \"containerDefinitions\": []}",
        ])
        let spec = try #require(all.deployments.first)
        #expect(spec.isInline)
        #expect(spec.hooks.map(\.event) == ["BeforeInstall"])
    }

    @Test func images() {
        let all = CodeReading.read([
            "imagedefinitions.json": "[{\"name\": \"web\", \"imageUri\": \"example.com/web:<TAG>\"}]",
            "imageDetail.json": "{\"ImageURI\": \"example.com/web@sha256:00\"}",
            "imagedefs.json": "{\"a\": 1}",
        ])
        #expect(all.imageFiles.map(\.kind) == [.detail, .definitions])
        #expect(all.imageFiles.last?.entries.map { $0.container.value?.known } == ["web"])
        #expect(all.imageFiles.last?.entries.first?.image.value?.shown == "example.com/web:${TAG}")
        #expect(all.files.count == 2)
    }

    static let group = """
        resource "aws_codedeploy_app" "a" {
          name             = "shop"
          compute_platform = "ECS"
        }
        resource "aws_codedeploy_deployment_group" "g" {
          app_name               = aws_codedeploy_app.a.name
          deployment_group_name  = "web"
          deployment_config_name = "CodeDeployDefault.ECSCanary10Percent5Minutes"
          auto_rollback_configuration {
            enabled = ROLLS
            events  = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"]
          }
          alarm_configuration {
            enabled = true
            alarms  = ["5xx"]
          }
          blue_green_deployment_config {
            deployment_ready_option {
              action_on_timeout = "CONTINUE_DEPLOYMENT"
            }
            terminate_blue_instances_on_deployment_success {
              action                           = "TERMINATE"
              termination_wait_time_in_minutes = 5
            }
          }
          ecs_service {
            cluster_name = "shop"
            service_name = "web"
          }
          trigger_configuration {
            trigger_events     = ["DeploymentFailure"]
            trigger_name       = "t"
            trigger_target_arn = "arn:aws:sns:us-east-1:123456789012:t"
          }
        }
        resource "aws_codepipeline" "p" {
          name = "shop"
          stage {
            name = "Deploy"
            action {
              name     = "Web"
              category = "Deploy"
              owner    = "AWS"
              provider = "CodeDeployToECS"
              version  = "1"
              configuration = {
                ApplicationName     = aws_codedeploy_app.a.name
                DeploymentGroupName = GROUP
              }
            }
          }
        }
        """

    @Test(arguments: [true, false], ["aws_codedeploy_deployment_group.g.deployment_group_name", "\"web\""])
    func groups(rolls: Bool, reference: String) throws {
        let text = Self.group.split(separator: "ROLLS").joined(separator: "\(rolls)")
            .split(separator: "GROUP").joined(separator: reference)
        let all = CodeReading.read(["main.tf": text])
        let group = try #require(all.deploymentGroups.first)
        #expect(group.isECS)
        #expect(group.rollsBack.value == rolls)
        #expect(group.alarms.value?.map(\.known) == ["5xx"])
        #expect(group.terminationWait.value == 5)
        #expect(group.waitsForPerson.value == false)
        #expect(group.testRoute == nil)
        let pipeline = try #require(all.pipelines.first)
        #expect(pipeline.deploymentGroups == ["Deploy/Web": 0])
        #expect(pipeline.rollsBack.value == rolls)
        #expect(pipeline.notifies.count == 1)
        guard case .deploy(let service, _)? = pipeline.jobs[0].steps.first?.activities.first?.facts else {
            Issue.record("deploys nothing")
            return
        }
        #expect(service?.known == "web")
    }
}
