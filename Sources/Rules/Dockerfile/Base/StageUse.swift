import Basics
import DockerfileSyntax

/// A place that takes files from a stage or image: `COPY --from=…` or `RUN --mount=…,from=…`.
struct StageUse {
    enum Target: Equatable {
        /// An earlier stage, by index.
        case stage(Int)
        /// The stage that it stands in.
        case itself
        /// A stage further down, which the builder does not know yet.
        case laterStage(Int)
        /// A number that no stage has.
        case missingNumber
        /// No stage: the builder takes it for a named context, or else for an image.
        case image(ImageReference)
        /// A variable stands in it, or nothing.
        case unknown
    }

    var instruction: Int
    var name: String
    /// The name in the file.
    var range: Range<Int>
    var target: Target
}

extension Dockerfile {
    /// All uses of stages and images, in the order of the file.
    var stageUses: [StageUse] {
        var uses: [StageUse] = []
        for stage in stages {
            for index in stage.instructions {
                let instruction = instructions[index]
                switch instruction.keyword {
                case .copy:
                    guard let flag = instruction.flag("from"), let name = flag.value else { continue }
                    uses.append(use(name, in: flag, index, stage))
                case .run:
                    for flag in instruction.flags where flag.name == "mount" {
                        guard let name = flag.value?.split(separator: ",").first(where: { $0.hasPrefix("from=") })
                        else { continue }
                        uses.append(use(String(name.dropFirst("from=".count)), in: flag, index, stage))
                    }
                default: break
                }
            }
        }
        return uses
    }

    private func use(_ name: String, in flag: Flag, _ instruction: Int, _ stage: Stage) -> StageUse {
        StageUse(
            instruction: instruction, name: name, range: place(of: name, in: flag.range),
            target: target(of: name, from: stage))
    }

    private func target(of name: String, from stage: Stage) -> StageUse.Target {
        if name.isEmpty || name.utf8.contains(UInt8(ascii: "$")) { return .unknown }
        let lower = name.lowercased()
        if let earlier = stages.last(where: { $0.index < stage.index && $0.name?.raw.lowercased() == lower }) {
            return .stage(earlier.index)
        }
        if stage.name?.raw.lowercased() == lower { return .itself }
        if let number = Int(name) {
            return number == stage.index
                ? .itself : stages.indices.contains(number) && number < stage.index ? .stage(number) : .missingNumber
        }
        if let later = stages.first(where: { $0.index > stage.index && $0.name?.raw.lowercased() == lower }) {
            return .laterStage(later.index)
        }
        return .image(ImageReference(name))
    }

    /// Where a name stands behind `from=` in a flag; the flag when it is not written out.
    private func place(of name: String, in range: Range<Int>) -> Range<Int> {
        let needle = Array("from=\(name)".utf8)
        let bytes = source.bytes[range.clamped(to: 0..<source.bytes.count)]
        guard needle.count <= bytes.count else { return range }
        for start in bytes.startIndex...(bytes.endIndex - needle.count) where bytes[start...].starts(with: needle) {
            return start + "from=".utf8.count..<start + needle.count
        }
        return range
    }

    /// The indexes of the stages that a stage needs, itself included.
    func needed(by stage: Stage) -> Set<Int> { needed(by: [stage]) }

    /// The indexes of the stages that any of these needs, themselves included.
    func needed(by wanted: [Stage]) -> Set<Int> {
        var sources = Array(repeating: [Int](), count: stages.count)
        for stage in stages {
            if case .stage(let base) = stage.base { sources[stage.index].append(base) }
        }
        for use in stageUses {
            guard case .stage(let source) = use.target, let user = self.stage(of: use.instruction) else { continue }
            sources[user.index].append(source)
        }
        var waiting = wanted.map(\.index)
        var needed = Set(waiting)
        while let index = waiting.popLast() {
            for source in sources[index] where needed.insert(source).inserted { waiting.append(source) }
        }
        return needed
    }

    /// Whether a stage is the one that is built by default, or one below it: what it holds ships.
    func ships(_ stage: Stage) -> Bool {
        guard let last = lastStage else { return false }
        return lineage(of: last).contains { $0.index == stage.index }
    }
}

extension Stage {
    /// The image of a stage that starts from one.
    var baseImage: ImageReference? {
        if case .image(let image) = base { image } else { nil }
    }
}
