import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct NativePackageWithoutCompiler: Rule {
    static let about = About(
        id: "WL509", since: "0.1", severity: .high,
        title: Text(en: "Package that must be compiled, and no compiler", ja: "コンパイルが必要なパッケージとコンパイラの不足"),
        why: Text(
            en:
                "No ready-made build of it is published for Linux, and the base image has no C compiler: the install fails.",
            ja: "Linux 用のビルド済みパッケージがなく、ベースイメージに C コンパイラもないため、インストールに失敗します。"),
        remedy: Text(
            en: """
                Install the compiler and the library's headers in a build stage and copy the result, or take a package \
                that comes ready-made (`psycopg` with its binary extra, `PyMySQL`).
                """,
            ja: """
                ビルドステージにコンパイラとライブラリのヘッダーを入れて成果物をコピーするか、ビルド済みで提供される\
                パッケージ (バイナリ版の `psycopg`、`PyMySQL` など) に替えてください。
                """),
        message: Text(
            en: "`{command}` must compile `{package}`, and `{image}` has no compiler",
            ja: "`{command}` は `{package}` をコンパイルしますが、`{image}` にコンパイラがありません"),
        links: ["https://www.psycopg.org/docs/install.html", "https://github.com/docker-library/buildpack-deps"],
        fails: [
            """
            === Dockerfile
            FROM python:3.13-slim
            WORKDIR /app
            COPY requirements.txt .
            RUN pip ⟦install⟧ -r requirements.txt
            === requirements.txt
            psycopg2==2.9.10
            """
        ],
        passes: [
            """
            === Dockerfile
            FROM python:3.13-slim
            WORKDIR /app
            RUN apt-get update && apt-get install -y gcc libpq-dev
            COPY requirements.txt .
            RUN pip install -r requirements.txt
            === requirements.txt
            psycopg2==2.9.10
            """,
            """
            === Dockerfile
            FROM python:3.13
            WORKDIR /app
            COPY requirements.txt .
            RUN pip install -r requirements.txt
            === requirements.txt
            psycopg2==2.9.10
            """,
            """
            === Dockerfile
            FROM python:3.13-slim
            WORKDIR /app
            COPY requirements.txt .
            RUN pip install -r requirements.txt
            === requirements.txt
            psycopg2-binary==2.9.10
            """,
            """
            === Dockerfile
            FROM python:3.13-slim
            WORKDIR /app
            COPY requirements.txt wheels ./
            RUN pip install --no-index --find-links wheels -r requirements.txt
            === requirements.txt
            psycopg2==2.9.10
            """,
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        for install in workload.neededInstalls {
            guard [.python, .ruby].contains(install.language), file.stages.indices.contains(install.stage),
                !install.call.hasFlag("--find-links", "-f", "--no-index", "--local"),
                let native = install.manifests.lazy.flatMap(\.nativePackages).first(where: \.alwaysCompiles)
            else { continue }
            let stage = file.stages[install.stage]
            guard !BuildTools.has(in: stage, before: install.instruction, file),
                let image = file.lineage(of: stage).first?.image.shown
            else { continue }
            let span = install.manifests.lazy.flatMap(\.dependencies).first { $0.name == native.name }?.span
            report.fault(
                at: install.verbPlace, ["command": install.shown, "package": native.name, "image": image],
                related: (span.map { [$0] } ?? []).map { .init($0, Text(en: "required here", ja: "ここで必要とされています")) })
        }
    }
}
