import Basics
import Pipelines

/// Whether all that is done is known: only then may something be said to be missing.
extension Step {
    var isFollowed: Bool {
        guard isUnderstood, unread.isEmpty else { return false }
        guard case .service(let name) = work, activities.isEmpty else { return true }
        return Self.harmlessServices.contains { name.lowercased().has($0) }
    }

    /// Providers of CodePipeline that only bring the source or tell somebody.
    private static let harmlessServices = ["source", "codestar", "codecommit", "s3", "github", "manual", "sns", "ecr"]
}

extension Pipeline {
    var isFollowed: Bool { gaps.isEmpty && jobs.allSatisfy { $0.steps.allSatisfy(\.isFollowed) } }
}
