import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct VersionControlShipped: Rule {
    static let about = About(
        id: "CX104", since: "0.1", severity: .medium,
        title: Text(en: "Version control history in the image", ja: "バージョン管理の履歴がイメージに入る"),
        why: Text(
            en: """
                The folder holds every version of every file: passwords that were removed long ago are in it, and it \
                grows with each commit.
                """,
            ja: "このフォルダーには全ファイルの全バージョンが入っています。昔に削除したパスワードも残っており、コミットのたびに大きくなります。"),
        remedy: Text(
            en:
                "Add the folder to `.dockerignore`; give the commit's hash as a build argument where the program shows it.",
            ja: "フォルダーを `.dockerignore` に追加してください。コミットハッシュを表示したい場合は、ビルド引数で渡します。"),
        message: Text(
            en: "`{source}` copies `{folder}` ({files} {files|1=file|files}, {size}) into the image",
            ja: "`{source}` により `{folder}` ({files} 個、{size}) がイメージに入ります"),
        links: ["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
        aliases: ["DKL-LI-0003"],
        answers: ["SEC_05.no-secrets-in-context", "PERF_01.dockerignore", "COST_04.dockerignore"],
        yieldsTo: ["CX101"],
        fails: [
            """
            === Dockerfile
            FROM python:3.13
            COPY ⟦.⟧ /app
            === .dockerignore
            .venv
            === .git/HEAD
            x
            """
        ],
        passes: [
            """
            === Dockerfile
            FROM golang:1.26 AS build
            WORKDIR /src
            COPY . .
            RUN go build -o /app .
            FROM scratch
            COPY --from=build /app /app
            === .dockerignore
            bin
            === .git/HEAD
            x
            """,
            """
            === Dockerfile
            FROM python:3.13
            COPY . /app
            === .dockerignore
            .git
            === .git/HEAD
            x
            """,
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM python:3.13
                COPY . /app
                === .dockerignore
                .venv
                === .git/HEAD
                x
                """,
                """
                === Dockerfile
                FROM python:3.13
                COPY . /app
                === .dockerignore
                .venv
                .git
                === .git/HEAD
                x
                """
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        NeedlessFolder.report(workload, [.versionControl], &report) { _, _ in true }
    }
}
