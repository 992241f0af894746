/// Reads GitLab's pipelines.
enum GitLabReader {
    static func read(_ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines) {}
}
