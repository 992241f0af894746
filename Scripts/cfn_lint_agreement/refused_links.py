"""What AWS refuses because parts of a task definition do not fit together; see refused.py."""

from base import LOGS, main, side, volume
from refused import KINDS, kind, setting

ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf"


# Dependencies.
@kind("dependency-unknown")
def _(task, random):
    main(task)["DependsOn"] = [{"ContainerName": "nobody", "Condition": random.choice(["START", "HEALTHY"])}]


@kind("dependency-on-itself")
def _(task, random):
    main(task)["DependsOn"] = [{"ContainerName": main(task)["Name"], "Condition": "START"}]


@kind("dependency-circle")
def _(task, random):
    other = side(task, DependsOn=[{"ContainerName": main(task)["Name"], "Condition": "START"}])
    main(task)["DependsOn"] = [{"ContainerName": other["Name"], "Condition": "START"}]


@kind("dependency-without-check")
def _(task, random):
    main(task)["DependsOn"] = [{"ContainerName": side(task)["Name"], "Condition": "HEALTHY"}]


@kind("dependency-on-end-of-essential")
def _(task, random):
    condition = random.choice(["SUCCESS", "COMPLETE"])
    main(task)["DependsOn"] = [{"ContainerName": side(task, Essential=True)["Name"], "Condition": condition}]


@kind("word-condition")
def _(task, random):
    main(task)["DependsOn"] = [{"ContainerName": side(task)["Name"], "Condition": random.choice(["STARTED", "start"])}]


# Volumes and mounts.
setting("mount-of-unknown-volume", "any", "container", [{"MountPoints": [{"SourceVolume": "nowhere", "ContainerPath": "/x"}]}])
setting("volumes-from-nobody", "any", "container", [{"VolumesFrom": [{"SourceContainer": "nobody"}]}])


@kind("efs-access-without-tls")
def _(task, random):
    access = random.choice([{"IAM": "ENABLED"}, {"AccessPointId": "fsap-12345678"}])
    efs = {"FilesystemId": "fs-12345678", "AuthorizationConfig": access}
    if random.random() < 0.5:
        efs["TransitEncryption"] = "DISABLED"
    volume(task, {"EFSVolumeConfiguration": efs})


@kind("efs-root-beside-access-point")
def _(task, random):
    volume(task, {"EFSVolumeConfiguration": {
        "FilesystemId": "fs-12345678", "TransitEncryption": "ENABLED", "RootDirectory": "/data",
        "AuthorizationConfig": {"AccessPointId": "fsap-12345678"}}})


@kind("volume-of-two-kinds", "ec2")
def _(task, random):
    volume(task, {"Host": {"SourcePath": "/srv"}, "EFSVolumeConfiguration": {"FilesystemId": "fs-12345678"}})


@kind("autoprovision-of-task-scope", "ec2")
def _(task, random):
    volume(task, {"DockerVolumeConfiguration": {"Scope": "task", "Autoprovision": True}})


@kind("launch-volumes-twice")
def _(task, random):
    volume(task, {"ConfiguredAtLaunch": True})
    volume(task, {"ConfiguredAtLaunch": True})


# Health checks.
setting("health-command-form", "any", "container", [{"HealthCheck": {"Command": c}} for c in (["curl -f http://localhost/"], ["sh", "-c", "true"])])
setting("health-command-empty", "any", "container", [{"HealthCheck": {"Command": []}}])

# Secrets and variables.
setting("secret-source-form", "any", "container", [{"Secrets": [{"Name": "A", "ValueFrom": v}]} for v in (
    "my secret", "", "arn:aws:s3:::bucket/key", ARN + ":password", "arn:aws:ssm:eu-west-1:parameter/x")])
setting("variable-twice", "any", "container", [{"Environment": [{"Name": "A", "Value": "1"}, {"Name": "A", "Value": "2"}]}])
setting("secret-twice", "any", "container", [{"Secrets": [{"Name": "A", "ValueFrom": "a"}, {"Name": "A", "ValueFrom": "b"}]}])
setting("secret-named-as-variable", "any", "container", [{"Environment": [{"Name": "A", "Value": "1"}], "Secrets": [{"Name": "A", "ValueFrom": "b"}]}])

