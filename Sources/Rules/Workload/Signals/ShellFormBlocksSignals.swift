import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct ShellFormBlocksSignals: Rule {
    static let about = About(
        id: "WL101", since: "0.1", severity: .high,
        title: Text(en: "A shell keeps SIGTERM from the application", ja: "シェルが SIGTERM を止めている"),
        why: Text(
            en: """
                ECS sends SIGTERM to PID 1 only. A shell that waits there tells its child nothing: requests are cut off \
                by SIGKILL when the stop timeout (30 seconds by default) is over, and every deployment waits for it.
                """,
            ja: """
                ECS は PID 1 にだけ SIGTERM を送ります。シェルが PID 1 のまま待っていると子プロセスには届かず、\
                停止タイムアウト (既定は 30 秒) のあとに SIGKILL で処理中のリクエストごと切断されます。デプロイのたびにこの時間も待たされます。
                """),
        remedy: Text(
            en: """
                Write the command as a JSON array, or put `exec` before the last command where a shell is needed for \
                variables.
                """,
            ja: "コマンドを JSON 配列で書いてください。変数展開などでシェルが必要なら、最後のコマンドの前に `exec` を付けます。"),
        message: Text(
            en: "`{shell}` waits and keeps SIGTERM from `{program}`",
            ja: "`{shell}` が終了を待ち続け、SIGTERM が `{program}` に届きません"),
        proof: Text(en: "SIGTERM reaches `{program}`: {chain}", ja: "SIGTERM は `{program}` に届きます: {chain}"),
        links: [
            "https://docs.docker.com/reference/dockerfile/#shell-form-entrypoint-example",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
        ],
        aliases: ["DL3025", "JSONArgsRecommended"],
        differs: Text(
            en: """
                Both ask for JSON whatever the shell does. This rule looks at the shell that the image has: dash waits, \
                bash and BusyBox become the last simple command, and `exec` is as good as JSON.
                """,
            ja: """
                両ルールはシェルの動作に関係なく JSON 形式を求めます。このルールは実際に使われるシェルを見ます。\
                dash は待ち続けますが、bash と BusyBox は最後の単純なコマンドに置き換わり、`exec` は JSON 形式と同等です。
                """),
        answers: ["COST_05.sigterm", "12F_09.sigterm", "ECS_03.sigterm"],
        yieldsTo: ["DF228"],
        fails: [
            "FROM node:22\nCOPY . .\nCMD ⟦node server.js⟧",
            "FROM python:3.13-slim\nENTRYPOINT [⟦\"sh\", \"-c\", \"python app.py --port $PORT\"⟧]",
            "FROM debian:12\nCMD ⟦cd /srv && ./serve⟧",
            "FROM amazoncorretto:21-al2023\nCMD ⟦java -jar app.jar 2>&1⟧",
        ],
        passes: [
            "FROM node:22\nCMD exec node server.js",
            "FROM node:22\nCMD [\"node\", \"server.js\"]",
            "FROM node:22-alpine\nCMD node server.js",
            "FROM amazoncorretto:21-al2023\nENTRYPOINT [\"sh\", \"-c\", \"java $JAVA_OPTS -jar app.jar\"]",
            "FROM company/base:1\nCMD node server.js",
            "FROM openjdk:17\nCMD java -jar app.jar",
            "FROM debian:12\nSHELL [\"/bin/bash\", \"-c\"]\nCMD source env && ./serve",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nCMD app.exe",
            "=== Dockerfile\nFROM node:22\nCMD node server.js\n=== plimsoll.yml\nroles:\n  Dockerfile: build-only",
        ],
        proves: [
            "FROM node:22\nENTRYPOINT [\"tini\", \"--\"]\nCMD ⟦[\"node\", \"server.js\"]⟧",
            "FROM node:22-alpine\nCMD ⟦node server.js⟧",
            "FROM ⟦nginx:1.27⟧\nCOPY site /usr/share/nginx/html",
        ],
        fixes: [
            (
                "=== Dockerfile\nFROM node:22\nWORKDIR /app\nCOPY . .\nCMD npm start\n=== package.json\n{\"scripts\": {\"start\": \"node dist/main.js\"}}\n",
                "=== Dockerfile\nFROM node:22\nWORKDIR /app\nCOPY . .\nCMD [\"node\", \"dist/main.js\"]\n=== package.json\n{\"scripts\": {\"start\": \"node dist/main.js\"}}\n"
            ),
            (
                "FROM python:3.13\nSHELL [\"/bin/bash\", \"-lc\"]\nCMD python app.py 2>&1",
                "FROM python:3.13\nSHELL [\"/bin/bash\", \"-lc\"]\nCMD exec python app.py 2>&1"
            ),
            (
                "FROM debian:12\nCMD ./serve --name 'two words' 2>&1",
                "FROM debian:12\nCMD exec ./serve --name 'two words' 2>&1"
            ),
            ("FROM node:22\nCMD node server.js", "FROM node:22\nCMD [\"node\", \"server.js\"]"),
            (
                "FROM node:22\nCMD node server.js --port $PORT",
                "FROM node:22\nCMD exec node server.js --port $PORT"
            ),
            (
                "FROM debian:12\nENTRYPOINT [\"sh\", \"-c\", \"cd /srv && A=1 ./serve\"]",
                "FROM debian:12\nENTRYPOINT [\"sh\", \"-c\", \"cd /srv && A=1 exec ./serve\"]"
            ),
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let chain = workload.process else { return }
        switch chain.verdict {
        case .reaches:
            guard let program = chain.application else { return }
            report.holds(at: workload.startPlace, ["program": program.name, "chain": chain.told])
        case .unknown(let reason): report.unsure(at: workload.startPlace, because: reason)
        case .blocked(let index, .shellWaits):
            let link = chain.links[index]
            report.fault(
                at: link.words.isEmpty ? link.span : link.place,
                ["shell": link.name, "program": chain.missed?.name ?? "…"], fix: fix(workload, chain, link))
        case .blocked: return
        }
    }

    private func fix(_ workload: Workload, _ chain: ProcessChain, _ link: ProcessChain.Link) -> Fix? {
        guard link.span.path == workload.dockerfile.source.path,
            let instruction = workload.startInstruction(around: link.span),
            let index = workload.dockerfile.instructions.firstIndex(where: { $0.argumentsSpan == instruction.bytes })
        else { return nil }
        let written = workload.dockerfile.instructions[index]
        if written.heredocs.isEmpty, let script = written.script, !written.isJSON || written.words.count == 3,
            let exec = StartEdits.exec(script.shell, workload)
        {
            if let program = chain.missed, StopHandler.isMissing(program, workload),
                let handler = StopHandler.edit(program, workload)
            {
                return Fix(.ask, [Edit(instruction.bytes, exec.text), handler], note: StopHandler.note)
            }
            return exec.isSame
                ? .safe(instruction.bytes, exec.text)
                : .ask(instruction.bytes, exec.text, note: StartEdits.packageNote)
        }
        // A string with escapes in it has no place for each of its bytes.
        guard chain.canBecome, let obstacle = chain.obstacle, obstacle.path == link.span.path,
            !written.isJSON || !written.words.contains(where: { $0.range.lowerBound == obstacle.bytes.lowerBound }),
            written.script != nil, written.heredocs.isEmpty
        else { return nil }
        let start = obstacle.bytes.lowerBound
        let edit = Edit(start..<start, "exec ")
        if let program = chain.missed, StopHandler.isMissing(program, workload),
            let handler = StopHandler.edit(program, workload)
        {
            return Fix(.ask, [edit, handler], note: StopHandler.note)
        }
        return Fix(.safe, [edit])
    }
}
