import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

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
        message: Text(en: "not needed by an application: {packages}", ja: "アプリケーションに不要なツールです: {packages}"),
        proof: Text(
            en: "`{image}` has no debugging tools, and no package with them is installed",
            ja: "`{image}` にデバッグツールはなく、それらを含むパッケージもインストールされません"),
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
        ],
        proves: [
            "FROM ⟦gcr.io/distroless/static-debian12⟧\nCOPY app /app\nENTRYPOINT [\"/app\"]",
            "FROM ⟦python:3.13-slim⟧\nRUN apt-get update && apt-get install -y libpq5\nCMD [\"python\", \"a.py\"]",
        ],
        fixes: [
            (
                "FROM debian:12\nRUN apt-get update && apt-get install -y curl vim libpq5 telnet\nCMD [\"/app\"]",
                "FROM debian:12\nRUN apt-get update && apt-get install -y curl libpq5\nCMD [\"/app\"]"
            ),
            (
                """
                FROM debian:12
                RUN apt-get update && apt-get install -y \\
                    curl \\
                    vim \\
                    && rm -rf /var/lib/apt/lists/*
                CMD ["/app"]
                """,
                """
                FROM debian:12
                RUN apt-get update && apt-get install -y \\
                    curl \\
                    && rm -rf /var/lib/apt/lists/*
                CMD ["/app"]
                """
            ),
        ]
    )

    private static let programs = Set(PackagePrograms.system)

    func check(_ workload: Workload, _ report: inout Report) {
        let file = workload.dockerfile
        for index in file.instructions.indices where file.instructions[index].keyword == .run {
            guard let script = file.instructions[index].script else { continue }
            for command in script.shell.commands where Self.programs.contains(command.program ?? "") {
                judge(RunCommand(file: file, index: index, script: script, command: command), &report)
            }
        }
        if let root = provenBase(workload) { report.holds(at: root.image.range, ["image": root.image.shortened]) }
    }

    /// A base without such tools, and installs whose every package is known by its name; what comes in by other ways
    /// (downloads, archives, other images) would have to be known as well.
    private func provenBase(_ workload: Workload) -> Stage? {
        let file = workload.dockerfile
        guard workload.role.runs, let stage = workload.stage, let root = file.lineage(of: stage).first,
            Self.isPlain(root)
        else { return nil }
        for (_, instruction) in workload.shipped {
            switch instruction.keyword {
            case .add: return nil
            case .copy:
                // Of another image; a stage of this file gives what it built.
                if let from = instruction.flag("from")?.value, file.stage(named: from) == nil { return nil }
            case .run:
                guard let shell = instruction.script?.shell, shell.downloads.isEmpty else { return nil }
                for call in shell.packageCalls where call.manager.isSystem && call.installs {
                    let isKnown = call.packages.allSatisfy { package in
                        !UnwantedTools.debug.contains(package.name) && !package.name.contains("$")
                    }
                    guard isKnown, !call.mayHaveHiddenOptions else { return nil }
                }
            default: break
            }
        }
        return root
    }

    private static func isPlain(_ stage: Stage) -> Bool {
        if stage.base == .scratch { return true }
        guard let image = stage.baseImage else { return false }
        switch KnownImage.of(image)?.family {
        // Its `debug` tags hold BusyBox.
        case .distroless: return image.tag?.has("debug") != true
        case .debian: return image.officialName != nil && image.tag?.has("slim") == true
        default: return false
        }
    }

    private func judge(_ run: RunCommand, _ report: inout Report) {
        guard run.installsIntoFinalImage, let call = run.call else { return }
        let tools = call.packages.filter { UnwantedTools.debug.contains($0.name) }
        guard let first = tools.first else { return }
        let names = tools.prefix(5).map { "`\($0.name)`" } + (tools.count > 5 ? ["…"] : [])
        report.fault(
            at: run.place(first.range), ["packages": names.joined(separator: ", ")],
            fix: PackageRemoval.fix(
                UnwantedTools.debug, from: call, run,
                note: Text(
                    en: "Check that no script of the image calls them; ECS Exec and a debug image serve people.",
                    ja: "イメージ内のスクリプトが使っていないことを確認してください。調査には ECS Exec やデバッグ用イメージを使います。")))
    }
}