# Log options.
setting("log-without-group", "any", "container", [{"LogConfiguration": {"LogDriver": "awslogs", "Options": {k: v for k, v in LOGS.items() if k != "awslogs-group"}}}])
setting("log-without-region", "any", "container", [{"LogConfiguration": {"LogDriver": "awslogs", "Options": {k: v for k, v in LOGS.items() if k != "awslogs-region"}}}])
setting("log-without-options", "any", "container", [{"LogConfiguration": {"LogDriver": "awslogs"}}])
setting("log-without-prefix", "fargate", "container", [{"LogConfiguration": {"LogDriver": "awslogs", "Options": {k: v for k, v in LOGS.items() if "prefix" not in k}}}])
setting("log-unknown-option", "any", "container", [{"LogConfiguration": {"LogDriver": "awslogs", "Options": {**LOGS, k: "x"}}} for k in ("awslogs-groups", "streamPrefix", "retention")])
setting("log-option-of-docker", "ec2", "container", [{"LogConfiguration": {"LogDriver": "awslogs", "Options": {**LOGS, k: "x"}}} for k in ("awslogs-endpoint", "awslogs-stream")])
setting("log-mode", "any", "container", [{"LogConfiguration": {"LogDriver": "awslogs", "Options": {**LOGS, "mode": "async"}}}])
setting("log-two-patterns", "any", "container", [{"LogConfiguration": {"LogDriver": "awslogs", "Options": {**LOGS, "awslogs-datetime-format": "%H", "awslogs-multiline-pattern": "^x"}}}])
setting("log-create-group", "any", "container", [{"LogConfiguration": {"LogDriver": "awslogs", "Options": {**LOGS, "awslogs-create-group": "yes"}}}])

# Limits of the kernel.
setting("ulimit-order", "any", "container", [{"Ulimits": [{"Name": "nofile", "SoftLimit": 4096, "HardLimit": 1024}]}])
setting("ulimit-twice", "any", "container", [{"Ulimits": [{"Name": "nofile", "SoftLimit": 1, "HardLimit": 2}] * 2}])


# What the network mode rules out.
@kind("awsvpc-names", "ec2")
def _(task, random):
    task["NetworkMode"] = "awsvpc"
    main(task).update(random.choice([{"Links": ["db"]}, {"Hostname": "web"}, {"ExtraHosts": [{"Hostname": "db", "IpAddress": "10.0.0.1"}]}]))


@kind("links-on-host", "ec2")
def _(task, random):
    task["NetworkMode"] = random.choice(["host", "none"])
    main(task).pop("PortMappings", None)
    main(task)["Links"] = [side(task)["Name"]]


@kind("link-to-nobody", "ec2")
def _(task, random):
    task["NetworkMode"] = "bridge"
    main(task)["Links"] = [random.choice(["db", "db:database"])]


# FireLens and the mesh's proxy.
setting("firelens-without-router", "any", "container", [{"LogConfiguration": {"LogDriver": "awsfirelens"}}])


@kind("firelens-unused")
def _(task, random):
    side(task, FirelensConfiguration={"Type": "fluentbit"})


@kind("proxy-container-unknown", "fargate")
def _(task, random):
    task["ProxyConfiguration"] = {"Type": "APPMESH", "ContainerName": "envoy"}


@kind("restart-policy-without-enabled")
def _(task, random):
    main(task)["RestartPolicy"] = {"RestartAttemptPeriod": 60}


@kind("network-control-on-host", "ec2")
def _(task, random):
    task["NetworkMode"] = "host"
    main(task)["SystemControls"] = [{"Namespace": "net.core.somaxconn", "Value": "1024"}]


# What CloudFormation itself holds to once, and tags and names of AWS.
setting("compatibility-twice", "fargate", "task", [{"RequiresCompatibilities": ["FARGATE", "FARGATE"]}])
setting("placement-twice", "ec2", "task", [{"PlacementConstraints": [{"Type": "memberOf", "Expression": "attribute:a == b"}] * 2}])
setting("port-mapping-twice", "ec2", "container", [{"PortMappings": [{"ContainerPort": 80, "Protocol": "tcp"}] * 2}])
setting("log-group-name", "any", "container", [{"LogConfiguration": {"LogDriver": "awslogs", "Options": {**LOGS, "awslogs-group": n}}} for n in ("my group", "app:web", "")])
setting("tag-characters", "any", "task", [{"Tags": [{"Key": k, "Value": v}]} for k, v in (("team?", "a"), ("team", "50%"), ("a,b", "c"))])
setting("tag-length", "any", "task", [{"Tags": [{"Key": k, "Value": v}]} for k, v in (("", "a"), ("k" * 129, "a"), ("k", "v" * 257))])
setting("tag-of-aws", "any", "task", [{"Tags": [{"Key": "aws:owner", "Value": "shop"}]}])
setting("tag-twice", "any", "task", [{"Tags": [{"Key": "team", "Value": "a"}, {"Key": "team", "Value": "b"}]}])


@kind("mount-twice")
def _(task, random):
    volume(task, {})
    main(task)["MountPoints"].append(dict(main(task)["MountPoints"][-1]))


@kind("volumes-from-twice")
def _(task, random):
    main(task)["VolumesFrom"] = [{"SourceContainer": side(task)["Name"], "ReadOnly": True}] * 2
