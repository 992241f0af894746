/// Reads the workflows of GitHub Actions.
enum GitHubReader {
    static func read(_ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines) {}
}
