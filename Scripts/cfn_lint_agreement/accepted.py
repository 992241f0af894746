"""What AWS takes though it looks unusual: each kind changes one thing in a sound task definition; see refused.py."""

from base import FARGATE, LOGS, logs, main, side, volume

KINDS = []
ARN = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf"


def kind(name, launch="any"):
    def keep(change):
        KINDS.append((name, launch, change))
        return change

    return keep


def setting(name, launch, holder, values):
    def change(task, random):
        target = task if holder == "task" else main(task)
        target.update(random.choice(values))

    KINDS.append((name, launch, change))


@kind("plain")
def _(task, random):
    pass


@kind("fargate-pairs", "fargate")
def _(task, random):
    cpu = random.choice(list(FARGATE))
    task.update(Cpu=str(cpu), Memory=str(random.choice(FARGATE[cpu])))


@kind("fargate-largest", "fargate")
def _(task, random):
    task.update(Cpu="32768", Memory=random.choice(["61440", "122880", "249856"]))


setting("size-with-units", "fargate", "task", [{"Cpu": c, "Memory": m} for c, m in (
    (".25 vCPU", "0.5 GB"), (".5 vCPU", "1 GB"), ("1 vCPU", "2 GB"), ("2 vcpu", "16GB"), ("4 vCPU", "30 GB"))])
setting("size-with-other-units", "fargate", "task", [{"Cpu": c, "Memory": m} for c, m in (
    ("0.25 vCPU", "0.5 GB"), ("0.5 vCPU", "1 GB"), ("1 vCPU", "2048"), ("1024", "2 GB"), ("256", ".5 GB"))])
setting("sizes-of-instances", "ec2", "task", [{"Cpu": c, "Memory": m} for c, m in (("384", "2000"), (1536, 5000), ("1.5 vCPU", "3 GB"))])


@kind("essential-left-out")
def _(task, random):
    for container in task["ContainerDefinitions"]:
        container.pop("Essential", None)


setting("managed-instances", "ec2", "task", [{"RequiresCompatibilities": ["MANAGED_INSTANCES"], "NetworkMode": "awsvpc", "Cpu": "1024", "Memory": "2048"}])
setting("external", "ec2", "task", [{"RequiresCompatibilities": ["EXTERNAL"], "NetworkMode": "bridge"}])
setting("both-launches", "fargate", "task", [{"RequiresCompatibilities": ["EC2", "FARGATE"]}])
setting("windows-on-fargate", "fargate", "task", [{"Cpu": "1024", "Memory": "2048", "RuntimePlatform": {"CpuArchitecture": "X86_64", "OperatingSystemFamily": f}} for f in ("WINDOWS_SERVER_2019_CORE", "WINDOWS_SERVER_2022_FULL")])
setting("windows-of-the-api", "ec2", "task", [{"RuntimePlatform": {"OperatingSystemFamily": "WINDOWS_SERVER_2016_FULL"}}])
setting("task-pid", "fargate", "task", [{"PidMode": "task"}])
setting("host-modes", "ec2", "task", [{"PidMode": "host", "IpcMode": "host"}])
setting("storage-at-bounds", "fargate", "task", [{"EphemeralStorage": {"SizeInGiB": s}} for s in (21, 200)])
setting("role-by-name", "any", "task", [{"TaskRoleArn": "app"}])
setting("fault-injection", "any", "task", [{"EnableFaultInjection": True}])
setting("placement", "ec2", "task", [{"PlacementConstraints": [{"Type": "memberOf", "Expression": "attribute:ecs.instance-type =~ m7.*"}]}])
setting("many-tags", "any", "task", [{"Tags": [{"Key": f"k{n}", "Value": "v"} for n in range(50)]}])
setting("family-left-out", "any", "task", [{"Family": {"Ref": "AWS::NoValue"}}])

