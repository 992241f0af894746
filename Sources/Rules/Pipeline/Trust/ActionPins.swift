import Basics
import ECSModel
import Pipelines
import RuleKit

/// The actions of others that a pipeline runs, and what holds them to a version.
struct ActionPins {
    struct Use {
        /// With what stands behind the `@`.
        let shown: String
        let action: ActionUse
        /// All places where the pipeline runs it.
        var places: [Span]
    }

    /// Each action and version that follows a branch or tag, in order.
    static func moving(_ pipeline: Pipeline) -> [Use] {
        guard pipeline.form == .gitHubActions else { return [] }
        var uses: [Use] = []
        for item in PipelineParts.actions(pipeline) {
            let action = item.action
            // The generator of provenance refuses to run from a commit: it reads its own tag.
            guard !action.isLocal, !action.isPinned, !action.name.hasPrefix("docker://"),
                !action.name.hasPrefix("slsa-framework/slsa-github-generator"), let version = action.version
            else { continue }
            let shown = "\(action.name)@\(version)"
            let span = action.place.span
            if let index = uses.firstIndex(where: { $0.shown == shown }) {
                if !uses[index].places.contains(span) { uses[index].places.append(span) }
            } else {
                uses.append(Use(shown: shown, action: action, places: [span]))
            }
        }
        return uses
    }

    static func followsBranch(_ action: ActionUse) -> Bool {
        branches.contains(action.version?.lowercased() ?? "")
    }

    private static let branches: Set<String> = [
        "main", "master", "develop", "development", "dev", "trunk", "head", "edge", "nightly", "canary", "next",
    ]

    static func related(_ places: some Collection<Span>) -> [Finding.Related] {
        places.map { .init($0, Text(en: "here too", ja: "ここでも使われています"), isCovered: true) }
    }
}
