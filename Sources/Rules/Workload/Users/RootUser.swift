import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct RootUser: Rule {
    static let about = About(
        id: "WL201", since: "0.1", severity: .high,
        title: Text(en: "The application runs as root", ja: "アプリケーションが root で動く"),
        why: Text(
            en: """
                Whoever takes over the application is root in the container: they can change its files, install tools, \
                read every mounted volume and use each hole of the kernel as root.
                """,
            ja: """
                アプリケーションが乗っ取られると、攻撃者はコンテナ内の root になります。ファイルの改変、ツールの導入、\
                マウントされたボリュームの読み取りができ、カーネルの脆弱性も root の権限で悪用されます。
                """),
        remedy: Text(
            en: "Make a user for the application and name it with `USER` before `ENTRYPOINT` and `CMD`.",
            ja: "アプリケーション専用のユーザーを作成し、`ENTRYPOINT` や `CMD` より前に `USER` で指定してください。"),
        message: Text(
            en: "`{program}` runs as root: {by|base=no `USER`, and |}`{cause}`{by|base= starts as root|}",
            ja: "`{program}` が root で動きます: {by|base=`USER` の指定がなく、|}`{cause}`{by|base= は root で起動します|}"),
        proof: Text(en: "runs as `{user}`", ja: "`{user}` として動きます"),
        links: [
            "https://docs.docker.com/build/building/best-practices/#user",
            "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html",
        ],
        aliases: [
            "DL3002", "DS-0002", "CKV_DOCKER_3", "CKV_DOCKER_8", "CIS-DI-0001",
            "tally/stateful-root-runtime",
        ],
        differs: Text(
            en: """
                hadolint says nothing when there is no `USER` at all, the scanners fault every file without one. This rule \
                looks at the stage that runs, at what the base image sets, and at entrypoints that step down with gosu, \
                su-exec or setpriv; base and build images are left alone.
                """,
            ja: """
                hadolint は `USER` がまったくないと何も報告せず、スキャナーは `USER` がなければ一律に指摘します。\
                このルールは実行されるステージ、ベースイメージの設定、gosu、su-exec、setpriv で権限を下げるエントリポイントを考慮し、\
                ベースイメージやビルド用のイメージは対象にしません。
                """),
        answers: ["SEC_01.user"],
        fails: [
            "FROM ⟦node:22⟧\nCOPY . .\nCMD [\"node\", \"server.js\"]",
            "FROM python:3.13 AS base\nUSER app\nFROM base\nUSER ⟦root⟧\nCMD [\"python\", \"app.py\"]",
            "FROM company/base:1\nUSER ⟦0:0⟧\nCMD [\"/app\"]",
            "FROM golang:1.26 AS b\nUSER nobody\nFROM ⟦gcr.io/distroless/static-debian12⟧\nCOPY --from=b /app /app\nENTRYPOINT [\"/app\"]",
        ],
        passes: [
            // The script is not at hand: it may switch to another user.
            "FROM debian:13\nCOPY docker-entrypoint.sh /\nENTRYPOINT [\"/docker-entrypoint.sh\"]\nCMD [\"serve\"]",
            """
            === Dockerfile
            FROM debian:13
            COPY start.sh /start.sh
            ENTRYPOINT ["/start.sh"]
            CMD ["serve"]
            === start.sh
            #!/bin/sh
            if [ "$(id -u)" = 0 ]; then
              set -- gosu app "$@"
            fi
            exec tini -- "$@"
            """,
            """
            === Dockerfile
            FROM alpine:3.22
            COPY entrypoint.sh /usr/local/bin/entrypoint.sh
            ENTRYPOINT ["entrypoint.sh"]
            CMD ["serve"]
            === entrypoint.sh
            #!/usr/bin/dumb-init /bin/sh
            exec su-exec app "$@"
            """,
            """
            === Dockerfile
            FROM debian:13
            COPY start.sh /start.sh
            ENTRYPOINT ["/start.sh"]
            CMD ["serve"]
            === start.sh
            #!/bin/sh
            if [ -n "$APP_USER" ]; then
              chroot --userspec="$APP_USER" / "$@"
            else
              exec "$@"
            fi
            """,
            "FROM node:22\nUSER node\nCMD [\"node\", \"server.js\"]",
            "FROM node:22 AS build\nUSER root\nRUN make\nFROM gcr.io/distroless/nodejs22-debian12:nonroot\nCMD [\"server.js\"]",
            "FROM company/base:1\nCMD [\"/app\"]",
            "FROM debian:12\nCMD [\"bash\"]",
            "ARG APP_USER\nFROM debian:12\nARG APP_USER\nUSER $APP_USER\nCMD [\"/app\"]",
            """
            === Dockerfile
            FROM debian:12
            COPY entry.sh /
            ENTRYPOINT ["/entry.sh"]
            CMD ["/app"]
            === entry.sh
            #!/bin/sh
            chown app /data
            exec gosu app "$@"
            """,
            "FROM nginx:1.27\nCOPY site /usr/share/nginx/html",
            "FROM public.ecr.aws/lambda/python:3.13\nCMD [\"app.handler\"]",
        ],
        proves: [
            "FROM node:22\nUSER ⟦node⟧\nCMD [\"node\", \"server.js\"]",
            "FROM ⟦gcr.io/distroless/static-debian12:nonroot⟧\nCOPY app /app\nENTRYPOINT [\"/app\"]",
            "FROM debian:12\nCMD [⟦\"gosu\"⟧, \"app\", \"/srv/app\"]",
        ],
        fixes: [
            (
                "FROM node:22\nCOPY . .\nCMD [\"node\", \"server.js\"]",
                "FROM node:22\nCOPY . .\nUSER node\nCMD [\"node\", \"server.js\"]"
            ),
            (
                """
                FROM python:3.13
                WORKDIR /srv
                COPY . .
                RUN mkdir -p data
                EXPOSE 8000

                # Two workers
                CMD ["gunicorn", "app:app"]
                """,
                """
                FROM python:3.13
                WORKDIR /srv
                COPY . .
                RUN mkdir -p data
                EXPOSE 8000

                RUN groupadd --gid 10001 app \\
                    && useradd --no-log-init --uid 10001 --gid app app \\
                    && mkdir -p /srv/data \\
                    && chown -R app:app /srv/data
                USER 10001:10001
                # Two workers
                CMD ["gunicorn", "app:app"]
                """
            ),
            (
                "FROM alpine:3.22\nCOPY app /app\nUSER root\nCMD [\"/app\"]",
                """
                FROM alpine:3.22
                COPY app /app
                RUN addgroup -g 10001 app \\
                    && adduser -D -H -u 10001 -G app app
                USER 10001:10001
                CMD ["/app"]
                """
            ),
            (
                "FROM gcr.io/distroless/static-debian12\nCMD [\"/app\"]\nCOPY app /app\n",
                "FROM gcr.io/distroless/static-debian12\nCMD [\"/app\"]\nCOPY app /app\nUSER 65532:65532\n"
            ),
            (
                "FROM debian:13\nRUN useradd shop\nCOPY app /app\nENTRYPOINT [\"/app\"]\nCMD [\"--port\", \"80\"]",
                "FROM debian:13\nRUN useradd shop\nCOPY app /app\nUSER shop\nENTRYPOINT [\"/app\"]\nCMD [\"--port\", \"80\"]"
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let config = workload.config, let stage = workload.stage else { return }
        let first = workload.dockerfile.lineage(of: stage).first ?? stage
        if let step = PrivilegeDrop.find(workload) {
            return report.holds(at: step.place, ["user": step.user])
        }
        let program = workload.finalProgram?.name ?? workload.process?.links.last?.name ?? "PID 1"
        if let user = config.user {
            guard let name = user.value.value else {
                return report.unsure(
                    at: user.value.range,
                    because: Text(en: "a build argument names the user", ja: "ユーザーがビルド引数で決まります"))
            }
            guard ImageUsers.isRoot(name) else { return report.holds(at: user.value.range, ["user": name]) }
            // Servers that give up root for their workers are a smaller matter, told by another rule.
            if unsureAboutMaster(workload, at: user.value.range, &report) { return }
            return report.fault(
                at: user.value.range, ["program": program, "by": "user", "cause": "USER \(name)"], fix: fix(workload),
                related: forgotten(workload))
        }
        switch KnownImage.of(config.base)?.user {
        case .named(let name)?: report.holds(at: first.image.range, ["user": name])
        case .root?:
            if unsureAboutMaster(workload, at: first.image.range, &report) { return }
            report.fault(
                at: first.image.range,
                ["program": program, "by": "base", "cause": first.image.shortened], fix: fix(workload),
                related: forgotten(workload))
        case nil:
            report.unsure(
                at: first.image.range,
                because: Text(
                    en: "the file has no `USER`, and what the base image sets is not known",
                    ja: "`USER` の指定がなく、ベースイメージの設定も不明です"))
        }
    }

    /// The users that the file makes for the application, and that nothing switches to.
    private func forgotten(_ workload: Workload) -> [Finding.Related] {
        ImageUsers(workload).made.filter { !$0.isGroup }.suffix(3).map { user in
            .init(
                user.place,
                Text(
                    en: "`\(user.name)` is made here, and nothing switches to it",
                    ja: "`\(user.name)` を作成していますが、切り替える処理がありません"),
                isCovered: true)
        }
    }

    private func unsureAboutMaster(_ workload: Workload, at range: Range<Int>, _ report: inout Report) -> Bool {
        let supervisor = workload.finalProgram.flatMap { ["init", "s6-svscan"].contains($0.name) ? $0 : nil }
        if let doubt = PrivilegeDrop.doubt(workload) {
            report.unsure(at: range, because: doubt)
            return true
        }
        guard let program = RootMaster.of(workload) ?? supervisor else { return false }
        report.unsure(
            at: range,
            because: Text(
                en: "`\(program.name)` starts as root and gives it up for its workers",
                ja: "`\(program.name)` は root で起動し、ワーカーでは権限を下げます"))
        return true
    }
}

/// Where a start gives up root: gosu and its like in a script or in the command itself.
struct PrivilegeDrop {
    var place: Span
    var user: String

    private static let tools: Set<String> = ["gosu", "su-exec", "setpriv", "s6-setuidgid", "setuidgid", "chpst"]

    static func find(_ workload: Workload) -> PrivilegeDrop? {
        if let link = workload.process?.links.first(where: { tools.contains($0.name) }) {
            let user = link.arguments.first { !$0.hasPrefix("-") && !$0.isEmpty } ?? "another user"
            return ImageUsers.isRoot(user) ? nil : PrivilegeDrop(place: link.span, user: user)
        }
        for part in StartScript.all(workload) {
            for command in part.shell.commands {
                let first = command.words.first?.literal
                guard
                    // The last step: `gosu app command &` alone would leave PID 1 as root. `set -- gosu app "$@"` makes
                    // the words that the script ends in.
                    command.wrappers.first == "exec" || first == "exec" || first == "set",
                    let index = command.words.firstIndex(where: { tools.contains(base($0.literal)) })
                else { continue }
                let user = command.words.dropFirst(index + 1).first { $0.literal?.hasPrefix("-") != true }?.template
                if let user, ImageUsers.isRoot(user) { continue }
                return PrivilegeDrop(place: part.place(command.words[index].range), user: user ?? "another user")
            }
        }
        return nil
    }

    /// Why the user that the application gets in the end cannot be told: a script that is not at hand, or one that
    /// switches in a way that is not followed here.
    static func doubt(_ workload: Workload) -> Text? {
        if let last = workload.process?.links.last, last.kind == .script,
            workload.process?.scripts.contains(where: { RelativePath.name($0.imagePath) == last.name }) == false
        {
            return Text(
                en: "`\(last.name)` is not at hand, and may switch to another user",
                ja: "`\(last.name)` の内容を確認できず、別のユーザーに切り替えている可能性があります")
        }
        for part in StartScript.all(workload) {
            for command in part.shell.commands {
                guard
                    switches.contains(command.program ?? "") || command.wrappers.contains(where: switches.contains)
                        || command.words.contains(where: { word in word.literal.map(namesTool) == true })
                else { continue }
                return Text(
                    en: "a start script switches users on some of its ways",
                    ja: "起動スクリプトが条件によってユーザーを切り替えます")
            }
        }
        return nil
    }

    private static let switches: Set<String> = ["su", "sudo", "runuser", "doas", "chroot"]

    private static func namesTool(_ text: String) -> Bool {
        text.utf8.count < 200 && text.split(separator: " ").contains { tools.contains(base(String($0))) }
    }

    private static func base(_ word: String?) -> String { word.map { RelativePath.name($0) } ?? "" }
}

/// Servers whose master is made to start as root and whose workers run as another user.
enum RootMaster {
    static func of(_ workload: Workload) -> ProcessChain.Link? {
        guard let program = workload.process?.application ?? workload.process?.missed else { return nil }
        let masters = [
            "nginx", "openresty", "httpd", "apache2", "httpd-foreground", "apache2-foreground", "apache2ctl",
            "apachectl",
            "php-fpm", "haproxy", "sshd", "cron", "crond", "postgres", "mysqld", "mariadbd", "redis-server", "mongod",
            "rabbitmq-server", "memcached",
        ]
        return masters.contains(program.name) ? program : nil
    }
}
