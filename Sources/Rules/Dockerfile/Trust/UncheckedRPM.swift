import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct UncheckedRPM: Rule {
    static let commands = [
        "yum", "dnf", "dnf5", "microdnf", "tdnf", "zypper", "rpm", "yum-config-manager", "sed",
        "echo", "printf",
    ]
    static let about = About(
        id: "DF809", since: "0.1", severity: .high,
        title: Text(en: "RPM packages without a check of signature or server", ja: "署名やサーバーを検証しない RPM パッケージ"),
        why: Text(
            en: "The packages may come from anybody: neither their signature nor their server is checked.",
            ja: "署名もサーバーも確認しないため、誰が作ったパッケージでもインストールされます。"),
        remedy: Text(
            en: "Import the publisher's key with `rpm --import` and take the option out.",
            ja: "`rpm --import` で提供元の公開鍵を取り込み、オプションを外してください。"),
        message: Text(en: "`{option}` switches the check off", ja: "`{option}` は検証を無効にします"),
        links: ["https://dnf.readthedocs.io/en/latest/command_ref.html"],
        aliases: ["CKV2_DOCKER_9", "CKV2_DOCKER_10", "CKV2_DOCKER_15"],
        differs: Text(
            en: "A package file that the build made itself, or whose checksum it checks, is accepted.",
            ja: "ビルド内で作成した、またはチェックサムを検証しているパッケージファイルは認めます。"),
        answers: ["SEC_04.verified-downloads"],
        fails: [
            "FROM fedora:44\nRUN dnf install -y ⟦--nogpgcheck⟧ nginx",
            "FROM fedora:44\nRUN rpm -i ⟦--nosignature⟧ https://example.com/x.rpm",
            "FROM fedora:44\nRUN dnf -y ⟦--setopt=sslverify=false⟧ install nginx",
            "FROM fedora:44\nRUN rpm -ivh ⟦--nodigest⟧ https://example.com/x.rpm",
            "FROM amazonlinux:2023\nRUN dnf install -y ⟦--setopt=gpgcheck=0⟧ nginx",
            "FROM opensuse/leap:16.0\nRUN zypper ⟦--no-gpg-checks⟧ install -y nginx",
            "FROM fedora:44\nRUN printf ⟦'[x]\\nbaseurl=https://example.com\\ngpgcheck=0\\n'⟧ > /etc/yum.repos.d/x.repo",
            "FROM fedora:44\nRUN echo ⟦\"sslverify=false\"⟧ >> /etc/yum.conf",
            "FROM fedora:44\nRUN sed -i ⟦'s/gpgcheck=1/gpgcheck=0/'⟧ /etc/yum.repos.d/x.repo",
        ],
        passes: [
            "FROM fedora:44\nRUN dnf install -y nginx",
            "FROM fedora:44\nCOPY --from=build /x.rpm /tmp/\nRUN dnf install -y --nogpgcheck /tmp/x.rpm",
            "FROM fedora:44\nRUN printf 'gpgcheck=1\\nrepo_gpgcheck=0\\n' > /etc/yum.repos.d/x.repo",
            "FROM fedora:44\nRUN dnf install -y --setopt=install_weak_deps=False nginx",
            "FROM fedora:44\nRUN rpm --import https://example.com/key",
            "FROM fedora:44\nRUN sed -i 's/gpgcheck=0/gpgcheck=1/' /etc/yum.repos.d/x.repo",
        ],
        fixes: [
            (
                "FROM fedora:44\nRUN dnf install -y --nogpgcheck nginx",
                "FROM fedora:44\nRUN dnf install -y nginx"
            )
        ]
    )

    func check(_ subject: RunCommand, _ report: inout Report) {
        if ["echo", "printf"].contains(subject.command.program) { return written(subject, &report) }
        let isSed = subject.command.program == "sed"
        let isLocal = !isSed && LocalPackages.areChecked(subject, ending: ".rpm")
        for word in subject.command.effectiveArguments {
            guard let text = word.literal?.lowercased() else { continue }
            if isSed {
                // What stands behind the last delimiter but one is what the line becomes.
                guard let result = text.split(separator: text.contains("|") ? "|" : "/").dropFirst().dropFirst().first,
                    Self.isOff(String(result))
                else { continue }
                report.fault(at: subject.place(word), ["option": String(result)])
            } else if !isLocal,
                Self.flags.contains(text) || text.hasPrefix("--setopt=") && Self.isOff(text)
                    || Self.isOff(text) && !text.hasPrefix("-")
            {
                let isOption = word.template.hasPrefix("--")
                report.fault(
                    at: subject.place(word), ["option": word.template],
                    fix: isOption ? OptionEdits.drop(subject.place(word), from: subject.file, note: Self.key) : nil)
            }
        }
    }

    private static let key = Text(
        en: "Import the key that signs the packages with `rpm --import` before, or the install fails.",
        ja: "事前に `rpm --import` で署名鍵をインポートしてください。ない場合、インストールは失敗します。")

    /// A line for the configuration of yum or dnf.
    private func written(_ subject: RunCommand, _ report: inout Report) {
        let isConfiguration = subject.command.redirections.contains { redirection in
            let path = redirection.target.template
            return path.hasPrefix("/etc/yum") || path.hasPrefix("/etc/dnf")
        }
        guard isConfiguration else { return }
        for word in subject.command.effectiveArguments {
            let lines = word.template.split { $0 == "\n" || $0 == "\\" || $0 == " " }
            for line in lines {
                // The `n` of an escaped line break stays at the start.
                let setting = line.lowercased()
                guard Self.isOff(setting), !setting.hasSuffix("_gpgcheck=0") else { continue }
                report.fault(
                    at: subject.place(word),
                    [
                        "option": setting.hasPrefix("ngpg") || setting.hasPrefix("nssl")
                            ? String(setting.dropFirst()) : setting
                    ])
                return
            }
        }
    }

    private static let flags: Set<String> = [
        "--nogpgcheck", "--no-gpgchecks", "--no-gpg-checks", "--nosignature", "--nodigest", "--nogpg",
        "--allow-unsigned-rpm",
    ]

    /// `gpgcheck=0`, `repo.sslverify=false`.
    private static func isOff(_ text: String) -> Bool {
        guard let equals = text.lastIndex(of: "="),
            ["0", "false", "no"].contains(text[text.index(after: equals)...])
        else { return false }
        let name = text[..<equals]
        return name.hasSuffix("gpgcheck") && !name.hasSuffix("localpkg_gpgcheck") && !name.hasSuffix("repo_gpgcheck")
            || name.hasSuffix("sslverify")
    }
}
