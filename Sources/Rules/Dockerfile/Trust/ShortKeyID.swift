import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct ShortKeyID: Rule {
    static let commands = ["gpg", "gpg2", "apt-key"]
    static let about = About(
        id: "DF814", since: "0.1", severity: .medium,
        title: Text(en: "Key fetched by its short id", ja: "短い ID による公開鍵の取得"),
        why: Text(
            en: "Keys with any eight-digit id are made in minutes, so that a keyserver may answer with a forger's.",
            ja: "8 桁の ID が一致する鍵は数分で作れるため、鍵サーバーから偽の鍵が返ることがあります。"),
        remedy: Text(
            en: "Name the whole fingerprint, or ship the key with the sources.",
            ja: "フィンガープリント全体を指定するか、公開鍵をソースと一緒に管理してください。"),
        message: Text(en: "`{key}` can be the id of many keys", ja: "`{key}` は複数の鍵に一致し得る ID です"),
        links: ["https://www.gnupg.org/documentation/manuals/gnupg/Specify-a-User-ID.html"],
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM debian:13\nRUN gpg --keyserver keyserver.ubuntu.com --recv-keys ⟦7FCC7D46⟧",
            "FROM debian:13\nRUN apt-key adv --keyserver keyserver.ubuntu.com --recv ⟦0xEEA14886⟧",
        ],
        passes: [
            "FROM debian:13\nRUN gpg --recv-keys 9DC858229FC7DD38854AE2D88D81803C0EBFCD88",
            "FROM debian:13\nRUN gpg --recv-keys \"$KEY\"",
            "FROM debian:13\nRUN gpg --import 7FCC7D46",
        ]
    )

    func check(_ subject: RunCommand, _ report: inout Report) {
        let words = Array(subject.command.effectiveArguments)
        guard let start = words.firstIndex(where: { $0.literal?.hasPrefix("--recv") == true }) else { return }
        for word in words[(start + 1)...] {
            guard let text = word.literal else { continue }
            let id = text.lowercased().hasPrefix("0x") ? text.dropFirst(2) : text[...]
            guard id.utf8.count == 8, id.allSatisfy(\.isHexDigit) else { continue }
            report.fault(at: subject.place(word), ["key": text])
        }
    }
}
