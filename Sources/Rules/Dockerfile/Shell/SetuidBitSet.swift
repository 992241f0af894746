import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct SetuidBitSet: Rule {
    static let about = About(
        id: "DF413", since: "0.1", severity: .high,
        title: Text(en: "A program made setuid", ja: "setuid ビットの付与"),
        why: Text(
            en:
                "It runs as its owner, mostly root, whoever starts it: `USER` no longer limits what the container can do.",
            ja: """
                誰が起動しても所有者 (多くは root) の権限で動作するため、`USER` でコンテナの権限を制限できなくなります。
                """),
        remedy: Text(
            en: "Run the program as the user it needs, or give the file the one capability it needs by `setcap`.",
            ja: "必要なユーザーで実行するか、`setcap` で必要なケーパビリティーだけをファイルに与えてください。"),
        message: Text(en: "`{mode}` sets the setuid bit", ja: "`{mode}` は setuid ビットを付与します"),
        proof: Text(en: "setuid bits are removed here", ja: "ここで setuid ビットが取り除かれています"),
        links: ["https://man7.org/linux/man-pages/man1/chmod.1.html"],
        aliases: ["CIS-DI-0008"],
        differs: Text(
            en: """
                CIS-DI-0008 lists such files of the built image, those of the base image included. This rule shows \
                where the Dockerfile makes one. Setgid on directories is common and harmless, and left alone.
                """,
            ja: """
                CIS-DI-0008 はベースイメージ由来も含め、ビルド済みイメージ内の該当ファイルを列挙します。このルールは \
                Dockerfile が付与する箇所を示します。ディレクトリへの setgid は一般的で無害なため対象外です。
                """),
        answers: ["SEC_04.setuid"],
        fails: [
            "FROM debian:13\nRUN chmod ⟦u+s⟧ /usr/bin/ping",
            "FROM debian:13\nRUN chmod ⟦4755⟧ /usr/local/bin/helper",
            "FROM debian:13\nCOPY ⟦--chmod=4755⟧ helper /usr/local/bin/",
        ],
        passes: [
            "FROM debian:13\nRUN chmod 2775 /data && chmod g+s /data", "FROM debian:13\nRUN chmod u-s /usr/bin/mount",
            "FROM debian:13 AS build\nRUN chmod u+s /a\nFROM scratch\nCOPY --from=build /b /b",
            "FROM debian:13\nRUN chmod 3777 /var/run/postgresql",
        ],
        proves: ["FROM debian:13\nRUN find / -xdev -perm /6000 -type f -exec chmod ⟦a-s⟧ {} + || true"]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for stage in file.lastStage.map(file.lineage(of:)) ?? [] {
            for index in stage.instructions {
                if let flag = file.instructions[index].flag("chmod"), let mode = flag.value,
                    FileMode(mode)?.setsUser == true
                {
                    report.fault(at: flag.range, ["mode": mode])
                }
            }
            for run in ShellRuns.of(stage, in: file) {
                for command in run.commands where ["chmod", "find", "xargs"].contains(command.program) {
                    var words = command.effectiveArguments
                    if command.program != "chmod" {
                        words = words.drop { $0.literal != "chmod" }.dropFirst()
                    }
                    guard let word = words.first(where: { $0.literal.flatMap(FileMode.init) != nil }),
                        let mode = word.literal.flatMap(FileMode.init)
                    else { continue }
                    if mode.setsUser {
                        report.fault(at: run.place(word), ["mode": word.text])
                    } else if mode.clearsUser, command.program != "chmod" {
                        report.holds(at: run.place(word))
                    }
                }
            }
        }
    }
}
