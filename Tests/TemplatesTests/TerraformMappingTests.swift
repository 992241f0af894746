import Basics
import ECSModel
import Templates
import Testing

/// Types of the AWS provider come out in CloudFormation's form.
struct TerraformMappingTests {
    private static func resources(_ text: String) throws -> [Resource] {
        try TerraformExpressionTests.stack(["main.tf": text]).resources
    }

    private static func shown(_ resource: Resource) -> String {
        resource.type + " " + TerraformExpressionTests.shown(resource.properties)
    }

    /// One resource each: its type and body, and what it becomes.
    static let cases: [(type: String, body: String, expected: String)] = [
        (
            "aws_ecs_task_definition",
            """
            family = "web"
            cpu = 256
            skip_destroy = true
            container_definitions = jsonencode([{ name = "web", image = "nginx", portMappings = [{ containerPort = 80 }] }])
            volume {
              name = "data"
              efs_volume_configuration {
                file_system_id = "fs-1"
                authorization_config { iam = "ENABLED" }
              }
            }
            volume {
              name = "host"
              host_path = "/x"
            }
            runtime_platform { cpu_architecture = "ARM64" }
            proxy_configuration {
              container_name = "envoy"
              properties = { AppPorts = "80" }
            }
            tags = { a = "b" }
            """,
            "AWS::ECS::TaskDefinition {family:web,cpu:256,"
                + "container_definitions:[{name:web,image:nginx,portMappings:[{containerPort:80}]}],"
                + "volumes:[{name:data,efs_volume_configuration:{file_system_id:fs-1,authorization_config:{iam:ENABLED}}},"
                + "{name:host,host:{sourcePath:/x}}],runtime_platform:{cpu_architecture:ARM64},"
                + "proxy_configuration:{container_name:envoy,properties:[{name:AppPorts,value:80}]},tags:[{key:a,value:b}]}"
        ),
        (
            "aws_ecs_service",
            """
            name = "web"
            deployment_minimum_healthy_percent = 50
            deployment_circuit_breaker {
              enable = true
              rollback = false
            }
            network_configuration {
              subnets = ["s"]
              assign_public_ip = true
            }
            load_balancer {
              target_group_arn = "t"
              container_port = 80
            }
            service_connect_configuration {
              enabled = true
              service {
                port_name = "http"
                client_alias { port = 80 }
              }
            }
            wait_for_steady_state = true
            lifecycle { ignore_changes = [desired_count] }
            """,
            "AWS::ECS::Service {lifecycleIgnoreChanges:[desired_count],serviceName:web,"
                + "network_configuration:{awsvpcConfiguration:{subnets:[s],assignPublicIp:ENABLED}},"
                + "loadBalancers:[{target_group_arn:t,container_port:80}],"
                + "deploymentConfiguration:{minimumHealthyPercent:50,deploymentCircuitBreaker:{enable:true,rollback:false}},"
                + "service_connect_configuration:{enabled:true,services:[{port_name:http,clientAliases:[{port:80}]}]}}"
        ),
        (
            "aws_ecs_cluster",
            "name = \"c\"\nsetting {\n  name = \"containerInsights\"\n  value = \"enabled\"\n}",
            "AWS::ECS::Cluster {clusterName:c,clusterSettings:[{name:containerInsights,value:enabled}]}"
        ),
        (
            "aws_ecs_cluster_capacity_providers", "cluster_name = \"c\"\ncapacity_providers = [\"FARGATE\"]",
            "AWS::ECS::ClusterCapacityProviderAssociations {capacity_providers:[FARGATE],cluster:c}"
        ),
        (
            "aws_ecr_repository",
            "name = \"r\"\nimage_tag_mutability = \"IMMUTABLE\"\nimage_scanning_configuration { scan_on_push = true }",
            "AWS::ECR::Repository {image_tag_mutability:IMMUTABLE,repositoryName:r,image_scanning_configuration:{scan_on_push:true}}"
        ),
        (
            "aws_alb",
            """
            name = "a"
            internal = false
            idle_timeout = 30
            drop_invalid_header_fields = true
            access_logs {
              bucket = "b"
              enabled = true
            }
            """,
            "AWS::ElasticLoadBalancingV2::LoadBalancer {name:a,scheme:internet-facing,loadBalancerAttributes:["
                + "{Key:idle_timeout.timeout_seconds,Value:30},"
                + "{Key:routing.http.drop_invalid_header_fields.enabled,Value:true},"
                + "{Key:access_logs.s3.bucket,Value:b},{Key:access_logs.s3.enabled,Value:true}]}"
        ),
        (
            "aws_lb_listener",
            """
            port = 443
            certificate_arn = "c"
            default_action {
              type = "redirect"
              redirect { status_code = "HTTP_301" }
            }
            """,
            "AWS::ElasticLoadBalancingV2::Listener {port:443,"
                + "defaultActions:[{type:redirect,redirectConfig:{status_code:HTTP_301}}],certificates:[{CertificateArn:c}]}"
        ),
        (
            "aws_lb_listener_rule",
            """
            priority = 1
            action {
              type = "forward"
              forward {
                target_group {
                  arn = "t"
                  weight = 1
                }
              }
            }
            condition {
              path_pattern { values = ["/x"] }
            }
            """,
            "AWS::ElasticLoadBalancingV2::ListenerRule {priority:1,"
                + "actions:[{type:forward,forwardConfig:{targetGroups:[{weight:1,targetGroupArn:t}]}}],"
                + "conditions:[{pathPatternConfig:{values:[/x]},field:path-pattern}]}"
        ),
        (
            "aws_lb_target_group",
            """
            port = 80
            deregistration_delay = 10
            health_check {
              path = "/h"
              matcher = "200"
              interval = 5
            }
            stickiness {
              type = "lb_cookie"
              cookie_duration = 60
            }
            """,
            "AWS::ElasticLoadBalancingV2::TargetGroup {port:80,healthCheckPath:/h,matcher:{httpCode:200},"
                + "healthCheckIntervalSeconds:5,targetGroupAttributes:[{Key:deregistration_delay.timeout_seconds,Value:10},"
                + "{Key:stickiness.enabled,Value:true},{Key:stickiness.type,Value:lb_cookie},"
                + "{Key:stickiness.lb_cookie.duration_seconds,Value:60}]}"
        ),
        (
            "aws_appautoscaling_policy",
            "name = \"p\"\nstep_scaling_policy_configuration {\n  cooldown = 60\n  step_adjustment { scaling_adjustment = 1 }\n}",
            "AWS::ApplicationAutoScaling::ScalingPolicy {policyName:p,"
                + "step_scaling_policy_configuration:{cooldown:60,stepAdjustments:[{scaling_adjustment:1}]}}"
        ),
        (
            "aws_cloudwatch_log_group", "name = \"/a\"\nretention_in_days = 0", "AWS::Logs::LogGroup {logGroupName:/a}"
        ),
        (
            "aws_cloudwatch_metric_alarm", "dimensions = { ServiceName = \"web\" }",
            "AWS::CloudWatch::Alarm {dimensions:[{name:ServiceName,value:web}]}"
        ),
        (
            "aws_iam_role",
            """
            name = "r"
            assume_role_policy = "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\"}]}"
            inline_policy {
              name = "i"
              policy = jsonencode({ Statement = [] })
            }
            """,
            "AWS::IAM::Role {roleName:r,assumeRolePolicyDocument:{Statement:[{Effect:Allow}]},"
                + "policies:[{policyName:i,policyDocument:{Statement:[]}}]}"
        ),
        (
            "aws_security_group",
            """
            name = "g"
            ingress {
              protocol = "tcp"
              from_port = 80
              to_port = 80
              cidr_blocks = ["10.0.0.0/8", "0.0.0.0/0"]
              security_groups = ["sg-1"]
            }
            """,
            "AWS::EC2::SecurityGroup {groupName:g,securityGroupIngress:["
                + "{from_port:80,to_port:80,ipProtocol:tcp,cidrIp:10.0.0.0/8},"
                + "{from_port:80,to_port:80,ipProtocol:tcp,cidrIp:0.0.0.0/0},"
                + "{from_port:80,to_port:80,ipProtocol:tcp,sourceSecurityGroupId:sg-1}]}"
        ),
        (
            "aws_security_group_rule",
            "type = \"egress\"\nsecurity_group_id = \"sg-1\"\nprotocol = \"-1\"\ncidr_blocks = [\"0.0.0.0/0\"]",
            "AWS::EC2::SecurityGroupEgress {groupId:sg-1,ipProtocol:-1,cidrIp:0.0.0.0/0}"
        ),
        (
            "aws_vpc_security_group_ingress_rule",
            "security_group_id = \"sg-1\"\nreferenced_security_group_id = \"sg-2\"\nip_protocol = \"tcp\"",
            "AWS::EC2::SecurityGroupIngress {ip_protocol:tcp,groupId:sg-1,sourceSecurityGroupId:sg-2}"
        ),
        (
            "aws_vpc_endpoint", "service_name = \"s3\"\npolicy = jsonencode({ Statement = [1] })",
            "AWS::EC2::VPCEndpoint {service_name:s3,policyDocument:{Statement:[1]}}"
        ),
        (
            "aws_efs_access_point", "posix_user {\n  uid = 1\n  gid = 2\n}",
            "AWS::EFS::AccessPoint {posix_user:{uid:1,gid:2}}"
        ),
        ("aws_ssm_parameter", "name = \"/a\"\ntype = \"String\"", "AWS::SSM::Parameter {name:/a,type:String}"),
        (
            "aws_codedeploy_deployment_group",
            """
            app_name = "a"
            ecs_service {
              cluster_name = "c"
              service_name = "s"
            }
            load_balancer_info {
              target_group_pair_info {
                prod_traffic_route { listener_arns = ["l"] }
                target_group { name = "blue" }
                target_group { name = "green" }
              }
            }
            """,
            "AWS::CodeDeploy::DeploymentGroup {applicationName:a,ecsServices:[{cluster_name:c,service_name:s}],"
                + "load_balancer_info:{targetGroupPairInfoList:[{prod_traffic_route:{listener_arns:[l]},"
                + "targetGroups:[{name:blue},{name:green}]}]}}"
        ),
        (
            "aws_codebuild_project",
            """
            name = "p"
            build_timeout = 10
            source {
              type = "GITHUB"
              auth { type = "OAUTH" }
            }
            environment {
              image = "i"
              environment_variable { name = "A" }
            }
            """,
            "AWS::CodeBuild::Project {name:p,timeoutInMinutes:10,environment:{image:i,environmentVariables:[{name:A}]},"
                + "source:{type:GITHUB,auth:{type:OAUTH}}}"
        ),
        (
            "aws_codepipeline",
            """
            artifact_store {
              location = "a"
              region = "us-east-1"
            }
            artifact_store {
              location = "b"
              region = "eu-west-1"
            }
            stage {
              name = "s"
              action {
                name = "a"
                category = "Deploy"
                provider = "ECS"
                input_artifacts = ["x"]
              }
            }
            """,
            "AWS::CodePipeline::Pipeline {artifactStores:[{region:us-east-1,artifactStore:{location:a}},"
                + "{region:eu-west-1,artifactStore:{location:b}}],stages:[{name:s,actions:[{name:a,"
                + "actionTypeId:{category:Deploy,provider:ECS},input_artifacts:[{name:x}]}]}]}"
        ),
        (
            "aws_codestarnotifications_notification_rule",
            "name = \"n\"\nresource = \"r\"\nevent_type_ids = [\"e\"]\ntarget { address = \"t\" }",
            "AWS::CodeStarNotifications::NotificationRule {name:n,resource:r,event_type_ids:[e],"
                + "targets:[{targetAddress:t}]}"
        ),
        (
            "aws_s3_bucket",
            """
            bucket = "b"
            acl = "private"
            versioning { enabled = true }
            server_side_encryption_configuration {
              rule {
                apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
              }
            }
            """,
            "AWS::S3::Bucket {bucketName:b,accessControl:private,bucketEncryption:{serverSideEncryptionConfiguration:["
                + "{serverSideEncryptionByDefault:{sse_algorithm:AES256}}]},versioningConfiguration:{status:Enabled}}"
        ),
        (
            "aws_s3_bucket_policy", "bucket = \"b\"\npolicy = jsonencode({ Statement = [1] })",
            "AWS::S3::BucketPolicy {bucket:b,policyDocument:{Statement:[1]}}"
        ),
        (
            "aws_iam_openid_connect_provider", "url = \"u\"\nclient_id_list = [\"sts.amazonaws.com\"]",
            "AWS::IAM::OIDCProvider {url:u,client_id_list:[sts.amazonaws.com]}"
        ),
        (
            "aws_scheduler_schedule",
            """
            target {
              arn = "c"
              ecs_parameters {
                task_definition_arn = "t"
                network_configuration { assign_public_ip = false }
              }
            }
            """,
            "AWS::Scheduler::Schedule {target:{arn:c,ecs_parameters:{task_definition_arn:t,"
                + "network_configuration:{awsvpcConfiguration:{assignPublicIp:DISABLED}}}}}"
        ),
        ("aws_guardduty_detector", "enable = true", "AWS::GuardDuty::Detector {enable:true}"),
    ]