setting("numbers-as-text", "any", "container", [{"StopTimeout": "60"}, {"HealthCheck": {"Command": ["CMD", "x"], "Interval": "10"}}])
setting("booleans-as-text", "any", "container", [{"ReadonlyRootFilesystem": "true"}, {"Interactive": "false"}])
setting("texts-as-numbers", "any", "container", [{"Environment": [{"Name": "PORT", "Value": 8080}, {"Name": "DEBUG", "Value": False}]}, {"User": 1000}])
setting("health-at-bounds", "any", "container", [{"HealthCheck": {"Command": ["CMD", "x"], "Interval": i, "Timeout": t, "Retries": r, "StartPeriod": s}} for i, t, r, s in ((5, 2, 1, 0), (300, 60, 10, 300))])
setting("no-health-check", "any", "container", [{"HealthCheck": {"Command": ["NONE"]}}])
setting("stop-at-bounds", "fargate", "container", [{"StopTimeout": s} for s in (2, 120)])
setting("long-stop-on-instances", "ec2", "container", [{"StopTimeout": 600}])
setting("restart", "any", "container", [{"RestartPolicy": {"Enabled": True, "RestartAttemptPeriod": p, "IgnoredExitCodes": [0, 143]}} for p in (60, 1800)])
setting("port-range", "fargate", "container", [{"PortMappings": [{"ContainerPortRange": "8000-8010"}]}])
setting("both-protocols", "any", "container", [{"PortMappings": [{"ContainerPort": 53, "Protocol": p} for p in ("tcp", "udp")]}])
setting("same-host-port", "any", "container", [{"PortMappings": [{"ContainerPort": 80, "HostPort": 80, "Name": "http", "AppProtocol": "http2"}]}])
setting("secret-sources", "any", "container", [{"Secrets": [{"Name": "A", "ValueFrom": v}]} for v in (
    "/app/key", "app.key", ARN, ARN + ":password::", ARN + "::AWSCURRENT:", "arn:aws-us-gov:ssm:us-gov-west-1:123456789012:parameter/a")])
setting("log-drivers-of-instances", "ec2", "container", [{"LogConfiguration": {"LogDriver": d}} for d in ("json-file", "fluentd", "syslog", "gelf", "journald")])
setting("log-to-splunk", "any", "container", [{"LogConfiguration": {"LogDriver": "splunk", "Options": {"splunk-url": "https://splunk.example"}, "SecretOptions": [{"Name": "splunk-token", "ValueFrom": ARN}]}}])
setting("log-mode-and-buffer", "any", "container", [{"LogConfiguration": {"LogDriver": "awslogs", "Options": {**LOGS, "mode": "non-blocking", "max-buffer-size": "25m", "awslogs-create-group": "true"}}}])
setting("log-without-prefix-on-instances", "ec2", "container", [{"LogConfiguration": {"LogDriver": "awslogs", "Options": {k: v for k, v in LOGS.items() if "prefix" not in k}}}])
setting("capability-of-fargate", "fargate", "container", [{"LinuxParameters": {"Capabilities": {"Add": ["SYS_PTRACE"]}}}])
setting("capabilities-of-instances", "ec2", "container", [{"LinuxParameters": {"Capabilities": {"Add": ["NET_ADMIN", "SYS_TIME"], "Drop": ["ALL"]}}}])
setting("instance-parameters", "ec2", "container", [{"LinuxParameters": p} for p in (
    {"MaxSwap": 128, "Swappiness": 0}, {"SharedMemorySize": 256}, {"Tmpfs": [{"ContainerPath": "/tmp", "Size": 64}]},
    {"Devices": [{"HostPath": "/dev/fuse", "Permissions": ["read", "write"]}]})])
setting("privileged-on-instances", "ec2", "container", [{"Privileged": True}])
setting("gpu-on-instances", "ec2", "container", [{"ResourceRequirements": [{"Type": "GPU", "Value": "2"}]}])
setting("private-registry", "any", "container", [{"Image": "registry.example/web@sha256:" + "0" * 64, "RepositoryCredentials": {"CredentialsParameter": ARN}}])
setting("ulimits-equal", "any", "container", [{"Ulimits": [{"Name": "nofile", "SoftLimit": 1024, "HardLimit": 1024}]}])
setting("ulimit-without-bound", "ec2", "container", [{"Ulimits": [{"Name": "memlock", "SoftLimit": -1, "HardLimit": -1}]}])
setting("system-controls", "fargate", "container", [{"SystemControls": [{"Namespace": "net.ipv4.tcp_keepalive_time", "Value": "500"}]}])
setting("consistency", "any", "container", [{"VersionConsistency": "disabled"}])
setting("empty-lists", "any", "container", [{"Environment": [], "MountPoints": [], "VolumesFrom": [], "PortMappings": []}])
setting("terminal", "any", "container", [{"Interactive": True, "PseudoTerminal": True}])
setting("hard-limit-equal-to-soft", "ec2", "container", [{"Memory": 256, "MemoryReservation": 256}])
setting("two-ports", "any", "container", [{"PortMappings": [{"ContainerPort": 80}, {"ContainerPort": 81}]}])
setting("image-of-parameter", "any", "container", [{"Image": {"Ref": "Image"}}, {"Image": {"Fn::Sub": "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/web:1"}}])
setting("environment-of-references", "any", "container", [{"Environment": [{"Name": "REGION", "Value": {"Ref": "AWS::Region"}}]}])


