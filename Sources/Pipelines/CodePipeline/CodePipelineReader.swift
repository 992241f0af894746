/// Reads CodePipeline, CodeBuild and CodeDeploy, from definitions and from files of their own.
enum CodePipelineReader {
    static func read(_ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines) {}
}
