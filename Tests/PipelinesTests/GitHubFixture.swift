import Basics
import ECSModel
import Pipelines
import Workload

/// Reads files as a review does.
enum GitHubFixture {
    static func load(_ files: [String: String]) -> Pipelines {
        PipelineLoader(tree: MemoryTree(files)).load(files.keys.sorted(), Infrastructure(), workloads: [])
    }

    /// The one pipeline of a workflow.
    static func pipeline(_ text: String, _ others: [String: String] = [:]) -> Pipeline? {
        let path = ".github/workflows/ci.yml"
        return load(others.merging([path: text]) { $1 }).pipelines.first { $0.path == path }
    }

    /// A workflow of one job with these steps.
    static func job(_ steps: String, head: String = "", runner: String = "ubuntu-latest") -> Job? {
        let lines = steps.split(separator: "\n", omittingEmptySubsequences: false).map { "      " + $0 }
        let text = "on: push\n\(head)jobs:\n  a:\n    runs-on: \(runner)\n    steps:\n" + lines.joined(separator: "\n")
        return pipeline(text + "\n")?.jobs.first
    }

    static func reason(_ path: String, _ pipelines: Pipelines) -> String? {
        switch pipelines.files.first(where: { $0.path == path })?.state {
        case .partly(let text), .refused(let text): text.en
        case .read, nil: nil
        }
    }
}

extension Place {
    /// The bytes at the place, for tests.
    var text: String { source.text(range) }
}
