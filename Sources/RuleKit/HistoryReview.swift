import Basics
package import ImageScan
import Workload

/// What rules about Dockerfiles say of an image whose Dockerfile is not at hand, by its history.
package struct HistoryReview: Sendable {
    private let judge: Judge

    /// Rules that a single step decides, wherever it stands: no advice about a file that nobody sees.
    private static let rules: Set<String> = [
        // Updated alone, everything upgraded, sudo, ADD for COPY.
        "DF303", "DF307", "DF403", "DF501",
        // Passwords of accounts.
        "DF707", "DF708",
        // Certificates, signatures and hosts unchecked; downloads that are run.
        "DF801", "DF802", "DF803", "DF804", "DF805", "DF806", "DF807", "DF808", "DF809", "DF810", "DF811", "DF812",
    ]

    package init(_ registry: Registry, _ settings: Settings) {
        judge = Judge(Registry(rules: registry.rules.filter { Self.rules.contains($0.about.id) }), settings)
    }

    /// The faults, each at the image, with the step beside it; none for an image whose Dockerfile is known.
    package func findings(_ image: ScannedImage) -> [Finding] {
        guard image.dockerfile == nil, let history = HistoryDockerfile(image) else { return [] }
        let path = "Dockerfile"
        let tree = MemoryTree([path: history.text])
        guard let file = Discovery.find(in: tree, from: [path]).containerFile(path) else { return [] }
        let loader = WorkloadLoader(tree: tree)
        var seen: Set<Told> = []
        return loader.workloads(of: file).flatMap { judge.judge($0) }.compactMap { finding in
            guard finding.verdict == .fault, history.steps.indices.contains(finding.span.start.line - 1),
                let step = history.steps[finding.span.start.line - 1],
                seen.insert(Told(rule: finding.rule, step: step)).inserted
            else { return nil }
            var finding = finding
            finding.span = image.span
            finding.fix = nil
            finding.related = [.init(image.span, Self.note(step, image))]
            return finding
        }
    }

    private struct Told: Hashable {
        let rule: String
        let step: Int
    }

    private static func note(_ step: Int, _ image: ScannedImage) -> Text {
        var words = "\(step + 1)"
        if let layer = image.history.layers[step] {
            let origin = image.origin(ofLayer: layer).withShortDigests
            words += " (\(origin.count > 100 ? origin.prefix(99) + "…" : origin[...]))"
        }
        return Text(en: "step \(words) of the image's history", ja: "イメージの履歴のステップ \(words)")
    }
}
