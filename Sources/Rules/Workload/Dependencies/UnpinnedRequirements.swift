import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct UnpinnedRequirements: Rule {
    static let about = About(
        id: "WL507", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Requirements without exact versions", ja: "バージョンが固定されていない requirements"),
        why: Text(
            en: "The file is all that pip goes by: each build installs the newest versions that fit, tested or not.",
            ja: "pip が参照するのはこのファイルだけです。ビルドのたびに、条件に合う最新版がテストの有無に関係なく入ります。"),
        remedy: Text(
            en: "Write exact versions, best by `pip-compile --generate-hashes` or `uv pip compile` from a loose list.",
            ja: "正確なバージョンを書いてください。緩い一覧から `pip-compile --generate-hashes` や `uv pip compile` で生成するのが確実です。"),
        message: Text(
            en: "{file} leaves {count} {count|1=version|versions} open: {names}",
            ja: "{file} で {count} 個のバージョンが固定されていません: {names}"),
        links: ["https://pip.pypa.io/en/stable/topics/repeatable-installs/"],
        answers: ["PERF_03.lock-files", "12F_02.lock", "PERF_03.pinned-packages"],
        fails: [
            """
            === Dockerfile
            FROM python:3.13
            WORKDIR /app
            COPY requirements.txt .
            RUN pip ⟦install⟧ -r requirements.txt
            === requirements.txt
            flask>=3
            boto3
            gunicorn==23.0.0
            """
        ],
        passes: [
            """
            === Dockerfile
            FROM python:3.13
            WORKDIR /app
            COPY requirements.txt .
            RUN pip install -r requirements.txt
            === requirements.txt
            flask==3.1.0
            """,
            """
            === Dockerfile
            FROM python:3.13
            WORKDIR /app
            COPY *.txt ./
            RUN pip install -r requirements.txt -c constraints.txt
            === requirements.txt
            flask
            === constraints.txt
            flask==3.1.0
            """,
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        for install in workload.neededInstalls where install.call.manager == .pip {
            guard !install.call.hasFlag("-c", "--constraint") else { continue }
            for manifest in install.manifests where manifest.includes.isEmpty {
                let open = manifest.unpinned
                guard let first = open.first else { continue }
                report.fault(
                    at: install.verbPlace,
                    [
                        "file": manifest.path, "count": String(open.count), "names": Evidence.list(open.map(\.name)),
                    ],
                    related: (first.span.map { [$0] } ?? []).map {
                        .init($0, Text(en: "any version that fits", ja: "条件に合う任意のバージョン"))
                    })
            }
        }
    }
}
