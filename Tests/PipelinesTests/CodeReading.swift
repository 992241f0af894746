import Basics
import ECSModel
import Pipelines
import Workload

/// Reads files as a review does, and shows what came of them in short.
enum CodeReading {
    static func read(_ files: [String: String]) -> Pipelines {
        let tree = MemoryTree(files)
        let found = Discovery.find(in: tree)
        let infrastructure = DefinitionLoader(tree: tree).load(found.definitionCandidates)
        return PipelineLoader(tree: tree).load(
            found.otherFiles + found.definitionCandidates, infrastructure, workloads: [])
    }

    /// One line for each job: its id, what it waits for and what it does.
    static func jobs(_ pipeline: Pipeline) -> [String] {
        pipeline.jobs.map { job in
            let acts = job.steps.flatMap(\.activities).map(\.kind.rawValue).joined(separator: ",")
            let approval = if case .required = job.approval { "!" } else { "" }
            return "\(job.id)\(approval) <- \(job.needs.joined(separator: "+")): \(acts)"
        }
    }

    static func triggers(_ pipeline: Pipeline) -> [String] {
        pipeline.triggers.map { "\($0.kind.rawValue) \($0.branches.joined(separator: ","))" }
    }
}
