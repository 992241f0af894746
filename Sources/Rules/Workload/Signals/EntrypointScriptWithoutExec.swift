import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct EntrypointScriptWithoutExec: Rule {
    static let about = About(
        id: "WL102", since: "0.1", severity: .high,
        title: Text(en: "Start script without exec", ja: "起動スクリプトで exec していない"),
        why: Text(
            en: """
                The script's shell stays PID 1 and passes no signal on: the application does not learn that its task \
                is being stopped and is killed when the stop timeout (30 seconds by default) is over.
                """,
            ja: """
                スクリプトのシェルが PID 1 に残り、シグナルを渡しません。アプリケーションはタスクの停止を知らされないまま、\
                停止タイムアウト (既定は 30 秒) のあとに強制終了されます。
                """),
        remedy: Text(
            en: "Put `exec` before the script's last command, so that it takes the shell's place.",
            ja: "スクリプトの最後のコマンドの前に `exec` を付け、シェルと置き換わるようにしてください。"),
        message: Text(
            en: "without `exec` the shell waits for `{program}` and passes no SIGTERM on",
            ja: "`exec` がないため、シェルが `{program}` の終了を待ち続け、SIGTERM を渡しません"),
        links: [
            "https://docs.docker.com/build/building/best-practices/#entrypoint",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
        ],
        answers: ["COST_05.sigterm", "12F_09.sigterm", "ECS_03.sigterm"],
        fails: [
            "=== Dockerfile\nFROM node:22\nCOPY start.sh /\nCMD [\"/start.sh\"]\n=== start.sh\n#!/bin/sh\nset -e\n⟦node server.js⟧\n",
            """
            === Dockerfile
            FROM python:3.13
            COPY --chmod=755 docker/entry.sh /usr/local/bin/
            ENTRYPOINT ["entry.sh"]
            CMD ["gunicorn", "app:app"]
            === docker/entry.sh
            #!/bin/bash
            python manage.py collectstatic
            ⟦"$@"⟧
            """,
            "FROM debian:12\nCOPY --chmod=755 <<EOF /run.sh\n#!/bin/sh\n⟦/usr/bin/app⟧\nEOF\nENTRYPOINT [\"/run.sh\"]",
            """
            === Dockerfile
            FROM debian:12
            COPY run.sh /
            CMD ["/run.sh"]
            === run.sh
            #!/bin/sh
            worker &
            ⟦web⟧ &
            wait
            """,
        ],
        passes: [
            "=== Dockerfile\nFROM node:22\nCOPY start.sh /\nCMD [\"/start.sh\"]\n=== start.sh\n#!/bin/sh\nexec node server.js\n",
            """
            === Dockerfile
            FROM node:22
            COPY start.sh /
            CMD ["/start.sh"]
            === start.sh
            #!/bin/bash
            trap 'kill -TERM $PID' TERM
            node server.js & PID=$!
            wait $PID
            """,
            "=== Dockerfile\nFROM node:22\nCOPY start.sh /\nENTRYPOINT [\"tini\", \"--\"]\nCMD [\"/start.sh\"]\n=== start.sh\n#!/bin/sh\nexec \"$@\" || exit 1\n",
            "FROM node:22\nCMD [\"/start.sh\"]",
        ],
        fixes: [
            (
                "=== Dockerfile\nFROM ruby:3.4\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nset -e\n\n# The server\npuma -p 80 &\nwait $!\n",
                "=== Dockerfile\nFROM ruby:3.4\nCOPY run.sh /\nCMD [\"/run.sh\"]\n=== run.sh\n#!/bin/sh\nset -e\n\n# The server\nexec puma -p 80\n"
            ),
            (
                """
                === Dockerfile
                FROM node:22
                WORKDIR /app
                COPY . .
                ENTRYPOINT ["./start.sh"]
                CMD npm start
                === package.json
                {"scripts": {"start": "node main.js"}}
                === start.sh
                #!/bin/sh
                # all the rest
                "$@" >> /var/log/app.log 2>&1
                """,
                """
                === Dockerfile
                FROM node:22
                WORKDIR /app
                COPY . .
                ENTRYPOINT ["./start.sh"]
                CMD ["node", "main.js"]
                === package.json
                {"scripts": {"start": "node main.js"}}
                === start.sh
                #!/bin/sh
                # all the rest
                exec "$@" >> /var/log/app.log 2>&1
                """
            ),
            (
                "=== Dockerfile\nFROM node:22\nCOPY start.sh /\nCMD [\"/start.sh\"]\n=== start.sh\n#!/bin/sh\nnode server.js\n",
                "=== Dockerfile\nFROM node:22\nCOPY start.sh /\nCMD [\"/start.sh\"]\n=== start.sh\n#!/bin/sh\nexec node server.js\n"
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let chain = workload.process,
            case .blocked(let index, let obstacle) = chain.verdict,
            obstacle == .scriptWithoutExec || obstacle == .waitsForJobs, let place = chain.obstacle
        else { return }
        let named = chain.links[index].span
        let related =
            named.path == place.path && named.bytes.overlaps(place.bytes)
            ? [] : [Finding.Related(named, Text(en: "starts the script", ja: "スクリプトを起動する箇所"))]
        report.fault(
            at: place, ["program": chain.missed?.name ?? workload.text(place)],
            fix: obstacle == .scriptWithoutExec ? fix(workload, chain, place) : job(workload, chain, place),
            related: related)
    }
}

extension Workload {
    /// The text of a place.
    func text(_ span: Span) -> String {
        bytes(of: span).map { String(decoding: $0[span.bytes.clamped(to: 0..<$0.count)], as: UTF8.self) } ?? "…"
    }
}
