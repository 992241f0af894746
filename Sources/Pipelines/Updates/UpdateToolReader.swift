/// Reads the configurations of Renovate and Dependabot.
enum UpdateToolReader {
    static func read(_ candidates: [String], _ files: inout PipelineFiles, into result: inout Pipelines) {}
}
