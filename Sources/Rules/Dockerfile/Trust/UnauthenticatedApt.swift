import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct UnauthenticatedApt: Rule {
    static let commands = [
        "apt-get", "apt", "aptitude", "echo", "printf", "tee", "add-apt-repository", "apt-add-repository",
    ]
    static let about = About(
        id: "DF808", since: "0.1", severity: .high,
        title: Text(en: "Debian packages without a signature", ja: "署名を検証しない Debian パッケージ"),
        why: Text(
            en: "apt travels over plain HTTP and relies on signatures alone: without them anybody can send packages.",
            ja: "apt は平文の HTTP を使い、署名だけで安全を保っています。署名を確認しなければ、誰でもパッケージを差し替えられます。"),
        remedy: Text(
            en: "Put the publisher's key beside the source with `signed-by`, and take the option out.",
            ja: "提供元の公開鍵を `signed-by` で指定し、オプションを外してください。"),
        message: Text(en: "`{option}` takes packages without a signature", ja: "`{option}` は署名のないパッケージを受け入れます"),
        links: ["https://manpages.debian.org/stable/apt/apt-secure.8.en.html"],
        aliases: ["CKV2_DOCKER_8", "CKV2_DOCKER_11"],
        differs: Text(
            en: "Sources marked as trusted are found too; a repository of the build's own files is accepted.",
            ja: "信頼済みと指定したリポジトリも検出します。ビルド内のファイルによるリポジトリは認めます。"),
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM debian:13\nRUN apt-get install -y ⟦--allow-unauthenticated⟧ curl",
            "FROM debian:13\nRUN apt-get install ⟦--force-yes⟧ curl",
            "FROM debian:13\nRUN apt-get update -o ⟦Acquire::AllowInsecureRepositories=true⟧",
            "FROM debian:13\nRUN apt-get -y -o ⟦APT::Get::AllowUnauthenticated=true⟧ install curl",
            "FROM debian:13\nRUN echo ⟦\"deb [trusted=yes] https://example.com/apt stable main\"⟧ > /etc/apt/sources.list.d/x.list",
            "FROM debian:13\nRUN apt-get update ⟦--allow-insecure-repositories⟧",
        ],
        passes: [
            "FROM debian:13\nRUN apt-get install -y curl",
            "FROM debian:13\nRUN echo \"deb [ trusted=yes ] file://$dir ./\" > /etc/apt/sources.list.d/temp.list",
            "FROM debian:13\nRUN echo 'deb [signed-by=/usr/share/keyrings/x.gpg] https://example.com/apt stable main' > /etc/apt/sources.list.d/x.list",
            "FROM debian:13\nRUN apt-get install -o Acquire::Check-Valid-Until=false curl",
            "FROM debian:13\nRUN echo --force-yes",
        ],
        fixes: [
            (
                "FROM debian:13\nRUN apt-get install -y --allow-unauthenticated curl",
                "FROM debian:13\nRUN apt-get install -y curl"
            ),
            (
                "FROM debian:13\nRUN apt-get install --force-yes curl",
                "FROM debian:13\nRUN apt-get install --yes curl"
            ),
            (
                "FROM debian:13\nRUN apt-get update -o Acquire::AllowInsecureRepositories=true",
                "FROM debian:13\nRUN apt-get update"
            ),
        ]
    )

    func check(_ subject: RunCommand, _ report: inout Report) {
        switch subject.command.program {
        case "apt-get", "apt", "aptitude": options(subject, &report)
        case "echo", "printf", "tee", "add-apt-repository", "apt-add-repository": sources(subject, &report)
        default: return
        }
    }

    private static let note = Text(
        en: "The build fails where a repository is not signed: give its key by `signed-by`.",
        ja: "署名されていないリポジトリがあるとビルドが失敗します。`signed-by` で鍵を指定してください。")

    private func options(_ subject: RunCommand, _ report: inout Report) {
        let words = Array(subject.command.effectiveArguments)
        for (index, word) in words.enumerated() {
            guard let text = word.literal else { continue }
            let isOff =
                ["--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories"].contains(text)
                || Self.isSetting(text.lowercased())
            guard isOff else { continue }
            let isValue = index > 0 && words[index - 1].literal == "-o"
            let range = (isValue ? words[index - 1] : word).range.lowerBound..<word.range.upperBound
            let yes = text == "--force-yes" ? Edit(subject.place(word), "--yes") : nil
            report.fault(
                at: subject.place(word), ["option": text],
                fix: Fix(
                    .ask, [yes ?? OptionEdits.removing(subject.place(range), from: subject.file)], note: Self.note))
        }
    }

    private static func isSetting(_ text: String) -> Bool {
        guard let equals = text.firstIndex(of: "=") else { return false }
        let isOn = ["true", "1", "yes", "\"true\""].contains(text[text.index(after: equals)...])
        let name = text[..<equals]
        return isOn
            && (name.hasSuffix("acquire::allowinsecurerepositories") || name.hasSuffix("apt::get::allowunauthenticated")
                || name.hasSuffix("acquire::allowweakrepositories"))
            || name.hasSuffix("verify-peer") && !isOn && name.has("acquire::https")
    }

    private func sources(_ subject: RunCommand, _ report: inout Report) {
        for word in subject.command.effectiveArguments {
            let text = word.template
            guard text.has("trusted=yes"), text.has("deb"), !text.has("file:") else { continue }
            report.fault(at: subject.place(word), ["option": "[trusted=yes]"])
        }
    }
}
