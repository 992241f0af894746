import Basics
import RuleKit
import ShellSyntax

struct DebugToolsInFinalImage: Rule {
    static let about = About(
        id: "DF326", since: "0.1", severity: .low, set: .strict,
        title: Text(en: "Debugging tools in the final image", ja: "最終イメージにデバッグツールが入る"),
        why: Text(
            en: "Editors, debuggers and network tools serve an intruder as well, and each of them must be patched.",
            ja: "エディター、デバッガー、ネットワークツールは侵入者にも役立ち、それぞれが脆弱性対応の対象になります。"),
        remedy: Text(
            en: "Leave them out; debug with a sidecar or with an image made for it.",
            ja: "イメージから外し、デバッグにはサイドカーや専用のイメージを使ってください。"),
        message: Text(en: "Not needed by an application: {packages}", ja: "アプリケーションに不要なツールです: {packages}"),
        links: ["https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages"],
        answers: ["SEC_04.no-debug-tools"],
        fails: [
            "FROM debian:12\nRUN apt-get update && apt-get install -y curl ⟦vim⟧ telnet\nCMD [\"/app\"]",
            "FROM alpine:3.22\nRUN apk add --no-cache ⟦tcpdump⟧\nENTRYPOINT [\"/app\"]",
        ],
        passes: [
            "FROM debian:12\nRUN apt-get update && apt-get install -y curl ca-certificates\nCMD [\"/app\"]",
            "FROM debian:12 AS debug\nRUN apt-get install -y vim\nFROM debian:12\nCMD [\"/app\"]",
            "FROM alpine:3.22\nRUN apk add --no-cache tcpdump",
        ]
    )

    static let commands = PackagePrograms.system

    func check(_ run: RunCommand, _ report: inout Report) {
        guard run.installsIntoFinalImage, let call = run.call else { return }
        let tools = call.packages.filter { UnwantedTools.debug.contains($0.name) }
        guard let first = tools.first else { return }
        let names = tools.prefix(5).map { "`\($0.name)`" } + (tools.count > 5 ? ["…"] : [])
        report.fault(at: run.place(first.range), ["packages": names.joined(separator: ", ")])
    }
}
