import Basics
import DockerfileSyntax
import ECSModel
package import Workload

/// Which workloads a pipeline builds.
package struct WorkloadMatch: Sendable {
    private let count: Int
    /// The numbers of workloads by their Dockerfile.
    private let byPath: [String: [Int]]

    package init(_ workloads: [Workload]) {
        count = workloads.count
        byPath = Dictionary(grouping: workloads.indices) { workloads[$0].dockerfile.source.path }
    }

    /// The number of the only workload there is; none when there are several.
    package var only: [Int] { count == 1 ? [0] : [] }

    /// The numbers of the workloads whose Dockerfiles its builds name, by `-f` or by their context; none where that
    /// cannot be told.
    package func built(by pipeline: Pipeline) -> [Int] {
        if count == 1 { return [0] }
        var found: Set<Int> = []
        for job in pipeline.jobs {
            for step in job.steps {
                for activity in step.activities {
                    guard let build = activity.build, let path = Self.dockerfile(of: build) else { continue }
                    found.formUnion(indices(of: path, near: step.from ?? pipeline.path, pipeline.path))
                }
            }
        }
        return found.sorted()
    }

    /// Where the repository's root is not the folder that is reviewed, paths count from a folder above the pipeline.
    private func indices(of path: String, near files: String...) -> [Int] {
        if let exact = byPath[path] { return exact }
        for file in files {
            var folder = RelativePath.folder(file)
            for _ in 0..<50 where !folder.isEmpty {
                if let found = byPath[folder + "/" + path] { return found }
                folder = RelativePath.folder(folder)
            }
        }
        return []
    }

    /// The path of a build's Dockerfile from the root of the repository; nil when a part of it is open.
    private static func dockerfile(of build: Activity.Build) -> String? {
        if let named = build.dockerfile { return named.known.flatMap { RelativePath.join("", $0) } }
        guard let context = (build.context ?? TermText(".")).known else { return nil }
        return RelativePath.join(context, "Dockerfile")
    }
}
