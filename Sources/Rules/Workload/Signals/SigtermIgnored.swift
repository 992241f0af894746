import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

struct SigtermIgnored: Rule {
    static let about = About(
        id: "WL107", since: "0.1", severity: .medium,
        title: Text(en: "SIGTERM arrives and nothing handles it", ja: "SIGTERM が届いても処理されない"),
        why: Text(
            en: """
                For PID 1 the kernel takes no default action: Node.js, Python and PHP go on as if nothing had come, until \
                SIGKILL cuts off every request after the stop timeout (30 seconds by default).
                """,
            ja: """
                PID 1 にはカーネルの既定動作が適用されません。Node.js、Python、PHP はハンドラーがなければ SIGTERM を無視して動き続け、\
                停止タイムアウト (既定は 30 秒) のあとに SIGKILL で全リクエストが切断されます。
                """),
        remedy: Text(
            en: """
                Handle SIGTERM: stop accepting, finish what has begun, close connections, exit. An init \
                (`initProcessEnabled` in the task definition, or tini) makes the program end, but not gracefully.
                """,
            ja: """
                SIGTERM を処理してください。新規の受け付けを止め、処理中のリクエストを終えてから接続を閉じて終了します。\
                init (タスク定義の `initProcessEnabled` または tini) を使えば終了はしますが、正常終了にはなりません。
                """),
        message: Text(
            en: "`{program}` is PID 1, and nothing in {files} source {files|1=file|files} handles SIGTERM",
            ja: "`{program}` は PID 1 ですが、ソース {files} ファイルのどれも SIGTERM を処理していません"),
        proof: Text(en: "`{program}` ends on SIGTERM", ja: "`{program}` は SIGTERM で終了します"),
        links: [
            "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
            "https://nodejs.org/api/process.html#signal-events",
            "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html",
        ],
        answers: ["12F_09.sigterm", "ECS_03.sigterm"],
        fails: [
            """
            === Dockerfile
            FROM node:22
            WORKDIR /app
            COPY . .
            CMD ⟦["node", "server.js"]⟧
            === server.js
            require('http').createServer((_, r) => r.end('hi')).listen(3000)
            """,
            "=== Dockerfile\nFROM python:3.13\nCOPY app.py /\nCMD ⟦[\"python\", \"/app.py\"]⟧\n=== app.py\nfrom flask import Flask\nFlask('a').run('0.0.0.0')\n",
        ],
        passes: [
            "=== Dockerfile\nFROM node:22\nCOPY . .\nCMD [\"node\", \"server.js\"]\n=== server.js\nprocess.on('SIGTERM', () => server.close())\n",
            "FROM node:22\nCMD [\"node\", \"server.js\"]",
            "=== Dockerfile\nFROM node:22\nCOPY . .\nENTRYPOINT [\"tini\", \"--\"]\nCMD [\"node\", \"server.js\"]\n=== server.js\nlisten(3000)\n",
            "=== Dockerfile\nFROM node:22\nCOPY . .\nCMD [\"node\", \"server.js\"]\n=== package.json\n{\"dependencies\": {\"@nestjs/core\": \"11\", \"lightship\": \"9\"}}\n=== server.js\nlisten(3000)\n",
            "=== Dockerfile\nFROM python:3.13\nCOPY app.py /\nCMD [\"python\", \"-m\", \"uvicorn\", \"app:app\"]\n=== app.py\napp = 1\n",
            "=== Dockerfile\nFROM node:22 AS build\nCOPY . .\nRUN npm run build\nFROM node:22\nCOPY --from=build /app/.next/standalone ./\nCMD [\"node\", \"server.js\"]\n=== package.json\n{\"dependencies\": {\"next\": \"15.0.0\"}}\n=== index.js\nlisten(3000)\n",
        ],
        proves: [
            "FROM ruby:3.4\nCMD ⟦[\"bundle\", \"exec\", \"puma\"]⟧",
            "=== Dockerfile\nFROM python:3.13\nCOPY app.py /\nCMD ⟦[\"python\", \"/app.py\"]⟧\n=== app.py\nsignal.signal(signal.SIGTERM, stop)\n",
            "FROM golang:1.26 AS build\nRUN go build -o /app .\nFROM gcr.io/distroless/static\nCOPY --from=build /app /app\nENTRYPOINT ⟦[\"/app\"]⟧",
        ],
        fixes: [
            (
                "=== Dockerfile\nFROM node:22\nWORKDIR /app\nCOPY . .\nRUN tsc\nCMD [\"node\", \"dist/main.js\"]\n=== src/main.ts\nlisten(3000);\n",
                """
                === Dockerfile
                FROM node:22
                WORKDIR /app
                COPY . .
                RUN tsc
                CMD ["node", "dist/main.js"]
                === src/main.ts
                listen(3000);


                // ECS sends SIGTERM to stop the task: let requests that have begun end here first.
                process.once("SIGTERM", () => process.exit(0));
                """
            )
        ]
    )

