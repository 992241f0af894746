import Basics
import ECSModel
import Templates

/// Reads `runs-on`, `container` and `services` of a job.
///
/// GitHub's own runners: https://docs.github.com/actions/reference/runners/github-hosted-runners.
enum WorkflowRunner {
    static func read(_ job: DocumentNode, in source: SourceFile, _ scope: ExpressionScope) -> Runner {
        guard let node = job["runs-on"] else {
            return Runner(.unknown, place: job.entries.first.map { Place(source, $0.key.range) })
        }
        let labels = labels(of: node, scope)
        let image = job["container"].flatMap { $0.string != nil ? $0 : $0["image"] }
        let options = job["container"]?["options"]
        let isPrivileged = options?.string?.has("--privileged") == true
        var runner = Runner(
            kind(labels), label: labels.first, image: image?.string.map { scope.text($0) },
            architecture: architecture(labels),
            privileged: isPrivileged ? options.map { .known(true, Place(source, $0.range)) } ?? .absent : .absent,
            services: services(job["services"], in: source, scope), place: Place(source, node.range))
        runner.imagePlace = image.map { Place(source, $0.range) }
        return runner
    }

    static func labels(of node: DocumentNode, _ scope: ExpressionScope) -> [TermText] {
        let named = node.isMapping ? [node["labels"], node["group"]].compactMap { $0 } : [node]
        return named.flatMap(\.strings).prefix(20).map { scope.text($0) }
    }

    private static func services(
        _ node: DocumentNode?, in source: SourceFile, _ scope: ExpressionScope
    ) -> [Runner.Service] {
        (node?.entries ?? []).prefix(100).compactMap { entry in
            guard let image = entry.value["image"], let text = image.string else { return nil }
            return Runner.Service(image: scope.text(text), place: Place(source, image.range))
        }
    }

    private static func kind(_ labels: [TermText]) -> Runner.Kind {
        let known = labels.compactMap(\.known).map { $0.lowercased() }
        if known.contains("self-hosted") { return .selfHosted }
        guard known.count == labels.count, let label = known.first else { return .unknown }
        return isHosted(label) ? .ephemeral : .unknown
    }

    /// `ubuntu-24.04-arm` and the like; other names are runners that the owner named: larger ones of GitHub, which are
    /// new for each job, and one's own, which need not be. Services that make a machine for each job have their prefix.
    static func isHosted(_ label: String) -> Bool {
        let services = [
            "buildjet-", "blacksmith-", "depot-", "namespace-profile-", "nscloud-", "warp-", "codebuild-", "runs-on=",
        ]
        if services.contains(where: { label.hasPrefix($0) }) { return true }
        for system in ["ubuntu-", "windows-", "macos-"] where label.hasPrefix(system) {
            var rest = label.dropFirst(system.count)
            for suffix in ["-arm", "-large", "-xlarge", "-intel"] where rest.hasSuffix(suffix) {
                rest = rest.dropLast(suffix.count)
            }
            return rest == "latest" || rest == "slim"
                || (rest.first?.isNumber == true && rest.allSatisfy { $0.isNumber || $0 == "." })
        }
        return false
    }

    /// The architecture as images name it; nil when the labels do not tell.
    static func architecture(_ labels: [TermText]) -> String? {
        let known = labels.compactMap(\.known).map { $0.lowercased() }
        guard known.count == labels.count else { return nil }
        if known.contains(where: { $0 == "arm64" || $0 == "aarch64" || $0.hasSuffix("-arm64") || $0.hasSuffix("-arm") })
        {
            return "arm64"
        }
        if known.contains(where: { $0 == "x64" || $0 == "amd64" || $0.hasSuffix("-x64") || $0.hasSuffix("-amd64") }) {
            return "amd64"
        }
        guard let label = known.first, isHosted(label) else { return nil }
        if label.hasPrefix("ubuntu-") || label.hasPrefix("windows-") { return "amd64" }
        if label.hasPrefix("macos-") { return label.hasSuffix("-intel") || label == "macos-13" ? "amd64" : "arm64" }
        return nil
    }

    /// Whether its scripts are read by PowerShell unless they say otherwise.
    static func isWindows(_ runner: Runner) -> Bool {
        runner.label?.knownPrefix.lowercased().hasPrefix("windows") == true
    }
}
