import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct CredentialInCommand: Rule {
    static let about = About(
        id: "DF709", since: "0.1", severity: .high,
        title: Text(en: "A password on a command line", ja: "コマンドラインに書かれたパスワード"),
        why: Text(
            en:
                "The text of a `RUN` is part of the image's history: `docker history` shows it to everyone who can pull.",
            ja: "`RUN` の文字列はイメージの履歴に残ります。pull できる人は誰でも `docker history` で読み取れます。"),
        remedy: Text(
            en:
                "Mount the password, `RUN --mount=type=secret,id=NAME,env=NAME …`, name the variable instead, and revoke it.",
            ja: """
                `RUN --mount=type=secret,id=NAME,env=NAME …` でマウントして変数で参照し、\
                すでに書かれたパスワードは無効化してください。
                """),
        message: Text(
            en: "`{option}` of `{command}` holds a password", ja: "`{command}` の `{option}` にパスワードが書かれています"),
        links: ["https://docs.docker.com/build/building/secrets/"],
        aliases: ["DS-0031", "CIS-DI-0010"],
        answers: ["SEC_05.no-secrets-in-build", "12F_03.no-secrets"],
        yieldsTo: ["DF701"],
        fails: [
            "FROM debian:13\nRUN curl -u ⟦deploy:Wq81-zz0p⟧ -fsSLO https://example.com/a.tgz",
            "FROM debian:13\nRUN wget ⟦--password=Wq81-zz0p⟧ https://example.com/a",
            "FROM debian:13\nRUN curl -H ⟦'Authorization: Bearer 9f3KqLz81pWx'⟧ https://example.com/a -o a",
            "FROM debian:13\nRUN ⟦PGPASSWORD=Wq81-zz0p⟧ psql -h db -c 'select 1'",
            "FROM debian:13\nRUN sshpass -p ⟦Wq81-zz0p⟧ scp a@example.com:/a /a",
            "FROM debian:13\nRUN docker login -u me -p ⟦Wq81-zz0p⟧ registry.example.com",
            "FROM debian:13\nRUN mysql -uroot ⟦-pWq81-zz0p⟧ -e 'select 1'",
            "FROM node:22\nRUN npm config set //registry.example.com/:_authToken ⟦Wq81zz0pLk92⟧",
        ],
        passes: [
            "FROM debian:13\nRUN --mount=type=secret,id=P,env=P curl -u \"deploy:$P\" https://example.com/a",
            "FROM debian:13\nRUN curl -u anonymous: https://example.com/a",
            "FROM debian:13\nRUN PGPASSWORD=postgres psql -c 'select 1'",
            "FROM ruby:3.4\nRUN SECRET_KEY_BASE=dummy1234 rails assets:precompile",
            "FROM ruby:3.4\nRUN SECRET_KEY_BASE=9f3KqLz81 rails assets:precompile",
            "FROM debian:13\nRUN mysql -uroot -p\"$PW\" -e 'select 1'",
            "FROM debian:13\nRUN mkdir -p /a && ssh -p 2222 host true",
            "FROM debian:13\nRUN curl -H 'Authorization: Bearer <token>' https://example.com",
            "FROM debian:13\nRUN docker login -u me --password-stdin < /run/secrets/p",
        ]
    )

    func check(_ run: RunCommand, _ report: inout Report) {
        let command = run.command
        for assignment in command.assignments where !command.words.isEmpty && SecretName.matches(assignment.name) {
            // Frameworks want any key to start at all; it protects nothing in a build.
            let isAnyKey = ["secret_key", "app_key", "app_secret"].contains {
                assignment.name.lowercased().contains($0)
            }
            guard !isAnyKey, let value = assignment.value?.literal, SecretText.kind(of: value) == .real else {
                continue
            }
            report.fault(
                at: run.place(assignment.range), ["option": assignment.name, "command": command.program ?? "…"])
        }
        guard let program = command.program, let password = Self.password(program, command) else { return }
        report.fault(at: run.place(password.word), ["option": password.option, "command": program])
    }

    /// The password that a command of a program has among its arguments, with its option.
    static func password(_ program: String, _ command: Command) -> (option: String, word: ShellSyntax.Word)? {
        let words = command.effectiveArguments
        func given(_ names: Set<String>, pick: (String) -> Substring?) -> (option: String, word: ShellSyntax.Word)? {
            for option in Options(words, taking: names).options where names.contains(option.name) {
                guard let word = option.valueWord ?? Optional(option.word), word.isConstant, let value = option.value,
                    let secret = pick(value), isReal(secret)
                else { continue }
                return (option.name, word)
            }
            return nil
        }
        switch program {
        case "curl":
            return given(["-u", "--user", "--proxy-user", "-U"], pick: afterColon)
                ?? given(["-H", "--header"], pick: header)
        case "wget":
            return given(["--password", "--http-password", "--ftp-password", "--proxy-password"]) { $0[...] }
                ?? given(["--header"], pick: header)
        case "docker", "podman", "buildah", "skopeo", "helm", "oras", "crane":
            guard words.contains(where: { $0.literal == "login" }) else { return nil }
            return given(["-p", "--password"]) { $0[...] }
        case "az":
            guard words.first?.literal == "login" else { return nil }
            return given(["-p", "--password"]) { $0[...] }
        case "sshpass": return given(["-p"]) { $0[...] }
        case "mysql", "mysqldump", "mysqladmin", "mariadb", "mariadb-dump":
            for word in words {
                guard let text = word.literal, text.hasPrefix("-p") || text.hasPrefix("--password=") else { continue }
                let secret = text.hasPrefix("-p") ? text.dropFirst(2) : text.dropFirst(11)
                if isReal(secret) { return (text.hasPrefix("-p") ? "-p" : "--password", word) }
            }
            return nil
        case "npm", "pnpm", "yarn", "aws", "poetry", "composer":
            guard let index = words.firstIndex(where: { isCredentialKey($0.literal ?? "") }) else { return nil }
            let key = words[index].literal ?? ""
            if let equals = key.firstIndex(of: "=") {
                return isReal(key[key.index(after: equals)...]) ? (String(key[..<equals]), words[index]) : nil
            }
            guard index + 1 < words.endIndex, let value = words[index + 1].literal, isReal(value[...]) else {
                return nil
            }
            return (key, words[index + 1])
        default: return nil
        }
    }

    private static func isCredentialKey(_ text: String) -> Bool {
        let key = text.prefix { $0 != "=" }
        return key.hasSuffix(":_authToken") || key.hasSuffix(":_password") || key == "_authToken" || key == "_auth"
            || key.hasSuffix("aws_secret_access_key") || key.hasSuffix("npmAuthToken") || key.hasPrefix("pypi-token.")
    }

    private static func afterColon(_ text: String) -> Substring? {
        text.firstIndex(of: ":").map { text[text.index(after: $0)...] }
    }

    private static func header(_ text: String) -> Substring? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let name = text[..<colon].lowercased()
        guard ["authorization", "private-token", "x-api-key", "job-token", "proxy-authorization"].contains(name) else {
            return nil
        }
        return text[colon...].split(separator: " ").last
    }

    private static func isReal(_ text: Substring) -> Bool {
        text.utf8.count >= 4 && !text.contains("$") && SecretText.kind(of: String(text)) == .real
    }
}
