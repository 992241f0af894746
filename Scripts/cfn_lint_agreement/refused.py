"""What AWS refuses: each kind changes one thing in a sound task definition.

Kinds are listed as (name, launch, change); a change takes the task definition and the generator, and may return
another one. `any` is both launches in turn.
"""

from base import LOGS, logs, main, side, volume

KINDS = []


def kind(name, launch="any"):
    def keep(change):
        KINDS.append((name, launch, change))
        return change

    return keep


def setting(name, launch, holder, values):
    """A kind that gives a field of the task or its main container one of some values."""

    def change(task, random):
        target = task if holder == "task" else main(task)
        target.update(random.choice(values))

    KINDS.append((name, launch, change))


# What the shape of the API does not have.
setting("unknown-key-of-task", "any", "task", [{"NetworkModes": "awsvpc"}, {"ContainerDefinition": []}, {"Desired": 1}])
setting("unknown-key-of-container", "any", "container", [{"Enviroment": []}, {"NetworkMode": "awsvpc"}, {"Ports": []}])
setting("key-in-another-case", "any", "container", [{"readonlyRootFilesystem": True}, {"stopTimeout": 60}, {"USER": "1"}])
setting("word-network-mode", "ec2", "task", [{"NetworkMode": "vpc"}, {"NetworkMode": "BRIDGE"}, {"NetworkMode": "nat"}])
setting("word-compatibility", "any", "task", [{"RequiresCompatibilities": ["Fargate"]}, {"RequiresCompatibilities": ["SPOT"]}])
setting("word-pid-mode", "any", "task", [{"PidMode": "container"}, {"PidMode": "shared"}])
setting("word-ipc-mode", "ec2", "task", [{"IpcMode": "private"}])
setting("word-architecture", "any", "task", [{"RuntimePlatform": {"CpuArchitecture": a}} for a in ("AMD64", "arm64", "x86_64")])
setting("word-operating-system", "any", "task", [{"RuntimePlatform": {"OperatingSystemFamily": a}} for a in ("linux", "WINDOWS")])
setting("word-log-driver", "ec2", "container", [{"LogConfiguration": {"LogDriver": d}} for d in ("cloudwatch", "aws-logs", "none")])
setting("word-port-protocol", "any", "container", [{"PortMappings": [{"ContainerPort": 80, "Protocol": p}]} for p in ("TCP", "http", "sctp")])
setting("word-app-protocol", "any", "container", [{"PortMappings": [{"ContainerPort": 80, "Name": "p", "AppProtocol": p}]} for p in ("https", "HTTP")])
setting("word-environment-file", "any", "container", [{"EnvironmentFiles": [{"Type": "S3", "Value": "arn:aws:s3:::b/a.env"}]}])
setting("word-ulimit", "any", "container", [{"Ulimits": [{"Name": n, "SoftLimit": 1, "HardLimit": 2}]} for n in ("files", "NOFILE")])
setting("word-resource-type", "ec2", "container", [{"ResourceRequirements": [{"Type": t, "Value": "1"}]} for t in ("gpu", "TPU")])
setting("word-device-permission", "ec2", "container", [{"LinuxParameters": {"Devices": [{"HostPath": "/dev/fuse", "Permissions": ["rw"]}]}}])
setting("word-capability", "ec2", "container", [{"LinuxParameters": {"Capabilities": {"Add": [c]}}} for c in ("NET_ADMINS", "SYS-TIME", "ROOT")])
setting("word-firelens", "any", "container", [{"FirelensConfiguration": {"Type": t}} for t in ("fluent-bit", "vector")])
setting("word-placement", "ec2", "task", [{"PlacementConstraints": [{"Type": "distinctInstance"}]}])
setting("not-an-integer", "any", "container", [{"StopTimeout": "two minutes"}, {"Memory": "512m"}, {"Cpu": 0.5}, {"StartTimeout": True}])
setting("not-a-boolean", "any", "container", [{"ReadonlyRootFilesystem": "yes"}, {"Privileged": 0}, {"Interactive": "on"}])
setting("not-a-list", "any", "container", [{"EntryPoint": "/bin/serve"}, {"PortMappings": {"ContainerPort": 80}}, {"Environment": {"Name": "A", "Value": "1"}}])
setting("not-an-object", "any", "container", [{"HealthCheck": "curl localhost"}, {"LogConfiguration": ["awslogs"]}, {"LinuxParameters": []}])
setting("not-a-text", "any", "container", [{"Command": [["serve"]]}, {"User": {"Id": 1}}])
setting("secret-without-source", "any", "container", [{"Secrets": [{"Name": "TOKEN"}]}])
setting("ulimit-without-hard-limit", "any", "container", [{"Ulimits": [{"Name": "nofile", "SoftLimit": 1}]}])
setting("log-without-driver", "any", "container", [{"LogConfiguration": {"Options": dict(LOGS)}}])


