import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct PackageIndexUpdatedAlone: Rule {
    static let about = About(
        id: "DF303", since: "0.1", severity: .high,
        title: Text(en: "Package index refreshed in a layer of its own", ja: "パッケージ索引の更新が別レイヤー"),
        why: Text(
            en: """
                The layer with the index stays in the build cache, however old it gets: later builds install outdated \
                packages, or fail because the mirror no longer has them.
                """,
            ja: "索引のレイヤーは古くなってもビルドキャッシュに残ります。その後のビルドでは古いパッケージが入るか、ミラーに存在せず失敗します。"),
        remedy: Text(
            en: "Refresh the index and install in one `RUN`: `apt-get update && apt-get install …`.",
            ja: "索引の更新とインストールを 1 つの `RUN` にまとめてください (`apt-get update && apt-get install …`)。"),
        message: Text(
            en: "`{manager} update` and the install that needs it are in different `RUN` instructions",
            ja: "`{manager} update` と、それを必要とするインストールが別々の `RUN` にあります"),
        links: ["https://docs.docker.com/build/building/best-practices/#apt-get"],
        aliases: ["DS-0017", "CKV_DOCKER_5", "CIS-DI-0007"],
        differs: Text(
            en: "Reported only where a later install relies on the old index, whichever way the commands are joined.",
            ja: "後続のインストールが古い索引に依存する場合だけ報告します。コマンドのつなぎ方は問いません。"),
        answers: ["PERF_03.pinned-packages"],
        fails: [
            "FROM debian:12\nRUN ⟦apt-get update⟧\nRUN apt-get install -y nginx",
            "FROM debian:12\nRUN set -eux; ⟦apt-get -qq update⟧; mkdir /data\nWORKDIR /data\nRUN apt-get install -y nginx",
            "FROM alpine:3.22\nRUN ⟦apk update⟧\nRUN apk add nginx",
            "FROM ubuntu:24.04 AS base\nRUN ⟦apt-get update⟧\nFROM base\nRUN apt-get install -y nginx",
        ],
        passes: [
            "FROM debian:12\nRUN apt-get update && apt-get install -y nginx",
            "FROM debian:12\nRUN set -eux; apt-get update; apt-get install -y nginx",
            "FROM debian:12\nRUN <<EOF\napt-get update\napt-get install -y nginx\nEOF",
            "FROM debian:12\nRUN apt-get update\nRUN apt-get update && apt-get install -y nginx",
            "FROM alpine:3.22\nRUN apk update\nRUN apk add --no-cache nginx",
            "FROM debian:12\nRUN apt-get update && ./install-all\nRUN apt-get install -y nginx",
            "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN apt-get install -y nginx",
            "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y /tmp/agent.deb",
        ],
        fixes: [
            (
                "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y nginx",
                "FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y nginx \\\n    && rm -rf /var/lib/apt/lists/*"
            ),
            (
                "FROM debian:12 AS build\nRUN apt-get update\n\nRUN apt-get install -y \\\n    gcc\nFROM scratch",
                "FROM debian:12 AS build\nRUN apt-get update \\\n    && apt-get install -y \\\n    gcc\nFROM scratch"
            ),
        ]
    )

    static let commands = PackagePrograms.apt + PackagePrograms.apk

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .update, call.keepsIndex, run.isFirstCall({ $0.verb == .update }),
            run.instruction.onlyRefreshesIndex(like: call), !run.hasMount(on: "/var/lib/apt", "/var/cache/apk"),
            run.script.shell.commands.dropFirst(run.command.index + 1).allSatisfy(isHarmless),
            !run.removesLater("/var/lib/apt/lists", "/var/cache/apk"), let stage = run.stage
        else { return }
        for later in run.file.stages where run.file.lineage(of: later).contains(where: { $0.index == stage.index }) {
            for index in later.instructions where index > run.index {
                let instruction = run.file.instructions[index]
                if instruction.script?.shell.packageCalls.contains(where: { call.shares($0) && $0.verb == .update })
                    == true,
                    instruction.callOnOldIndex(like: call) == nil
                {
                    break
                }
                guard let install = instruction.callOnOldIndex(like: call), let script = instruction.script,
                    !instruction.mounts.contains(where: { $0.type == "cache" })
                else { continue }
                let note = Text(en: "installs from the old index", ja: "古い索引からインストールします")
                report.fault(
                    at: run.place(call), ["manager": call.manager.rawValue], fix: fix(run, index),
                    related: [.init(report.source.span(script.sourceRange(install.range)), note)])
                return
            }
        }
    }

    private static let harmless: Set<String> = [
        "rm", "echo", "printf", "true", ":", "set", "mkdir", "touch", "ln", "cat", "cp", "mv", "chmod", "chown", "cd",
        "export", "date", "test", "[", "sleep", "sed",
    ]

    private func isHarmless(_ command: Command) -> Bool {
        guard let program = command.program else { return command.words.isEmpty }
        return Self.harmless.contains(program) || PackagePrograms.system.contains(program)
    }

    private func removesLists(_ script: ShellScript) -> Bool {
        script.commands.contains { $0.program == "rm" || $0.program == "find" || $0.program?.has("clean") == true }
            || script.packageCalls.contains { $0.rawVerb == "distclean" || $0.rawVerb == "dist-clean" }
    }

    /// Joins two instructions where nothing stands between them and each is one list of `&&`.
    private func fix(_ run: RunCommand, _ next: Int) -> Fix? {
        guard next == run.index + 1, run.isPlain, let script = run.file.instructions[next].script else { return nil }
        let both = [run.instruction, run.file.instructions[next]]
        for (instruction, shell) in zip(both, [run.script.shell, script.shell]) {
            guard instruction.flags.isEmpty, instruction.heredocs.isEmpty, !instruction.isJSON,
                shell.statements.count == 1,
                shell.statements.allSatisfy({ $0.links.allSatisfy { $0.connector != .or } })
            else { return nil }
        }
        let between = both[0].range.upperBound..<both[1].argumentsSpan.lowerBound
        guard !run.file.comments.contains(where: { between.contains($0.range.lowerBound) }) else { return nil }
        let joint = " \(String(decoding: [run.file.escape], as: UTF8.self))\n    && "
        var edits = [Edit(between, joint)]
        // What is fetched in the layer of the install can leave with it.
        if run.isInLastStage, run.call?.manager.isApt == true, !removesLists(script.shell),
            !run.file.instructions.dropFirst(next + 1).contains(where: { later in
                run.call.flatMap { later.callOnOldIndex(like: $0) } != nil
            })
        {
            let end = both[1].range.upperBound
            edits.append(Edit(end..<end, joint + "rm -rf /var/lib/apt/lists/*"))
        }
        return Fix(.safe, edits)
    }
}
