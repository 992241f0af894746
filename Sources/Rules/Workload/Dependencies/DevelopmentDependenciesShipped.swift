import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct DevelopmentDependenciesShipped: Rule {
    static let about = About(
        id: "WL506", since: "0.1", severity: .medium,
        title: Text(en: "Development dependencies in the image that runs", ja: "開発用の依存関係が実行用イメージに入る"),
        why: Text(
            en: """
                Test runners, bundlers and their hundreds of dependencies ship with the application: a larger image to \
                pull for each task, and most of the vulnerabilities that scanners will report.
                """,
            ja: """
                テストツールやバンドラーと、それらの数百の依存パッケージが一緒に出荷されます。タスクごとの pull が重くなり、\
                脆弱性スキャンで報告されるものの多くもここから生じます。
                """),
        remedy: Text(
            en: """
                Install without them in the last stage (`npm ci --omit=dev`, `composer install --no-dev`, …), or remove \
                them after the build (`npm prune --omit=dev`).
                """,
            ja: """
                最終ステージでは除外してインストールするか (`npm ci --omit=dev`、`composer install --no-dev` など)、\
                ビルド後に削除してください (`npm prune --omit=dev`)。
                """),
        message: Text(
            en:
                "`{command}` also installs {count} development {count|1=dependency that ships|dependencies that ship}: {names}",
            ja: "`{command}` により、開発用の依存関係 {count} 個も実行用イメージに入ります: {names}"),
        proof: Text(
            en: "`{command}` leaves out {count} development {count|1=dependency|dependencies}",
            ja: "`{command}` は開発用の依存関係 {count} 個を除外しています"),
        links: [
            "https://docs.npmjs.com/cli/commands/npm-ci", "https://getcomposer.org/doc/03-cli.md#install-i",
            "https://docs.docker.com/build/building/multi-stage/",
        ],
        aliases: ["droast:DF031"],
        answers: ["COST_03.no-dev-dependencies", "COST_03.no-leftovers"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ⟦ci⟧
            CMD ["node", "index.js"]
            === package.json
            {"dependencies": {"express": "^5.0.0"}, "devDependencies": {"jest": "^29.0.0"}}
            === package-lock.json
            {}
            """,
            """
            === Dockerfile
            FROM node:22 AS build
            WORKDIR /app
            COPY . .
            RUN npm ⟦ci⟧ && npm run build
            FROM node:22-slim
            COPY --from=build /app /app
            CMD ["node", "/app/dist/index.js"]
            === package.json
            {"dependencies": {"express": "^5.0.0"}, "devDependencies": {"typescript": "^5.0.0"}}
            """,
            """
            === Dockerfile
            FROM python:3.13
            WORKDIR /app
            COPY . .
            RUN pip ⟦install⟧ -r requirements-dev.txt
            CMD ["python", "app.py"]
            === requirements-dev.txt
            pytest==8.0.0
            """,
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22 AS build
            WORKDIR /app
            COPY . .
            RUN npm ci && npm run build
            FROM node:22-slim
            COPY --from=build /app/dist /app
            CMD ["node", "/app/index.js"]
            === package.json
            {"dependencies": {}, "devDependencies": {"typescript": "^5.0.0"}}
            """,
            """
            === Dockerfile
            FROM node:22
            ENV NODE_ENV=production
            WORKDIR /app
            COPY . .
            RUN npm ci
            CMD ["node", "index.js"]
            === package.json
            {"devDependencies": {"jest": "^29.0.0"}}
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ci
            CMD ["node", "index.js"]
            === package.json
            {"dependencies": {"express": "^5.0.0"}}
            """,
        ],
        proves: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN ⟦npm ci --omit=dev⟧
            CMD ["node", "index.js"]
            === package.json
            {"devDependencies": {"jest": "^29.0.0"}}
            """
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM node:22-slim
                WORKDIR /app
                COPY . .
                RUN npm ci
                CMD ["node", "index.js"]
                === package.json
                {"devDependencies": {"jest": "^29.0.0"}}
                """,
                """
                === Dockerfile
                FROM node:22-slim
                WORKDIR /app
                COPY . .
                RUN npm ci --omit=dev
                CMD ["node", "index.js"]
                === package.json
                {"devDependencies": {"jest": "^29.0.0"}}
                """
            ),
            (
                """
                === Dockerfile
                FROM node:22 AS build
                WORKDIR /app
                COPY . .
                RUN npm ci \\
                    && npm run build
                FROM node:22-slim
                COPY --from=build /app /app
                CMD ["node", "/app/dist/index.js"]
                === package.json
                {"scripts": {"build": "tsc"}, "devDependencies": {"typescript": "^5.0.0"}}
                """,
                """
                === Dockerfile
                FROM node:22 AS build
                WORKDIR /app
                COPY . .
                RUN npm ci \\
                    && npm run build
                RUN npm prune --omit=dev
                FROM node:22-slim
                COPY --from=build /app /app
                CMD ["node", "/app/dist/index.js"]
                === package.json
                {"scripts": {"build": "tsc"}, "devDependencies": {"typescript": "^5.0.0"}}
                """
            ),
            (
                """
                === Dockerfile
                FROM node:22-alpine
                WORKDIR /app
                COPY . .
                RUN npm ci
                RUN npm run build
                USER node
                CMD ["node", "dist/index.js"]
                === package.json
                {"scripts": {"build": "tsc"}, "devDependencies": {"typescript": "^5.0.0"}}
                """,
                """
                === Dockerfile
                FROM node:22-alpine AS build
                WORKDIR /app
                COPY . .
                RUN npm ci
                RUN npm run build
                RUN npm prune --omit=dev

                FROM node:22-alpine
                WORKDIR /app
                COPY --from=build /app /app
                USER node
                CMD ["node", "dist/index.js"]
                === package.json
                {"scripts": {"build": "tsc"}, "devDependencies": {"typescript": "^5.0.0"}}
                """
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.role.runs else { return }
        let rule = DevelopmentDependenciesInstalled()
        for install in workload.neededInstalls where workload.ships(install) {
            let development = install.manifests.flatMap(\.developmentDependencies)
            guard !development.isEmpty, [.javascript, .php, .python, .ruby].contains(install.language) else { continue }
            let arguments = [
                "command": install.shown, "count": String(development.count),
                "names": Evidence.list(development.map(\.name)),
            ]
            let run = workload.command(install)
            if install.call.manager == .pip || rule.takesDevelopment(install.call, run) {
                report.fault(
                    at: install.verbPlace, arguments, fix: DevelopmentFix.fix(install, workload),
                    related: development.prefix(1).compactMap { dependency in
                        dependency.span.map { .init($0, Text(en: "declared here", ja: "ここで宣言されています")) }
                    })
            } else if rule.leavesOut(install.call) {
                report.holds(at: install.place, arguments)
            }
        }
    }
}
