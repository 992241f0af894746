package import Basics
package import DockerfileSyntax

/// One container workload: a Dockerfile and all that belongs to it, as one value with places in every file.
///
/// What costs time to find out (the build context, manifests, scripts) is worked out when a rule first asks for it.
package struct Workload: Sendable {
    /// What people call it: its folder, or what a compose file names it.
    package let name: String
    package let dockerfile: Dockerfile
    /// All files at hand; nil for a Dockerfile from standard input.
    package let tree: (any FileTree)?
    /// What is sent to the builder; nil when there are no files.
    package let context: BuildContext?
    /// The compose or bake file that tells how it is built.
    package let hint: BuildHint?
    /// The stage whose image runs; nil for a file without a FROM.
    package let stage: Stage?
    /// What is known of the image under it all.
    package let knownBase: KnownImage?
    /// The configuration of that image.
    package let config: ImageConfig?
    /// Where that image's files come from.
    package let files: ImageFiles
    package let role: Role
    /// Why it is taken for that.
    package let roleReason: Text

    /// How often files changed; nil unless it was looked up.
    package var history: ChangeHistory?

    private let taken: Lazy<[ContextCopy]>
    private let declared: Lazy<[Manifest]>
    private let secrets = Once<[ShippedSecret]>()
    private let installed: Lazy<[DependencyInstall]>
    private let chain: Lazy<ProcessChain?>
    private let servers: Lazy<[ServerConfig]>

    /// - Parameter role: what the user says it is; else it is inferred.
    package init(
        name: String, dockerfile: Dockerfile, tree: (any FileTree)? = nil, context: BuildContext? = nil,
        hint: BuildHint? = nil, role: Role? = nil
    ) {
        self.name = name
        self.dockerfile = dockerfile
        self.tree = tree
        self.context = context
        self.hint = hint
        let stage = hint?.target.flatMap { dockerfile.stage(named: $0) } ?? dockerfile.lastStage
        let config = stage.map { ImageConfig(dockerfile, $0) }
        let files = ImageFiles(dockerfile, context: context)
        self.stage = stage
        knownBase = config.flatMap { KnownImage.of($0.base) }
        self.config = config
        self.files = files
        let inferred = RoleInference.infer(dockerfile, stage, config)
        self.role = role ?? inferred.role
        roleReason = role == nil ? inferred.reason : Text(en: "set in plimsoll.yml", ja: "plimsoll.yml の指定")
        let taken = Lazy { ContextCopy.read(dockerfile, files, context) }
        let declared = Lazy { Self.manifests(of: taken.value, in: context) }
        self.taken = taken
        self.declared = declared
        installed = Lazy { DependencyInstall.read(dockerfile, files, context) }
        servers = Lazy {
            guard let stage, let tree, let context else { return [] }
            return files.contextPaths(in: stage, context).compactMap { ServerConfigReader.read($0, in: tree) }
        }
        chain = Lazy {
            guard let stage, let config else { return nil }
            var reader = ChainReader(dockerfile, stage, config, files, tree)
            return reader.read()
        }
    }

    /// The same with a history to tell of.
    package func with(_ history: ChangeHistory) -> Workload {
        var workload = self
        workload.history = history
        return workload
    }

    /// What COPY, ADD and bind mounts take from the build context, in the order of the file; empty without a context.
    package var contextCopies: [ContextCopy] { taken.value }

    /// The secrets among them that end up in the image that runs.
    package var shippedSecrets: [ShippedSecret] {
        secrets.value { context.map { SecretSearch(workload: self, context: $0).run() } ?? [] }
    }

    /// The manifests in the root of the context and in the folders that COPY takes files from.
    package var manifests: [Manifest] { declared.value }

    /// The commands that install the application's dependencies, in the order of the file.
    package var installs: [DependencyInstall] { installed.value }

    /// The configurations of servers and process managers that go from the context into the image.
    package var serverConfigs: [ServerConfig] { servers.value }

    /// The programs from PID 1 to the application; nil without a stage.
    package var process: ProcessChain? { chain.value }

    /// The shell scripts of the context that run at the start.
    package var scripts: [ShippedScript] { process?.scripts ?? [] }

    /// The instructions that make the image that runs, with their indexes, in the order they take effect.
    package var shipped: [(index: Int, instruction: Instruction)] {
        guard let stage else { return [] }
        return dockerfile.lineage(of: stage).flatMap { stage in
            stage.instructions.map { ($0, dockerfile.instructions[$0]) }
        }
    }

}
