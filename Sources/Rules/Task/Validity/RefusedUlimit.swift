import Basics
import ECSModel
import RuleKit
import Workload

struct RefusedUlimit: Rule {
    static let about = About(
        id: "TD118", since: "0.1", severity: .medium,
        title: Text(en: "Soft limit above the hard limit", ja: "ハードリミットを超えるソフトリミット"),
        why: Text(
            en: "The kernel lets no soft limit pass the hard one: the container fails to start.",
            ja: "カーネルはハードリミットを超えるソフトリミットを認めないため、コンテナが起動しません。"),
        remedy: Text(
            en: "Raise `hardLimit`, or lower `softLimit`.", ja: "`hardLimit` を上げるか `softLimit` を下げてください。"),
        message: Text(
            en: "`{path}` {kind|twice=sets a limit a second time|is above `hardLimit`} ({detail})",
            ja: "`{path}` {kind|twice=で同じリミットが重複しています|が `hardLimit` を超えています} ({detail})"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html"],
        fails: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 64, "ulimits": [
              {"name": "nofile", "softLimit": ⟦65536⟧, "hardLimit": 1024}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Ulimits: [{Name: nproc, SoftLimit: ⟦200⟧, HardLimit: 100}]}
            """,
        ],
        passes: [
            """
            {"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "ulimits": [
              {"name": "nofile", "softLimit": 1024, "hardLimit": 1024}, {"name": "nproc", "softLimit": "<N>", "hardLimit": 1},
              {"name": "memlock", "softLimit": -1, "hardLimit": -1}, {"name": "core", "softLimit": 5, "hardLimit": -1}]}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - {Name: web, Image: 'web:1', Ulimits: [{Name: nproc, SoftLimit: !Ref Soft, HardLimit: 100}]}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in TaskValidity(task).containers {
            var names: Set<String> = []
            for (index, limit) in (container.definition.term["ulimits"]?.items ?? []).enumerated() {
                let path = "\(container.path).ulimits[\(index)]"
                if case .known(let name, let place) = limit.string("name"), !names.insert(name).inserted {
                    report.refuse("twice", path + ".name", at: place, ["detail": name])
                }
                guard case .known(let soft, let place) = limit.int("softLimit"),
                    case .known(let hard, _) = limit.int("hardLimit"), hard != -1, soft > hard || soft == -1
                else { continue }
                report.refuse("above", path + ".softLimit", at: place, ["detail": "\(soft) > \(hard)"])
            }
        }
    }
}