@kind("unknown-key-within")
def _(task, random):
    own = main(task)
    own["LogConfiguration"]["Mode"] = "non-blocking"
    own["HealthCheck"] = {"Command": ["CMD", "check"], random.choice(["Period", "Intervals"]): 30}


@kind("efs-key-as-in-the-api")
def _(task, random):
    volume(task, {"EFSVolumeConfiguration": {"FileSystemId": "fs-12345678"}})


@kind("efs-without-file-system")
def _(task, random):
    volume(task, {"EFSVolumeConfiguration": {"RootDirectory": "/"}})


@kind("word-transit-encryption")
def _(task, random):
    volume(task, {"EFSVolumeConfiguration": {"FilesystemId": "fs-12345678", "TransitEncryption": random.choice(["enabled", "TLS"])}})


@kind("no-container-name")
def _(task, random):
    del main(task)["Name"]


@kind("no-image")
def _(task, random):
    del main(task)["Image"]


# The size of the task.
setting("fargate-cpu", "fargate", "task", [{"Cpu": c} for c in ("128", 300, "768", "3072", "3 vCPU", "0.1 vCPU")])
setting("fargate-pair", "fargate", "task", [{"Cpu": c, "Memory": m} for c, m in (
    ("256", "4096"), (256, 768), ("512", "512"), (1024, 1024), ("1024", "2500"), ("2048", "3072"), (4096, 4096),
    ("8192", "17408"), (16384, 36864), (".25 vCPU", "4 GB"), ("1 vCPU", "1 GB"), ("256", "3 GB"))])
