import Basics
import ECSModel
import RuleKit
import Workload

struct HostFolderMounted: Rule {
    static let about = About(
        id: "TD206", since: "0.1", severity: .critical,
        title: Text(en: "A mount that gives the instance away", ja: "インスタンスを明け渡すマウント"),
        why: Text(
            en: """
                The socket of the container engine starts any container as root, read-only or not, and who can write to \
                the instance's own folders can change what it runs.
                """,
            ja: """
                コンテナエンジンのソケットからは、読み取り専用でマウントしても root のコンテナを自由に起動できます。\
                インスタンスのフォルダーに書き込めれば、そこで動くものを書き換えられます。
                """),
        remedy: Text(
            en:
                "Mount only the folder that the program needs, read-only; ask the task metadata endpoint, not the engine.",
            ja: """
                必要なフォルダーだけを読み取り専用でマウントし、情報の取得にはエンジンではなくタスクメタデータエンドポイントを\
                使用してください。
                """),
        message: Text(
            en: "`{container}` gets the instance's `{path}`", ja: "`{container}` にインスタンスの `{path}` がマウントされます"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-metadata-endpoint-v4.html",
        ],
        answers: ["SEC_01.task-user"],
        fails: [
            """
            {"family": "proxy", "volumes": [{"name": "engine", "host": {"sourcePath": "/var/run/docker.sock"}}],
              "containerDefinitions": [{"name": "proxy", "image": "traefik:3", "memory": 256,
                "mountPoints": [{"sourceVolume": ⟦"engine"⟧, "containerPath": "/var/run/docker.sock", "readOnly": true}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes: [{Name: all, Host: {SourcePath: /}}]
                  ContainerDefinitions:
                    - Name: backup
                      Image: backup:1
                      MountPoints: [{SourceVolume: ⟦all⟧, ContainerPath: /host}]
            """,
        ],
        passes: [
            """
            {"family": "metrics", "volumes": [{"name": "root", "host": {"sourcePath": "/"}}, {"name": "data", "host": {"sourcePath": "/srv/data"}}, {"name": "own", "host": {}}],
              "containerDefinitions": [{"name": "metrics", "image": "metrics:3", "memory": 256,
                "mountPoints": [{"sourceVolume": "root", "containerPath": "/rootfs", "readOnly": true},
                  {"sourceVolume": "data", "containerPath": "/data"}, {"sourceVolume": "own", "containerPath": "/own"}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  Volumes: [{Name: all, Host: {SourcePath: !Sub '${Folder}'}}]
                  ContainerDefinitions:
                    - Name: backup
                      Image: backup:1
                      MountPoints: [{SourceVolume: all, ContainerPath: /host}]
            """,
        ]
    )

    private static let sockets: Set<String> = [
        "docker.sock", "containerd.sock", "crio.sock", "podman.sock",
    ]
    /// Folders whose content the instance runs or trusts.
    private static let folders: Set<String> = [
        "/", "/etc", "/root", "/boot", "/usr", "/bin", "/sbin", "/lib", "/lib64", "/dev", "/proc", "/sys", "/home",
        "/var", "/var/lib", "/var/lib/docker", "/var/lib/ecs", "/etc/ecs", "/root/.ssh", "/opt",
    ]

    func check(_ task: TaskSubject, _ report: inout Report) {
        // Agents that run on every instance look after it, and Fargate has no instance.
        if task.definition.requiresFargate == true || task.definition.isWindows || SecurityPlaces.isDaemon(task) {
            return
        }
        for volume in task.definition.volumes {
            guard case .known(let written, let place) = volume.hostPath, let name = volume.name.value,
                let path = RelativePath.join("", written).map({ "/" + $0 })
            else { continue }
            let isSocket = Self.sockets.contains(RelativePath.name(path)) || path == "/var/run" || path == "/run"
            guard isSocket || Self.folders.contains(path) else { continue }
            for container in task.containers {
                for mount in container.definition.mountPoints where mount.volume.value == name {
                    guard let span = mount.volume.span else { continue }
                    // Whether it is read-only must be known: agents may look at the instance, not change it.
                    switch mount.readOnly {
                    case .known(true, _) where !isSocket: continue
                    case .unknown, .wrong: continue
                    default: break
                    }
                    report.fault(
                        at: span, ["container": container.name, "path": path],
                        related: [
                            .init(place.span, Text(en: "the volume is declared here", ja: "ボリュームはここで宣言されています"))
                        ])
                }
            }
        }
    }
}
