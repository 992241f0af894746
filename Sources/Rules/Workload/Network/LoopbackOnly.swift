import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct LoopbackOnly: Rule {
    static let about = About(
        id: "WL601", since: "0.1", severity: .high,
        title: Text(en: "Listens on localhost only", ja: "localhost だけで待ち受けている"),
        why: Text(
            en:
                "Nothing outside the task reaches 127.0.0.1: the load balancer's health checks fail and ECS replaces the task without end.",
            ja: "127.0.0.1 にはタスクの外から接続できません。ロードバランサーのヘルスチェックが失敗し、ECS がタスクの入れ替えを繰り返します。"),
        remedy: Text(
            en: "Listen on all addresses: on ECS the task's security group decides who gets through.",
            ja: "すべてのアドレスで待ち受けてください。ECS では、接続元はタスクのセキュリティグループで制限します。"),
        message: Text(
            en: "`{program}` listens on `{host}` only; `{option}` opens it",
            ja: "`{program}` は `{host}` だけで待ち受けます。`{option}` にすると外から接続できます"),
        proof: Text(en: "`{program}` listens on `{host}`", ja: "`{program}` は `{host}` で待ち受けます"),
        links: ["https://12factor.net/port-binding", "https://docs.docker.com/engine/network/"],
        answers: ["12F_07.all-interfaces"],
        fails: [
            "FROM python:3.13\nCMD [⟦\"uvicorn\"⟧, \"app:app\", \"--port\", \"8080\"]",
            "FROM python:3.13\nCMD [\"gunicorn\", \"-b\", ⟦\"127.0.0.1:8000\"⟧, \"app:app\"]",
            "FROM python:3.13\nCMD [⟦\"flask\"⟧, \"run\"]",
            "FROM php:8.3-cli\nCMD [\"php\", \"-S\", ⟦\"localhost:8000\"⟧]",
        ],
        passes: [
            "FROM python:3.13\nENV UVICORN_HOST=0.0.0.0\nCMD [\"uvicorn\", \"app:app\"]",
            "FROM python:3.13\nENV PORT=8080\nCMD [\"gunicorn\", \"app:app\"]",
            "=== Dockerfile\nFROM python:3.13\nCOPY gunicorn.conf.py .\nCMD [\"gunicorn\", \"app:app\"]\n=== gunicorn.conf.py\nbind = \"0.0.0.0:8000\"\n",
            "FROM python:3.13\nCMD [\"gunicorn\", \"-c\", \"conf.py\", \"app:app\"]",
            "FROM python:3.13\nCMD exec uvicorn app:app --host $HOST",
            "FROM python:3.13\nCMD [\"gunicorn\", \"--bind\", \"unix:/run/app.sock\", \"app:app\"]",
            "FROM ruby:3.4\nCMD [\"rails\", \"server\"]",
        ],
        proves: [
            "FROM python:3.13\nCMD [\"uvicorn\", \"app:app\", \"--host\", ⟦\"0.0.0.0\"⟧]",
            """
            === Dockerfile
            FROM python:3.13
            COPY gunicorn.conf.py .
            CMD ["gunicorn", "app:app"]
            === gunicorn.conf.py
            ⟦bind = "0.0.0.0:8000"⟧
            """,
            "FROM node:22\nENV HOST=⟦0.0.0.0⟧\nCMD [\"node\", \"server.js\"]",
        ],
        fixes: [
            (
                "FROM python:3.13\nCMD [\"gunicorn\", \"-b\", \"127.0.0.1:8000\", \"app:app\"]",
                "FROM python:3.13\nCMD [\"gunicorn\", \"-b\", \"0.0.0.0:8000\", \"app:app\"]"
            ),
            (
                "FROM python:3.13\nCMD [\"uvicorn\", \"app:app\", \"--port\", \"8080\"]",
                "FROM python:3.13\nCMD [\"uvicorn\", \"app:app\", \"--port\", \"8080\", \"--host\", \"0.0.0.0\"]"
            ),
            (
                "FROM python:3.13\nCMD exec flask run \\\n    --port 80",
                "FROM python:3.13\nCMD exec flask run \\\n    --port 80 --host 0.0.0.0"
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        // A proxy beside it in its container or task may be the one that is reached.
        guard workload.startsOnECS, workload.role == .application, let listening = Listening.of(workload),
            workload.process?.background.isEmpty == true
        else { return }
        let program = listening.program
        if let host = listening.host, !host.value.isEmpty {
            if Listening.isLoopback(host.value) {
                report.fault(
                    at: host.place, ["program": program.name, "host": host.value, "option": listening.everywhere],
                    fix: fix(host, workload))
            } else if Listening.isEverywhere(host.value) {
                report.holds(at: host.place, ["program": program.name, "host": host.value])
            }
        } else if listening.isLoopbackByDefault, !listening.mayBeToldElsewhere, program.name != "vite" {
            report.fault(
                at: program.span,
                ["program": program.name, "host": "127.0.0.1", "option": listening.everywhere],
                fix: fix(adding: listening, workload))
        }
    }

    private static let note = Text(
        en: "It can be reached from outside the container now: security groups decide by whom.",
        ja: "コンテナの外から接続できるようになります。接続元はセキュリティグループで制限してください。")

    private func fix(_ host: Listening.Told, _ workload: Workload) -> Fix? {
        let isMain = host.place.path == workload.dockerfile.source.path
        let source = isMain ? workload.dockerfile.source : workload.tree?.source(host.place.path)
        guard let range = source?.range(of: host.value, in: host.place.bytes) else { return nil }
        return Fix(.ask, [Edit(path: isMain ? nil : host.place.path, range, "0.0.0.0")], note: Self.note)
    }

    /// Behind the last word, for programs that take options there.
    private func fix(adding listening: Listening, _ workload: Workload) -> Fix? {
        let program = listening.program
        guard ["uvicorn", "gunicorn", "hypercorn", "flask", "daphne"].contains(program.name),
            let last = program.spans.last, last.path == workload.dockerfile.source.path,
            let instruction = workload.startInstruction(around: last), !program.words.contains("")
        else { return nil }
        let words = listening.everywhere.split(separator: " ").map(String.init)
        let isArray = workload.text(instruction).hasPrefix("[")
        let text = isArray ? words.map { ", " + ExecForm.quoted($0) }.joined() : " " + words.joined(separator: " ")
        return .ask(last.bytes.upperBound..<last.bytes.upperBound, text, note: Self.note)
    }
}
