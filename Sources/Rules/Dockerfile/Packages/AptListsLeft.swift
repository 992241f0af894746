import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct AptListsLeft: Rule {
    static let about = About(
        id: "DF306", since: "0.1", severity: .low,
        title: Text(en: "Package index left in the image", ja: "パッケージ索引がイメージに残る"),
        why: Text(
            en: """
                Tens of megabytes of index that nothing uses are stored in every version of the image and pulled at \
                every start on Fargate, which keeps no image cache.
                """,
            ja: "使われない数十 MB の索引がすべてのバージョンのイメージに含まれます。Fargate はイメージをキャッシュしないため、起動のたびに取得されます。"),
        remedy: Text(
            en: """
                Remove it in the same `RUN` with `rm -rf /var/lib/apt/lists/*`, or keep it in a cache mount on \
                `/var/lib/apt`. Removing it in a later `RUN` gives nothing back.
                """,
            ja:
                "同じ `RUN` で `rm -rf /var/lib/apt/lists/*` を実行するか、`/var/lib/apt` をキャッシュマウントにしてください。後の `RUN` で削除してもイメージは小さくなりません。"
        ),
        message: Text(
            en: "The index that `{manager} update` fetches stays in this layer",
            ja: "`{manager} update` が取得した索引がこのレイヤーに残ります"),
        proof: Text(en: "the package index is removed in the layer that fetched it", ja: "取得したレイヤーの中でパッケージ索引を削除しています"),
        links: ["https://docs.docker.com/build/building/best-practices/#apt-get"],
        aliases: ["DL3009", "DKL-DI-0005"],
        differs: Text(
            en: "Knows cache mounts, `apt-get distclean` and stages that do not ship.",
            ja: "キャッシュマウント、`apt-get distclean`、最終イメージに含まれないステージを考慮します。"),
        answers: ["COST_03.no-leftovers", "COST_04.package-flags"],
        yieldsTo: ["DF303"],
        fails: [
            "FROM debian:12\nRUN ⟦apt-get update⟧ && apt-get install -y nginx && apt-get clean",
            "FROM debian:12\nRUN ⟦apt-get update⟧ && apt-get install -y nginx\nRUN rm -rf /var/lib/apt/lists/*",
            "FROM debian:12\nRUN set -eux; rm -rf /var/lib/apt/lists/*; ⟦apt-get update⟧; apt-get install -y nginx",
            "FROM debian:12\nRUN ⟦apt-get update⟧ && apt-get install -y nginx && rm -rf /root/* /var/cache/*",
        ],
        passes: [
            "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y nginx",
            "FROM debian:12 AS build\nRUN apt-get update && apt-get install -y gcc\nFROM scratch",
            "FROM debian:12\nRUN apt-get update && apt-get install -y nginx && /usr/local/sbin/cleanup",
        ],
        proves: [
            "FROM debian:12\nRUN ⟦apt-get update⟧ && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*",
            "FROM debian:12\nRUN set -eux; ⟦apt-get update⟧; apt-get install -y nginx; rm -rf /var/lib/apt/lists/*; nginx -v",
            "FROM debian:12\nRUN ⟦apt-get update⟧ && apt-get install -y nginx && rm -rf /var/lib/{apt,dpkg,cache,log}",
            "FROM debian:12\nRUN ⟦apt-get update⟧ && apt-get install -y nginx && find /var/lib/apt/lists -type f -delete",
            "FROM debian:13\nRUN ⟦apt-get update⟧ && apt-get install -y nginx && apt-get distclean",
            "FROM debian:trixie-slim\nRUN set -eux; ⟦apt-get update⟧; apt-get install -y nginx; apt-get dist-clean",
        ],
        fixes: [
            (
                "FROM debian:12\nRUN apt-get update && apt-get install -y nginx",
                "FROM debian:12\nRUN apt-get update && apt-get install -y nginx && rm -rf /var/lib/apt/lists/*"
            ),
            (
                "FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y \\\n        nginx \\\n    && nginx -v",
                "FROM debian:12\nRUN apt-get update \\\n    && apt-get install -y \\\n        nginx \\\n    && rm -rf /var/lib/apt/lists/* \\\n    && nginx -v"
            ),
            (
                "FROM debian:12\nRUN set -e; apt-get update; apt-get install -y nginx; nginx -v",
                "FROM debian:12\nRUN set -e; apt-get update; apt-get install -y nginx; rm -rf /var/lib/apt/lists/*; nginx -v"
            ),
        ]
    )

    static let commands = PackagePrograms.apt

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.manager.isApt, call.verb == .update, run.isInLastStage, !call.isDryRun,
            run.isLastCall({ $0.manager.isApt && $0.verb == .update }), !run.hasMount(on: "/var/lib/apt/lists")
        else { return }
        if run.removesLater("/var/lib/apt/lists") || run.isFollowed(by: removesLists) {
            let isKnown = run.script.shell.commands.contains { $0.program == "rm" || $0.program == "find" }
            if isKnown || run.isFollowed(by: removesLists) { report.holds(at: run.place(call)) }
            return
        }
        report.fault(at: run.place(call), ["manager": call.manager.rawValue], fix: fix(run))
    }

    /// `apt-get distclean` (also written `dist-clean`) empties the lists too.
    private func removesLists(_ call: PackageCall) -> Bool {
        call.manager.isApt && (call.rawVerb == "distclean" || call.rawVerb == "dist-clean")
    }

    /// Behind the last call of apt; not where a later instruction lives on the index.
    private func fix(_ run: RunCommand) -> Fix? {
        guard let update = run.call,
            let last = run.calls.last(where: { $0.manager.isApt && ($0.verb.needsIndex || $0.verb == .update) }),
            run.script.shell.commands.indices.contains(last.commandIndex)
        else { return nil }
        let behind = RunCommand(
            file: run.file, index: run.index, script: run.script, command: run.script.shell.commands[last.commandIndex])
        guard let edit = behind.appending("rm -rf /var/lib/apt/lists/*") else { return nil }
        let isNeeded = run.file.instructions.dropFirst(run.index + 1).contains {
            $0.callOnOldIndex(like: update) != nil
        }
        return Fix(isNeeded ? .ask : .safe, [edit])
    }
}
