import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct MissingDockerignore: Rule {
    static let about = About(
        id: "CX101", since: "0.1", severity: .medium,
        title: Text(en: "Whole context copied without a .dockerignore", ja: ".dockerignore なしでコンテキスト全体をコピーしている"),
        why: Text(
            en: """
                Whatever lies in the folder goes along: the Git history, installed packages of another platform, local \
                passwords. And any change to any of it makes the rest of the build run again.
                """,
            ja: """
                フォルダー内にあるものがすべて取り込まれます。Git の履歴、別プラットフォーム用のパッケージ、手元のパスワードも\
                例外ではありません。さらに、そのどれかが変わるたびに以降のビルドがやり直しになります。
                """),
        remedy: Text(
            en: "Put a `.dockerignore` in the root of the context and list what the build does not need.",
            ja: "コンテキストのルートに `.dockerignore` を置き、ビルドに不要なものを列挙してください。"),
        message: Text(
            en: "`{source}` takes {files} {files|1=file|files} ({size}), and no `.dockerignore` keeps out {worst}",
            ja: "`{source}` が {files} 個のファイル ({size}) を取り込みますが、{worst} を除外する `.dockerignore` がありません"),
        proof: Text(
            en: "`{file}` keeps needless files out: `{source}` takes {files} {files|1=file|files}",
            ja: "`{file}` により不要なファイルは除外され、`{source}` が取り込むのは {files} 個のファイルです"),
        links: [
            "https://docs.docker.com/build/concepts/context/#dockerignore-files",
            "https://docs.docker.com/build/building/best-practices/#exclude-with-dockerignore",
        ],
        aliases: ["slim:ID.10001", "slim:ID.10002", "droast:DF033", "droast:DF007", "droast:DF026"],
        differs: Text(
            en: """
                Speaks only where the whole context is copied and where something is, or will be, in it that does not \
                belong into an image; names it.
                """,
            ja: "コンテキスト全体をコピーし、イメージに不要なものが実際にある (または今後できる) ときにだけ、その名前を挙げて報告します。"),
        answers: ["PERF_01.dockerignore", "COST_04.dockerignore"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY ⟦.⟧ .
            RUN npm ci
            === package.json
            {}
            === index.js
            1
            === node_modules/a/index.js
            1
            """,
            """
            === Dockerfile
            FROM python:3.13
            ADD ⟦./⟧ /app/
            === app.py
            1
            === .git/HEAD
            ref: refs/heads/main
            """,
            """
            === Dockerfile
            FROM python:3.13
            COPY ⟦.⟧ /app/
            === requirements.txt
            flask==3.1.0
            === .dockerignore
            # nothing yet
            """,
            """
            === Dockerfile
            FROM golang:1.26
            COPY ⟦.⟧ .
            === main.go
            package main
            === fixtures.sql
            --
            -- PostgreSQL database dump
            --
            """,
        ],
        passes: [
            "FROM node:22\nCOPY . .",
            """
            === Dockerfile
            FROM golang:1.26
            COPY . .
            === main.go
            package main
            === migrations/001-orders.sql
            CREATE TABLE orders (id bigint);
            === certs/global-bundle.pem
            -----BEGIN CERTIFICATE-----
            """,
            """
            === Dockerfile
            FROM node:22
            COPY . .
            === buildspec.yml
            version: 0.2
            """,
            """
            === Dockerfile
            FROM node:22
            COPY package.json ./
            COPY src ./src
            === package.json
            {}
            === src/index.js
            1
            === .git/HEAD
            x
            """,
            """
            === Dockerfile
            FROM node:22 AS unused
            COPY . .
            FROM node:22
            === package.json
            {}
            """,
            """
            === Dockerfile
            FROM node:22
            COPY --exclude=node_modules . .
            === package.json
            {}
            """,
        ],
        proves: [
            """
            === Dockerfile
            FROM node:22
            COPY ⟦.⟧ .
            === .dockerignore
            node_modules
            .git
            === package.json
            {}
            === .git/HEAD
            x
            """,
            """
            === Dockerfile
            FROM golang:1.26
            COPY ⟦src⟧ ./src
            === .dockerignore
            *
            !src
            === src/main.go
            package main
            """,
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM node:22
                COPY . .
                === package.json
                {}
                === .git/HEAD
                x
                """,
                """
                === Dockerfile
                FROM node:22
                COPY . .
                === package.json
                {}
                === .git/HEAD
                x
                === .dockerignore
                .git
                .env
                .env.*
                !.env.example
                **/node_modules
                npm-debug.log*
                Dockerfile*
                compose*.y*ml
                docker-compose*.y*ml
                .dockerignore
                """
            ),
            (
                """
                === Dockerfile
                FROM node:22
                COPY . .
                CMD ["node", "server.js"]
                === package.json
                {}
                === node_modules/express/index.js
                1
                === .git/HEAD
                x
                """,
                """
                === Dockerfile
                FROM node:22
                COPY . .
                CMD ["node", "server.js"]
                === package.json
                {}
                === node_modules/express/index.js
                1
                === .git/HEAD
                x
                === .dockerignore
                .git
                .env
                .env.*
                !.env.example
                npm-debug.log*
                Dockerfile*
                compose*.y*ml
                docker-compose*.y*ml
                .dockerignore
                """
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard let context = workload.context, workload.hasRealContext else { return }
        guard let (copy, place) = workload.wholeCopy else {
            notNeeded(workload, &report)
            return
        }
        let source = copy.sources.first { $0.range == place }?.text ?? "."
        let needless = Needless.toKeepOut(copy.files, workload, context)
        if workload.hasIgnorePatterns {
            guard needless.isEmpty, !context.listing.isTruncated, let file = context.ignoreFile else { return }
            report.holds(
                at: place, ["source": source, "files": String(copy.files.count), "file": file.source.path])
            return
        }
        // What other rules name as a secret need not be told twice.
        let told = Set(workload.shippedSecrets.map(\.path))
        let others = needless.filter { !told.contains(context.treePath($0.place)) }
        var worst = others.prefix(4).map(\.place)
        if worst.isEmpty { worst = Array(expected(workload).prefix(2)) }
        guard !worst.isEmpty else { return }
        report.fault(
            at: place,
            [
                "source": source, "files": String(copy.files.count), "size": Size.shown(copy.totalBytes),
                "worst": worst.map { "`\($0)`" }.joined(separator: ", "),
            ], fix: IgnoreFileDraft(workload, context).fix, related: related(others, context))
    }

    /// What the tools of the manifests at hand put into the folder sooner or later.
    private func expected(_ workload: Workload) -> [String] {
        var found: [String] = []
        for manifest in workload.manifests {
            for line in IgnoreFileDraft.generated[manifest.ecosystem.language] ?? [] where !found.contains(line) {
                found.append(line)
            }
        }
        return found
    }

    private func related(_ needless: [Needless], _ context: BuildContext) -> [Finding.Related] {
        needless.prefix(3).map { entry in
            let path = context.treePath(entry.sample.path)
            let start = Position(line: 1, column: 1)
            return .init(Span(path: path, bytes: 0..<0, start: start, end: start), entry.kind.why)
        }
    }

    private func notNeeded(_ workload: Workload, _ report: inout Report) {
        guard let first = workload.neededCopies.first, let context = workload.context else { return }
        // An ignore file that names what is wanted keeps everything else out.
        if let file = context.ignoreFile, let pattern = file.patterns.first, ["*", "**"].contains(pattern.text),
            !pattern.isException, let source = first.sources.first(where: { $0.outcome == .found }),
            Needless.toKeepOut(first.files, workload, context).isEmpty
        {
            report.holds(
                at: source.range,
                ["source": source.text, "files": String(first.files.count), "file": file.source.path])
            return
        }
        report.notApplicable(
            at: workload.dockerfile.instructions[first.instruction].keywordRange,
            because: Text(
                en: "only named files are copied, and BuildKit fetches nothing else",
                ja: "名前を挙げたファイルだけをコピーしており、BuildKit はそれ以外を転送しません"))
    }
}
