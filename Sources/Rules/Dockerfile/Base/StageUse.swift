import Basics
import DockerfileSyntax
import Workload

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
    /// The stage that it stands in, by index.
    var stage: Int
    var name: String
    /// The name in the file.
    var range: Range<Int>
    var target: Target
}

extension Dockerfile {
    /// All uses of stages and images, in the order of the file.
    var stageUses: [StageUse] {
        var uses: [StageUse] = []
        var names = StageNames(self)
        for stage in stages {
            for index in stage.instructions {
                let instruction = instructions[index]
                switch instruction.keyword {
                case .copy:
                    guard let flag = instruction.flag("from"), let name = flag.value else { continue }
                    uses.append(use(name, in: flag, index, stage, names))
                case .run:
                    for flag in instruction.flags where flag.name == "mount" {
                        guard let name = flag.value?.split(separator: ",").first(where: { $0.hasPrefix("from=") })
                        else { continue }
                        uses.append(use(String(name.dropFirst("from=".count)), in: flag, index, stage, names))
                    }
                default: break
                }
            }
            names.pass(stage)
        }
        return uses
    }

    private func use(
        _ name: String, in flag: Flag, _ instruction: Int, _ stage: Stage, _ names: StageNames
    ) -> StageUse {
        StageUse(
            instruction: instruction, stage: stage.index, name: name, range: place(of: name, in: flag.range),
            target: names.target(of: name, from: stage))
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
            if case .stage(let source) = use.target { sources[use.stage].append(source) }
        }
        var waiting = wanted.map(\.index)
        var needed = Set(waiting)
        while let index = waiting.popLast() {
            for source in sources[index] where needed.insert(source).inserted { waiting.append(source) }
        }
        return needed
    }
}

extension Workload {
    /// The stage whose image runs and those below it: what they hold ships.
    var shippingStages: [Stage] { stage.map { dockerfile.lineage(of: $0) } ?? [] }
}

/// The names of the stages passed so far, and of all.
private struct StageNames {
    private var earlier: [String: Int] = [:]
    private var last: [String: Int] = [:]
    private let count: Int

    init(_ file: Dockerfile) {
        count = file.stages.count
        for stage in file.stages {
            guard let name = stage.name?.raw.lowercased() else { continue }
            last[name] = stage.index
        }
    }

    mutating func pass(_ stage: Stage) {
        if let name = stage.name?.raw.lowercased() { earlier[name] = stage.index }
    }

    func target(of name: String, from stage: Stage) -> StageUse.Target {
        if name.isEmpty || name.utf8.contains(UInt8(ascii: "$")) { return .unknown }
        let lower = name.lowercased()
        if let index = earlier[lower] { return .stage(index) }
        if stage.name?.raw.lowercased() == lower { return .itself }
        if let number = Int(name) {
            return number == stage.index ? .itself : 0..<stage.index ~= number ? .stage(number) : .missingNumber
        }
        if let later = last[lower], later > stage.index { return .laterStage(later) }
        return .image(ImageReference(name))
    }
}

extension Stage {
    /// The image of a stage that starts from one.
    var baseImage: ImageReference? {
        if case .image(let image) = base { image } else { nil }
    }
}
