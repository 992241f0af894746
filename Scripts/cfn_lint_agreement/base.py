"""Sound task definitions in CloudFormation's terms, varied by a seeded generator."""

FARGATE = {
    256: [512, 1024, 2048],
    512: [1024, 2048, 3072, 4096],
    1024: list(range(2048, 8193, 1024)),
    2048: list(range(4096, 16385, 1024)),
    4096: list(range(8192, 30721, 1024)),
    8192: list(range(16384, 61441, 4096)),
    16384: list(range(32768, 122881, 8192)),
}
ROLE = "arn:aws:iam::123456789012:role/"
WORDS = ["web", "api", "worker", "cart", "search", "mail", "stock", "price", "login", "feed"]
LOGS = {"awslogs-group": "/ecs/app", "awslogs-region": "eu-west-1", "awslogs-stream-prefix": "app"}


def logs():
    return {"LogDriver": "awslogs", "Options": dict(LOGS)}


def main(task):
    """The container that does the work."""
    return task["ContainerDefinitions"][0]


def side(task, **fields):
    """Adds a container beside the main one."""
    number = len(task["ContainerDefinitions"])
    container = {"Name": f"side-{number}", "Image": "public.ecr.aws/docker/library/busybox:1.37", "Essential": False}
    if task.get("RequiresCompatibilities") != ["FARGATE"]:
        container["MemoryReservation"] = 16
    container.update(fields)
    task["ContainerDefinitions"].append(container)
    return container


def fargate(random, name):
    cpu = random.choice(list(FARGATE))
    memory = random.choice(FARGATE[cpu])
    as_written = random.choice([str, int])
    task = {
        "Family": name,
        "RequiresCompatibilities": ["FARGATE"],
        "NetworkMode": "awsvpc",
        "Cpu": as_written(cpu),
        "Memory": as_written(memory),
        "ExecutionRoleArn": ROLE + "execution",
        "ContainerDefinitions": [container(random)],
    }
    if random.random() < 0.5:
        task["TaskRoleArn"] = ROLE + "task"
    if random.random() < 0.3:
        task["RuntimePlatform"] = {"CpuArchitecture": random.choice(["ARM64", "X86_64"]), "OperatingSystemFamily": "LINUX"}
    if random.random() < 0.3:
        task["EphemeralStorage"] = {"SizeInGiB": random.randint(21, 200)}
    if random.random() < 0.5:
        side(task, LogConfiguration=logs())
    surround(task, random)
    if random.random() < 0.2:
        volume(task, {"EFSVolumeConfiguration": {"FilesystemId": "fs-12345678", "TransitEncryption": "ENABLED"}})
    return task


def ec2(random, name):
    task = {"Family": name, "ExecutionRoleArn": ROLE + "execution", "ContainerDefinitions": [container(random)]}
    if random.random() < 0.7:
        task["RequiresCompatibilities"] = ["EC2"]
    if random.random() < 0.6:
        task["NetworkMode"] = random.choice(["bridge", "awsvpc", "host"])
    sized = main(task)
    if random.random() < 0.6:
        sized["Memory"] = random.choice([128, 256, 512, 1024])
    if "Memory" not in sized or random.random() < 0.4:
        sized["MemoryReservation"] = random.choice([64, 128])
    if random.random() < 0.4:
        sized["Cpu"] = random.choice([64, 128, 256])
    if random.random() < 0.4:
        side(task)
    surround(task, random)
    if random.random() < 0.3:
        volume(task, {"Host": {"SourcePath": "/srv/data"}})
    return task


def container(random):
    word = random.choice(WORDS)
    return {
        "Name": word,
        "Image": f"123456789012.dkr.ecr.eu-west-1.amazonaws.com/{word}:{random.randint(1, 40)}",
        "Essential": random.choice([True, True, "true"]),
        "LogConfiguration": logs(),
    }


def surround(task, random):
    """Settings of every kind that do no harm anywhere."""
    own = main(task)
    port = random.choice([80, 3000, 8080, 9000])
    choices = {
        "PortMappings": [{"ContainerPort": port, "Protocol": "tcp"}],
        "Environment": [{"Name": "STAGE", "Value": "prod"}, {"Name": "PORT", "Value": str(port)}],
        "Secrets": [{"Name": "TOKEN", "ValueFrom": "arn:aws:ssm:eu-west-1:123456789012:parameter/app/token"}],
        "HealthCheck": {"Command": ["CMD-SHELL", "curl -f http://localhost/ || exit 1"], "Interval": 30, "Retries": 3},
        "StopTimeout": random.randint(2, 120),
        "ReadonlyRootFilesystem": True,
        "User": "10001:10001",
        "Command": ["serve", "--port", str(port)],
        "WorkingDirectory": "/srv",
        "DockerLabels": {"team": "shop"},
        "Ulimits": [{"Name": "nofile", "SoftLimit": 4096, "HardLimit": 8192}],
        "LinuxParameters": {"InitProcessEnabled": True, "Capabilities": {"Drop": ["ALL"]}},
        "EnvironmentFiles": [{"Type": "s3", "Value": "arn:aws:s3:::settings/app.env"}],
    }
    for key, value in choices.items():
        if random.random() < 0.3:
            own[key] = value
    if random.random() < 0.3:
        task["Tags"] = [{"Key": "team", "Value": "shop"}]


def volume(task, fields):
    """Adds a volume and its mount in the main container."""
    name = f"data-{len(task.get('Volumes', []))}"
    task.setdefault("Volumes", []).append({"Name": name, **fields})
    main(task).setdefault("MountPoints", []).append({"SourceVolume": name, "ContainerPath": "/" + name})
