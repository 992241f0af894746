import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct SecretBuildArgument: Rule {
    static let about = About(
        id: "DF703", since: "0.1", severity: .high,
        title: Text(en: "A secret as build argument", ja: "ビルド引数で渡されるシークレット"),
        why: Text(
            en: """
                The value of a build argument is written into the image: `docker history` shows it at the `ARG` and at \
                every `RUN` behind it, and provenance attestations record it.
                """,
            ja: """
                ビルド引数の値はイメージに記録されます。`docker history` では `ARG` とその後のすべての `RUN` に表示され、\
                来歴 (provenance) の証明にも残ります。
                """),
        remedy: Text(
            en: """
                Mount the secret where it is needed, `RUN --mount=type=secret,id=NAME,env=NAME …`, and build with \
                `docker build --secret id=NAME`. Revoke a value that was ever passed this way.
                """,
            ja: """
                必要な箇所で `RUN --mount=type=secret,id=NAME,env=NAME …` としてマウントし、\
                `docker build --secret id=NAME` でビルドしてください。この方法で渡したことのある値は無効化します。
                """),
        message: Text(
            en: "build argument `{name}` stays in the image's history",
            ja: "ビルド引数 `{name}` の値がイメージの履歴に残ります"),
        proof: Text(
            en: "`{mount}` gives the secret to this `RUN` alone", ja: "`{mount}` により、シークレットはこの `RUN` だけに渡されます"),
        links: [
            "https://docs.docker.com/build/building/secrets/",
            "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
        ],
        aliases: ["SecretsUsedInArgOrEnv", "DL3064", "DS-0031", "CIS-DI-0010", "tally/require-secret-mounts"],
        differs: Text(
            en: """
                Whole words of the name count (`GOPRIVATE` and `DB_PASSWORD_FILE` are none). An argument of a stage that \
                does not ship is left to `secret-in-build-stage`, one before the first FROM counts where a stage takes it.
                """,
            ja: """
                名前は単語単位で判定します (`GOPRIVATE` や `DB_PASSWORD_FILE` は対象外)。最終イメージに含まれないステージの\
                引数は `secret-in-build-stage` が扱い、最初の FROM より前の引数はステージで宣言された箇所で判定します。
                """),
        answers: ["SEC_05.no-secrets-in-build"],
        yieldsTo: ["DF701"],
        fails: [
            "FROM node:22\nARG ⟦NPM_TOKEN⟧\nRUN echo \"$NPM_TOKEN\" | wc -c",
            "ARG GITHUB_TOKEN\nFROM node:22\nARG ⟦GITHUB_TOKEN⟧\nRUN npm ci",
            """
            FROM node:22
            ARG ⟦DB_PASS⟧
            ARG ⟦dbPassword⟧
            ARG ⟦SENTRY_AUTH_TOKEN⟧
            ARG ⟦SSH_PRIVATE_KEY⟧
            ARG ⟦MYSQL_PWD⟧
            ARG ⟦OPENAI_APIKEY⟧
            ARG ⟦AWS_SECRET_ACCESS_KEY⟧
            ARG ⟦SECRET_KEY_BASE⟧
            """,
            "FROM python:3.13\nARG ⟦jenkins_psw⟧=\nRUN pip install -r requirements.txt",
        ],
        passes: [
            "FROM node:22\nRUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci",
            "FROM node:22\nARG GOPRIVATE\nARG TOKEN_FILE=/run/secrets/t\nARG MONKEY\nARG NODE_KEYRING",
            "FROM node:22 AS build\nARG NPM_TOKEN\nRUN npm ci\nFROM node:22\nCOPY --from=build /a /a",
            "ARG NPM_TOKEN\nFROM node:22\nRUN npm ci",
            """
            FROM node:22
            ARG PWD
            ARG PASSENGER_VERSION
            ARG BYPASS
            ARG TOKENIZER
            ARG MAX_TOKENS=512
            ARG SSH_PUBLIC_KEY
            ARG CACHE_KEY
            ARG SECRET_NAME
            ARG PASSWORD_POLICY
            ARG AUTHOR
            ARG AWS_ACCESS_KEY_ID
            ARG COMPASS
            ARG SECRETARY
            """,
            "FROM node:22\nARG VITE_MAPS_API_KEY\nARG AWS_ACCESS_KEY_ID_NAME",
        ],
        proves: [
            "FROM node:22\nRUN ⟦--mount=type=secret,id=npm,target=/root/.npmrc⟧ npm ci",
            "FROM node:22\nRUN ⟦--mount=type=ssh⟧ git clone git@example.com:a/b.git",
        ],
        fixes: [
            (
                """
                FROM node:22

                # For the upload of source maps
                ARG SENTRY_AUTH_TOKEN
                ENV SENTRY_AUTH_TOKEN=$SENTRY_AUTH_TOKEN TZ=UTC

                RUN [ -z "$SENTRY_AUTH_TOKEN" ] || sentry-cli upload dist
                """,
                """
                FROM node:22

                # For the upload of source maps
                ENV TZ=UTC

                RUN --mount=type=secret,id=SENTRY_AUTH_TOKEN,env=SENTRY_AUTH_TOKEN [ -z "$SENTRY_AUTH_TOKEN" ] || sentry-cli upload dist
                """
            ),
            (
                """
                FROM node:22
                ARG DEPLOY_TOKEN
                ENV NPM_TOKEN=${DEPLOY_TOKEN}
                RUN echo "//r.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm .npmrc
                """,
                """
                FROM node:22
                RUN --mount=type=secret,id=DEPLOY_TOKEN,env=NPM_TOKEN echo "//r.example.com/:_authToken=$NPM_TOKEN" > .npmrc && npm ci && rm .npmrc
                """
            ),
            (
                """
                FROM node:22
                ARG NPM_TOKEN
                COPY package*.json .npmrc ./
                RUN npm ci
                """,
                """
                FROM node:22
                COPY package*.json .npmrc ./
                RUN --mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN npm ci
                """
            ),
            (
                "FROM debian:13\nARG API_TOKEN\nRUN ls\nRUN curl -H \"X-Token: $API_TOKEN\" https://example.com -o /a",
                """
                FROM debian:13
                RUN ls
                RUN --mount=type=secret,id=API_TOKEN,env=API_TOKEN curl -H "X-Token: $API_TOKEN" https://example.com -o /a
                """
            ),
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        for instruction in file.instructions where instruction.keyword == .run {
            for flag in instruction.flags where flag.name == "mount" {
                guard let value = flag.value, value.has("type=secret") || value.has("type=ssh") else {
                    continue
                }
                report.holds(at: flag.range, ["mount": flag.text])
            }
        }
        guard let last = file.lastStage else { return }
        for stage in file.lineage(of: last) {
            for argument in SecretVariables.arguments(in: stage, of: file) { check(argument, stage, file, &report) }
        }
    }

    private func check(
        _ argument: SecretVariables.Argument, _ stage: Stage, _ file: Dockerfile, _ report: inout Report
    ) {
        let uses = SecretVariables.uses(of: argument, in: stage, of: file)
        var related = uses.prefix(5).map {
            Finding.Related(
                file.source.span($0.range),
                Text(en: "passed to this `RUN`, stays in the history", ja: "この `RUN` に渡され、履歴に残ります"))
        }
        if related.isEmpty, let run = ShellRuns.of(stage, in: file).first(where: { $0.index > argument.instruction }) {
            related = [
                Finding.Related(
                    file.source.span(run.instruction.keywordRange),
                    Text(
                        en: "the history shows it at this `RUN` and all that follow",
                        ja: "履歴ではこの `RUN` 以降のすべてに表示されます"))
            ]
        }
        let settings = SecretVariables.settings(in: stage, of: file).filter { $0.argument == argument.name }
        related += settings.prefix(3).map {
            .init(
                file.source.span($0.range),
                Text(en: "stored in the image's configuration too", ja: "イメージの設定にも保存されます"), isCovered: true)
        }
        report.fault(
            at: argument.pair.key.range, ["name": argument.name],
            fix: SecretMountFix.fix(argument, in: stage, of: file), related: related)
    }
}
