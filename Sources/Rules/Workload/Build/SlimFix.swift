import Basics
import DockerfileSyntax
import RuleKit
import ShellSyntax
import Workload

/// From the full variant of a runtime image to the slim one.
enum SlimFix {
    /// The slim variant of the same tag where nothing needs more, else a stage that builds and a slim one that runs.
    static func fix(_ stage: Stage, _ image: ImageReference, _ workload: Workload) -> Fix? {
        guard needsMore(stage, workload) else { return plain(stage, image) }
        return RuntimeSplit.fix(workload)
    }

    /// Whether something in the stages built on it needs what the slim variant lacks.
    private static func needsMore(_ root: Stage, _ workload: Workload) -> Bool {
        let file = workload.dockerfile
        let built = file.stages.filter { file.lineage(of: $0).contains { $0.index == root.index } }
        if RunNeeds.lacking(built.flatMap { Array($0.instructions) }, workload) != nil { return true }
        let installs = workload.installs.filter { install in built.contains { $0.index == install.stage } }
        if installs.contains(where: { $0.manifests.contains { $0.nativePackages.contains(where: \.alwaysCompiles) } }) {
            return true
        }
        for index in built.flatMap({ Array($0.instructions) }) {
            let instruction = file.instructions[index]
            if instruction.keyword == .healthcheck, let view = instruction.health,
                view.command.contains(where: { $0.raw.contains("curl") || $0.raw.contains("wget") })
            {
                return true
            }
            for call in instruction.script?.shell.packageCalls ?? [] where call.installs {
                // Compilers serve something; gems and packages from Git are built.
                if call.packages.contains(where: { UnwantedTools.isDevelopment($0.name) || $0.kind != .registry }) {
                    return true
                }
                if call.manager == .bundle || call.manager == .gem { return true }
            }
        }
        return false
    }

    /// The slim variant, for tags of a version and perhaps a release of Debian. Node puts the release before `slim`,
    /// the others behind it.
    private static func plain(_ stage: Stage, _ image: ImageReference) -> Fix? {
        guard let tag = image.tag, image.digest == nil, stage.image.raw == stage.image.value,
            stage.image.raw.hasSuffix(":" + tag), tag.first?.isNumber == true
        else { return nil }
        let note = Text(
            en: "The slim variant has no compilers, no Git and no curl: build, and start the image once.",
            ja: "slim 版にはコンパイラ、Git、curl が含まれません。ビルドして一度起動し、動作を確認してください。")
        let parts = tag.split(separator: "-", maxSplits: 1)
        let end = stage.image.range.upperBound
        guard parts.count == 2 else { return .ask(end..<end, "-slim", note: note) }
        guard ["bullseye", "bookworm", "trixie"].contains(parts[1]) else { return nil }
        switch image.officialName {
        case "node": return .ask(end..<end, "-slim", note: note)
        case "python", "ruby", "perl", "pypy":
            let place = end - parts[1].utf8.count - 1
            return .ask(place..<place, "-slim", note: note)
        default: return nil
        }
    }
}
