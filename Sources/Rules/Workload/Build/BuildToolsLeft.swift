import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct BuildToolsLeft: Rule {
    static let about = About(
        id: "WL406", since: "0.1", severity: .low,
        title: Text(en: "Compiler left in the image that runs", ja: "実行用イメージにコンパイラが残る"),
        why: Text(
            en: """
                It served an install during the build, and stays for good: a hundred megabytes or more for each pull, \
                and tools for an intruder.
                """,
            ja: "ビルド中のインストールに使っただけのものが残り続けます。pull のたびに 100 MB 以上が余分にかかり、侵入者の道具にもなります。"),
        remedy: Text(
            en: "Compile in a stage of its own and copy the result, or remove the package in the same `RUN`.",
            ja: "専用のステージでコンパイルして成果物をコピーするか、同じ `RUN` の中でパッケージを削除してください。"),
        message: Text(
            en: "`{package}` stays in the image that runs", ja: "`{package}` が実行用イメージに残ります"),
        links: ["https://docs.docker.com/build/building/multi-stage/"],
        answers: ["COST_03.no-build-tools", "COST_04.multi-stage", "DP_01.small", "SEC_04.no-debug-tools"],
        fails: [
            """
            FROM python:3.13-slim
            RUN apt-get update && apt-get install -y --no-install-recommends ⟦build-essential⟧ libpq-dev && rm -rf /var/lib/apt/lists/*
            RUN pip install psycopg2
            CMD ["python", "app.py"]
            """,
            "FROM node:22-alpine\nRUN apk add --no-cache python3 make ⟦g++⟧ && npm ci\nCMD [\"node\", \"index.js\"]",
        ],
        passes: [
            """
            FROM node:22-slim
            RUN apt-get update; apt-get install -y g++; npm ci; apt-mark auto '.*'; apt-get purge -y --auto-remove
            CMD ["node", "index.js"]
            """,
            "FROM node:22-alpine\nRUN apk add --no-cache --virtual .build g++ make && npm ci && apk del .build\nCMD [\"node\", \"index.js\"]",
            """
            FROM python:3.13-slim
            RUN apt-get update && apt-get install -y gcc && pip install psycopg2 && apt-get purge -y gcc && apt-get autoremove -y
            CMD ["python", "app.py"]
            """,
            """
            FROM python:3.13-slim AS build
            RUN apt-get update && apt-get install -y gcc
            FROM python:3.13-slim
            COPY --from=build /venv /venv
            CMD ["python", "app.py"]
            """,
            "FROM alpine:3.22\nRUN apk add --no-cache build-base\nCMD [\"sh\"]",
        ],
        fixes: [
            (
                """
                FROM python:3.13-slim
                RUN apt-get update \\
                    && apt-get install -y --no-install-recommends gcc \\
                    && rm -rf /var/lib/apt/lists/*
                WORKDIR /app
                COPY requirements.txt ./
                RUN pip install --no-cache-dir -r requirements.txt
                COPY . .
                # one process
                CMD ["python", "app.py"]
                """,
                """
                FROM python:3.13-slim AS build
                RUN apt-get update \\
                    && apt-get install -y --no-install-recommends gcc \\
                    && rm -rf /var/lib/apt/lists/*
                WORKDIR /app
                COPY requirements.txt ./
                RUN python -m venv /opt/venv
                ENV PATH=/opt/venv/bin:$PATH
                RUN pip install --no-cache-dir -r requirements.txt

                FROM python:3.13-slim
                ENV PATH=/opt/venv/bin:$PATH
                WORKDIR /app
                COPY --from=build /opt/venv /opt/venv
                COPY . .
                # one process
                CMD ["python", "app.py"]
                """
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.role.runs else { return }
        // An image made for building is told by its FROM.
        if let base = BuildBases.last(workload), let contents = BuildBases.contents(of: base.image) {
            switch contents {
            case .compiler, .fullRuntime: return
            case .javaKit, .runtime, .minimal: break
            }
        }
        for found in BuildTools.installed(in: workload) {
            report.fault(at: found.place, ["package": found.name], fix: RuntimeSplit.fix(workload))
        }
    }
}
