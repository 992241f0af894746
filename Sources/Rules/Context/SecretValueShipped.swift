import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct SecretValueShipped: Rule {
    static let about = About(
        id: "CX102", since: "0.1", severity: .critical,
        title: Text(en: "Secret copied into the image", ja: "シークレットをイメージにコピーしている"),
        why: Text(
            en: """
                Everybody who can pull the image can read it, today and from every old tag. Removing the file in a later \
                instruction does not help: its layer stays.
                """,
            ja: """
                イメージを pull できる人は誰でも、古いタグからでも読み取れます。後の命令でファイルを削除しても、\
                そのレイヤーが残るため意味がありません。
                """),
        remedy: Text(
            en: """
                Revoke the secret, keep the file out with `.dockerignore`, and give the value at run time from Secrets \
                Manager, or to a build step by `RUN --mount=type=secret`.
                """,
            ja: """
                そのシークレットを無効化し、ファイルを `.dockerignore` で除外してください。値は実行時に Secrets Manager から、\
                ビルド時だけ必要なら `RUN --mount=type=secret` で渡します。
                """),
        message: Text(
            en: """
                `{source}` copies `{file}`, which holds a secret at line {line} (`{value}`){others|=|, and }{others}\
                {others|=| more}
                """,
            ja: "`{source}` がコピーする `{file}` の {line} 行目にシークレットがあります (`{value}`){others|=|。ほかに }{others}{others|=| 件}"),
        links: [
            "https://docs.docker.com/build/building/secrets/",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
        ],
        aliases: ["DS-0031", "CIS-DI-0010"],
        differs: Text(
            en:
                "Reads what COPY really takes under the ignore file, and values instead of names; the value is shown masked.",
            ja: "ignore ファイル適用後に COPY が実際に取り込むファイルの中身を読みます。値は伏せて表示します。"),
        answers: ["SEC_05.no-secrets-in-context", "SEC_05.no-secrets-in-image", "12F_03.no-secrets"],
        fails: [
            """
            === Dockerfile
            FROM python:3.13
            WORKDIR /app
            COPY ⟦.⟧ .
            === .env
            DATABASE_URL=postgres://app:Xk29fjq0Zp1v@db.internal:5432/app
            === app.py
            1
            """,
            """
            === Dockerfile
            FROM node:22 AS build
            WORKDIR /app
            COPY package.json ⟦.npmrc⟧ ./
            FROM node:22
            COPY --from=build /app /app
            === package.json
            {}
            === .npmrc
            //npm.example.com/:_password=c2VjcmV0LXZhbHVlLXg5
            """,
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22 AS build
            WORKDIR /app
            COPY .npmrc package.json ./
            FROM node:22
            COPY --from=build /app/dist /app
            === package.json
            {}
            === .npmrc
            //npm.example.com/:_password=c2VjcmV0LXZhbHVlLXg5
            """,
            """
            === Dockerfile
            FROM node:22
            COPY . /app
            === .npmrc
            //npm.example.com/:_authToken=${NPM_TOKEN}
            === package.json
            {}
            """,
            """
            === Dockerfile
            FROM python:3.13
            COPY . /app
            === .dockerignore
            .env
            === .env
            DATABASE_URL=postgres://app:Xk29fjq0Zp1v@db.internal:5432/app
            """,
            """
            === Dockerfile
            FROM python:3.13
            COPY . /app
            === tests/fixtures/.env
            DATABASE_URL=postgres://app:Xk29fjq0Zp1v@db.internal:5432/app
            """,
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM python:3.13
                WORKDIR /app
                COPY . .
                === .dockerignore
                # tests are not shipped
                tests
                === .env
                DATABASE_URL=postgres://app:Xk29fjq0Zp1v@db.internal:5432/app
                === app.py
                1
                """,
                """
                === Dockerfile
                FROM python:3.13
                WORKDIR /app
                COPY . .
                === .dockerignore
                # tests are not shipped
                tests
                .env
                === .env
                DATABASE_URL=postgres://app:Xk29fjq0Zp1v@db.internal:5432/app
                === app.py
                1
                """
            ),
            (
                """
                === Dockerfile
                FROM node:22
                WORKDIR /app
                COPY . .
                === config/prod.env
                DATABASE_URL=postgres://app:Xk29fjq0Zp1v@db.internal:5432/app
                === index.js
                1
                """,
                """
                === Dockerfile
                FROM node:22
                WORKDIR /app
                COPY . .
                === config/prod.env
                DATABASE_URL=postgres://app:Xk29fjq0Zp1v@db.internal:5432/app
                === index.js
                1
                === .dockerignore
                .git
                .env
                .env.*
                !.env.example
                config/prod.env
                Dockerfile*
                compose*.y*ml
                docker-compose*.y*ml
                .dockerignore
                """
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        var told: Set<Int> = []
        let all = workload.shippedSecrets.filter(\.isValue)
        for secret in all {
            guard case .value(_, let masked, let span) = secret.evidence,
                told.insert(secret.source.lowerBound).inserted
            else { continue }
            let same = all.filter { $0.source == secret.source }
            report.fault(
                at: secret.source,
                [
                    "source": report.source.text(secret.source), "file": secret.path, "line": String(span.start.line),
                    "value": masked, "others": same.count > 1 ? String(same.count - 1) : "",
                ], fix: IgnoreFix.hiding(same, workload), related: same.prefix(5).compactMap { Self.related($0) })
        }
    }

    private static func related(_ secret: ShippedSecret) -> Finding.Related? {
        guard case .value(let kind, let masked, let span) = secret.evidence else { return nil }
        return .init(span, Text(en: "\(kind.en): \(masked)", ja: "\(kind.ja): \(masked)"))
    }
}
