"""Trees of definitions for Scripts/benchmark: as many services as asked for, each as people write one."""

TASK = """\
resource "aws_ecs_task_definition" "app" {
  family                   = "${local.name}-app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.cpu * 2
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions = jsonencode([
    {
      name         = "app"
      image        = "${aws_ecr_repository.app.repository_url}:${var.image_tag}"
      essential    = true
      portMappings = [{ containerPort = var.port, protocol = "tcp" }]
      environment  = [for key, value in var.environment : { name = key, value = value }]
      secrets      = [{ name = "DATABASE_URL", valueFrom = aws_secretsmanager_secret.database.arn }]
      healthCheck  = { command = ["CMD-SHELL", "curl -f http://localhost:${var.port}/health || exit 1"] }
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.app.name
          awslogs-region        = "ap-northeast-1"
          awslogs-stream-prefix = "app"
        }
      }
    }
  ])
}

resource "aws_ecr_repository" "app" {
  name                 = local.name
  image_tag_mutability = "MUTABLE"
}
"""

SERVICE = """\
resource "aws_ecs_cluster" "main" {
  name = local.name
}

resource "aws_ecs_service" "app" {
  name            = "${local.name}-app"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.app.arn
  desired_count   = var.desired_count
  launch_type     = "FARGATE"
  network_configuration {
    subnets          = [for subnet in aws_subnet.private : subnet.id]
    security_groups  = [aws_security_group.app.id]
    assign_public_ip = false
  }
  load_balancer {
    target_group_arn = aws_lb_target_group.app.arn
    container_name   = "app"
    container_port   = var.port
  }
}

resource "aws_appautoscaling_target" "app" {
  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.main.name}/${aws_ecs_service.app.name}"
  min_capacity       = 2
  max_capacity       = 10
}

resource "aws_appautoscaling_policy" "cpu" {
  name               = "cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.app.service_namespace
  scalable_dimension = aws_appautoscaling_target.app.scalable_dimension
  resource_id        = aws_appautoscaling_target.app.resource_id
  target_tracking_scaling_policy_configuration {
    target_value = 60
    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}
"""

NETWORK = """\
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "private" {
  for_each          = toset(["a", "c"])
  vpc_id            = aws_vpc.main.id
  availability_zone = "ap-northeast-1${each.key}"
  cidr_block        = each.key == "a" ? "10.0.0.0/24" : "10.0.1.0/24"
}

resource "aws_security_group" "app" {
  name   = "${local.name}-app"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = var.port
    to_port     = var.port
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.main.cidr_block]
  }
}

resource "aws_lb" "main" {
  name     = local.name
  subnets  = [for subnet in aws_subnet.private : subnet.id]
  internal = true
}

resource "aws_lb_target_group" "app" {
  name        = local.name
  port        = var.port
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = aws_vpc.main.id
  health_check { path = "/health" }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.main.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}
"""

IAM = """\
data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "execution" {
  name               = "${local.name}-execution"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role" "task" {
  name               = "${local.name}-task"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}
"""

LOGS = """\
resource "aws_cloudwatch_log_group" "app" {
  name = "/ecs/${local.name}"
}

resource "aws_secretsmanager_secret" "database" {
  name = "${local.name}/database"
}

output "service" { value = aws_ecs_service.app.name }
"""

VARIABLES = """\
variable "environment" {
  type    = map(string)
  default = { LOG_LEVEL = "info", REGION = "ap-northeast-1" }
}
variable "cpu" { default = 256 }
variable "port" { default = 8080 }
variable "image_tag" { type = string }
variable "desired_count" { default = 2 }
locals { name = "shop-NUMBER" }
"""

FILES = {
    "task.tf": TASK, "service.tf": SERVICE, "network.tf": NETWORK, "iam.tf": IAM, "logs.tf": LOGS,
    "variables.tf": VARIABLES,
}


def terraform_roots(folder, count):
    """`count` root modules of six files each."""
    for number in range(count):
        place = folder / f"services/s{number}"
        place.mkdir(parents=True)
        for name, text in FILES.items():
            (place / name).write_text(text.replace("NUMBER", str(number)))
    return folder


