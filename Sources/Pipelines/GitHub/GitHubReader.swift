import Basics
import ECSModel
import Workload

/// Reads the workflows of GitHub Actions.
///
/// The syntax: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax.
enum GitHubReader {
    static func read(_ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines) {
        let paths = candidates.filter { isWorkflow($0) }
        guard !paths.isEmpty else { return }
        var reader = WorkflowReader(files)
        var found: [WorkflowReader.Outcome] = []
        for path in Set(paths).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            if let outcome = reader.workflow(path) { found.append(outcome) }
        }
        files = reader.files
        for index in found.indices { addPullRequests(&found[index], among: found) }
        // What is only called, and called from here, is judged with its callers.
        found.removeAll { outcome in
            reader.called.contains(outcome.pipeline.path) && outcome.pipeline.triggers.allSatisfy { $0.kind == .call }
        }
        result.pipelines += found.map(\.pipeline)
    }

    private static func isWorkflow(_ path: String) -> Bool {
        guard path.hasSuffix(".yml") || path.hasSuffix(".yaml") else { return false }
        let folder = RelativePath.folder(path)
        return folder == ".github/workflows" || folder.hasSuffix("/.github/workflows")
    }

    /// A workflow that starts after one of pull requests runs with the rights of the repository.
    private static func addPullRequests(
        _ outcome: inout WorkflowReader.Outcome, among all: [WorkflowReader.Outcome]
    ) {
        guard !outcome.awaited.isEmpty else { return }
        let awaited = all.filter { outcome.awaited.contains($0.pipeline.name) && $0.root == outcome.root }
        let isBehindPullRequest = awaited.contains { other in
            other.pipeline.triggers.contains { $0.kind == .pullRequest }
        }
        guard isBehindPullRequest,
            let index = outcome.pipeline.triggers.firstIndex(where: {
                $0.place.source.text($0.place.range) == "workflow_run"
            })
        else { return }
        // Branches in its filter are those of the pull request: a fork may call its branch as it likes.
        outcome.pipeline.triggers[index].kind = .privilegedPullRequest
    }
}