    @Test(arguments: cases.indices)
    func resourcesComeInCloudFormationsForm(index: Int) throws {
        let (type, body, expected) = Self.cases[index]
        let resources = try Self.resources("resource \"\(type)\" \"x\" {\n\(body)\n}\n")
        #expect(resources.map(Self.shown) == [expected])
        #expect(resources.first?.address == "\(type).x")
    }

    /// What Terraform writes apart and CloudFormation in one resource.
    @Test func partsAreJoined() throws {
        let resources = try Self.resources(
            """
            resource "aws_iam_role" "r" { name = "r" }
            resource "aws_iam_role_policy_attachment" "a" {
              role = aws_iam_role.r.name
              policy_arn = "arn:aws:iam::aws:policy/A"
            }
            resource "aws_iam_role_policy_attachment" "b" {
              for_each = toset(["B", "C"])
              role = "r"
              policy_arn = "arn:aws:iam::aws:policy/${each.value}"
            }
            resource "aws_ecr_repository" "e" { name = "e" }
            resource "aws_ecr_lifecycle_policy" "e" {
              repository = aws_ecr_repository.e.name
              policy = jsonencode({ rules = [1] })
            }
            resource "aws_appautoscaling_target" "t" { resource_id = "service/c/s" }
            resource "aws_appautoscaling_scheduled_action" "night" {
              name = "night"
              resource_id = aws_appautoscaling_target.t.resource_id
              schedule = "cron(0 22 * * ? *)"
              scalable_target_action { max_capacity = 0 }
            }
            resource "aws_cloudwatch_event_rule" "v" { schedule_expression = "rate(1 day)" }
            resource "aws_cloudwatch_event_target" "v" {
              rule = aws_cloudwatch_event_rule.v.name
              arn = "cluster"
              ecs_target { task_count = 1 }
            }
            resource "aws_route_table" "public" {
              route {
                cidr_block = "0.0.0.0/0"
                gateway_id = "igw-1"
              }
            }
            """)
        #expect(
            resources.map(Self.shown) == [
                "AWS::IAM::Role {roleName:r,managed_policy_arns:["
                    + "arn:aws:iam::aws:policy/A,arn:aws:iam::aws:policy/B,arn:aws:iam::aws:policy/C]}",
                "AWS::ECR::Repository {repositoryName:e,lifecyclePolicy:{lifecyclePolicyText:{rules:[1]}}}",
                "AWS::ApplicationAutoScaling::ScalableTarget {resource_id:service/c/s,scheduledActions:["
                    + "{schedule:cron(0 22 * * ? *),scheduledActionName:night,scalable_target_action:{max_capacity:0}}]}",
                "AWS::Events::Rule {schedule_expression:rate(1 day),targets:[{arn:cluster,ecsParameters:{task_count:1}}]}",
                "AWS::EC2::Route {gateway_id:igw-1,destinationCidrBlock:0.0.0.0/0,routeTableId:${aws_route_table.public.id}}",
                "AWS::EC2::RouteTable {}",
            ])
    }

    @Test func policyDocumentsAreMadeOfTheirBlocks() throws {
        let resources = try Self.resources(
            """
            data "aws_iam_policy_document" "assume" {
              statement {
                actions = ["sts:AssumeRole"]
                principals {
                  type = "Service"
                  identifiers = ["ecs-tasks.amazonaws.com"]
                }
                condition {
                  test = "StringEquals"
                  variable = "aws:SourceAccount"
                  values = [var.account]
                }
              }
            }
            variable "account" {}
            resource "aws_iam_role" "r" { assume_role_policy = data.aws_iam_policy_document.assume.json }
            """)
        #expect(
            resources.map(Self.shown) == [
                "AWS::IAM::Role {assumeRolePolicyDocument:{Version:2012-10-17,Statement:[{Action:[sts:AssumeRole],"
                    + "Principal:{Service:[ecs-tasks.amazonaws.com]},"
                    + "Condition:{StringEquals:{aws:SourceAccount:[?variable:var.account]}},Effect:Allow}]}}"
            ])
    }

    @Test(arguments: [
        (
            "dynamic over a constant",
            "dynamic \"setting\" {\n for_each = { a = 1, b = 2 }\n content {\n name = setting.key\n value = setting.value\n }\n }",
            "[{name:a,value:1},{name:b,value:2}]"
        ),
        (
            "another iterator",
            "dynamic \"setting\" {\n for_each = [\"x\"]\n iterator = it\n content { name = it.value }\n }", "[{name:x}]"
        ),
        ("dynamic over nothing", "dynamic \"setting\" {\n for_each = []\n content {}\n }", "-"),
        (
            "dynamic over a variable",
            "dynamic \"setting\" {\n for_each = var.open\n content { name = setting.value }\n }", "?condition:var.open"
        ),
    ])
    func dynamicBlocks(name: String, body: String, expected: String) throws {
        let resources = try Self.resources("variable \"open\" {}\nresource \"aws_ecs_cluster\" \"c\" {\n\(body)\n}\n")
        #expect(TerraformExpressionTests.shown(resources.first?.properties["clusterSettings"]) == expected)
    }

    @Test func definitionsInFilesHaveTheirPlaceThere() throws {
        let stack = try TerraformExpressionTests.stack([
            "main.tf": """
            resource "aws_ecs_task_definition" "a" { container_definitions = file("${path.module}/task.json") }
            resource "aws_ecs_task_definition" "b" {
              container_definitions = templatefile("task.tpl", { port = 8080, image = aws_ecr_repository.r.repository_url, env = jsonencode([{ name = "A", value = "b" }]) })
            }
            data "template_file" "t" {
              template = file("task.tpl")
              vars = { port = 1, image = "x", env = "[]" }
            }
            resource "aws_ecs_task_definition" "c" { container_definitions = data.template_file.t.rendered }
            resource "aws_ecs_task_definition" "d" { container_definitions = var.definitions }
            variable "definitions" {}
            resource "aws_ecr_repository" "r" {}
            """,
            "task.json": "[\n  {\"name\": \"web\", \"image\": \"<IMAGE1_NAME>\"}\n]\n",
            "task.tpl":
                "[\n  {\"name\": \"web\", \"image\": \"${image}:v1\",\n   \"portMappings\": [{\"containerPort\": ${port}}],\n   \"environment\": ${env}}\n]\n",
        ])
        let tasks = stack.resources.filter { $0.type == ResourceType.taskDefinition }.map {
            TaskDefinition($0.properties)
        }
        #expect(tasks.count == 4)
        let first = try #require(tasks[0].containers.first)
        #expect(first.image.value?.firstUnknown == Unknown(.placeholder, "IMAGE1_NAME"))
        #expect(first.place.path == "task.json")
        #expect(first.image.span?.start == Position(line: 2, column: 28))
        let second = try #require(tasks[1].containers.first)
        #expect(second.image.value?.shown == "${aws_ecr_repository.r.repository_url}:v1")
        #expect(second.place.path == "task.tpl")
        #expect(second.portMappings.first?.containerPort.value == 8080)
        #expect(second.portMappings.first?.containerPort.span?.path == "main.tf")
        #expect(second.environment.first?.value.value?.known == "b")
        #expect(tasks[2].containers.first?.portMappings.first?.containerPort.value == 1)
        #expect(!tasks[3].knowsAllContainers)
    }

    @Test func theECSModuleMakesWhatItsInputsTell() throws {
        let stack = try TerraformExpressionTests.stack([
            "main.tf": """
            module "ecs" {
              source  = "terraform-aws-modules/ecs/aws"
              version = "~> 5.0"
              cluster_name = "prod"
              services = {
                web = {
                  cpu    = 512
                  memory = 1024
                  desired_count = 3
                  container_definitions = {
                    app = {
                      image = "${aws_ecr_repository.r.repository_url}:v1"
                      port_mappings = [{ containerPort = 8080 }]
                    }
                    log = { image = "fluent", enable_cloudwatch_logging = false, readonly_root_filesystem = false }
                  }
                  load_balancer = { service = { target_group_arn = aws_lb_target_group.t.arn, container_name = "app", container_port = 8080 } }
                  subnet_ids = ["s-1"]
                  autoscaling_max_capacity = 6
                }
              }
            }
            module "single" {
              source      = "terraform-aws-modules/ecs/aws//modules/service"
              name        = "one"
              cluster_arn = module.ecs.cluster_arn
              create_security_group = false
              enable_autoscaling = false
              tasks_iam_role_arn = "arn:aws:iam::1:role/t"
              create_tasks_iam_role = false
              container_definitions = {}
            }
            resource "aws_ecr_repository" "r" {}
            resource "aws_lb_target_group" "t" {}
            """
        ])
        #expect(stack.unread.isEmpty)
        let task = try #require(
            stack.resources.first { $0.address == "module.ecs.module.service[\"web\"].aws_ecs_task_definition.this[0]" }
        )
        let definition = TaskDefinition(task.properties)
        #expect(definition.cpuUnits.value == 512)
        #expect(definition.requiresFargate == true)
        #expect(definition.containers.map(\.name.value) == ["app", "log"])
        #expect(definition.containers.map(\.readonlyRootFilesystem.value) == [true, false])
        #expect(definition.containers.map(\.stopTimeout.value) == [120, 120])
        #expect(definition.containers.first?.portMappings.first?.containerPort.value == 8080)
        #expect(definition.containers.first?.logConfiguration?.driver.value == "awslogs")
        #expect(definition.containers.last?.logConfiguration == nil)
        let services = stack.resources.filter { $0.type == ResourceType.service }.map { Service($0.properties) }
        #expect(services.map(\.name.value?.shown) == ["web", "one"])
        #expect(services.map(\.desiredCount.value) == [3, 1])
        #expect(services.map(\.minimumHealthyPercent.value) == [66, 66])
        #expect(services.map(\.isFargate) == [true, true])
        #expect(
            services.first?.loadBalancers.first?.targetGroup.value?.reference
                == Reference("aws_lb_target_group.t", "arn"))
        let cluster = Reference("module.ecs.module.cluster.aws_ecs_cluster.this[0]", "arn")
        #expect(services.map(\.cluster.value?.reference) == [cluster, cluster])
        #expect(stack.resources.count { $0.type == ResourceType.scalableTarget } == 1)
        #expect(stack.resources.count { $0.type == ResourceType.scalingPolicy } == 2)
        #expect(stack.resources.count { $0.type == ResourceType.securityGroup } == 1)
        #expect(stack.resources.count { $0.type == ResourceType.logGroup } == 1)
    }
}
