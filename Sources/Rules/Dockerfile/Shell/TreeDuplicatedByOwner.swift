import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct TreeDuplicatedByOwner: Rule {
    static let about = About(
        id: "DF422", since: "0.1", severity: .medium, set: .strict,
        title: Text(en: "chown or chmod stores copied files twice", ja: "chown や chmod によるコピー済みファイルの二重保存"),
        why: Text(
            en: """
                A layer holds whole files: to change the owner or mode of files from an earlier `COPY`, this `RUN` \
                stores all of them again, and every pull pays for both.
                """,
            ja: """
                レイヤーはファイル全体を保存します。先行する `COPY` のファイルの所有者やモードをこの `RUN` で変更すると、\
                すべてのファイルがもう一度保存され、pull のたびに両方が転送されます。
                """),
        remedy: Text(
            en: "Set owner and mode as the files arrive, by `COPY --chown=…` or `--chmod=…`.",
            ja: "`COPY --chown=…` または `--chmod=…` で、コピー時に所有者とモードを設定してください。"),
        message: Text(
            en: "`{command} -R` stores `{path}` a second time", ja: "`{command} -R` により `{path}` が二重に保存されます"),
        links: ["https://docs.docker.com/reference/dockerfile/#copy---chown---chmod"],
        answers: ["PERF_02.small-image", "SUSTAINABILITY_01.small"],
        fails: [
            """
            FROM node:22
            WORKDIR /app
            COPY . .
            RUN ⟦chown -R node:node /app⟧
            """,
            "FROM node:22\nCOPY . /srv/app\nRUN ⟦chmod -R 755 /srv⟧",
        ],
        passes: [
            "FROM node:22\nCOPY --chown=node:node . /app",
            "FROM node:22\nRUN mkdir -p /data && chown -R node:node /data\nCOPY . /app",
            "FROM node:22 AS build\nCOPY . /app\nRUN chown -R node /app\nFROM node:22\nCOPY --from=build /app /app",
            "FROM node:22\nRUN --mount=target=/src chown -R node /app",
        ]
    )

    func check(_ file: Dockerfile, _ report: inout Report) {
        guard let last = file.lastStage else { return }
        var workdir = LayerPath.ofBase
        for stage in file.lineage(of: last) {
            var arrived: [(path: String, index: Int)] = []
            for index in stage.instructions {
                let instruction = file.instructions[index]
                switch instruction.keyword {
                case .workdir:
                    workdir = instruction.word?.value.map { LayerPath.resolve($0, in: workdir) } ?? ""
                case .copy, .add:
                    guard let target = instruction.words.last?.value else { continue }
                    arrived.append((LayerPath.resolve(target, in: workdir), index))
                case .run:
                    guard let script = instruction.script, script.interpreter.isShell else { continue }
                    let run = ShellRuns.Run(file: file, index: index, script: script)
                    for command in run.commands { check(run, command, arrived, workdir, &report) }
                default: break
                }
            }
        }
    }

    private func check(
        _ run: ShellRuns.Run, _ command: Command, _ arrived: [(path: String, index: Int)], _ workdir: String,
        _ report: inout Report
    ) {
        guard command.program == "chown" || command.program == "chmod", command.hasOption("-R", "--recursive"),
            let word = command.words.last, let target = word.literal, !word.hasUnquotedGlob
        else { return }
        let path = LayerPath.resolve(target, in: workdir)
        guard let copy = arrived.first(where: { LayerPath.covers(path, $0.path) }) else { return }
        report.fault(
            at: run.place(command.range), ["command": command.program ?? "", "path": target],
            related: [
                Finding.Related(
                    run.file.source.span(run.file.instructions[copy.index].range),
                    Text(en: "the files arrive here", ja: "ファイルはここでコピーされています"))
            ])
    }
}
