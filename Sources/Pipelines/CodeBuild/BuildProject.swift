package import ECSModel
package import Workload

/// A CodeBuild project: where builds run, what they build and who starts them.
///
/// Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-codebuild-project.html
package struct BuildProject: Sendable {
    /// Where its buildspec comes from.
    package enum Spec: Sendable {
        /// It stands in the definition.
        case inline(Place)
        /// A file of the source, with its path here; nil when it is not among the files.
        case file(String, path: String?, Place)
        /// It is not known: a bucket, a variable.
        case unknown(Place)
    }

    /// Where a build's log goes.
    package struct Log: Sendable {
        package var isOn: Field<Bool>
        package var place: Place?
        /// Only of S3: the log is written without encryption.
        package var encryptionDisabled: Field<Bool>

        package init(
            isOn: Field<Bool> = .absent, place: Place? = nil, encryptionDisabled: Field<Bool> = .absent
        ) {
            self.isOn = isOn
            self.place = place
            self.encryptionDisabled = encryptionDisabled
        }
    }

    /// One group of filters of a webhook: a build starts when all of one group's filters match.
    package struct FilterGroup: Sendable {
        /// `PUSH`, `PULL_REQUEST_CREATED`, ….
        package var events: Set<String>
        /// Patterns of `HEAD_REF`, `BASE_REF` and `TAG_NAME` that must match.
        package var references: [String]
        /// Only certain people start it (`ACTOR_ACCOUNT_ID`).
        package var limitsActors: Bool
        package var place: Place

        package init(events: Set<String>, references: [String], limitsActors: Bool, place: Place) {
            self.events = events
            self.references = references
            self.limitsActors = limitsActors
            self.place = place
        }
    }

    package var name: String
    /// The heading of its definition.
    package var place: Place
    package var resource: System.Member
    /// The role of builds.
    package var role: Rights?
    package var spec: Spec
    /// `CODEPIPELINE`, `GITHUB`, `CODECOMMIT`, `NO_SOURCE`, ….
    package var sourceType: Field<String>
    /// The repository's address; a user name and password within it are a plain secret.
    package var location: Field<TermText>
    /// `OAUTH`, `CODECONNECTIONS`, …
    package var authorization: Field<String>
    package var runner: Runner
    /// `LINUX_CONTAINER`, `ARM_CONTAINER`, `LINUX_LAMBDA_CONTAINER`, ….
    package var environmentType: Field<String>
    /// Whether builds are privileged; absent is false.
    package var privileged: Field<Bool>
    package var variables: [Variable]
    /// `S3`, `LOCAL`, `NO_CACHE`; absent is none.
    package var cache: Field<String>
    /// `LOCAL_DOCKER_LAYER_CACHE`, `LOCAL_SOURCE_CACHE`, `LOCAL_CUSTOM_CACHE`.
    package var cacheModes: Field<[String]>
    package var cloudWatchLog: Log
    package var s3Log: Log
    /// Artifacts are written to S3 without encryption (`EncryptionDisabled`).
    package var artifactsUnencrypted: Field<Bool>
    package var encryptionKey: Field<TermText>
    /// Minutes; absent is 60.
    package var timeout: Field<Int>
    package var isInVPC: Bool
    /// Builds run on a fleet of machines that are kept.
    package var fleet: Field<TermText>
    /// Anyone may read its results (`PUBLIC_READ`).
    package var visibility: Field<String>
    /// Nil without a webhook.
    package var webhook: [FilterGroup]?
    /// Who must agree before a pull request is built: `DISABLED`, `ALL_PULL_REQUESTS`, `FORK_PULL_REQUESTS`; absent
    /// when the definition does not say.
    package var pullRequestApproval: Field<String>

    package init(name: String, place: Place, resource: System.Member, spec: Spec, runner: Runner) {
        self.name = name
        self.place = place
        self.resource = resource
        self.spec = spec
        self.runner = runner
        sourceType = .absent
        location = .absent
        authorization = .absent
        environmentType = .absent
        privileged = .absent
        variables = []
        cache = .absent
        cacheModes = .absent
        cloudWatchLog = Log()
        s3Log = Log()
        artifactsUnencrypted = .absent
        encryptionKey = .absent
        timeout = .absent
        isInVPC = false
        fleet = .absent
        visibility = .absent
        pullRequestApproval = .absent
    }
}
