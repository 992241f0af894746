import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct AptInstallWithoutUpdate: Rule {
    static let about = About(
        id: "DF304", since: "0.1", severity: .medium,
        title: Text(en: "Install without a fresh package index", ja: "パッケージ索引を更新せずにインストール"),
        why: Text(
            en: """
                Base images come without an index, and one left by an earlier layer is as old as that layer: the \
                package is not found or is outdated.
                """,
            ja: "ベースイメージに索引は含まれず、以前のレイヤーに残る索引はそのレイヤーと同じだけ古いものです。パッケージが見つからないか、古い版が入ります。"),
        remedy: Text(
            en: "Begin the `RUN` with `apt-get update &&`.", ja: "同じ `RUN` の先頭に `apt-get update &&` を書いてください。"),
        message: Text(
            en: "`{manager} {verb}` without `apt-get update` in the same `RUN`",
            ja: "同じ `RUN` に `apt-get update` がないまま `{manager} {verb}` を実行しています"),
        links: ["https://docs.docker.com/build/building/best-practices/#apt-get"],
        aliases: ["DS-0017"],
        answers: ["PERF_03.pinned-packages"],
        fails: [
            "FROM debian:12\nRUN apt-get ⟦install⟧ -y nginx",
            "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y curl\nRUN apt-get ⟦install⟧ -y nginx",
        ],
        passes: [
            "FROM debian:12\nRUN apt-get update && apt-get install -y nginx",
            "FROM debian:12\nRUN apt-get update; apt-get install -y nginx; apt-get install -y curl",
            "FROM debian:12\nRUN curl -fsSL https://example.com/setup | bash - && apt-get install -y nodejs",
            "FROM debian:12\nRUN apt-get install -y ./agent.deb",
            "FROM registry.example.com/base:3\nRUN apt-get install -y nginx",
            "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get install -y nginx",
            "FROM debian:12\nRUN apt-get update\nRUN apt-get install -y nginx",
        ],
        fixes: [
            (
                "FROM debian:12\nRUN DEBIAN_FRONTEND=noninteractive apt-get install -y nginx",
                "FROM debian:12\nRUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y nginx && rm -rf /var/lib/apt/lists/*"
            )
        ]
    )

    static let commands = PackagePrograms.apt

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.manager.isApt, call.reliesOnIndex, call.verb != .download, !call.isDryRun,
            run.isFirstCall({ $0.manager.isApt && ($0.verb == .update || $0.reliesOnIndex) }),
            !run.hasMount(on: "/var/lib/apt"), !run.mayRefreshIndexBefore
        else { return }
        let earlier = run.earlierRuns
        // The refresh in a layer of its own is the cause then, and reported there.
        guard !earlier.contains(where: { $0.onlyRefreshesIndex(like: call) }) else { return }
        let touched = earlier.contains { $0.script?.shell.packageCalls.contains { $0.manager.isApt } == true }
        guard touched || run.rootImage?.officialName != nil else { return }
        report.fault(
            at: run.place(call.verbRange), ["manager": call.manager.rawValue, "verb": call.rawVerb], fix: fix(run))
    }

    private func fix(_ run: RunCommand) -> Fix? {
        guard run.isPlain, run.command.wrappers.isEmpty else { return nil }
        let context = run.command.context
        let isSequence = context.before == .sequence || context.after == .sequence
        let start = run.place.lowerBound
        var edits = [Edit(start..<start, isSequence ? "apt-get update; " : "apt-get update && ")]
        // The index that it fetches leaves with the layer, unless somebody lives on it.
        if run.isInLastStage, let call = run.call, !run.removesLater("/var/lib/apt/lists"),
            !run.isFollowed(by: { $0.manager.isApt && ($0.verb.needsIndex || $0.rawVerb.contains("clean")) }),
            !run.file.instructions.dropFirst(run.index + 1).contains(where: { $0.callOnOldIndex(like: call) != nil }),
            let cleanup = run.appending("rm -rf /var/lib/apt/lists/*")
        {
            edits.append(cleanup)
        }
        return Fix(.safe, edits)
    }
}