    func check(_ workload: Workload, _ report: inout Report) {
        guard workload.startsOnECS, workload.role != .job, let chain = workload.process, case .reaches = chain.verdict,
            let program = chain.application
        else { return }
        let place = workload.startPlace
        let arguments = ["program": program.name]
        switch StopBehaviour.of(program.name) {
        case .handles, .abrupt: report.holds(at: place, arguments)
        case .unknown:
            if isCompiledGo(workload, program) || isDotnet(workload) { return report.holds(at: place, arguments) }
            report.unsure(
                at: place,
                because: Text(
                    en: "what `\(program.name)` does on SIGTERM cannot be told from the files",
                    ja: "`\(program.name)` が SIGTERM をどう処理するかは、ファイルからは判定できません"))
        case .needsHandler: interpreted(workload, chain, program, &report)
        }
    }

    private func interpreted(
        _ workload: Workload, _ chain: ProcessChain, _ program: ProcessChain.Link, _ report: inout Report
    ) {
        let place = workload.startPlace
        if let module = module(program), StopBehaviour.of(module) == .handles {
            return report.holds(at: place, ["program": module])
        }
        switch SignalHandlers.search(program.name, in: workload) {
        case .found(let span):
            let note = Text(en: "handles the signal", ja: "シグナルを処理する箇所")
            report.holds(at: place, ["program": program.name], related: [.init(span, note)])
        case .none(let files) where !chain.hasInit && !hasHandlingLibrary(workload) && module(program) == nil:
            report.fault(
                at: place, ["program": program.name, "files": String(files)],
                fix: StopHandler.edit(program, workload).map { Fix(.ask, [$0], note: StopHandler.note) })
        default:
            report.unsure(
                at: place,
                because: Text(
                    en: "no handler of SIGTERM was found in the files at hand",
                    ja: "手元のファイルから SIGTERM のハンドラーを確認できません"))
        }
    }

    /// `python -m uvicorn`
    private func module(_ program: ProcessChain.Link) -> String? {
        let words = Array(program.arguments)
        return words.firstIndex(of: "-m").flatMap { words.dropFirst($0 + 1).first }
    }

    /// A framework that stops on SIGTERM by itself: Next.js, Remix, Strapi and their like, or a library made for it.
    private func hasHandlingLibrary(_ workload: Workload) -> Bool {
        workload.startManifests.contains { manifest in
            manifest.problem != nil
                || manifest.frameworks.contains { framework in
                    framework.kind == .gracefulShutdown
                        || [
                            "next", "nuxt", "remix-serve", "react-router-serve", "sveltekit", "strapi", "adonis",
                            "serve",
                        ]
                        .contains(framework.name)
                        || (framework.kind == .server || framework.kind == .worker)
                            && manifest.ecosystem.language == .python
                }
        }
    }

    /// The .NET runtime ends a program on SIGTERM, as `dotnet app.dll` or as a program of its own.
    private func isDotnet(_ workload: Workload) -> Bool {
        guard case .image(let image)? = workload.config?.base else { return false }
        return image.registry == "mcr.microsoft.com" && image.repository.hasPrefix("dotnet/")
    }

    /// The Go runtime ends a program on SIGTERM, also as PID 1.
    private func isCompiledGo(_ workload: Workload, _ program: ProcessChain.Link) -> Bool {
        let builds = workload.dockerfile.stages.contains { stage in
            if case .image(let image) = stage.base, image.lastName == "golang" { return true }
            return stage.instructions.contains { index in
                workload.dockerfile.instructions[index].script?.shell.commands.contains {
                    $0.program == "go" && ["build", "install"].contains($0.effectiveArguments.first?.literal ?? "")
                } == true
            }
        }
        return builds && program.words.first?.hasPrefix("/") == true && program.name != "java"
    }
}

extension Workload {
    /// The manifests of the folders that the application's sources are taken from.
    var startManifests: [Manifest] {
        guard let tree, let context, let stage else { return [] }
        return files.contextPaths(in: stage, context).filter { path in
            ManifestReader.isManifest(RelativePath.name(path)) && !path.contains("node_modules/")
        }.prefix(20).flatMap { ManifestReader.read($0, in: tree) }
    }
}