def terraform_one_root(folder, count):
    """One root module with all the resources of `count` services."""
    folder.mkdir(parents=True)
    shared = VARIABLES.replace('locals { name = "shop-NUMBER" }\n', "")
    (folder / "variables.tf").write_text(shared)
    names = ["main", "app", "cpu", "execution", "task", "private", "http", "database", "assume"]
    for number in range(count):
        text = "".join(text for name, text in FILES.items() if name != "variables.tf")
        for name in names:
            text = text.replace(f'" "{name}" {{', f'" "{name}{number}" {{')
            for end in (".", "[", "\n", " "):
                for kind in ("aws_ecs_cluster", "aws_ecs_service", "aws_ecs_task_definition", "aws_ecr_repository",
                             "aws_iam_role", "aws_cloudwatch_log_group", "aws_secretsmanager_secret", "aws_vpc",
                             "aws_subnet", "aws_security_group", "aws_lb", "aws_lb_target_group",
                             "aws_appautoscaling_target", "data.aws_iam_policy_document"):
                    text = text.replace(f"{kind}.{name}{end}", f"{kind}.{name}{number}{end}")
        text = text.replace("local.name", f"local.name{number}").replace('"service"', f'"service{number}"')
        (folder / f"shop{number}.tf").write_text(f'locals {{ name{number} = "shop-{number}" }}\n{text}')
    return folder


TEMPLATE = """\
AWSTemplateFormatVersion: '2010-09-09'
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
Conditions:
  IsProduction: !Equals [!Ref Stage, prod]
Resources:
"""

TEMPLATE_PART = """\
  TaskNUMBER:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: !Sub shop-NUMBER-${Stage}
      RequiresCompatibilities: [FARGATE]
      NetworkMode: awsvpc
      Cpu: !If [IsProduction, 1024, 256]
      Memory: !If [IsProduction, 2048, 512]
      ExecutionRoleArn: !GetAtt RoleNUMBER.Arn
      ContainerDefinitions:
        - Name: app
          Image: !Sub '${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/shop:NUMBER'
          PortMappings: [{ContainerPort: 8080}]
          LogConfiguration: {LogDriver: awslogs, Options: {awslogs-group: !Ref LogsNUMBER, awslogs-region: !Ref AWS::Region}}
  ServiceNUMBER:
    Type: AWS::ECS::Service
    Properties:
      Cluster: shop
      TaskDefinition: !Ref TaskNUMBER
      DesiredCount: 2
      LaunchType: FARGATE
      LoadBalancers: [{ContainerName: app, ContainerPort: 8080, TargetGroupArn: !Ref TargetsNUMBER}]
      NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1, subnet-2]}}
  TargetsNUMBER: {Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: {Port: 8080, Protocol: HTTP, TargetType: ip, VpcId: vpc-1}}
  RoleNUMBER: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Action: sts:AssumeRole, Principal: {Service: ecs-tasks.amazonaws.com}}]}}}
  LogsNUMBER: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: /ecs/shop-NUMBER}}
"""


def templates(folder, count):
    """`count` CloudFormation templates of one service each, with a condition."""
    folder.mkdir(parents=True)
    for number in range(count):
        (folder / f"template-{number}.yaml").write_text(TEMPLATE + TEMPLATE_PART.replace("NUMBER", str(number)))
    return folder


def one_template(folder, count):
    """One CloudFormation template of `count` services."""
    folder.mkdir(parents=True)
    parts = (TEMPLATE_PART.replace("NUMBER", str(number)) for number in range(count))
    (folder / "template.yaml").write_text(TEMPLATE + "".join(parts))
    return folder


RAW_TASK = """\
{"family": "shop-NUMBER", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256", "memory": "512",
 "executionRoleArn": "arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
 "containerDefinitions": [{"name": "app", "image": "<IMAGE1_NAME>", "essential": true, "portMappings": [{"containerPort": 8080}],
  "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/shop-NUMBER", "awslogs-region": "ap-northeast-1"}}}]}
"""

RAW_SERVICE = """\
{"serviceName": "shop-NUMBER", "cluster": "shop", "taskDefinition": "shop-NUMBER", "desiredCount": 2, "launchType": "FARGATE",
 "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1", "subnet-2"]}}}
"""


def raw_definitions(folder, count):
    """`count` task definitions and as many services in JSON."""
    for number in range(count):
        place = folder / f"s{number}"
        place.mkdir(parents=True)
        (place / "task-definition.json").write_text(RAW_TASK.replace("NUMBER", str(number)))
        (place / "service-definition.json").write_text(RAW_SERVICE.replace("NUMBER", str(number)))
    return folder
