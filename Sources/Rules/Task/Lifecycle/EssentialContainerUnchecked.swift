import Basics
import DockerfileSyntax
import ECSModel
import RuleKit
import Workload

struct EssentialContainerUnchecked: Rule {
    static let about = About(
        id: "TD306", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Essential container without a health check", ja: "ヘルスチェックのない essential コンテナ"),
        why: Text(
            en: """
                A container that hangs still runs. Without a check of its own, ECS cannot tell, and a load balancer \
                sees only the port that it sends requests to.
                """,
            ja: """
                ハングしたコンテナも実行中とみなされます。コンテナ自身のチェックがなければ ECS は異常に気付けず、\
                ロードバランサーが確認するのもリクエストの送信先ポートだけです。
                """),
        remedy: Text(
            en: "Add `healthCheck` with a command that asks the application itself.",
            ja: "アプリケーション自身の状態を確かめる `healthCheck` を追加してください。"),
        message: Text(en: "`{name}` has no `healthCheck`", ja: "`{name}` に `healthCheck` がありません"),
        proof: Text(en: "ECS checks `{name}`", ja: "ECS が `{name}` のヘルスチェックを行います"),
        links: ["https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html"],
        aliases: ["KICS:d24389b4"],
        answers: ["REL_05.health-check"],
        yieldsTo: ["SV213"],
        fails: [
            #"{"family": "web", "containerDefinitions": [{"name": ⟦"web"⟧, "image": "web:1"}, {"name": "once", "image": "m:1", "essential": false}]}"#,
            """
            === Dockerfile
            FROM debian:12
            HEALTHCHECK CMD test -f /ready
            CMD ["/serve"]
            === taskdef.json
            {"family": "web", "containerDefinitions": [{"name": ⟦"web"⟧, "image": "<IMAGE1_NAME>"}]}
            """,
            """
            Resources:
              Task:
                Type: AWS::ECS::TaskDefinition
                Properties:
                  ContainerDefinitions:
                    - Name: ⟦web⟧
                      Image: web:1
            """,
        ],
        passes: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": "${CHECK}"}]}"#,
            #"{"family": "job", "containerDefinitions": [{"name": "job", "image": "job:1", "essential": "<ESSENTIAL>"}]}"#,
            "=== Dockerfile\nFROM debian:12\nCMD [\"/job\"]\n=== plimsoll.yml\nroles:\n  Dockerfile: job\n=== taskdef.json\n{\"family\": \"job\", \"containerDefinitions\": [{\"name\": \"job\", \"image\": \"<IMAGE1_NAME>\"}]}\n",
        ],
        proves: [
            #"{"family": "web", "containerDefinitions": [{"name": "web", "image": "web:1", "healthCheck": ⟦{"command": ["CMD", "/healthy"]}⟧}]}"#
        ]
    )

    func check(_ task: TaskSubject, _ report: inout Report) {
        for container in task.containers where container.definition.isEssential == true {
            if container.workload?.role == .job { continue }
            if let check = container.definition.healthCheck {
                if check.term.hasUnknown {
                    report.unsure(
                        at: check.term.span,
                        because: Text(en: "the check is not known here", ja: "ヘルスチェックの内容をファイルから特定できません"))
                } else if CheckCommand(check) != nil {
                    report.holds(at: check.term.span, ["name": container.name])
                }
                continue
            }
            var related: [Finding.Related] = []
            if let workload = container.workload, let check = workload.config?.healthcheck,
                !(workload.config?.healthcheckIsNone ?? true)
            {
                related.append(
                    Finding.Related(
                        workload.dockerfile.source.span(check.value.range),
                        Text(
                            en: "ECS does not look at the image's own check",
                            ja: "イメージ側の HEALTHCHECK は ECS では参照されません"),
                        isCovered: true))
            }
            report.fault(at: container.definition.heading, ["name": container.name], related: related)
        }
    }
}
