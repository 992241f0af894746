import Basics
import DockerfileSyntax
import ECSModel
import Pipelines
import Workload

/// The base images of a repository's Dockerfiles, and who keeps them up to date.
struct BaseImages {
    struct Base {
        /// Whether a pipeline of the same repository is at hand: a folder may hold several repositories, or parts of one.
        var isNearPipeline: Bool
        var span: Span
        var name: String
        var isPinned: Bool
    }

    /// Each image that a Dockerfile takes from a registry, Dockerfile by Dockerfile.
    let all: [Base]

    init(_ pipelines: Pipelines) {
        var seen: Set<String> = []
        var all: [Base] = []
        let roots = Set(pipelines.pipelines.map { Self.root(of: $0.path) })
        for workload in pipelines.workloads where seen.insert(workload.dockerfile.source.path).inserted {
            let file = workload.dockerfile
            for stage in file.stages {
                guard case .image(let image) = stage.base else { continue }
                all.append(
                    Base(
                        isNearPipeline: roots.contains { $0.isEmpty || file.source.path.hasPrefix($0 + "/") },
                        span: file.source.span(stage.image.range), name: stage.image.value ?? image.repository,
                        isPinned: image.digest != nil))
            }
        }
        self.all = all
    }

    /// The folder of the repository that a pipeline's file belongs to.
    private static func root(of path: String) -> String {
        let parts = path.split(separator: "/")
        let end = parts.firstIndex(of: ".github") ?? parts.firstIndex(of: ".gitlab") ?? max(0, parts.count - 1)
        return parts[..<end].joined(separator: "/")
    }
}

extension UpdateTool {
    /// Whether it proposes new versions of base images; nil where a preset decides.
    var updatesImages: Bool? {
        if isSwitchedOff != nil || disabled["docker"] != nil { return false }
        switch ecosystems {
        // Renovate looks at all that it knows.
        case .absent: return kind == .renovate
        case .known(let names, _): return names.contains("docker")
        case .unknown: return nil
        case .wrong: return nil
        }
    }

    var name: String { kind == .renovate ? "Renovate" : "Dependabot" }
}

extension Pipelines {
    /// The clock that rebuilds and pushes images.
    var rebuild: Trigger? {
        pipelines.lazy.filter { $0.has(.build) && $0.has(.push) }
            .compactMap { $0.triggers.first { $0.kind == .schedule } }.first
    }

    /// Whether some pipeline runs by a clock, whatever it does.
    var hasSchedule: Bool { pipelines.contains { $0.has(trigger: .schedule) } }
}
