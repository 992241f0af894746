import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct FullRuntimeImage: Rule {
    static let about = About(
        id: "WL404", since: "0.1", severity: .low,
        title: Text(en: "Full variant of a runtime image", ja: "ランタイムイメージのフル版を使っている"),
        why: Text(
            en: """
                The plain tag holds gcc, Git, Mercurial and the headers of dozens of libraries besides the runtime: \
                several hundred megabytes more to pull for each task, and most of what scanners will find.
                """,
            ja: """
                このタグには、ランタイムのほかに gcc、Git、Mercurial や多数のライブラリのヘッダーが入っています。\
                タスクごとに数百 MB を余分に pull することになり、脆弱性スキャンの検出の大半もここから生じます。
                """),
        remedy: Text(
            en: "Use the slim variant; where packages must be compiled, do that in a stage on the full one.",
            ja: "slim 版を使ってください。コンパイルが必要なパッケージは、フル版のステージでビルドします。"),
        message: Text(
            en: "the image that runs is based on `{image}`, the variant with compilers",
            ja: "実行用イメージが、コンパイラ入りの `{image}` をベースにしています"),
        proof: Text(en: "`{image}` is a small base", ja: "`{image}` は小さなベースイメージです"),
        links: [
            "https://github.com/docker-library/buildpack-deps",
            "https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image",
        ],
        answers: [
            "PERF_01.small-base", "COST_04.base", "DP_01.small", "ECS_06.small", "SUSTAINABILITY_01.small",
            "COST_03.no-build-tools",
        ],
        fails: [
            "FROM ⟦node:22⟧\nCMD [\"node\", \"index.js\"]",
            "FROM ⟦python:3.13-bookworm⟧\nCMD [\"python\", \"app.py\"]",
            "FROM node:22 AS build\nRUN npm ci\nFROM ⟦ruby:3.4⟧\nCMD [\"ruby\", \"app.rb\"]",
        ],
        passes: [
            "FROM node:22-slim\nCMD [\"node\", \"index.js\"]", "FROM node:22-alpine\nCMD [\"node\", \"index.js\"]",
            "FROM node:22\nCMD [\"node\"]", "FROM example.com/node:22\nCMD [\"node\", \"index.js\"]",
            "FROM node:22 AS build\nRUN npm ci\nFROM nginx:1.29-alpine\nCOPY --from=build /app /usr/share/nginx/html",
        ],
        proves: ["FROM ⟦node:22-slim⟧\nCMD [\"node\", \"index.js\"]", "FROM ⟦scratch⟧\nCOPY app /\nCMD [\"/app\"]"],
        fixes: [
            (
                "FROM python:3.13-bookworm\nCMD [\"python\", \"app.py\"]",
                "FROM python:3.13-slim-bookworm\nCMD [\"python\", \"app.py\"]"
            ),
            (
                "FROM node:22.4-bookworm\nCMD [\"node\", \"index.js\"]",
                "FROM node:22.4-bookworm-slim\nCMD [\"node\", \"index.js\"]"
            ),
            (
                """
                === Dockerfile
                FROM node:22
                ENV PORT=3000
                WORKDIR /app
                # packages first
                COPY package.json package-lock.json ./
                RUN npm ci
                COPY . .
                RUN npm run build && git rev-parse HEAD > version

                EXPOSE 3000
                HEALTHCHECK --interval=10s CMD curl -f http://localhost:3000/health || exit 1
                CMD ["node", "dist/server.js"]
                === package.json
                {"scripts": {"build": "tsc"}, "devDependencies": {"typescript": "^5.9.3"}}
                === package-lock.json
                {}
                === src/server.ts
                1
                """,
                """
                === Dockerfile
                FROM node:22 AS build
                ENV PORT=3000
                WORKDIR /app
                # packages first
                COPY package.json package-lock.json ./
                RUN npm ci
                COPY . .
                RUN npm run build && git rev-parse HEAD > version
                RUN npm prune --omit=dev

                FROM node:22-slim
                ENV PORT=3000
                WORKDIR /app
                COPY --from=build /app /app

                EXPOSE 3000
                HEALTHCHECK --interval=10s CMD ["node", "-e", "fetch('http://localhost:3000/health').then(r => process.exit(r.ok ? 0 : 1))"]
                CMD ["node", "dist/server.js"]
                === package.json
                {"scripts": {"build": "tsc"}, "devDependencies": {"typescript": "^5.9.3"}}
                === package-lock.json
                {}
                === src/server.ts
                1
                """
            ),
            (
                """
                === Dockerfile
                FROM python:3.13
                RUN apt-get update && apt-get install -y build-essential ffmpeg
                WORKDIR /srv
                COPY requirements.txt .
                RUN pip install -r requirements.txt
                COPY . .
                CMD ["gunicorn", "app:app"]
                === requirements.txt
                flask==3.1.0
                === app.py
                1
                """,
                """
                === Dockerfile
                FROM python:3.13 AS build
                RUN apt-get update && apt-get install -y build-essential ffmpeg
                WORKDIR /srv
                COPY requirements.txt .
                RUN python -m venv /opt/venv
                ENV PATH=/opt/venv/bin:$PATH
                RUN pip install -r requirements.txt

                FROM python:3.13-slim
                RUN apt-get update \\
                    && apt-get install -y --no-install-recommends ffmpeg \\
                    && rm -rf /var/lib/apt/lists/*
                ENV PATH=/opt/venv/bin:$PATH
                WORKDIR /srv
                COPY --from=build /opt/venv /opt/venv
                COPY . .
                CMD ["gunicorn", "app:app"]
                === requirements.txt
                flask==3.1.0
                === app.py
                1
                """
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.role.runs, let stage = workload.stage,
            let root = workload.dockerfile.lineage(of: stage).first
        else { return }
        if root.base == .scratch {
            report.holds(at: root.image.range, ["image": "scratch"])
            return
        }
        guard case .image(let image) = root.base else { return }
        switch BuildBases.contents(of: image) {
        case .fullRuntime:
            report.fault(
                at: root.image.range, ["image": root.image.shortened], fix: SlimFix.fix(root, image, workload))
        case .minimal: report.holds(at: root.image.range, ["image": root.image.shortened])
        case .compiler, .javaKit, .runtime, nil: return
        }
    }
}
