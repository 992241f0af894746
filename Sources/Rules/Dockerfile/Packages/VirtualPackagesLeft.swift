import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct VirtualPackagesLeft: Rule {
    static let about = About(
        id: "DF313", since: "0.1", severity: .medium,
        title: Text(en: "Build dependencies are not removed in their layer", ja: "ビルド用の依存パッケージが同じレイヤーで削除されない"),
        why: Text(
            en: """
                A virtual package exists to be deleted again in the same `RUN`. Deleted later or never, the \
                compilers and headers stay in the image and are pulled with it.
                """,
            ja: "仮想パッケージは同じ `RUN` の中でまとめて削除するためのものです。後で削除しても、削除しなくても、コンパイラやヘッダーはイメージに残ります。"),
        remedy: Text(
            en: "End the same `RUN` with `apk del` and its name, or build in a stage of its own.",
            ja: "同じ `RUN` の最後で `apk del` にその名前を渡して削除するか、ビルド用のステージに分けてください。"),
        message: Text(
            en: "`{name}` is not deleted in the `RUN` that adds it", ja: "`{name}` が追加した `RUN` の中で削除されていません"),
        proof: Text(en: "`{name}` is deleted in the `RUN` that adds it", ja: "`{name}` は追加した `RUN` の中で削除されています"),
        links: ["https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper"],
        answers: ["COST_03.no-build-tools"],
        fails: [
            "FROM alpine:3.22\nRUN apk add --no-cache --virtual ⟦.build-deps⟧ gcc musl-dev\nRUN make && apk del .build-deps",
            "FROM python:3.13-alpine\nRUN apk add --no-cache -t ⟦build-dependencies⟧ gcc && pip install --no-cache-dir uwsgi==2.0.28",
        ],
        passes: [
            "FROM redis:8-alpine\nRUN apk add --no-cache --virtual .redis-rundeps $runDeps",
            "FROM alpine:3.22 AS build\nRUN apk add --virtual .build-deps gcc\nFROM scratch",
            "FROM alpine:3.22\nRUN apk add --no-cache --virtual .build-deps gcc && make && apk del $DEPS",
            "FROM alpine:3.22\nRUN apk add --no-cache --virtual .app nginx",
        ],
        proves: [
            "FROM alpine:3.22\nRUN apk add --no-cache --virtual ⟦.build-deps⟧ gcc && make && apk del .build-deps",
            "FROM alpine:3.22\nRUN set -e; apk add --virtual=⟦.build-deps⟧ gcc; if make; then apk del --no-cache .build-deps; fi",
        ],
        fixes: [
            (
                "FROM python:3.13-alpine\nRUN apk add --no-cache --virtual .build-deps gcc \\\n    && pip install uwsgi",
                "FROM python:3.13-alpine\nRUN apk add --no-cache --virtual .build-deps gcc \\\n    && pip install uwsgi \\\n    && apk del .build-deps"
            )
        ]
    )

    static let commands = PackagePrograms.apk

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, run.isInLastStage,
            let option = call.options.options.last(where: { $0.name == "--virtual" || $0.name == "-t" }),
            let name = option.value, !name.contains("$"), !name.isEmpty
        else { return }
        let word = (option.valueWord ?? option.word).range
        // `--virtual=.build-deps`: the value ends the word.
        let place = run.place(word.upperBound - min(name.utf8.count, word.count)..<word.upperBound)
        if removes(name, run.calls.filter { $0.commandIndex > call.commandIndex }) {
            report.holds(at: place, ["name": name])
            return
        }
        for (index, later) in run.file.instructions.enumerated().dropFirst(run.index + 1) where later.keyword == .run {
            guard let script = later.script, let stage = run.file.stage(of: index),
                run.file.lastStage.map({ run.file.lineage(of: $0).contains { $0.index == stage.index } }) == true,
                removes(name, script.shell.packageCalls),
                let call = script.shell.packageCalls.first(where: { $0.verb == .remove })
            else { continue }
            let note = Text(en: "deleted only here, in another layer", ja: "ここで別のレイヤーから削除しています")
            report.fault(
                at: place, ["name": name], related: [.init(report.source.span(script.sourceRange(call.range)), note)])
            return
        }
        let lower = name.lowercased()
        if ["build", "fetch", "compile", "tmp", "temp"].contains(where: lower.contains), !lower.has("run") {
            report.fault(at: place, ["name": name], fix: fix(run, name))
        }
    }

    /// Behind the last command of the RUN.
    private func fix(_ run: RunCommand, _ name: String) -> Fix? {
        guard let last = run.script.shell.commands.last, last.context.after == .end else { return nil }
        let end = RunCommand(file: run.file, index: run.index, script: run.script, command: last)
        guard let edit = end.appending("apk del " + name) else { return nil }
        return Fix(
            .ask, [edit],
            note: Text(
                en: "Check that no later `RUN` needs these packages, and add the libraries that the program links to.",
                ja: "後続の `RUN` がこれらを必要としないことを確認し、プログラムがリンクするライブラリーは別途追加してください。"))
    }

    private func removes(_ name: String, _ calls: [PackageCall]) -> Bool {
        calls.contains {
            $0.manager == .apk && $0.verb == .remove && $0.packages.contains { $0.name == name || $0.kind == .unknown }
        }
    }
}
