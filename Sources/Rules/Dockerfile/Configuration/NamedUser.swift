import Basics
import DockerfileSyntax
import RuleKit

struct NamedUser: Rule {
    static let about = About(
        id: "DF614", since: "0.1", severity: .style, set: .style,
        title: Text(en: "USER by name", ja: "名前で指定された USER"),
        why: Text(
            en: "Kubernetes cannot tell from a name that the user is not root; ECS does not mind.",
            ja: "Kubernetes は名前だけでは root 以外と判断できません (ECS では問題になりません)。"),
        remedy: Text(en: "Use the number of the user.", ja: "ユーザーを番号で指定してください。"),
        message: Text(en: "`{user}` is a name, not a number", ja: "`{user}` は番号ではなく名前です"),
        links: ["https://docs.docker.com/reference/dockerfile/#user"],
        aliases: ["DL3066"],
        differs: Text(
            en: "ECS takes names as well as numbers, so this is a matter of taste there.",
            ja: "ECS は名前でも番号でも受け付けるため、体裁の問題として扱います。"),
        fails: [
            """
            FROM debian:12
            USER ⟦app⟧
            """
        ],
        passes: [
            """
            FROM debian:12
            USER 1000:1000
            """,
            """
            FROM debian:12
            USER $U
            """,
            """
            FROM debian:12 AS a
            USER app
            FROM debian:12
            """,
            """
            FROM debian:12
            USER root
            """,
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let stage = file.lastStage, let last = file.inherited(stage).last(where: { $0.keyword == .user }) else {
            return
        }
        guard let word = last.word, let value = word.value else { return }
        let spec = UserSpec(value)
        if !spec.isNumeric, !spec.isRoot { report.fault(at: word.range, ["user": value]) }
    }
}
