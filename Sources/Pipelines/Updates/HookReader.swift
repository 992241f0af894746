/// Reads the configuration of pre-commit.
enum HookReader {
    static func read(_ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines) {}
}
