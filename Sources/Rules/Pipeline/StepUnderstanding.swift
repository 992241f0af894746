import Pipelines

/// Whether all that is done is known: only then may something be said to be missing.
extension Step {
    var isFollowed: Bool { isUnderstood && unread.isEmpty }
}

extension Pipeline {
    var isFollowed: Bool { gaps.isEmpty && jobs.allSatisfy { $0.steps.allSatisfy(\.isFollowed) } }
}
