import Basics
import ECSModel
import Templates
import Workload

/// Reads CodePipeline, CodeBuild and CodeDeploy, from definitions and from files of their own.
enum CodePipelineReader {
    /// - Parameter ecspresso: the configurations of ecspresso, in which an appspec may stand.
    static func read(
        _ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines, ecspresso: [String] = []
    ) {}
}
