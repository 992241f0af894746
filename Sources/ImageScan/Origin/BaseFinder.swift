import Basics
import DockerfileSyntax
import OCIImage

/// Recognises the image below an image: by the layers that a lock file knows, by where the Dockerfile's own steps begin,
/// by labels.
struct BaseFinder {
    let configuration: ImageConfiguration
    let history: HistoryMatch
    let known: [ImageScanner.KnownBase]
    let dockerfile: (file: Dockerfile, stage: Stage)?

    func find() -> BaseImage {
        let labels = configuration.labels
        var base = BaseImage()
        base.name = labels["org.opencontainers.image.base.name"]
        base.digest = labels["org.opencontainers.image.base.digest"].flatMap { Digest($0) }
        if base.name != nil || base.digest != nil { base.evidence = .labels }
        if let layers = history.baseLayers {
            base.evidence = .history
            base.layers = layers
            base.name = name ?? base.name
        }
        // The longest list of layers that the image begins with; a list of all its layers would be the image itself.
        let fitting = known.filter { item in
            !item.diffIDs.isEmpty && item.diffIDs.count < max(2, configuration.diffIDs.count + 1)
                && configuration.diffIDs.starts(with: item.diffIDs)
        }
        if let best = fitting.max(by: { $0.diffIDs.count < $1.diffIDs.count }) {
            base.evidence = .lockFile
            base.name = best.name
            base.digest = best.digest ?? base.digest
            base.layers = best.diffIDs.count
        }
        if let count = base.layers, count > 0 {
            let step = history.step(ofLayer: count - 1)
            base.created = step.flatMap { configuration.history[$0].created }.flatMap { Day($0.prefix(10)) }
        }
        return base
    }

    /// What FROM names.
    private var name: String? {
        guard let dockerfile, let first = dockerfile.file.lineage(of: dockerfile.stage).first else { return nil }
        return first.image.value ?? first.image.raw
    }
}
