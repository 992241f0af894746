package import Basics
package import ECSModel
package import Workload

/// All pipelines of a repository, and what keeps its dependencies up to date, with the definitions and Dockerfiles that
/// they are about.
package struct Pipelines: Sendable {
    package var pipelines: [Pipeline] = []
    package var updates: [UpdateTool] = []
    /// `.pre-commit-config.yaml`.
    package var hooks: [HookFile] = []
    /// CodeDeploy's `appspec` files, in files of their own or within other definitions.
    package var deployments: [AppSpec] = []
    /// All CodeBuild projects of the definitions.
    package var projects: [BuildProject] = []
    /// All CodeDeploy deployment groups of the definitions.
    package var deploymentGroups: [DeploymentGroup] = []
    /// `imagedefinitions.json` and `imageDetail.json` files.
    package var imageFiles: [ImageFile] = []
    /// What became of each file.
    package var files: [Infrastructure.File] = []
    /// The texts of what was read, for the comments in them.
    package var sources: [SourceFile] = []
    /// The definitions of the same repository, in their likeliest variant.
    package var system: System
    package var workloads: [Workload] = []

    package init(system: System = System([])) {
        self.system = system
    }

    package var isEmpty: Bool {
        pipelines.isEmpty && updates.isEmpty && hooks.isEmpty && deployments.isEmpty && deploymentGroups.isEmpty
            && imageFiles.isEmpty && files.isEmpty
    }
}

/// A configuration of Renovate or Dependabot.
package struct UpdateTool: Sendable {
    package enum Kind: Sendable, Hashable { case renovate, dependabot }

    package var kind: Kind
    /// A short place that stands for the file.
    package var place: Place
    /// What it keeps up to date: `docker`, `github-actions`, `terraform`, `npm`, …; Dependabot's names. Nil when a preset
    /// or a default decides.
    package var ecosystems: Field<Set<String>>
    /// Whether images and actions are pinned by digest: Renovate's `pinDigests`, `docker:pinDigests`.
    package var pinsDigests: Field<Bool>
    package var isSwitchedOff: Place?
    /// What it leaves alone, by the same names, with the place that says so.
    package var disabled: [String: Place] = [:]

    package init(
        kind: Kind, place: Place, ecosystems: Field<Set<String>>, pinsDigests: Field<Bool> = .absent,
        isSwitchedOff: Place? = nil
    ) {
        self.kind = kind
        self.place = place
        self.ecosystems = ecosystems
        self.pinsDigests = pinsDigests
        self.isSwitchedOff = isSwitchedOff
    }
}

/// The hooks that run before a commit.
package struct HookFile: Sendable {
    package struct Hook: Sendable {
        package var repository: String
        package var revision: String
        package var id: String
        package var place: Place

        package init(repository: String, revision: String, id: String, place: Place) {
            self.repository = repository
            self.revision = revision
            self.id = id
            self.place = place
        }
    }

    package var place: Place
    package var hooks: [Hook]

    package init(place: Place, hooks: [Hook]) {
        self.place = place
        self.hooks = hooks
    }
}
