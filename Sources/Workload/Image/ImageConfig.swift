package import DockerfileSyntax

/// The configuration that a stage gives its image, worked out from the file as the builder does it.
///
/// What the base image outside the file sets is not here: `base` says which it is, and `KnownImage` what is known of it.
package struct ImageConfig: Sendable {
    /// A setting and the instruction that made it, by index in the file.
    package struct Setting<Value: Sendable>: Sendable {
        package var value: Value
        package var instruction: Int
    }

    /// The image under the whole lineage of stages.
    package private(set) var base: Stage.Base = .unknown
    package private(set) var user: Setting<Word>?
    /// Absolute where the file tells all its parts.
    package private(set) var workdir: Setting<String?>?
    package private(set) var environment: [String: Setting<String?>] = [:]
    package private(set) var exposed: [Setting<Word>] = []
    package private(set) var volumes: [Setting<Word>] = []
    package private(set) var stopSignal: Setting<Word>?
    package private(set) var healthcheck: Setting<Instruction>?
    package private(set) var entrypoint: Setting<Instruction>?
    package private(set) var command: Setting<Instruction>?
    package private(set) var shell: Setting<[String]>?
    package private(set) var labels: [String: Setting<Pair>] = [:]

    package init(_ file: Dockerfile, _ stage: Stage) {
        let lineage = file.lineage(of: stage)
        base = lineage.first?.base ?? .unknown
        for stage in lineage {
            var hasOwnCommand = false
            for index in stage.instructions where file.instructions.indices.contains(index) {
                apply(file.instructions[index], index, &hasOwnCommand)
            }
        }
    }

    private mutating func apply(_ instruction: Instruction, _ index: Int, _ hasOwnCommand: inout Bool) {
        switch instruction.keyword {
        case .user: user = instruction.word.map { Setting(value: $0, instruction: index) }
        case .workdir:
            guard let word = instruction.word else { return }
            workdir = Setting(
                value: Self.join(workdir.map(\.value) ?? KnownStart.of(base)?.workdir, word.value), instruction: index)
        case .env:
            for pair in instruction.pairs {
                environment[pair.key.shown] = Setting(value: pair.value?.value, instruction: index)
            }
        case .label:
            for pair in instruction.pairs { labels[pair.key.shown] = Setting(value: pair, instruction: index) }
        case .expose: exposed += instruction.words.map { Setting(value: $0, instruction: index) }
        case .volume: volumes += instruction.words.map { Setting(value: $0, instruction: index) }
        case .stopsignal: stopSignal = instruction.word.map { Setting(value: $0, instruction: index) }
        case .healthcheck: healthcheck = Setting(value: instruction, instruction: index)
        case .shell: shell = Setting(value: instruction.words.map(\.raw), instruction: index)
        case .cmd:
            command = Setting(value: instruction, instruction: index)
            hasOwnCommand = true
        case .entrypoint:
            entrypoint = Setting(value: instruction, instruction: index)
            // The builder drops an inherited CMD: it was meant for another program.
            if !hasOwnCommand { command = nil }
        default: break
        }
    }

    /// A relative WORKDIR goes on from the one before it, or from that of the base image where it is known.
    private static func join(_ base: String?, _ path: String?) -> String? {
        guard let path else { return nil }
        if path.hasPrefix("/") || path.contains(":") { return path }
        guard let base else { return nil }
        return base == "/" ? "/" + path : base + "/" + path
    }

    /// The folder that relative paths start from: WORKDIR, or what the base image is known to set.
    var workingFolder: String { workdir?.value ?? KnownStart.of(base)?.workdir ?? "/" }

    /// Whether the image switches off health checks with `HEALTHCHECK NONE`.
    package var healthcheckIsNone: Bool {
        guard case .health(let type, _)? = healthcheck?.value.arguments else { return false }
        return type.raw.uppercased() == "NONE"
    }
}
