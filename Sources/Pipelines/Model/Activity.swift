package import ECSModel

/// One thing that a step does which the review asks about.
package struct Activity: Sendable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case checkout
        /// Reads code for faults: hadolint, eslint, cfn-lint, plimsoll.
        case lint
        /// Makes an image.
        case build
        /// Runs the tests of the software.
        case test
        /// Runs the image that was built and asks it something.
        case imageTest
        /// Looks for known vulnerabilities, secrets or misconfiguration.
        case scan
        case sbom
        case sign
        /// Checks a signature or an attestation.
        case verifySignature
        /// Logs in to a registry or to AWS.
        case login
        case push
        /// Gives an image that is in a registry another tag or copies it to another registry.
        case promote
        case approve
        case registerTaskDefinition
        case migrate
        case deploy
        /// Waits for the deployment or asks the running service something.
        case verify
        case rollback
        case notify
        case suspendScaling
        case resumeScaling
        /// Keeps layers or packages for the next run, or takes them from the last one.
        case cache
        /// Installs a tool.
        case install
    }

    /// What is known of a scan.
    package struct Scan: Sendable {
        package enum Target: Sendable, Hashable { case image, files, configuration, secrets, code, unknown }
        package enum Failing: Sendable, Hashable {
            /// The step fails when something is found.
            case fails
            /// Nothing that it finds makes the step fail.
            case neverFails
            case unknown
        }

        package var target: Target
        package var failing: Failing
        /// Where `failing` is decided: `exit-code: '0'`, `|| true`.
        package var failingPlace: Place?

        package init(_ target: Target, failing: Failing, failingPlace: Place? = nil) {
            self.target = target
            self.failing = failing
            self.failingPlace = failingPlace
        }
    }

    /// What is known of a build.
    package struct Build: Sendable {
        /// The Dockerfile and context where they are named, as written.
        package var dockerfile: TermText?
        package var context: TermText?
        package var platforms: [String]
        package var cacheFrom: [TermText]
        package var cacheTo: [TermText]
        /// Parts of the build whose platform differs from the runner's run in an emulator (QEMU).
        package var emulated: Place?
        package var noCache: Place?
        /// Whether it attaches provenance or an SBOM; unknown where a default decides.
        package var attests: Field<Bool>

        package init(
            dockerfile: TermText? = nil, context: TermText? = nil, platforms: [String] = [],
            cacheFrom: [TermText] = [], cacheTo: [TermText] = [], emulated: Place? = nil, noCache: Place? = nil,
            attests: Field<Bool> = .absent
        ) {
            self.dockerfile = dockerfile
            self.context = context
            self.platforms = platforms
            self.cacheFrom = cacheFrom
            self.cacheTo = cacheTo
            self.emulated = emulated
            self.noCache = noCache
            self.attests = attests
        }
    }

    /// What is known of a login.
    package struct Login: Sendable {
        package enum Way: Sendable, Hashable {
            /// A role by OpenID Connect.
            case oidc
            /// The role of the machine.
            case machineRole
            /// Access keys that do not expire.
            case longLivedKeys
            /// A password of a registry, from a secret.
            case secretPassword
            /// A password that stands in the file.
            case plainPassword
            /// A token that the pipeline made for this run: `GITHUB_TOKEN`, `CI_REGISTRY_PASSWORD`, `aws ecr get-login-password`.
            case runToken
            case unknown
        }

        package var way: Way
        /// The registry or service; nil when it cannot be told.
        package var host: TermText?
        /// The password stands among the arguments of a command (`docker login -p`).
        package var passwordInArguments: Place?
        /// The role that is taken.
        package var role: TermText?

        package init(_ way: Way, host: TermText? = nil, passwordInArguments: Place? = nil, role: TermText? = nil) {
            self.way = way
            self.host = host
            self.passwordInArguments = passwordInArguments
            self.role = role
        }
    }

    /// An image as a step names it, with the place of the name.
    package struct ImageUse: Sendable {
        package var name: TermText
        package var place: Place

        package init(_ name: TermText, _ place: Place) {
            self.name = name
            self.place = place
        }
    }

    package enum Facts: Sendable {
        case none
        case build(Build)
        case scan(Scan)
        case login(Login)
        /// What is deployed to: the service or stack as written, and whether the deployment is waited for.
        case deploy(service: TermText?, waits: Field<Bool>)
    }

    package var kind: Kind
    /// The program or action: `docker`, `trivy`, `aws-actions/amazon-ecs-deploy-task-definition`.
    package var tool: String
    /// The command or the `uses` value.
    package var place: Place
    /// What is made (`build`), pushed, scanned, tested or deployed; empty when it is not named.
    package var images: [ImageUse]
    /// The step goes on when this fails, whatever the reason: `|| true`, `set +e`, `;` without errexit. Unknown counts as
    /// false.
    package var failureIgnored: Place?
    /// It runs only under a condition of its script.
    package var isConditional: Bool
    package var facts: Facts

    package init(
        _ kind: Kind, tool: String, place: Place, images: [ImageUse] = [], failureIgnored: Place? = nil,
        isConditional: Bool = false, facts: Facts = .none
    ) {
        self.kind = kind
        self.tool = tool
        self.place = place
        self.images = images
        self.failureIgnored = failureIgnored
        self.isConditional = isConditional
        self.facts = facts
    }

    package var build: Build? { if case .build(let build) = facts { build } else { nil } }
    package var scan: Scan? { if case .scan(let scan) = facts { scan } else { nil } }
    package var login: Login? { if case .login(let login) = facts { login } else { nil } }
}
