package import Basics
package import DockerfileSyntax
package import ImageScan
package import Workload

/// A built image as rules look at it, with the workload whose Dockerfile made it, where one is at hand.
package struct ImageSubject: Sendable {
    package let image: ScannedImage
    package let workload: Workload?
    /// What the repository allows the image to weigh; nil where it says nothing.
    package let budget: ImageBudget?
    /// What signs is known, so that a signature can be verified.
    package let isKeyGiven: Bool

    package init(_ image: ScannedImage, workload: Workload? = nil, budget: ImageBudget? = nil, isKeyGiven: Bool = false)
    {
        self.image = image
        self.workload = workload
        self.budget = budget
        self.isKeyGiven = isKeyGiven
    }

    /// The image itself as a place.
    package var span: Span { image.span }

    /// Where a layer comes from: the instruction that made it, else the image.
    package func span(ofLayer layer: Int?) -> Span { image.span(ofLayer: layer) }

    /// Where a setting of the configuration comes from: the last instruction of that kind in the stages that make the
    /// image, else the FROM that leaves it to the base image, else the image itself.
    package func span(of keyword: Keyword) -> Span {
        guard let workload, let stage = workload.stage, let file = image.dockerfile else { return span }
        let last = workload.shipped.last { $0.instruction.keyword == keyword }
        if let last { return file.source.span(last.instruction.range) }
        guard file.instructions.indices.contains(stage.from) else { return span }
        return file.source.span(file.instructions[stage.from].range)
    }

    /// How a layer is told of in a message: `layer 3 (RUN npm ci)`.
    package func told(_ layer: Int) -> String {
        let origin = image.origin(ofLayer: layer).withShortDigests
        let short = origin.count > 60 ? origin.prefix(59) + "…" : origin[...]
        return origin.isEmpty ? "\(layer + 1)" : "\(layer + 1) (\(short))"
    }
}

extension ImageSubject: RuleSubject {
    package static func check<R: Rule>(by rule: R) -> Check where R.Subject == ImageSubject {
        .image { rule.check($0, &$1) }
    }
}

/// What an image may weigh: a budget that a build is held to (`plimsoll-budget.yml`, or `budget:` in plimsoll.yml).
package struct ImageBudget: Sendable, Hashable {
    /// Where it is written.
    package var span: Span
    /// Bytes of all layers without compression, and as stored.
    package var size: Int?
    package var storedSize: Int?
    /// Bytes of any one layer without compression.
    package var layer: Int?
    /// The least share of the bytes that a container sees, 0 to 1.
    package var efficiency: Double?

    package init(
        span: Span, size: Int? = nil, storedSize: Int? = nil, layer: Int? = nil, efficiency: Double? = nil
    ) {
        self.span = span
        self.size = size
        self.storedSize = storedSize
        self.layer = layer
        self.efficiency = efficiency
    }
}

extension Judge {
    /// The findings about a built image, by place; silenced ones are marked, not left out. Comments of the Dockerfile
    /// silence what its instructions caused.
    package func judge(_ subject: ImageSubject) -> [Finding] {
        guard hasImageRules else { return [] }
        var findings = findings(about: subject)
        // What a comment that silences nothing deserves is told where the Dockerfile alone is judged.
        if let file = subject.image.dockerfile { _ = silencer.silence(&findings, file) }
        silencer.silenceBySettings(&findings)
        return findings.sorted(by: Self.precedes)
    }
}
