package import ECSModel

extension TermText {
    /// Whether a part of it comes from the commit: `$GITHUB_SHA`, `$(git rev-parse --short HEAD)`,
    /// `$CODEBUILD_RESOLVED_SOURCE_VERSION`. A tag with it tells what an image was made from.
    package var namesCommit: Bool {
        parts.contains { part in
            guard case .unknown(let unknown) = part else { return false }
            return Self.commits.contains { unknown.text.contains($0) }
        }
    }

    // The predefined variables of GitHub Actions, GitLab, CodeBuild and CodePipeline.
    private static let commits = [
        "GITHUB_SHA", "github.sha", "github.event.pull_request.head.sha", "github.event.workflow_run.head_sha",
        "CI_COMMIT_SHA", "CI_COMMIT_SHORT_SHA", "CI_COMMIT_TAG", "CODEBUILD_RESOLVED_SOURCE_VERSION",
        "CODEBUILD_SOURCE_VERSION", "SourceVariables.CommitId", ".CommitId", "git rev-parse", "git describe", "git log",
        "git show", "COMMIT_SHA", "COMMIT_HASH", "GIT_SHA", "GIT_COMMIT",
    ]
}