@kind("container-sizes-add-up", "fargate")
def _(task, random):
    task.update(Cpu="512", Memory="1024")
    main(task).update(Cpu=256, Memory=1024, MemoryReservation=512)
    side(task, Cpu=256 if len(task["ContainerDefinitions"]) == 1 else 64, Memory=512, MemoryReservation=256)


@kind("dependencies")
def _(task, random):
    migration = side(task, Command=["migrate"])
    proxy = side(task, Essential=True, HealthCheck={"Command": ["CMD", "check"]})
    main(task)["DependsOn"] = [
        {"ContainerName": migration["Name"], "Condition": random.choice(["SUCCESS", "COMPLETE"])},
        {"ContainerName": proxy["Name"], "Condition": random.choice(["HEALTHY", "START"])}]


@kind("firelens")
def _(task, random):
    side(task, Essential=True, LogConfiguration=logs(), FirelensConfiguration={"Type": "fluentbit", "Options": {
        "enable-ecs-log-metadata": "true", "config-file-type": "file", "config-file-value": "/extra.conf"}})
    main(task)["LogConfiguration"] = {"LogDriver": "awsfirelens", "Options": {"Name": "cloudwatch_logs", "region": "eu-west-1"}}


@kind("mesh-proxy", "fargate")
def _(task, random):
    envoy = side(task, Essential=True, User="1337")
    task["ProxyConfiguration"] = {"Type": "APPMESH", "ContainerName": envoy["Name"], "ProxyConfigurationProperties": [
        {"Name": "IgnoredUID", "Value": "1337"}, {"Name": "AppPorts", "Value": "8080"}]}


@kind("efs-access-point")
def _(task, random):
    volume(task, {"EFSVolumeConfiguration": {"FilesystemId": "fs-12345678", "TransitEncryption": "ENABLED",
        "TransitEncryptionPort": 20490, "AuthorizationConfig": {"AccessPointId": "fsap-12345678", "IAM": "ENABLED"}}})


@kind("efs-without-tls")
def _(task, random):
    volume(task, {"EFSVolumeConfiguration": {"FilesystemId": "fs-12345678", "RootDirectory": "/data"}})


@kind("docker-volume", "ec2")
def _(task, random):
    volume(task, {"DockerVolumeConfiguration": {"Scope": "shared", "Autoprovision": True, "Driver": "local"}})


@kind("fsx-volume", "ec2")
def _(task, random):
    task["RuntimePlatform"] = {"OperatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}
    volume(task, {"FSxWindowsFileServerVolumeConfiguration": {"FileSystemId": "fs-1", "RootDirectory": "share",
        "AuthorizationConfig": {"CredentialsParameter": ARN, "Domain": "corp.example"}}})


@kind("launch-volume")
def _(task, random):
    volume(task, {"ConfiguredAtLaunch": True})


@kind("empty-volume")
def _(task, random):
    volume(task, random.choice([{}, {"Host": {}}]))


@kind("volumes-from-beside")
def _(task, random):
    main(task)["VolumesFrom"] = [{"SourceContainer": side(task)["Name"], "ReadOnly": True}]


@kind("bridge", "ec2")
def _(task, random):
    task["NetworkMode"] = "bridge"
    beside = side(task, PortMappings=[{"ContainerPort": 80, "HostPort": 0}])
    main(task).update(PortMappings=[{"ContainerPort": 80, "HostPort": 8080}], Links=[beside["Name"] + ":cache"],
                      Hostname="web", ExtraHosts=[{"Hostname": "db", "IpAddress": "10.0.0.1"}])


@kind("host-port-zero-on-host", "ec2")
def _(task, random):
    task["NetworkMode"] = "host"
    main(task)["PortMappings"] = [{"ContainerPort": 8080, "HostPort": 8080}]


@kind("ten-containers")
def _(task, random):
    while len(task["ContainerDefinitions"]) < 10:
        side(task)
