import Pipelines

/// Whether all is known of what a pipeline does, so that something may be said to be missing.
enum Blindness {
    static func knows(_ pipeline: Pipeline) -> Bool {
        pipeline.gaps.isEmpty && pipeline.jobs.allSatisfy(knows)
    }

    static func knows(_ job: Job) -> Bool { job.steps.allSatisfy(knows) }

    private static func knows(_ step: Step) -> Bool {
        guard step.unread.isEmpty else { return false }
        guard case .action(let action) = step.work, step.activities.isEmpty else { return true }
        let name = action.name.lowercased()
        return owners.contains { name.hasPrefix($0) } && !name.hasPrefix("actions/github-script")
    }

    /// Whose actions do what their names say: what is not read as an activity is none that rules ask for.
    private static let owners = ["actions/", "docker/", "aws-actions/", "github/codeql-action"]
}
