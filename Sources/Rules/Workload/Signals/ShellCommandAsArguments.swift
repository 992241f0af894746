import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct ShellCommandAsArguments: Rule {
    static let about = About(
        id: "WL113", since: "0.1", severity: .high,
        title: Text(en: "Shell form CMD becomes arguments of the program", ja: "シェル形式の CMD がプログラムの引数になる"),
        why: Text(
            en:
                "Behind an `ENTRYPOINT` in JSON form, `CMD text` is passed as the three words `/bin/sh`, `-c` and `text`: the program gets arguments that nobody meant.",
            ja: "JSON 形式の `ENTRYPOINT` のあとに `CMD text` と書くと、`/bin/sh`、`-c`、`text` の 3 語がそのまま引数として渡され、意図しない動作になります。"),
        remedy: Text(en: "Write the arguments as a JSON array.", ja: "引数を JSON 配列で書いてください。"),
        message: Text(
            en: "`{program}` gets `/bin/sh -c` and this text as its arguments",
            ja: "`{program}` に `/bin/sh -c` とこのテキストが引数として渡されます"),
        links: ["https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact"],
        answers: ["COST_05.sigterm"],
        fails: [
            "FROM python:3.13\nENTRYPOINT [\"python\"]\nCMD ⟦app.py --port 8080⟧",
            "FROM debian:12\nENTRYPOINT [\"/bin/bash\", \"-c\"]\nCMD ⟦node server.js⟧",
        ],
        passes: [
            "FROM debian:12\nENTRYPOINT [\"tini\", \"--\"]\nCMD node server.js",
            "FROM debian:12\nENTRYPOINT [\"docker-entrypoint.sh\"]\nCMD node server.js",
            "FROM debian:12\nENTRYPOINT [\"/entrypoint\"]\nCMD node server.js",
            "FROM python:3.13\nENTRYPOINT [\"python\", \"app.py\"]\nCMD [\"--port\", \"8080\"]",
            "FROM debian:12\nENTRYPOINT []\nCMD node server.js",
        ],
        fixes: [
            (
                "FROM python:3.13\nENTRYPOINT [\"python\"]\nCMD app.py --port 8080",
                "FROM python:3.13\nENTRYPOINT [\"python\"]\nCMD [\"app.py\", \"--port\", \"8080\"]"
            )
        ]
    )

    /// Programs that are known not to start the command given to them.
    private static let servers: Set<String> = [
        "python", "python3", "node", "java", "dotnet", "ruby", "php", "perl", "gunicorn", "uvicorn", "nginx", "npm",
        "yarn", "sh", "bash", "ash", "deno", "bun", "streamlit", "celery", "flask", "rails", "puma", "httpd",
    ]

    func check(_ workload: Workload, _ report: inout Report) {
        guard let config = workload.config, workload.role != .buildOnly else { return }
        let line = CommandLine(config)
        guard let script = line.shellArguments, let index = line.scriptInstruction, let first = line.program,
            script.interpreter.isShell
        else { return }
        let name = RelativePath.name(first)
        // `sh script` may well run its arguments; `sh -c` does not.
        let isShell = ["sh", "bash", "ash"].contains(name)
        guard Self.servers.contains(name), !isShell || line.words.last?.word.raw == "-c" else { return }
        let instruction = workload.dockerfile.instructions[index]
        let words = isShell ? nil : ExecForm.words(script.shell)
        report.fault(
            at: instruction.argumentsSpan, ["program": name],
            fix: words.map { .safe(instruction.argumentsSpan, ExecForm.text($0)) })
    }
}
