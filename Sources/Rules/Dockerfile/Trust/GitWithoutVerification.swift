import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct GitWithoutVerification: Rule {
    static let commands = ["git"]
    static let about = About(
        id: "DF804", since: "0.1", severity: .high,
        title: Text(en: "Git without a check of the certificate", ja: "証明書を検証しない Git"),
        why: Text(
            en: "Anybody on the way can hand out other sources than the ones asked for.",
            ja: "通信経路上の第三者が、別のソースコードを渡せてしまいます。"),
        remedy: Text(
            en: "Take the setting out; for a private authority set `http.sslCAInfo`.",
            ja: "設定を外してください。社内認証局を使う場合は `http.sslCAInfo` を設定します。"),
        message: Text(en: "`{setting}` accepts any certificate", ja: "`{setting}` はどんな証明書も受け入れます"),
        links: ["https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify"],
        aliases: ["CKV2_DOCKER_14"],
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM debian:13\nRUN git config --global ⟦http.sslVerify false⟧",
            "FROM debian:13\nRUN git -c ⟦http.sslVerify=false⟧ clone https://example.com/x.git",
            "FROM debian:13\nRUN git clone -c ⟦http.sslverify=0⟧ https://example.com/x.git",
            "FROM debian:13\nRUN git config --system ⟦http.https://example.com/.sslVerify \"false\"⟧",
        ],
        passes: [
            "FROM debian:13\nRUN git config --global http.sslVerify true",
            "FROM debian:13\nRUN git config --unset http.sslVerify",
            "FROM debian:13\nRUN git clone https://example.com/x.git",
            "FROM debian:13\nRUN git config http.sslCAInfo /ca.pem",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN git -c http.sslVerify=false clone https://example.com/x.git",
                "FROM debian:13\nRUN git clone https://example.com/x.git"
            ),
            (
                "FROM debian:13\nRUN git config --global http.sslVerify false && git clone https://example.com/x.git",
                "FROM debian:13\nRUN git clone https://example.com/x.git"
            ),
            (
                "FROM debian:13\nRUN git config --global http.sslVerify false\nRUN ls",
                "FROM debian:13\nRUN ls"
            ),
        ]
    )

    func check(_ subject: RunCommand, _ report: inout Report) {
        let words = Array(subject.command.effectiveArguments)
        for (index, word) in words.enumerated() {
            guard let text = word.literal?.lowercased(), text.has("sslverify") else { continue }
            if let equals = text.firstIndex(of: "="), isFalse(text[text.index(after: equals)...]) {
                let range = index > 0 && words[index - 1].literal == "-c" ? words[index - 1].range : word.range
                report.fault(
                    at: subject.place(word), ["setting": word.template],
                    fix: OptionEdits.drop(
                        subject.place(range.lowerBound..<word.range.upperBound), from: subject.file))
            } else if text.hasSuffix(".sslverify"), index + 1 < words.count,
                let value = words[index + 1].literal, isFalse(value.lowercased()[...])
            {
                report.fault(
                    at: subject.place(word.range.lowerBound..<words[index + 1].range.upperBound),
                    ["setting": "\(word.template) \(value)"],
                    fix: OptionEdits.drop(setting: subject.place(word), of: subject))
            }
        }
    }

    private func isFalse(_ value: Substring) -> Bool { ["false", "0", "no", "off"].contains(value) }
}
