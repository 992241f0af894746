import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedVolume: Rule {
    static let about = About(
        id: "TD117", since: "0.1", severity: .high,
        title: Text(en: "Volume settings that contradict each other", ja: "矛盾するボリューム設定"),
        why: Text(
            en: "A volume is of one kind. ECS refuses mixed kinds, and access points or IAM on EFS without TLS.",
            ja: """
                1 つのボリュームに指定できる種類は 1 つだけです。種類を混在させたり、TLS なしで EFS のア\
                クセスポイントや IAM 認可を使ったりすると、登録時に拒否されます。
                """),
        remedy: Text(
            en:
                "Set `transitEncryption` to `ENABLED`, leave the root directory to the access point, and keep one kind.",
            ja: "`transitEncryption` を `ENABLED` にし、ルートディレクトリはアクセスポイントに任せ、種類を 1 つにしてください。"),
        message: Text(
            en:
                "`{path}` {kind|transit=needs `transitEncryption` to be `ENABLED`|root=must be left out or be `/`, as the access point has a directory of its own|kinds=is another kind of volume beside the first|scope=counts only for volumes with `scope` `shared`|is there for a volume that is made at launch, which can have no kind here}{detail}",
            ja:
                "`{path}` {kind|transit=には `transitEncryption` の `ENABLED` が必要です|root=はアクセスポイントが決めるため、省略するか `/` にする必要があります|kinds=により 1 つのボリュームに 2 つの種類が指定されています|scope=は `scope` が `shared` のボリュームでのみ有効です|は起動時に作成するボリュームには指定できません}{detail}"
        ),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSAuthorizationConfig.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html",
        ],
        answers: ["REL_02.task-volumes"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64}], "volumes": [
              {"name": "a", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "authorizationConfig": {"iam": ⟦"ENABLED"⟧}}},
              {"name": "b", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "rootDirectory": ⟦"/b"⟧,
                "transitEncryption": "ENABLED", "authorizationConfig": {"accessPointId": "fsap-1"}}},
              {"name": "c", "host": {"sourcePath": "/c"}, ⟦"efsVolumeConfiguration"⟧: {"fileSystemId": "fs-1"}}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
                  Volumes:
                    - Name: data
                      EFSVolumeConfiguration:
                        FilesystemId: fs-1
                        TransitEncryption: DISABLED
                        AuthorizationConfig: {AccessPointId: ⟦fsap-1⟧}
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}], "volumes": [
              {"name": "a", "host": {}, "efsVolumeConfiguration": {"fileSystemId": "fs-1", "rootDirectory": "/",
                "transitEncryption": "ENABLED", "authorizationConfig": {"iam": "ENABLED", "accessPointId": "fsap-1"}}},
              {"name": "b", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "rootDirectory": "/b",
                "transitEncryption": "${TLS}", "authorizationConfig": {"iam": "ENABLED"}}}, {"name": "c"}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions: [{Name: web, Image: 'web:1'}]
                  Volumes: [{Name: data, EFSVolumeConfiguration: {FilesystemId: fs-1, RootDirectory: /x}}]
            """,
        ]
    )

    private static let kinds = [
        "dockerVolumeConfiguration", "efsVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration",
        "s3filesVolumeConfiguration",
    ]

    func check(_ task: TaskSubject, _ report: inout Report) {
        for (index, volume) in task.definition.volumes.enumerated() {
            let path = "volumes[\(index)]."
            if let efs = volume.efs { judge(efs, path + "efsVolumeConfiguration.", &report) }
            var kinds = Self.kinds.compactMap { key in volume.term[key] == nil ? nil : volume.term.entry(key) }
            if case .known(let source, _) = volume.hostPath, !source.isEmpty, let host = volume.term.entry("host") {
                kinds.insert(host, at: 0)
            }
            kinds.sort { $0.keyPlace.range.lowerBound < $1.keyPlace.range.lowerBound }
            if case .known(true, _) = volume.configuredAtLaunch, let kind = kinds.first {
                report.refuse("launch", path + kind.key, at: kind.keyPlace)
            } else if kinds.count > 1 {
                report.refuse("kinds", path + kinds[1].key, at: kinds[1].keyPlace)
            }
            if let docker = volume.docker, case .known(true, let place) = docker.bool("autoprovision"),
                docker["scope"] == nil || docker.string("scope").value == "task"
            {
                report.refuse("scope", path + "dockerVolumeConfiguration.autoprovision", at: place)
            }
        }
    }

    private func judge(_ efs: Term, _ path: String, _ report: inout Report) {
        guard let access = efs["authorizationConfig"], access.isMap else { return }
        let transit = efs.string("transitEncryption")
        let isOpen = transit.isAbsent || transit.value == "DISABLED"
        let point = access.text("accessPointId")
        if isOpen, case .known("ENABLED", let place) = access.string("iam") {
            report.refuse("transit", path + "authorizationConfig.iam", at: place)
        } else if isOpen, case .known(let text, let place) = point, text.known?.isEmpty != true {
            report.refuse("transit", path + "authorizationConfig.accessPointId", at: place)
        }
        if case .known(let text, _) = point, text.known?.isEmpty != true,
            case .known(let root, let place) = efs.string("rootDirectory"), root != "/", !root.isEmpty
        {
            report.refuse("root", path + "rootDirectory", at: place, ["detail": " (\(root))"])
        }
    }
}
