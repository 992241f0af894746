import Basics
import DockerfileSyntax
import ECSModel
package import Workload

/// Which workloads a pipeline builds.
package struct WorkloadMatch: Sendable {
    private let dockerfiles: [String]

    package init(_ workloads: [Workload]) {
        dockerfiles = workloads.map { $0.dockerfile.source.path }
    }

    /// The number of the only workload there is; none when there are several.
    package var only: [Int] { dockerfiles.count == 1 ? [0] : [] }

    /// The numbers of the workloads whose Dockerfiles its builds name, by `-f` or by their context; none where that
    /// cannot be told.
    package func built(by pipeline: Pipeline) -> [Int] {
        if dockerfiles.count == 1 { return [0] }
        var found: Set<Int> = []
        for job in pipeline.jobs {
            for activity in job.steps.flatMap(\.activities) {
                guard let build = activity.build, let path = Self.dockerfile(of: build) else { continue }
                found.formUnion(dockerfiles.indices.filter { dockerfiles[$0] == path })
            }
        }
        return found.sorted()
    }

    /// The path of a build's Dockerfile from the root of the repository; nil when a part of it is open.
    private static func dockerfile(of build: Activity.Build) -> String? {
        if let named = build.dockerfile { return named.known.flatMap { RelativePath.join("", $0) } }
        guard let context = (build.context ?? TermText(".")).known else { return nil }
        return RelativePath.join(context, "Dockerfile")
    }
}
