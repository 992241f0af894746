import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct InstalledDependenciesOverwritten: Rule {
    static let about = About(
        id: "CX105", since: "0.1", severity: .medium,
        title: Text(en: "Installed packages overwritten by local ones", ja: "インストール済みパッケージを手元のもので上書きしている"),
        why: Text(
            en: """
                The folder from the developer's machine lands on top of what the build installed: packages of another \
                platform and other versions, development tools included. What was tested is not what ships.
                """,
            ja: """
                開発者の手元のフォルダーが、ビルドでインストールした内容に重なります。別プラットフォーム用のバイナリや異なる\
                バージョン、開発用ツールまで混ざり、テストしたものと違うものが出荷されます。
                """),
        remedy: Text(
            en: "Add the folder to `.dockerignore`.", ja: "フォルダーを `.dockerignore` に追加してください。"),
        message: Text(
            en: "`{source}` copies `{folder}` ({files} {files|1=file|files}, {size}) over what the build installed",
            ja: "`{source}` が、ビルドでインストールした内容を `{folder}` ({files} 個、{size}) で上書きします"),
        links: ["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
        answers: ["PERF_01.dockerignore", "COST_04.dockerignore", "12F_02.strict"],
        yieldsTo: ["CX101"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY package*.json ./
            RUN npm ci
            COPY ⟦.⟧ .
            === .dockerignore
            .git
            === package.json
            {}
            === node_modules/a/index.js
            1
            """
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            === .dockerignore
            .git
            === node_modules/a/index.js
            1
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY package*.json ./
            RUN npm ci
            COPY . .
            === .dockerignore
            node_modules
            === package.json
            {}
            === node_modules/a/index.js
            1
            """,
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM node:22
                WORKDIR /app
                COPY package*.json ./
                RUN npm ci
                COPY . .
                === .dockerignore
                .git
                === package.json
                {}
                === node_modules/a/index.js
                1
                """,
                """
                === Dockerfile
                FROM node:22
                WORKDIR /app
                COPY package*.json ./
                RUN npm ci
                COPY . .
                === .dockerignore
                .git
                node_modules
                === package.json
                {}
                === node_modules/a/index.js
                1
                """
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        NeedlessFolder.report(workload, [.dependencies], &report) { copy, entry in
            guard entry.place == "node_modules" || entry.place.hasSuffix("/node_modules"),
                let place = copy.target(of: entry.sample)
            else { return false }
            return workload.installs.contains { install in
                guard install.stage == copy.stage, install.instruction < copy.instruction,
                    install.language == .javascript, let folder = install.folder
                else { return false }
                return place.hasPrefix((folder == "/" ? "" : folder) + "/node_modules/")
            }
        }
    }
}
