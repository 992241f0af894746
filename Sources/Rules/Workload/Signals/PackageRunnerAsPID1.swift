import Basics
import DockerfileSyntax
import RuleKit
import Workload

struct PackageRunnerAsPID1: Rule {
    static let about = About(
        id: "WL103", since: "0.1", severity: .high,
        title: Text(en: "Package manager between SIGTERM and the application", ja: "パッケージマネージャーが SIGTERM を遮っている"),
        why: Text(
            en: """
                npm, Yarn and pnpm start the script behind `sh -c`. SIGTERM ends that shell, the application hears \
                nothing and is killed with its requests; the runner also costs tens of megabytes in each task.
                """,
            ja: """
                npm、Yarn、pnpm は `sh -c` 経由でスクリプトを起動します。SIGTERM はそのシェルを終了させるだけで\
                アプリケーションには届かず、処理中のリクエストごと強制終了されます。タスクごとに数十 MB のメモリも余分に使います。
                """),
        remedy: Text(
            en: "Start the program that the script names directly, for example `CMD [\"node\", \"server.js\"]`.",
            ja: "スクリプトが呼び出すプログラムを直接起動してください。例: `CMD [\"node\", \"server.js\"]`。"),
        message: Text(
            en: "`{runner}` keeps SIGTERM from `{program}`", ja: "`{runner}` が SIGTERM を `{program}` に渡しません"),
        links: [
            "https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#cmd",
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
        ],
        answers: ["COST_05.sigterm", "12F_09.sigterm", "ECS_03.sigterm"],
        fails: [
            "FROM node:22\nCMD [⟦\"npm\", \"start\"⟧]",
            "FROM node:22-slim\nENTRYPOINT [\"tini\", \"--\"]\nCMD [⟦\"yarn\", \"run\", \"serve\"⟧]",
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            CMD [⟦"npm", "run", "start"⟧]
            === package.json
            {"scripts": {"start": "node dist/main.js"}}
            """,
        ],
        passes: [
            """
            === Dockerfile
            FROM node:22-alpine
            WORKDIR /app
            COPY . .
            CMD ["npm", "start"]
            === package.json
            {"scripts": {"start": "node dist/main.js"}}
            """,
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            CMD ["npm", "start"]
            === package.json
            {"scripts": {"start": "exec node dist/main.js"}}
            """,
            "FROM node:22\nCMD [\"node\", \"server.js\"]",
            "FROM company/node:22\nCMD [\"npm\", \"start\"]",
        ],
        fixes: [
            (
                "=== Dockerfile\nFROM node:22\nCOPY . .\nCMD [\"npm\", \"start\"]\n=== package.json\n{\"scripts\": {\"start\": \"node dist/main.js\"}}\n",
                "=== Dockerfile\nFROM node:22\nCOPY . .\nCMD [\"node\", \"dist/main.js\"]\n=== package.json\n{\"scripts\": {\"start\": \"node dist/main.js\"}}\n"
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, let chain = workload.process, case .blocked(let index, .runner) = chain.verdict,
            chain.links.indices.contains(index)
        else { return }
        let runner = chain.links[index]
        var related: [Finding.Related] = []
        if chain.links.indices.contains(index + 1) {
            let script = chain.links[index + 1].span
            related.append(.init(script, Text(en: "the script that is run", ja: "実行されるスクリプト")))
        }
        report.fault(
            at: runner.place, ["runner": runner.command, "program": chain.missed?.command ?? Self.script(of: runner)],
            fix: fix(workload, chain, runner), related: related)
    }

    /// The entry of a package.json that is not at hand.
    private static func script(of runner: ProcessChain.Link) -> String {
        let name = runner.arguments.first { !$0.hasPrefix("-") && $0 != "run" && $0 != "run-script" && !$0.isEmpty }
        return name.map { "scripts.\($0)" } ?? "scripts"
    }

    /// Only where package.json tells the program in plain words.
    private func fix(_ workload: Workload, _ chain: ProcessChain, _ runner: ProcessChain.Link) -> Fix? {
        guard let words = StartEdits.packageCommand(runner.words, workload),
            let instruction = workload.startInstruction(around: runner.place),
            runner.place.path == workload.dockerfile.source.path
        else { return nil }
        let isArray = workload.text(instruction).hasPrefix("[")
        // The words behind `sh -c` of a shell form are read again by a shell.
        guard isArray && chain.links.first?.span == runner.span || !isArray && chain.links.count > 1 else { return nil }
        let text = isArray ? words.map(ExecForm.quoted).joined(separator: ", ") : words.joined(separator: " ")
        guard isArray || words.allSatisfy({ $0.utf8.allSatisfy(ExecForm.isPlain) }) else { return nil }
        return .ask(runner.place.bytes, text, note: StartEdits.packageNote)
    }
}
