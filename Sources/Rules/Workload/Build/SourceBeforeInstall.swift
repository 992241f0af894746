import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct SourceBeforeInstall: Rule {
    static let about = About(
        id: "WL401", since: "0.1", severity: .medium,
        title: Text(en: "Sources copied before the dependencies are installed", ja: "依存関係のインストール前にソースをコピーしている"),
        why: Text(
            en: """
                Any change of the sources makes the builder install all dependencies again: each build takes minutes \
                instead of seconds, and each push and pull moves the large layer again.
                """,
            ja: """
                ソースを少し変えるだけで、すべての依存関係がインストールし直されます。数秒で済むビルドが数分かかり、\
                大きなレイヤーの push と pull も毎回発生します。
                """),
        remedy: Text(
            en: "Copy the manifest and the lock file first, install, and copy the sources after that.",
            ja: "まずマニフェストとロックファイルだけをコピーしてインストールし、その後にソースをコピーしてください。"),
        message: Text(
            en: "`{source}` is copied before `{command}`, which reads only {inputs}",
            ja: "`{source}` が `{command}` より先にコピーされていますが、必要なのは {inputs} だけです"),
        proof: Text(
            en: "`{command}` stays cached when the sources change",
            ja: "ソースを変更しても `{command}` のキャッシュは有効なままです"),
        links: [
            "https://docs.docker.com/build/cache/optimize/#order-your-layers",
            "https://docs.aws.amazon.com/wellarchitected/latest/container-build-lens/container-build-lens.html",
        ],
        aliases: ["droast:DF070"],
        differs: Text(
            en: """
                Silent where the install needs the sources, or downloads into a cache mount; tells from the Git history \
                how often it matters.
                """,
            ja: "インストールにソースが必要な場合とキャッシュマウントを使う場合は報告しません。Git の履歴から影響の頻度も示します。"),
        answers: ["PERF_06.cache-order", "SUSTAINABILITY_01.build-time", "COST_02.cache"],
        fails: [
            "FROM node:22\nWORKDIR /app\nCOPY ⟦.⟧ .\nRUN npm ci\nCMD [\"node\", \"index.js\"]",
            """
            === Dockerfile
            FROM python:3.13
            WORKDIR /app
            COPY ⟦src⟧ ./src
            COPY requirements.txt .
            RUN pip install -r requirements.txt
            === src/app.py
            1
            === requirements.txt
            flask==3.1.0
            """,
            "FROM golang:1.26 AS build\nWORKDIR /src\nADD ⟦.⟧ .\nRUN go mod download\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /",
        ],
        passes: [
            "FROM node:22\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .",
            "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci",
            "FROM python:3.13\nCOPY . .\nRUN pip install .",
            "FROM node:22 AS dev\nCOPY . .\nRUN npm ci\nFROM node:22",
            "FROM node:22\nCOPY nginx.conf /etc/\nCOPY package*.json ./\nRUN npm ci",
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN npm ci
            === package.json
            {"scripts": {"postinstall": "node build.js"}}
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY package*.json ./
            RUN npm ci
            COPY . .
            RUN npm ci --omit=dev
            === package.json
            {}
            """,
            "FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN poetry install",
        ],
        proves: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY package*.json ./
            RUN ⟦npm ci⟧
            COPY . .
            === package.json
            {}
            === index.js
            1
            """
        ],
        fixes: [
            (
                """
                === Dockerfile
                FROM node:22
                WORKDIR /app
                COPY . .
                RUN npm ci
                CMD ["node", "index.js"]
                === package.json
                {}
                === package-lock.json
                {}
                === index.js
                1
                """,
                """
                === Dockerfile
                FROM node:22
                WORKDIR /app
                COPY package.json package-lock.json ./
                RUN npm ci
                COPY . .
                CMD ["node", "index.js"]
                === package.json
                {}
                === package-lock.json
                {}
                === index.js
                1
                """
            ),
            (
                """
                === Dockerfile
                FROM python:3.13
                WORKDIR /srv
                # the program
                ADD . .
                RUN apt-get update && apt-get install -y libpq5
                # its packages
                RUN pip install \\
                    -r requirements.txt && python -m compileall .
                CMD ["python", "app.py"]
                === requirements.txt
                -r base.txt
                flask==3.1.0
                === base.txt
                idna==3.10
                === app.py
                1
                """,
                """
                === Dockerfile
                FROM python:3.13
                WORKDIR /srv
                COPY requirements.txt base.txt ./
                RUN apt-get update && apt-get install -y libpq5
                # its packages
                RUN pip install \\
                    -r requirements.txt
                # the program
                ADD . .
                RUN python -m compileall .
                CMD ["python", "app.py"]
                === requirements.txt
                -r base.txt
                flask==3.1.0
                === base.txt
                idna==3.10
                === app.py
                1
                """
            ),
            (
                """
                === Dockerfile
                FROM python:3.13
                WORKDIR /app
                COPY src ./src
                COPY requirements.txt .
                RUN pip install -r requirements.txt
                USER 1000
                === src/app.py
                1
                === requirements.txt
                flask==3.1.0
                """,
                """
                === Dockerfile
                FROM python:3.13
                WORKDIR /app
                COPY requirements.txt .
                RUN pip install -r requirements.txt
                COPY src ./src
                USER 1000
                === src/app.py
                1
                === requirements.txt
                flask==3.1.0
                """
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        let used = workload.stagesInUse
        var told: Set<Int> = []
        for install in workload.installs where used.contains(install.stage) {
            if CacheOrder.isRepeated(install, in: workload) { continue }
            guard let copy = CacheOrder.sources(before: install, in: workload) else {
                prove(install, workload, &report)
                continue
            }
            // Several installs behind one copy have one remedy.
            guard !install.hasCacheMount, !CacheOrder.needsSources(install),
                told.insert(copy.place.lowerBound).inserted
            else { continue }
            report.fault(
                at: copy.place,
                [
                    "source": report.source.text(copy.place), "command": install.shown,
                    "inputs": CacheOrder.inputs(of: install).map { "`\($0)`" }.joined(separator: ", "),
                ],
                fix: CacheOrderFix.fix(install, copy.instruction, workload),
                related: related(install, copy.instruction, workload, report.source))
        }
    }

    private func prove(_ install: DependencyInstall, _ workload: Workload, _ report: inout Report) {
        guard install.manifest != nil, !install.hasCacheMount, workload.hasRealContext,
            workload.contextCopies.contains(where: { $0.stage == install.stage && $0.instruction > install.instruction }
            )
        else { return }
        report.holds(at: install.place, ["command": install.shown])
    }

    private func related(
        _ install: DependencyInstall, _ copy: Int, _ workload: Workload, _ source: SourceFile
    ) -> [Finding.Related] {
        var related = [
            Finding.Related(source.span(install.place), Text(en: "runs again each time", ja: "毎回やり直しになります"))
        ]
        if let text = CacheOrder.history(install, copy, workload) {
            related.append(.init(source.span(workload.dockerfile.instructions[copy].range), text))
        }
        return related
    }
}
