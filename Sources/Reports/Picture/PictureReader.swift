import Basics
import DockerfileSyntax
import Workload

/// Takes out of a workload's graph what is drawn of it.
struct PictureReader {
    private let workload: Workload
    private let source: SourceFile
    /// The secrets in the Dockerfile: a variable can carry one into a word that is shown.
    private let secrets: [String]
    private var picture = WorkloadPicture()

    /// Stages beyond these are not drawn: a file can hold thousands.
    static let mostStages = 60
    private static let mostCopies = 400

    init(_ workload: Workload) {
        self.workload = workload
        source = workload.dockerfile.source
        secrets = SecretContent.scan(source.bytes).map { [source] in source.text($0.range) }.filter { $0.count > 3 }
    }

    mutating func read() -> WorkloadPicture {
        guard let final = workload.stage else { return picture }
        picture.context = workload.context?.root
        let used = Self.used(final, workload.dockerfile)
        for stage in workload.dockerfile.stages.prefix(Self.mostStages) {
            picture.stages.append(read(stage, isFinal: stage.index == final.index, isUsed: used.contains(stage.index)))
            copies(of: stage)
        }
        configuration()
        chain()
        return picture
    }

    private func place(_ range: Range<Int>) -> WorkloadPicture.Place {
        WorkloadPicture.Place(path: source.path, line: source.line(at: range.lowerBound))
    }

    private func told(_ text: String) -> String {
        var text = text
        for secret in secrets where text.contains(secret) { text = text.replacing(secret, with: "***") }
        return String(text.prefix(300))
    }

    private func told(_ word: Word) -> String { told(word.shown) }

    // MARK: Stages

    private func read(_ stage: Stage, isFinal: Bool, isUsed: Bool) -> WorkloadPicture.Stage {
        let instructions = workload.dockerfile.instructions
        let base: WorkloadPicture.Stage.Base =
            switch stage.base {
            case .scratch: .scratch
            case .stage(let index): .stage(index)
            case .image: .image(told(stage.image))
            case .unknown: .unknown(told(stage.image.raw))
            }
        let runs = stage.instructions.count {
            instructions.indices.contains($0) && instructions[$0].keyword == .run
        }
        return WorkloadPicture.Stage(
            name: stage.name.map { told($0.raw) }, base: base, place: place(stage.image.range), runs: runs,
            isFinal: isFinal, isUsed: isUsed)
    }

    /// The stages that the image of one comes from.
    private static func used(_ final: Stage, _ file: Dockerfile) -> Set<Int> {
        var used: Set<Int> = []
        var waiting = [final]
        while let stage = waiting.popLast() {
            guard used.insert(stage.index).inserted else { continue }
            if case .stage(let index) = stage.base, file.stages.indices.contains(index) {
                waiting.append(file.stages[index])
            }
            for index in stage.instructions where file.instructions.indices.contains(index) {
                let instruction = file.instructions[index]
                let names = [instruction.flag("from")?.value] + instruction.mounts.map(\.from)
                waiting += names.compactMap { $0.flatMap { file.stage(named: $0) } }
            }
        }
        return used
    }

    // MARK: Copies

    private mutating func copies(of stage: Stage) {
        let file = workload.dockerfile
        let taken = workload.contextCopies.filter { $0.stage == stage.index }
        for index in stage.instructions where file.instructions.indices.contains(index) {
            guard picture.copies.count < Self.mostCopies else { return }
            let instruction = file.instructions[index]
            let fromContext = taken.first { $0.instruction == index }
            if let view = instruction.copy {
                picture.copies.append(read(view, instruction, stage, fromContext))
            }
            for mount in instruction.mounts where mount.kind == .bind {
                picture.copies.append(
                    WorkloadPicture.Copy(
                        way: .mount, origin: origin(mount.from), stage: stage.index,
                        sources: [told(mount.source ?? ".")], destination: mount.target.map { told($0) },
                        files: nil, bytes: nil, place: place(mount.flag.range)))
            }
        }
    }

    private func read(
        _ view: CopyView, _ instruction: Instruction, _ stage: Stage, _ taken: ContextCopy?
    ) -> WorkloadPicture.Copy {
        let kinds = view.sources.map(\.kind)
        var origin = origin(view.from?.value)
        if view.from == nil, !kinds.isEmpty, !kinds.contains(.path) {
            origin = kinds.contains(.url) || kinds.contains(.git) ? .address : .inline
        }
        let isKnown = origin == .context && taken?.sources.allSatisfy { $0.outcome != .unknown } == true
        return WorkloadPicture.Copy(
            way: view.isAdd ? .add : .copy, origin: origin, stage: stage.index,
            sources: view.sources.prefix(12).map { told($0.word) }, destination: view.destination.map { told($0) },
            files: isKnown ? taken?.files.count : nil, bytes: isKnown ? taken?.totalBytes : nil,
            place: place(instruction.range))
    }

    private func origin(_ from: String?) -> WorkloadPicture.Copy.Origin {
        guard let from else { return .context }
        return workload.dockerfile.stage(named: from).map { .stage($0.index) } ?? .image(told(from))
    }

    // MARK: The image that runs

    private mutating func configuration() {
        guard let config = workload.config else { return }
        let instructions = workload.dockerfile.instructions
        func setting(_ text: String, _ instruction: Int) -> WorkloadPicture.Setting? {
            guard instructions.indices.contains(instruction) else { return nil }
            return WorkloadPicture.Setting(text: told(text), place: place(instructions[instruction].range))
        }
        picture.user = config.user.flatMap { setting($0.value.shown, $0.instruction) }
        picture.workdir = config.workdir.flatMap { folder in
            folder.value.flatMap { setting($0, folder.instruction) }
        }
        picture.stopSignal = config.stopSignal.flatMap { setting($0.value.shown, $0.instruction) }
        picture.ports = config.exposed.prefix(40).compactMap { setting($0.value.shown, $0.instruction) }
        picture.volumes = config.volumes.prefix(40).compactMap { setting($0.value.shown, $0.instruction) }
    }

    private mutating func chain() {
        guard let chain = workload.process else { return }
        picture.processes = chain.links.prefix(20).map { read($0) }
        picture.missed = chain.missed.map { read($0) }
        switch chain.verdict {
        case .reaches: picture.signal = .reaches
        case .unknown(let why): picture.signal = .unknown(why)
        case .blocked(let index, _):
            let link = chain.links.indices.contains(index) ? chain.links[index].span : nil
            guard let span = chain.obstacle ?? link, index < picture.processes.count else { return }
            picture.signal = .blocked(
                at: index, place: WorkloadPicture.Place(path: span.path, line: span.start.line))
        }
    }

    private func read(_ link: ProcessChain.Link) -> WorkloadPicture.Process {
        WorkloadPicture.Process(
            name: told(link.name), isShell: link.kind == .shellForm || link.kind == .script,
            place: WorkloadPicture.Place(path: link.span.path, line: link.span.start.line))
    }
}
