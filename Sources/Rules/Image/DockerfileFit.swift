import DockerfileSyntax
import ImageScan
import OCIImage
import RuleKit
import Workload

/// How well a Dockerfile tells what its image's history tells; nil where there is too little to compare.
struct DockerfileFit {
    let file: Dockerfile
    let workload: Workload
    /// Instructions that left steps, by number.
    let matched: Set<Int>
    /// Instructions without a step and steps without an instruction, of the kinds that no builder folds or rewrites.
    let instructions: [Int]
    let steps: [Int]

    init?(_ subject: ImageSubject) {
        let history = subject.image.history
        guard let file = subject.image.dockerfile, let workload = subject.workload, history.firstOwnStep != nil else {
            return nil
        }
        self.file = file
        self.workload = workload
        let found = Set(history.instructions.compactMap(\.self))
        matched = found
        let shipped = workload.shipped
        // Another shell stands in the history with words of its own.
        let hasShell = shipped.contains { $0.instruction.keyword == .shell }
        let stages = Set(file.stages.filter { !found.isDisjoint(with: $0.instructions) }.map(\.index))
        instructions = history.strayInstructions.filter { index in
            guard file.instructions.indices.contains(index) else { return false }
            // A stage of which nothing is there was not built: the image is another target's.
            guard file.stages.contains(where: { stages.contains($0.index) && $0.instructions.contains(index) }) else {
                return false
            }
            return Self.isTelling(file.instructions[index]) && !(hasShell && file.instructions[index].keyword == .run)
                && !found.contains(index)
        }
        let isBuildKit = subject.image.configuration.history.map { $0.createdBy.contains("# buildkit") }
        steps = history.straySteps.filter { step in
            guard history.steps.indices.contains(step) else { return false }
            switch history.steps[step].keyword {
            case "RUN": return !hasShell
            // The classic builder writes a digest in place of the sources.
            case "COPY", "ADD": return isBuildKit.indices.contains(step) && isBuildKit[step]
            default: return false
            }
        }
        let strays = history.strayInstructions.count + history.straySteps.count
        guard found.count >= 2, found.count >= strays else { return nil }
    }

    /// Whether its step looks like it with every builder.
    private static func isTelling(_ instruction: Instruction) -> Bool {
        guard instruction.heredocs.isEmpty else { return false }
        let text = String(decoding: instruction.text.bytes, as: UTF8.self)
        switch instruction.keyword {
        case .run: return !text.contains("$")
        // Buildah and the classic builder write neither sources nor destination as they stand here.
        case .copy, .add, .arg, .env, .label, .onbuild, .healthcheck, .shell, .maintainer: return false
        default: return false
        }
    }
}
