import Basics
import ECSModel
import RuleKit
import Workload

struct NewPrivilegesAllowed: Rule {
    static let about = About(
        id: "TD209", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Programs may gain privileges", ja: "プログラムによる権限昇格を防いでいないコンテナ"),
        why: Text(
            en: "A setuid program in the image makes root of a user without rights.",
            ja: "イメージ内の setuid プログラムを使うと、権限のないユーザーから root になれます。"),
        remedy: Text(
            en: "Add `no-new-privileges` to `dockerSecurityOptions`.",
            ja: "`dockerSecurityOptions` に `no-new-privileges` を追加してください。"),
        message: Text(
            en: "`{container}` has no `no-new-privileges`", ja: "`{container}` に `no-new-privileges` がありません"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
        ],
        fails: [
            """
            {"family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
              {"name": ⟦"web"⟧, "image": "web:1", "memory": 256}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  RequiresCompatibilities: [EC2]
                  ContainerDefinitions: [{Name: ⟦web⟧, Image: 'web:1', DockerSecurityOptions: ['label:x']}]
            """,
        ],
        passes: [
            // Fargate does not take the option.
            #"{"family": "web", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1"}]}"#,
            """
            {"family": "web", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
              {"name": "web", "image": "web:1", "memory": 256, "dockerSecurityOptions": ["no-new-privileges"]},
              {"name": "b", "image": "web:1", "memory": 256, "dockerSecurityOptions": ["<OPTIONS>"]}]}
            """,
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        guard task.task.runsOnFargate == false, !task.definition.isWindows else { return }
        for container in task.containers where container.definition.privileged.value != true {
            switch container.definition.term.strings("dockerSecurityOptions") {
            case .known(let options, _) where options.contains { $0.hasPrefix("no-new-privileges") }: continue
            case .unknown, .wrong: continue
            case .known, .absent:
                report.fault(at: SecurityPlaces.heading(container.definition), ["container": container.name])
            }
        }
    }
}
