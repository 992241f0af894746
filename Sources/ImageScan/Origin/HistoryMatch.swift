package import DockerfileSyntax
package import OCIImage

/// Which step of an image's history, and so which layer, comes from which instruction of a Dockerfile.
package struct HistoryMatch: Sendable {
    package let steps: [HistoryStep]
    /// For each step, its layer; nil for steps that made none, and for all where history and layers do not agree.
    package let layers: [Int?]
    /// For each step, the number of the instruction in the Dockerfile; nil for those of the base image.
    package private(set) var instructions: [Int?]
    /// The first step that is not the base image's; nil where no Dockerfile is at hand or it does not fit.
    package private(set) var firstOwnStep: Int?
    /// Instructions of the Dockerfile that the image knows nothing of, and steps behind the base image that the
    /// Dockerfile knows nothing of: the image was built from another state of it.
    package private(set) var strayInstructions: [Int] = []
    package private(set) var straySteps: [Int] = []

    /// Beyond this many steps or instructions nothing is matched: the work grows with their product.
    private static let limit = 1_000

    package init(_ configuration: ImageConfiguration, layerCount: Int) {
        steps = configuration.history.map { HistoryStep($0) }
        let filled = configuration.history.indices.filter { !configuration.history[$0].isEmptyLayer }
        var layers: [Int?] = Array(repeating: nil, count: steps.count)
        if filled.count == layerCount { for (layer, step) in filled.enumerated() { layers[step] = layer } }
        self.layers = layers
        instructions = Array(repeating: nil, count: steps.count)
    }

    /// The same, held against the Dockerfile's stage that makes the image. What fits badly is left unmatched.
    package func matched(with file: Dockerfile, stage: Stage) -> HistoryMatch {
        let expected = file.lineage(of: stage).flatMap(\.instructions).compactMap { ExpectedStep(file, $0) }
        guard !expected.isEmpty, !steps.isEmpty, expected.count <= Self.limit, steps.count <= Self.limit else {
            return self
        }
        var match = self
        let pairs = align(expected)
        let good = pairs.count
        // Half of the instructions at least must be found: else it is another image.
        guard good * 2 >= expected.count, good > 0, let first = pairs.first else { return self }
        for (step, item) in pairs { match.instructions[step] = expected[item].instruction }
        // Instructions before the first that was found may be anywhere: the base ends where the first one fits.
        match.firstOwnStep = first.item == 0 ? first.step : nil
        let found = Set(pairs.map(\.item))
        match.strayInstructions = expected.indices.filter { !found.contains($0) }.map { expected[$0].instruction }
        match.straySteps = steps.indices.filter { $0 > first.step && match.instructions[$0] == nil }
        return match
    }

    /// The best order-keeping assignment: steps before the first match cost nothing (the base image), every other step
    /// or instruction without a partner costs a point.
    private func align(_ expected: [ExpectedStep]) -> [(step: Int, item: Int)] {
        let words = steps.map { ExpectedStep.words($0.keyword == "RUN" ? $0.command : $0.arguments) }
        let (m, n) = (steps.count, expected.count)
        let width = n + 1
        var score = [Int32](repeating: 0, count: (m + 1) * width)
        var likeness = [Int8](repeating: 0, count: m * n)
        for j in stride(from: 1, through: n, by: 1) { score[j] = Int32(-j) }
        for i in stride(from: 1, through: m, by: 1) {
            for j in stride(from: 1, through: n, by: 1) {
                let like = expected[j - 1].likeness(steps[i - 1], words[i - 1])
                likeness[(i - 1) * n + j - 1] = Int8(like)
                var best = max(score[(i - 1) * width + j] - 1, score[i * width + j - 1] - 1)
                if like > 1 { best = max(best, score[(i - 1) * width + j - 1] + Int32(like)) }
                score[i * width + j] = best
            }
        }
        var pairs: [(step: Int, item: Int)] = []
        var (i, j) = (m, n)
        while i > 0, j > 0 {
            let here = score[i * width + j]
            let like = likeness[(i - 1) * n + j - 1]
            if like > 1, here == score[(i - 1) * width + j - 1] + Int32(like) {
                pairs.append((i - 1, j - 1))
                i -= 1
                j -= 1
            } else if here == score[(i - 1) * width + j] - 1 {
                i -= 1
            } else {
                j -= 1
            }
        }
        return pairs.reversed()
    }

    /// The step that made a layer.
    package func step(ofLayer layer: Int) -> Int? { layers.firstIndex { $0 == layer } }

    /// The instruction that made a layer.
    package func instruction(ofLayer layer: Int) -> Int? { step(ofLayer: layer).flatMap { instructions[$0] } }

    /// How many of the lowest layers are the base image's; nil where that is not known.
    package var baseLayers: Int? {
        guard let firstOwnStep else { return nil }
        return layers[..<firstOwnStep].compactMap(\.self).map { $0 + 1 }.max() ?? 0
    }
}
