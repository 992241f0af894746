import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct SharedIdentity: Rule {
    static let about = About(
        id: "WL205", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Identity that other programs share", ja: "ほかのプログラムと共有されるユーザー"),
        why: Text(
            en:
                "`nobody` and its like own files of other programs on shared volumes, and each of them can touch the others'.",
            ja: "`nobody` などの共用ユーザーは、共有ボリューム上でほかのプログラムのファイルも所有し、互いに変更できてしまいます。"),
        remedy: Text(
            en: "Make a user and a group for this application alone, with a fixed number.",
            ja: "このアプリケーション専用のユーザーとグループを、固定の ID で作成してください。"),
        message: Text(en: "`{user}` is not this application's own user", ja: "`{user}` はこのアプリケーション専用のユーザーではありません"),
        proof: Text(en: "`{user}` is this application's own user", ja: "`{user}` はこのアプリケーション専用のユーザーです"),
        links: ["https://docs.docker.com/build/building/best-practices/#user"],
        answers: ["SEC_01.dedicated"],
        fails: ["FROM alpine:3.20\nUSER ⟦nobody⟧\nCMD [\"/app\"]", "FROM debian:12\nUSER ⟦daemon⟧\nCMD [\"/app\"]"],
        passes: ["FROM debian:12\nUSER 10001\nCMD [\"/app\"]", "FROM node:22\nUSER node\nCMD [\"node\", \"a.js\"]"],
        proves: ["FROM alpine:3.20\nRUN adduser -D shop\nUSER ⟦shop⟧\nCMD [\"/app\"]"]
    )

    private static let shared: Set<String> = [
        "nobody", "daemon", "bin", "sys", "games", "mail", "guest", "operator", "65534",
    ]

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let user = workload.config?.user?.value, let text = user.value else { return }
        let name = ImageUsers.user(text)
        if Self.shared.contains(name) {
            report.fault(at: user.range, ["user": name])
        } else if ImageUsers(workload).makes(name) {
            report.holds(at: user.range, ["user": name])
        }
    }
}
