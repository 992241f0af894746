import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct UncheckedSSHHost: Rule {
    static let about = About(
        id: "DF810", since: "0.1", severity: .medium,
        title: Text(en: "SSH without a check of the host key", ja: "ホスト鍵を検証しない SSH"),
        why: Text(
            en: "Anybody on the way can pose as the host, hand out other sources and see what is sent.",
            ja: "通信経路上の第三者がホストになりすまし、別のソースを渡したり送信内容を見たりできます。"),
        remedy: Text(
            en: "Copy a `known_hosts` file with the keys that the host publishes into the build.",
            ja: "ホストが公開している鍵を書いた `known_hosts` を、ビルドに渡してください。"),
        message: Text(en: "`{setting}` accepts any host key", ja: "`{setting}` はどんなホスト鍵も受け入れます"),
        links: ["https://man.openbsd.org/ssh_config#StrictHostKeyChecking"],
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM debian:13\nRUN ssh -o ⟦StrictHostKeyChecking=no⟧ git@example.com true",
            "FROM debian:13\nRUN GIT_SSH_COMMAND=⟦\"ssh -o StrictHostKeyChecking=no\"⟧ git clone git@example.com:x.git",
            "FROM debian:13\nRUN echo ⟦\"StrictHostKeyChecking no\"⟧ >> /etc/ssh/ssh_config",
            "FROM debian:13\nENV ⟦GIT_SSH_COMMAND=\"ssh -o StrictHostKeyChecking=no\"⟧",
        ],
        passes: [
            "FROM debian:13\nRUN ssh -o StrictHostKeyChecking=yes git@example.com true",
            "FROM debian:13\nRUN ssh -o StrictHostKeyChecking=accept-new git@example.com true",
            "FROM debian:13\nRUN --mount=type=ssh git clone git@example.com:x.git",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN ssh -o StrictHostKeyChecking=no git@example.com true",
                "FROM debian:13\nRUN ssh -o StrictHostKeyChecking=yes git@example.com true"
            ),
            (
                "FROM debian:13\nENV GIT_SSH_COMMAND=\"ssh -o StrictHostKeyChecking=no\"",
                "FROM debian:13\nENV GIT_SSH_COMMAND=\"ssh -o StrictHostKeyChecking=yes\""
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions {
            if instruction.keyword == .env {
                for pair in instruction.pairs where Self.isOff(pair.value?.value ?? "") {
                    report.fault(
                        at: pair.range, ["setting": "StrictHostKeyChecking=no"], fix: Self.fix(pair.range, file))
                }
            }
            guard instruction.keyword == .run, let script = instruction.script else { continue }
            for command in script.shell.commands {
                // Words of a nested shell are commands of their own.
                let values = command.assignments.compactMap(\.value)
                for word in command.words + values
                where word.text.utf8.count > 20 && command.nested.isEmpty && Self.isOff(word.template) {
                    report.fault(
                        at: script.sourceRange(word.range), ["setting": "StrictHostKeyChecking=no"],
                        fix: Self.fix(script.sourceRange(word.range), file))
                }
            }
        }
    }

    private static func fix(_ range: Range<Int>, _ file: Dockerfile) -> Fix? {
        for old in ["StrictHostKeyChecking=no", "StrictHostKeyChecking no"] {
            guard let place = file.source.range(of: old, in: range) else { continue }
            return .ask(
                place.upperBound - 2..<place.upperBound, "yes",
                note: Text(
                    en: "Put the host's key into `/etc/ssh/ssh_known_hosts` before, taken from a trusted place.",
                    ja: "信頼できる入手元から得たホスト鍵を、事前に `/etc/ssh/ssh_known_hosts` へ登録してください。"))
        }
        return nil
    }

    private static func isOff(_ text: String) -> Bool {
        guard text.utf8.count >= "StrictHostKeyChecking no".utf8.count else { return false }
        let lower = text.lowercased()
        return ["=no", " no", "=off", " off"].contains { lower.has("stricthostkeychecking\($0)") }
    }
}
