import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct LockFileOfAnotherManager: Rule {
    static let about = About(
        id: "WL504", since: "0.1", severity: .high,
        title: Text(en: "Lock file of another package manager", ja: "別のパッケージマネージャーのロックファイル"),
        why: Text(
            en: "The installer does not read that file: it resolves all versions anew, or fails like `npm ci`.",
            ja: "インストールコマンドはこのファイルを読みません。バージョンがすべて解決し直されるか、`npm ci` のように失敗します。"),
        remedy: Text(
            en: "Install with the package manager that wrote the lock file.",
            ja: "ロックファイルを生成したパッケージマネージャーでインストールしてください。"),
        message: Text(
            en: "`{command}` does not read {lock}, the only lock file there",
            ja: "`{command}` は、唯一のロックファイルである {lock} を読みません"),
        links: ["https://docs.npmjs.com/cli/commands/npm-ci", "https://nodejs.org/api/corepack.html"],
        answers: ["12F_02.lock", "12F_02.strict", "PERF_03.lock-files"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ⟦ci⟧
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === yarn.lock
            """
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN yarn install --frozen-lockfile
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === yarn.lock
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ci
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            === yarn.lock
            === package-lock.json
            {}
            """,
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        for install in workload.neededInstalls {
            // Bun takes the lock files of others over; pip has none that people commit.
            guard install.lock == nil, let other = install.locks.first, install.manifest != nil,
                [.npm, .yarn, .pnpm, .poetry, .uv, .pdm, .pipenv].contains(install.call.manager)
            else { continue }
            report.fault(
                at: install.verbPlace, ["command": install.shown, "lock": other.path],
                related: [
                    Evidence.file(
                        other.path, Text(en: "written by another manager", ja: "別のマネージャーが生成したものです"))
                ])
        }
    }
}
