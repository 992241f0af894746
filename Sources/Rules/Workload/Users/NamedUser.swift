import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct NamedUser: Rule {
    static let about = About(
        id: "WL206", since: "0.1", severity: .style, set: .style,
        title: Text(en: "USER by name", ja: "USER の名前指定"),
        why: Text(
            en: "Kubernetes' `runAsNonRoot` and some scanners cannot tell that a name is not root. ECS does not ask.",
            ja: "Kubernetes の `runAsNonRoot` や一部のスキャナーは、名前だけでは root でないと判断できません。ECS では不要です。"),
        remedy: Text(en: "Write the number of the user and group.", ja: "ユーザーとグループの ID を数値で書いてください。"),
        message: Text(en: "`{user}` is a name", ja: "`{user}` は名前での指定です"),
        links: ["https://docs.docker.com/reference/dockerfile/#user"],
        aliases: ["DL3066"],
        fails: ["FROM alpine:3.20\nRUN adduser -D app\nUSER ⟦app⟧\nCMD [\"/app\"]"],
        passes: ["FROM alpine:3.20\nUSER 10001:10001\nCMD [\"/app\"]", "FROM alpine:3.20\nUSER root\nCMD [\"/app\"]"]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let user = workload.config?.user?.value, let text = user.value,
            !ImageUsers.isRoot(text), !ImageUsers.isNumber(ImageUsers.user(text))
        else { return }
        report.fault(at: user.range, ["user": text])
    }
}