setting("fargate-cpu-for-windows", "fargate", "task", [{"Cpu": c, "Memory": m, "RuntimePlatform": {"OperatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}} for c, m in (("256", "512"), ("512", "1024"), ("8192", "16384"))])
setting("size-not-understood", "fargate", "task", [{"Cpu": "1 CPU"}, {"Cpu": "one"}, {"Memory": "2 GiB"}, {"Memory": "512MB"}])
setting("instance-cpu-bounds", "ec2", "task", [{"Cpu": "64"}, {"Cpu": 100}, {"Cpu": "300000"}])
setting("storage-bounds", "fargate", "task", [{"EphemeralStorage": {"SizeInGiB": s}} for s in (1, 20, 201, 500)])


@kind("fargate-no-cpu", "fargate")
def _(task, random):
    del task["Cpu"]


@kind("fargate-no-memory", "fargate")
def _(task, random):
    del task["Memory"]


# What Fargate has no host for.
setting("fargate-network-mode", "fargate", "task", [{"NetworkMode": m} for m in ("bridge", "host", "none")])
setting("fargate-host-pid", "fargate", "task", [{"PidMode": "host"}])
setting("fargate-ipc", "fargate", "task", [{"IpcMode": m} for m in ("host", "task", "none")])
setting("fargate-placement", "fargate", "task", [{"PlacementConstraints": [{"Type": "memberOf", "Expression": "attribute:a == b"}]}])
setting("fargate-privileged", "fargate", "container", [{"Privileged": True}, {"Privileged": "true"}])
setting("fargate-links", "fargate", "container", [{"Links": ["db"]}])
setting("fargate-hosts", "fargate", "container", [{"ExtraHosts": [{"Hostname": "db", "IpAddress": "10.0.0.1"}]}])
setting("fargate-dns", "fargate", "container", [{"DnsServers": ["10.0.0.2"]}, {"DnsSearchDomains": ["corp.example"]}])
setting("fargate-security-options", "fargate", "container", [{"DockerSecurityOptions": ["no-new-privileges"]}])
setting("fargate-no-networking", "fargate", "container", [{"DisableNetworking": True}])
setting("fargate-memory-parameters", "fargate", "container", [{"LinuxParameters": p} for p in ({"MaxSwap": 64}, {"Swappiness": 10}, {"SharedMemorySize": 64})])
setting("fargate-devices", "fargate", "container", [{"LinuxParameters": {"Devices": [{"HostPath": "/dev/fuse"}]}}])
setting("fargate-capability", "fargate", "container", [{"LinuxParameters": {"Capabilities": {"Add": [c]}}} for c in ("NET_ADMIN", "SYS_ADMIN", "ALL")])
setting("fargate-gpu", "fargate", "container", [{"ResourceRequirements": [{"Type": "GPU", "Value": "1"}]}])
setting("fargate-log-driver", "fargate", "container", [{"LogConfiguration": {"LogDriver": d}} for d in ("json-file", "fluentd", "syslog", "gelf", "journald")])


@kind("fargate-no-network-mode", "fargate")
def _(task, random):
    del task["NetworkMode"]


@kind("fargate-host-volume", "fargate")
def _(task, random):
    volume(task, {"Host": {"SourcePath": "/srv"}})


@kind("fargate-docker-volume", "fargate")
def _(task, random):
    volume(task, {"DockerVolumeConfiguration": {"Scope": "task", "Driver": "local"}})


# The role that ECS itself uses.
def without_role(task, **fields):
    del task["ExecutionRoleArn"]
    task["ContainerDefinitions"] = [
        {"Name": "web", "Image": "public.ecr.aws/nginx/nginx:1.29", "Essential": True, "Memory": 256, **fields}]


@kind("no-role-for-secrets")
def _(task, random):
    without_role(task, Secrets=[{"Name": "A", "ValueFrom": "/app/a"}])


@kind("no-role-for-logs", "fargate")
def _(task, random):
    without_role(task, LogConfiguration=logs())


@kind("no-role-for-ecr", "fargate")
def _(task, random):
    without_role(task, Image="123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1")


# The sizes of containers.
setting("reservation-above-limit", "any", "container", [{"Memory": 128, "MemoryReservation": 256}])
setting("memory-below-docker", "ec2", "container", [{"Memory": m, "MemoryReservation": 0} for m in (1, 2, 3)])


@kind("no-container-size", "ec2")
def _(task, random):
    task["RequiresCompatibilities"] = ["EC2"]
    for key in ("Memory", "MemoryReservation"):
        main(task).pop(key, None)


@kind("container-cpu-above-task", "fargate")
def _(task, random):
    task.update(Cpu="256", Memory="512")
    main(task)["Cpu"] = 200
    side(task, Cpu=100)


@kind("container-memory-above-task", "fargate")
def _(task, random):
    task.update(Cpu="256", Memory="512")
    if random.random() < 0.5:
        main(task)["Memory"] = 1024
    else:
        main(task)["MemoryReservation"] = 400
        side(task, MemoryReservation=200)


# Names.
setting("name-of-family", "any", "task", [{"Family": f} for f in ("my app", "app/web", "app.web", "x" * 256)])
setting("name-of-container", "any", "container", [{"Name": f} for f in ("my app", "web.app", "web/1", "", "y" * 256)])
setting("name-of-port", "any", "container", [{"PortMappings": [{"ContainerPort": 80, "Name": n}]} for n in ("-http", "ht tp", "http:1")])
setting("empty-image", "any", "container", [{"Image": ""}])


@kind("name-of-volume")
def _(task, random):
    volume(task, {})
    name = random.choice(["my data", "data/x", "data.x"])
    task["Volumes"][-1]["Name"] = main(task)["MountPoints"][-1]["SourceVolume"] = name


@kind("container-twice")
def _(task, random):
    side(task, Name=main(task)["Name"])


@kind("volume-twice")
def _(task, random):
    volume(task, {})
    task["Volumes"].append({"Name": task["Volumes"][-1]["Name"], "ConfiguredAtLaunch": False})


# Containers that the task lives by.
@kind("none-essential")
def _(task, random):
    for container in task["ContainerDefinitions"]:
        container["Essential"] = random.choice([False, "false"])


@kind("no-container")
def _(task, random):
    task["ContainerDefinitions"] = []


# Limits of number and size.
@kind("too-many-containers")
def _(task, random):
    while len(task["ContainerDefinitions"]) < 11:
        side(task)


setting("too-many-environment-files", "any", "container", [{"EnvironmentFiles": [{"Type": "s3", "Value": f"arn:aws:s3:::b/{n}.env"} for n in range(11)]}])
setting("too-many-tags", "any", "task", [{"Tags": [{"Key": f"k{n}", "Value": "v"} for n in range(51)]}])
setting("too-many-placements", "ec2", "task", [{"PlacementConstraints": [{"Type": "memberOf", "Expression": f"attribute:a == {n}"} for n in range(11)]}])
setting("too-large", "any", "container", [{"Environment": [{"Name": f"V{n}", "Value": "x" * 1000} for n in range(70)]}])

# Numbers with documented bounds.
for key, values in {"Interval": (0, 4, 301), "Timeout": (0, 1, 61), "Retries": (0, 11), "StartPeriod": (-1, 301)}.items():
    setting(f"health-{key.lower()}", "any", "container", [{"HealthCheck": {"Command": ["CMD", "check"], key: v}} for v in values])
setting("fargate-stop-timeout", "fargate", "container", [{"StopTimeout": v} for v in (1, 121, 300)])
setting("restart-period", "any", "container", [{"RestartPolicy": {"Enabled": True, "RestartAttemptPeriod": v}} for v in (0, 59, 1801)])
setting("swappiness", "ec2", "container", [{"LinuxParameters": {"MaxSwap": 64, "Swappiness": v}} for v in (-1, 101)])

# Ports.
setting("port-bounds", "any", "container", [{"PortMappings": [{"ContainerPort": p}]} for p in (0, -1, 65536, 70000)])
setting("port-missing", "any", "container", [{"PortMappings": [{"Protocol": "tcp"}]}])
setting("port-range-form", "ec2", "container", [{"PortMappings": [{"ContainerPortRange": r}]} for r in ("90-80", "80", "80-", "1-70000")])
setting("host-port-differs", "fargate", "container", [{"PortMappings": [{"ContainerPort": 8080, "HostPort": p}]} for p in (80, 0, "81")])


@kind("host-port-differs-on-host", "ec2")
def _(task, random):
    task["NetworkMode"] = "host"
    main(task)["PortMappings"] = [{"ContainerPort": 8080, "HostPort": random.choice([80, 8081])}]


@kind("port-twice", "fargate")
def _(task, random):
    main(task)["PortMappings"] = [{"ContainerPort": 8080}]
    side(task, PortMappings=[{"ContainerPort": 8080}])


@kind("host-port-twice", "ec2")
def _(task, random):
    task["NetworkMode"] = "bridge"
    main(task)["PortMappings"] = [{"ContainerPort": 80, "HostPort": 8080}]
    side(task, PortMappings=[{"ContainerPort": 81, "HostPort": 8080}])


@kind("port-without-network", "ec2")
def _(task, random):
    task["NetworkMode"] = "none"
    main(task)["PortMappings"] = [{"ContainerPort": 80}]
