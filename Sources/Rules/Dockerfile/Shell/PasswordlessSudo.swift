import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct PasswordlessSudo: Rule {
    static let about = About(
        id: "DF404", since: "0.1", severity: .high,
        title: Text(en: "sudo without a password in the image", ja: "パスワードなしの sudo がイメージで許可されている"),
        why: Text(
            en: "`NOPASSWD` makes every user it names root at will, so `USER` protects nothing.",
            ja: "`NOPASSWD` を与えたユーザーはいつでも root になれるため、`USER` による保護が無意味になります。"),
        remedy: Text(
            en: "Do what needs root in the build, before the last `USER`, and leave `sudo` out of the image.",
            ja: "root が必要な処理はビルド中に最後の `USER` より前で済ませ、イメージに `sudo` を入れないでください。"),
        message: Text(
            en: "`NOPASSWD` in sudoers makes `USER` ineffective", ja: "sudoers の `NOPASSWD` により `USER` の制限が無効になります"),
        links: ["https://docs.docker.com/build/building/best-practices/#user"],
        answers: ["SEC_01.user"],
        fails: [
            """
            FROM debian:13
            RUN useradd -m app && echo ⟦'app ALL=(ALL) NOPASSWD:ALL'⟧ >> /etc/sudoers
            USER app
            """
        ],
        passes: [
            """
            FROM debian:13 AS dev
            RUN echo 'dev ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/dev
            FROM debian:13
            COPY --from=dev /app /app
            """,
            "FROM debian:13\nRUN sed -i '/NOPASSWD/d' /etc/sudoers",
            "FROM debian:13\nRUN grep NOPASSWD /etc/sudoers && exit 1 || true",
        ]
    )

    static let commands = ["echo", "printf", "sed"]

    func check(_ run: RunCommand, _ report: inout Report) {
        // A development container is for one person, who may be root there.
        guard run.isInLastStage, !run.file.source.path.has(".devcontainer/") else { return }
        for word in run.command.effectiveArguments {
            let text = word.template
            guard text.has("NOPASSWD"), text.has("ALL=") || text.has("ALL =") || text.has("ALL:ALL")
            else { continue }
            // `sed` takes such lines out as often as it puts them in.
            if run.command.program == "sed", text.hasSuffix("d") || text.hasSuffix("s///") { continue }
            report.fault(at: run.place(word))
            return
        }
    }
}
