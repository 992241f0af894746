import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax

struct NeedlessApkUpdate: Rule {
    static let about = About(
        id: "DF312", since: "0.1", severity: .style, set: .strict,
        title: Text(en: "Index refreshed twice", ja: "索引を二重に取得している"),
        why: Text(
            en: "`--no-cache` fetches a fresh index for itself: the other refresh costs build time and leaves a file.",
            ja: "`--no-cache` を付けると `apk` が自分で最新の索引を取得します。もう一方の更新はビルド時間を使い、ファイルを残すだけです。"),
        remedy: Text(
            en: "Remove `apk update` or `--update` beside `--no-cache`.",
            ja: "`--no-cache` と併用している `apk update` や `--update` を削除してください。"),
        message: Text(en: "`{word}` is needless beside `--no-cache`", ja: "`--no-cache` があるため `{word}` は不要です"),
        links: ["https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper"],
        answers: ["COST_04.package-flags"],
        fails: [
            "FROM alpine:3.22\nRUN ⟦apk update⟧ && apk add --no-cache curl && rm -rf /var/cache/apk/*",
            "FROM alpine:3.22\nRUN apk add ⟦--update⟧ --no-cache curl",
        ],
        passes: [
            "FROM alpine:3.22\nRUN apk update && apk add curl", "FROM alpine:3.22\nRUN apk add --no-cache curl",
            "FROM alpine:3.22\nRUN apk update && apk add --no-cache curl && apk add git",
            "FROM alpine:3.22\nRUN apk add -U curl",
        ],
        fixes: [
            (
                "FROM alpine:3.22\nRUN apk update \\\n    && apk add --no-cache curl",
                "FROM alpine:3.22\nRUN apk add --no-cache curl"
            ),
            (
                "FROM alpine:3.22\nRUN apk add --update --no-cache curl",
                "FROM alpine:3.22\nRUN apk add --no-cache curl"
            ),
        ]
    )

    static let commands = PackagePrograms.apk

    func check(_ run: RunCommand, _ report: inout Report) {
        guard let call = run.call else { return }
        if call.verb == .update {
            let users = run.calls.filter {
                $0.manager == .apk && $0.commandIndex > call.commandIndex
                    && ($0.verb.needsIndex || $0.verb == .other("search"))
            }
            guard !users.isEmpty, users.allSatisfy({ $0.hasFlag("--no-cache") }) else { return }
            report.fault(at: run.place(call), ["word": "apk update"], fix: removal(run))
        } else if call.hasFlag("--no-cache"), let option = call.options.first("--update", "--update-cache", "-U") {
            let place = run.place(option.word)
            // In a bundle such as `-Uq` other letters stand beside it.
            let isAlone = option.word.literal == option.name
            let blank = place.lowerBound - 1
            let isBehindBlank = blank >= 0 && run.file.source.bytes[blank] == 0x20
            report.fault(
                at: place, ["word": option.name],
                fix: isAlone && isBehindBlank ? .safe(blank..<place.upperBound, "") : nil)
        }
    }

    /// Takes the command and the `&&` behind it away.
    private func removal(_ run: RunCommand) -> Fix? {
        let commands = run.script.shell.commands
        guard run.isPlain, run.command.context.after == .and, commands.indices.contains(run.command.index + 1) else {
            return nil
        }
        let next = commands[run.command.index + 1]
        let range = run.place.lowerBound..<run.place(next.range).lowerBound
        guard next.context.before == .and, !run.file.comments.contains(where: { range.contains($0.range.lowerBound) })
        else { return nil }
        return .safe(range, "")
    }
}
