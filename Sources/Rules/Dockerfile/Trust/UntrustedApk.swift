import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct UntrustedApk: Rule {
    static let commands = ["apk"]
    static let about = About(
        id: "DF807", since: "0.1", severity: .high,
        title: Text(en: "Alpine packages without a signature", ja: "署名を検証しない Alpine パッケージ"),
        why: Text(
            en: "apk installs whatever it is given, from any mirror or anybody on the way to it.",
            ja: "ミラーや通信経路上の第三者が差し替えたものも、apk がそのままインストールします。"),
        remedy: Text(
            en: "Put the publisher's key into `/etc/apk/keys` and take the option out.",
            ja: "提供元の公開鍵を `/etc/apk/keys` に置き、オプションを外してください。"),
        message: Text(en: "`{option}` takes packages without a signature", ja: "`{option}` は署名のないパッケージを受け入れます"),
        links: ["https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper"],
        aliases: ["CKV2_DOCKER_7"],
        differs: Text(
            en: "A package file that the build made itself, or whose checksum it checks, is accepted.",
            ja: "ビルド内で作成した、またはチェックサムを検証しているパッケージファイルは認めます。"),
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM alpine:3.24\nRUN apk add --no-cache ⟦--allow-untrusted⟧ curl",
            "FROM alpine:3.24\nRUN wget https://example.com/glibc.apk && apk add ⟦--allow-untrusted⟧ glibc.apk",
            "FROM alpine:3.24\nRUN apk ⟦--allow-untrusted⟧ add --repository https://example.com/alpine tool",
        ],
        passes: [
            "FROM alpine:3.24\nRUN apk add --no-cache curl",
            "FROM alpine:3.24\nCOPY --from=build /out/tool.apk /tmp/\nRUN apk add --allow-untrusted /tmp/tool.apk",
            """
            FROM alpine:3.24
            RUN wget https://example.com/glibc.apk && echo "abc  glibc.apk" | sha256sum -c - \\
             && apk add --allow-untrusted glibc.apk
            """,
        ],
        fixes: [
            (
                "FROM alpine:3.24\nRUN apk add --no-cache --allow-untrusted curl",
                "FROM alpine:3.24\nRUN apk add --no-cache curl"
            )
        ]
    )

    func check(_ subject: RunCommand, _ report: inout Report) {
        guard let word = subject.command.option("--allow-untrusted"),
            !LocalPackages.areChecked(subject, ending: ".apk")
        else { return }
        report.fault(
            at: subject.place(word), ["option": word.template],
            fix: OptionEdits.drop(
                subject.place(word), from: subject.file,
                note: Text(
                    en: "Put the key that signs the packages into `/etc/apk/keys` before, or the install fails.",
                    ja: "事前にパッケージの署名鍵を `/etc/apk/keys` に置いてください。ない場合、インストールは失敗します。")))
    }
}
