import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct IgnoredSourceCopied: Rule {
    static let about = About(
        id: "CX108", since: "0.1", severity: .high,
        title: Text(en: "Copied file is ignored", ja: "コピー対象が除外されている"),
        why: Text(
            en: "The ignore file keeps it away from the builder, so the build fails as if it were not there.",
            ja: "ignore ファイルによってビルダーに渡らないため、ファイルが存在しないものとしてビルドが失敗します。"),
        remedy: Text(
            en: "Take the pattern out of the ignore file, or add an exception behind it: `!path`.",
            ja: "ignore ファイルからパターンを外すか、その後ろに例外 `!path` を追加してください。"),
        message: Text(
            en: "`{source}` is kept out by `{pattern}` in {file}",
            ja: "`{source}` は {file} の `{pattern}` により除外されています"),
        links: [
            "https://docs.docker.com/reference/build-checks/copy-ignored-file/",
            "https://docs.docker.com/build/concepts/context/#dockerignore-files",
        ],
        aliases: ["CopyIgnoredFile"],
        differs: Text(
            en: "Speaks only where the file is really there and no exception brings it back.",
            ja: "ファイルが実在し、例外パターンでも戻されない場合にだけ報告します。"),
        fails: [
            """
            === Dockerfile
            FROM nginx:1.29
            COPY ⟦dist⟧ /usr/share/nginx/html
            === dist/index.html
            x
            === .dockerignore
            dist
            """,
            """
            === Dockerfile
            FROM node:22
            COPY package.json ⟦package-lock.json⟧ ./
            === package.json
            {}
            === package-lock.json
            {}
            === .dockerignore
            *-lock.json
            """,
        ],
        passes: [
            """
            === Dockerfile
            FROM nginx:1.29
            COPY dist/public /usr/share/nginx/html
            === dist/public/index.html
            x
            === .dockerignore
            dist
            !dist/public
            """,
            "=== Dockerfile\nFROM nginx:1.29\nCOPY dist /x\n=== .dockerignore\ndist",
            """
            === Dockerfile
            FROM node:22 AS build
            FROM nginx:1.29
            COPY --from=build dist /x
            === dist/index.html
            x
            === .dockerignore
            dist
            """,
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM nginx:1.29
                COPY dist /usr/share/nginx/html
                === dist/index.html
                x
                === .dockerignore
                dist
                """,
                """
                === Dockerfile
                FROM nginx:1.29
                COPY dist /usr/share/nginx/html
                === dist/index.html
                x
                === .dockerignore
                dist
                !dist
                """
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard let context = workload.context, let file = context.ignoreFile else { return }
        for copy in workload.contextCopies where copy.way != .mount {
            for source in copy.sources where !source.isWildcard {
                guard case .ignored(let index) = source.outcome, let pattern = context.pattern(index) else { continue }
                report.fault(
                    at: source.range,
                    ["source": source.text, "pattern": pattern.text, "file": file.source.path],
                    fix: NeedlessFolder.ignoring("!" + source.path, workload),
                    related: (pattern.span.map { [$0] } ?? []).map {
                        .init($0, Text(en: "this pattern keeps it out", ja: "このパターンで除外されます"))
                    })
            }
        }
    }
}
