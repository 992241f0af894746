import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct SecretFileShipped: Rule {
    static let about = About(
        id: "CX103", since: "0.1", severity: .high,
        title: Text(en: "File of secrets copied into the image", ja: "機密ファイルをイメージにコピーしている"),
        why: Text(
            en: """
                Files of this name hold keys, passwords or the settings of one environment. In an image all who can pull \
                it can read them, and the same image cannot serve another environment.
                """,
            ja: """
                この名前のファイルには、鍵やパスワード、特定環境の設定が書かれています。イメージに入ると pull できる全員が\
                読め、同じイメージをほかの環境で使うこともできなくなります。
                """),
        remedy: Text(
            en: "Keep the file out with `.dockerignore`; give its values to the task as `secrets` and `environment`.",
            ja: "ファイルを `.dockerignore` で除外し、値はタスク定義の `secrets` と `environment` で渡してください。"),
        message: Text(
            en: "`{source}` copies {file} into the image", ja: "`{source}` により {file} がイメージに入ります"),
        proof: Text(
            en:
                "no secret by its name is among the {files} {files|1=file|files} that the build can take, and no value was found",
            ja: "ビルドが取り込める {files} 個のファイルに、名前や内容から機密と判断できるものはありません"),
        links: [
            "https://docs.docker.com/build/concepts/context/#dockerignore-files",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
        ],
        aliases: ["CIS-DI-0010", "DKL-LI-0003"],
        answers: ["SEC_05.no-secrets-in-context", "SEC_05.no-secrets-in-image", "12F_03.no-secrets"],
        yieldsTo: ["CX102", "DF705"],
        fails: [
            """
            === Dockerfile
            FROM python:3.13
            COPY ⟦.⟧ /app
            === app.py
            1
            === .env.production
            MAILER=smtp.example.com
            """,
            """
            === Dockerfile
            FROM nginx:1.29
            COPY ⟦certs⟧ /etc/nginx/certs
            === certs/server.p12
            0
            """,
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22
            COPY . /app
            === .env
            REACT_APP_TITLE=Shop
            VITE_API=/api
            """,
            """
            === Dockerfile
            FROM node:22
            COPY . /app
            === .env.example
            PASSWORD=
            """,
            """
            === Dockerfile
            FROM node:22 AS build
            COPY . /app
            FROM nginx:1.29
            COPY --from=build /app/dist /usr/share/nginx/html
            === .env.production
            MAILER=smtp.example.com
            """,
            """
            === Dockerfile
            FROM nginx:1.29
            COPY certs /etc/nginx/certs
            === certs/ca.pem
            -----BEGIN CERTIFICATE-----
            """,
        ],
        proves: [
            """
            === Dockerfile
            FROM node:22
            ⟦COPY⟧ . /app
            === package.json
            {}
            """
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM nginx:1.29
                COPY certs /etc/nginx/certs
                === certs/server.p12
                0
                === .dockerignore
                .git
                """,
                """
                === Dockerfile
                FROM nginx:1.29
                COPY certs /etc/nginx/certs
                === certs/server.p12
                0
                === .dockerignore
                .git
                certs/server.p12
                """
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let secrets = workload.shippedSecrets
        var told: Set<Int> = []
        for secret in secrets {
            guard case .name(let kind) = secret.evidence, told.insert(secret.source.lowerBound).inserted else {
                continue
            }
            let start = Position(line: 1, column: 1)
            let same = secrets.filter { $0.source == secret.source && !$0.isValue }
            report.fault(
                at: secret.source, ["source": report.source.text(secret.source), "file": secret.path],
                fix: IgnoreFix.hiding(same, workload),
                related: [.init(Span(path: secret.path, bytes: 0..<0, start: start, end: start), kind.why)])
        }
        guard secrets.isEmpty, workload.hasRealContext, let context = workload.context, !context.listing.isTruncated,
            let copy = workload.neededCopies.first
        else { return }
        let isClean = !context.listing.files.contains { SensitivePath.classify($0.path)?.isSecret == true }
        guard isClean else { return }
        report.holds(
            at: workload.dockerfile.instructions[copy.instruction].keywordRange,
            ["files": String(context.listing.files.count)])
    }
}
