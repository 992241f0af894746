import ECSModel
import Pipelines

/// Whether all that a step does is known: only then may something be said to be missing.
extension Step {
    var isUnderstood: Bool {
        guard unread.isEmpty else { return false }
        switch work {
        case .script: return true
        case .service(let name):
            let name = name.lowercased()
            return !activities.isEmpty || Self.harmlessServices.contains { name.has($0) }
        case .action(let use):
            let name = use.name.lowercased()
            return !activities.isEmpty || Self.harmlessActions.contains { name.hasPrefix($0) }
        }
    }

    /// Beginnings of the names of actions that surely neither test nor scan nor deploy anything.
    private static let harmlessActions = [
        "actions/cache", "actions/checkout", "actions/setup-", "actions/upload-artifact", "actions/download-artifact",
        "actions/configure-pages", "docker/setup-", "docker/metadata-action", "docker/login-action",
        "aws-actions/configure-aws-credentials", "aws-actions/amazon-ecr-login", "astral-sh/setup-",
        "pnpm/action-setup", "hashicorp/setup-", "gradle/actions/setup-gradle", "oven-sh/setup-", "ruby/setup-ruby",
        "denoland/setup-", "sigstore/cosign-installer", "step-security/harden-runner", "crazy-max/ghaction-",
        "slackapi/", "github/codeql-action/upload-sarif", "dorny/paths-filter", "tj-actions/changed-files",
    ]

    /// Providers of CodePipeline that only bring the source or tell somebody.
    private static let harmlessServices = ["source", "codestar", "codecommit", "s3", "github", "manual", "sns", "ecr"]
}

extension Pipeline {
    /// Whether nothing in it is left open: no part that could not be followed, no step that is not understood.
    var isUnderstood: Bool { gaps.isEmpty && jobs.allSatisfy { $0.steps.allSatisfy(\.isUnderstood) } }
}
