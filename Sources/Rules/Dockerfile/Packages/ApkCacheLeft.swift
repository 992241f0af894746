import Basics
import RuleKit
import ShellSyntax

struct ApkCacheLeft: Rule {
    static let about = About(
        id: "DF311", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "`apk add` without `--no-cache`", ja: "`--no-cache` のない `apk add`"),
        why: Text(
            en:
                "Without it, `apk` uses an index that an earlier layer fetched, and two megabytes of it stay in the image.",
            ja: "このオプションがないと、`apk` は以前のレイヤーが取得した索引を使い、その約 2 MB がイメージに残ります。"),
        remedy: Text(
            en: "Use `apk add --no-cache`; `apk update` is then needless.",
            ja: "`apk add --no-cache` を使ってください。`apk update` は不要になります。"),
        message: Text(en: "`--no-cache` is missing", ja: "`--no-cache` がありません"),
        proof: Text(en: "`apk` leaves no index behind", ja: "`apk` の索引を残していません"),
        links: ["https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper"],
        aliases: ["DL3019", "DS-0025", "DKL-DI-0004"],
        differs: Text(
            en: "Strict only, since two megabytes hurt nobody; knows cache mounts and `rm` in the same `RUN`.",
            ja: "2 MB 程度で実害はないため strict のみとします。キャッシュマウントと同じ `RUN` での `rm` を考慮します。"),
        answers: ["COST_04.package-flags", "COST_03.no-leftovers"],
        fails: [
            "FROM alpine:3.22\nRUN apk ⟦add⟧ curl", "FROM alpine:3.22\nRUN apk update && apk ⟦add⟧ -q curl",
            "FROM alpine:3.22\nRUN apk add git && apk ⟦add⟧ --update curl",
        ],
        passes: [
            "FROM alpine:3.22 AS build\nRUN apk add git\nFROM scratch",
            "FROM alpine:3.22\nRUN --mount=type=cache,target=/etc/apk/cache apk add curl",
            "FROM alpine:3.22\nRUN --mount=type=cache,target=/var/cache/apk apk add curl",
            "FROM alpine:3.22\nRUN apk update && apk add curl && rm -rf /var/cache/apk/*",
        ],
        proves: ["FROM alpine:3.22\nRUN apk ⟦add⟧ --no-cache curl"],
        fixes: [
            ("FROM alpine:3.22\nRUN apk add curl", "FROM alpine:3.22\nRUN apk add --no-cache curl"),
            (
                "FROM alpine:3.22\nRUN apk add git && apk add curl",
                "FROM alpine:3.22\nRUN apk add --no-cache git && apk add --no-cache curl"
            ),
        ]
    )

    static let commands = PackagePrograms.apk

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call, call.verb == .install, run.isInLastStage, !call.isDryRun else { return }
        if call.hasFlag("--no-cache") {
            report.holds(at: run.place(call.verbRange))
        } else if run.isLastCall({ $0.manager == .apk && $0.verb == .install && !$0.hasFlag("--no-cache") }),
            !run.hasMount(on: "/var/cache/apk", "/etc/apk/cache"), !run.removesLater("/var/cache/apk"),
            !call.mayHaveHiddenOptions, !call.hasFlag("--root", "-p", "--cache-dir")
        {
            let all = run.calls.filter { $0.manager == .apk && $0.verb == .install && !$0.hasFlag("--no-cache") }
            report.fault(
                at: run.place(call.verbRange), fix: Fix(.safe, all.map { run.adding("--no-cache", to: $0) }))
        }
    }
}
