package import Basics
import ECSModel
package import Workload

/// Reads the pipelines that a walk found.
package struct PipelineLoader: Sendable {
    private let tree: any FileTree

    package init(tree: any FileTree) {
        self.tree = tree
    }

    /// - Parameters:
    ///   - candidates: the other files and the definition candidates of a walk, by name.
    ///   - infrastructure: the definitions of the same repository: CodePipeline and CodeBuild stand among them.
    package func load(_ candidates: [String], _ infrastructure: Infrastructure, workloads: [Workload]) -> Pipelines {
        var files = PipelineFiles(tree: tree)
        var result = Pipelines(system: infrastructure.likeliest)
        result.workloads = workloads
        GitHubReader.read(candidates, &files, into: &result)
        GitLabReader.read(candidates, &files, into: &result)
        let ecspresso = infrastructure.stacks.filter { $0.origin == .ecspresso }.map(\.name)
        CodePipelineReader.read(candidates, &files, into: &result, ecspresso: ecspresso)
        UpdateToolReader.read(candidates, &files, into: &result)
        HookReader.read(candidates, &files, into: &result)
        result.files = files.files
        result.sources = files.sources
        return result
    }
}
