import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct SecretFileInImage: Rule {
    static let about = About(
        id: "DF705", since: "0.1", severity: .high,
        title: Text(en: "A secret file is copied into the image", ja: "シークレットのファイルをイメージにコピー"),
        why: Text(
            en: """
                The layer keeps the file for ever: everyone who can pull the image can unpack it, also when a later \
                step deletes it.
                """,
            ja: """
                ファイルはレイヤーに残り続けます。後のステップで削除しても、イメージを pull できる人は誰でも取り出せます。
                """),
        remedy: Text(
            en: """
                Mount it where the build needs it, `RUN --mount=type=secret,id=NAME,target=/path …`; a running task \
                gets it by `secrets` of its definition. List the file in `.dockerignore`, and revoke what was pushed.
                """,
            ja: """
                ビルドで必要な箇所に `RUN --mount=type=secret,id=NAME,target=/path …` でマウントし、実行時に必要なものは\
                タスク定義の `secrets` で渡してください。ファイルは `.dockerignore` に加え、公開済みの値は無効化します。
                """),
        message: Text(en: "`{path}` becomes part of a layer", ja: "`{path}` がレイヤーに入ります"),
        links: [
            "https://docs.docker.com/build/building/secrets/",
            "https://docs.docker.com/build/concepts/context/#dockerignore-files",
        ],
        aliases: ["DS-0031", "CIS-DI-0010", "DKL-LI-0003"],
        differs: Text(
            en: """
                dockle sees the flattened image, so a file that a later layer deletes passes there; here it is reported, \
                with the step that hides it. Where only the content tells (`.npmrc`, `.pem`) the file is read; \
                certificates are left alone.
                """,
            ja: """
                dockle は重ね合わせ後のイメージを見るため、後のレイヤーで削除されたファイルを検出できません。\
                ここでは隠しているステップとともに報告します。内容を見なければ判断できないもの (`.npmrc`、`.pem`) は\
                ファイルを読んで判定し、証明書は対象外です。
                """),
        answers: ["SEC_05.no-secrets-in-build", "12F_03.no-secrets"],
        yieldsTo: ["CX102"],
        fails: [
            "FROM node:22\nCOPY ⟦.env⟧ /app/",
            """
            FROM debian:13
            COPY ⟦keys/id_rsa⟧ /root/.ssh/id_rsa
            RUN git clone git@example.com:a/b.git && rm /root/.ssh/id_rsa
            """,
            "FROM nginx:1.29\nADD ⟦tls/server.key⟧ /etc/nginx/tls.key",
            "FROM debian:13\nCOPY ⟦.aws/credentials⟧ /root/.aws/credentials",
            """
            === Dockerfile
            FROM node:22
            COPY package.json ⟦.npmrc⟧ ./
            === package.json
            {}
            === .npmrc
            //registry.example.com/:_authToken=Zp81kQw93LxTn27Vb04cRy65
            """,
        ],
        passes: [
            "FROM node:22\nCOPY .env.example /app/.env",
            "FROM node:22\nCOPY package.json .npmrc ./",
            """
            === Dockerfile
            FROM node:22
            COPY .npmrc ./
            === .npmrc
            //registry.example.com/:_authToken=${NPM_TOKEN}
            """,
            "FROM debian:13\nCOPY certs/ca.pem /usr/local/share/ca-certificates/",
            "FROM debian:13\nCOPY nginx-signing.key /etc/apt/keyrings/",
            "FROM debian:13 AS build\nCOPY id_rsa /root/.ssh/\nFROM scratch\nCOPY --from=build /a /a",
            "FROM scratch\nCOPY --from=alpine:3.22 /etc/passwd /etc/shadow /etc/",
            "FROM debian:13\nRUN --mount=type=secret,id=env,target=/app/.env ./build.sh",
            "FROM debian:13\nCOPY id_rsa.pub /root/.ssh/authorized_keys",
        ],
        fixes: [
            (
                "FROM node:22\nCOPY server.js .env /app/\nCMD [\"node\", \"/app/server.js\"]",
                "FROM node:22\nCOPY server.js /app/\nCMD [\"node\", \"/app/server.js\"]"
            ),
            (
                "FROM debian:13\nCOPY keys/id_rsa /root/.ssh/id_rsa\nRUN git clone git@example.com:a/b.git && rm /root/.ssh/id_rsa",
                "FROM debian:13\nRUN --mount=type=secret,id=id_rsa,target=/root/.ssh/id_rsa git clone git@example.com:a/b.git"
            ),
            (
                "=== Dockerfile\nFROM node:22\nWORKDIR /app\nCOPY package.json .npmrc ./\nRUN npm ci\n=== package.json\n{}\n=== .npmrc\n//registry.example.com/:_authToken=Zp81kQw93LxTn27Vb04cRy65",
                "=== Dockerfile\nFROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN --mount=type=secret,id=npmrc,target=/app/.npmrc npm ci\n=== package.json\n{}\n=== .npmrc\n//registry.example.com/:_authToken=Zp81kQw93LxTn27Vb04cRy65"
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        guard let last = workload.stage else { return }
        let removals = LayerWaste.removals(file)
        for stage in file.lineage(of: last) {
            for copied in SecretFiles.find(in: stage, of: file) {
                var related: [Finding.Related] = []
                if !copied.isCertain {
                    guard let content = SecretFiles.content(of: copied, workload) else {
                        report.unsure(
                            at: copied.word.range,
                            because: Text(
                                en: "only its content tells whether it holds a secret",
                                ja: "シークレットを含むかどうかは、内容を見なければ判断できません"),
                            ["path": copied.word.shown])
                        continue
                    }
                    guard let match = SecretContent.scan(content.bytes).first else { continue }
                    related.append(Finding.Related(content.span(match.range), match.kind.name))
                } else {
                    related.append(Finding.Related(file.source.span(copied.word.range), copied.sensitive.why))
                }
                if let removal = removals.first(where: { $0.file.range == copied.word.range }) {
                    related.append(
                        Finding.Related(
                            file.source.span(removal.run.place(removal.word)),
                            Text(
                                en: "removed here, but still in the layer of its `COPY`",
                                ja: "ここで削除していますが、`COPY` のレイヤーには残っています")))
                }
                report.fault(
                    at: copied.word.range, ["path": copied.word.shown],
                    fix: SecretFileFix.fix(copied, in: stage, of: file), related: related)
            }
        }
    }
}
