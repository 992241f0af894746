package import Basics
package import ECSModel

/// What runs when something happens to a repository, an image or a clock: a workflow, a GitLab pipeline, a CodePipeline,
/// a CodeBuild project.
///
/// One model for all forms, so that one rule judges them all. What a file leaves open is `unknown` in it.
package struct Pipeline: Sendable {
    package enum Form: String, Sendable, Hashable, CaseIterable {
        case gitHubActions
        case gitLab
        /// Its actions' buildspecs are read into its jobs.
        case codePipeline
        /// A CodeBuild project, or a buildspec that no project here names.
        case codeBuild
    }

    /// What people call it: its name where it has one, else its path.
    package var name: String
    package var form: Form
    /// A short place that stands for all of it: its name, else its first key.
    package var place: Place
    package var triggers: [Trigger]
    /// In the order of the file; `needs` tells what waits for what.
    package var jobs: [Job]
    /// What could not be followed: a reusable workflow of another repository, an include by URL.
    package var gaps: [Gap]
    /// Runs of one group do not overlap.
    package var concurrency: Concurrency?
    /// Where a CodePipeline keeps what its actions hand on; one for each Region. Other forms have none.
    package var stores: [ArtifactStore] = []
    /// The role of the pipeline itself, where it is one of AWS; the roles of its builds are those of its jobs.
    package var role: Rights?
    /// Where people are told of its outcome by what stands outside of its jobs: notification rules, event rules with a
    /// topic, CodeDeploy's triggers. Approval requests do not count.
    package var notifies: [Place] = []
    /// Whether a stage goes back to its last good run when it fails (CodePipeline's `OnFailure`, CodeDeploy's
    /// automatic rollback, the circuit breaker of the service). `known(false)`, with the action's place, when something
    /// that deploys does not; absent when no action deploys.
    package var rollsBack: Field<Bool> = .absent
    /// `V1` or `V2` of CodePipeline; absent is V1 in CloudFormation and in Terraform.
    package var version: Field<String> = .absent
    /// The number of the stack of its definition; nil for files of their own.
    package var stack: Int?
    /// The CodeBuild project that a job runs in, by the job's id, as a number into `Pipelines.projects`.
    package var projects: [String: Int] = [:]
    /// The CodeDeploy deployment group that a job deploys with, by the job's id, as a number into
    /// `Pipelines.deploymentGroups`.
    package var deploymentGroups: [String: Int] = [:]
    /// What the stages of a CodePipeline ask before and after them, in order.
    package var stages: [PipelineStage] = []
    /// Secrets that stand in a definition in plain text: the `OAuthToken` of a GitHub source.
    package var plainSecrets: [Place] = []

    /// The first artifact store, which is the only one of most pipelines.
    package var store: ArtifactStore? { stores.first }

    package init(
        name: String, form: Form, place: Place, triggers: [Trigger] = [], jobs: [Job] = [], gaps: [Gap] = [],
        concurrency: Concurrency? = nil
    ) {
        self.name = name
        self.form = form
        self.place = place
        self.triggers = triggers
        self.jobs = jobs
        self.gaps = gaps
        self.concurrency = concurrency
    }

    /// Whether all that it does is known as far as the review asks: only then may something be said to be missing.
    package var isUnderstood: Bool {
        gaps.isEmpty && jobs.allSatisfy { job in job.steps.allSatisfy(\.isUnderstood) }
    }

    package var path: String { place.path }

    /// A part that is not read, so that nothing may be said to be missing.
    package struct Gap: Sendable {
        package var place: Place
        package var why: Text

        package init(_ place: Place, _ why: Text) {
            self.place = place
            self.why = why
        }
    }
}

/// What starts a pipeline.
package struct Trigger: Sendable {
    package enum Kind: String, Sendable, Hashable {
        case push
        case tag
        case release
        case pullRequest
        /// A request from a fork runs with the rights and secrets of the repository: `pull_request_target`,
        /// `workflow_run` behind a pull request.
        case privilegedPullRequest
        case schedule
        case manual
        /// Another pipeline calls it.
        case call
        /// An image was pushed to a registry.
        case image
        /// Another event, such as an issue or a finished pipeline.
        case other
    }

    package var kind: Kind
    /// The branches or tags that it is limited to, as patterns; empty when it is not limited.
    package var branches: [String]
    package var place: Place
    /// The files that it is limited to, as patterns; empty when it is not limited.
    package var paths: [String]
    /// When a clock starts it, as written: `17 3 * * 1`.
    package var cron: String?

    package init(
        _ kind: Kind, branches: [String] = [], place: Place, paths: [String] = [], cron: String? = nil
    ) {
        self.kind = kind
        self.branches = branches
        self.place = place
        self.paths = paths
        self.cron = cron
    }
}
