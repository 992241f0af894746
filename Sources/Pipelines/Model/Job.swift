package import ECSModel

/// Steps that run on one machine, in order: a job of a workflow or of GitLab, an action of a CodePipeline.
package struct Job: Sendable {
    package var id: String
    /// A short place: its key or name.
    package var place: Place
    /// The jobs that must have succeeded before it starts, those of earlier stages included.
    package var needs: [String]
    package var runner: Runner
    /// The environment it deploys to, as the pipeline calls it: `environment: production`, the stage of a CodePipeline.
    package var environment: Field<TermText>
    /// The rights of its token or role; nil when the file does not say.
    package var rights: Rights?
    /// The condition under which it runs, as written.
    package var condition: Condition?
    /// A person must agree before it runs (or, for an approval action, it is the agreement itself). Unknown where the
    /// agreement is a setting outside the files, as for GitHub's environments.
    package var approval: Approval
    /// The pipeline goes on when it fails.
    package var mayFail: Place?
    /// The combinations it runs with; empty when there is no matrix. A value may be unknown.
    package var matrix: [[String: TermText]]
    /// Variables that are set for all its steps, the pipeline's included.
    package var variables: [Variable]
    package var steps: [Step]

    package enum Approval: Sendable {
        case none
        /// Where the agreement is asked for.
        case required(Place)
        /// A setting outside the files decides.
        case unknown(Place)
    }

    package init(
        id: String, place: Place, needs: [String] = [], runner: Runner, environment: Field<TermText> = .absent,
        rights: Rights? = nil, condition: Condition? = nil, approval: Approval = .none, mayFail: Place? = nil,
        matrix: [[String: TermText]] = [], variables: [Variable] = [], steps: [Step] = []
    ) {
        self.id = id
        self.place = place
        self.needs = needs
        self.runner = runner
        self.environment = environment
        self.rights = rights
        self.condition = condition
        self.approval = approval
        self.mayFail = mayFail
        self.matrix = matrix
        self.variables = variables
        self.steps = steps
    }
}

/// `if:` of a workflow, `rules:`/`only:` of GitLab.
package struct Condition: Sendable {
    /// As written.
    package var text: String
    package var place: Place
    /// The branches or tags that it limits to, as patterns, where the condition says so plainly; empty otherwise.
    package var branches: [String]
    /// It is met also when an earlier part has failed: `always()`, `failure()`, `when: on_failure`.
    package var runsAfterFailure: Bool
    /// It keeps the part from running for pull or merge requests.
    package var excludesPullRequests: Bool

    package init(
        text: String, place: Place, branches: [String] = [], runsAfterFailure: Bool = false,
        excludesPullRequests: Bool = false
    ) {
        self.text = text
        self.place = place
        self.branches = branches
        self.runsAfterFailure = runsAfterFailure
        self.excludesPullRequests = excludesPullRequests
    }
}

/// A variable of the environment that a pipeline sets.
package struct Variable: Sendable {
    package enum Source: Sendable, Hashable {
        case plain
        /// From a store of secrets: `secrets.X`, Secrets Manager, a masked variable.
        case secret
        case parameterStore
    }

    package var name: String
    package var value: TermText
    package var source: Source
    package var place: Place

    package init(name: String, value: TermText, source: Source, place: Place) {
        self.name = name
        self.value = value
        self.source = source
        self.place = place
    }
}

/// What a job runs on.
package struct Runner: Sendable {
    package enum Kind: Sendable, Hashable {
        /// A new machine for each job: GitHub's and GitLab.com's own runners, CodeBuild.
        case ephemeral
        /// A machine of one's own, which may keep what earlier jobs left.
        case selfHosted
        /// The action of a service, without a machine of the user's.
        case service
        case unknown
    }

    package var kind: Kind
    /// `ubuntu-24.04`, `BUILD_GENERAL1_SMALL`: as written.
    package var label: TermText?
    /// The image that steps run in.
    package var image: TermText?
    /// `amd64`, `arm64`; nil when it cannot be told.
    package var architecture: String?
    /// Whether containers may do all that the machine may.
    package var privileged: Field<Bool>
    /// Containers beside the job: `docker:dind`, databases.
    package var services: [Service]
    package var place: Place?

    package struct Service: Sendable {
        package var image: TermText
        package var place: Place

        package init(image: TermText, place: Place) {
            self.image = image
            self.place = place
        }
    }

    package init(
        _ kind: Kind, label: TermText? = nil, image: TermText? = nil, architecture: String? = nil,
        privileged: Field<Bool> = .absent, services: [Service] = [], place: Place? = nil
    ) {
        self.kind = kind
        self.label = label
        self.image = image
        self.architecture = architecture
        self.privileged = privileged
        self.services = services
        self.place = place
    }
}

/// What the token or the role of a job may do.
package struct Rights: Sendable {
    package enum Level: String, Sendable, Hashable, Comparable {
        case none, read, write

        package static func < (a: Self, b: Self) -> Bool { a.order < b.order }
        private var order: Int { self == .none ? 0 : self == .read ? 1 : 2 }
    }

    /// GitHub's scopes by name (`contents`, `id-token`, `packages`); of those not named, `others` holds.
    package var scopes: [String: Level]
    package var others: Level
    /// The role of CodeBuild or CodePipeline: a name, an ARN or a reference to a resource of the files.
    package var role: TermText?
    /// The number of the stack in which `role` is a reference.
    package var stack: Int?
    package var place: Place

    package init(
        scopes: [String: Level] = [:], others: Level = .none, role: TermText? = nil, stack: Int? = nil, place: Place
    ) {
        self.scopes = scopes
        self.others = others
        self.role = role
        self.stack = stack
        self.place = place
    }

    package subscript(scope: String) -> Level { scopes[scope] ?? others }
}
