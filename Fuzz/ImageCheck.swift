import Basics
import DockerfileSyntax
import ImageScan
import OCIImage

/// What the readers of images promise: their documents, whole archives, and the history beside a Dockerfile.
enum ImageCheck {
    /// A document where the input begins as JSON does, else an archive.
    static func load(_ bytes: [UInt8]) {
        if bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "[") { return document(bytes) }
        let whole = archive(bytes, [])
        let cut = archive(bytes, StreamCheck.cuts(bytes))
        precondition((whole == nil) == (cut == nil), "what is refused does not depend on cuts")
        guard let whole, let cut else { return }
        precondition(whole.configDigest == cut.configDigest && whole.layers.map(\.facts) == cut.layers.map(\.facts))
        StreamCheck.check(whole)
        history(whole.configuration, layers: whole.layers.count)
    }

    private static func archive(_ bytes: [UInt8], _ cuts: [Int]) -> ReadImage<LayerScanner>? {
        var stream = ImageStream(name: "image.tar", limits: StreamCheck.limits) { LayerScanner(LayerScanner.Options()) }
        do {
            for piece in StreamCheck.pieces(bytes, cuts) {
                try StreamCheck.push(piece) { bytes throws(Failure) in try stream.feed(bytes) }
            }
            let images = try stream.finish()
            for form in [ArchiveForm.layout, .docker] {
                _ = try? images.choices(reference: nil, form: form)
                _ = try? images.read(nil, reference: "latest", form: form)
            }
            return try images.read(nil, reference: nil)
        } catch {
            return nil
        }
    }

    private static func document(_ bytes: [UInt8]) {
        if let manifest = try? ImageManifest(bytes, what: "manifest") {
            precondition(
                manifest.layers.allSatisfy { $0.size >= 0 } && manifest.config.size >= 0, "sizes are not negative")
        }
        if let index = try? ImageIndex(bytes, what: "index") {
            precondition(index.manifests.allSatisfy { $0.size >= 0 }, "sizes are not negative")
        }
        guard let configuration = try? ImageConfiguration(bytes, what: "configuration") else { return }
        _ = configuration.environment
        precondition((try? ImageConfiguration(bytes, what: "configuration")) == configuration, "it reads the same")
        history(configuration, layers: configuration.diffIDs.count)
        history(configuration, layers: configuration.history.count { !$0.isEmptyLayer })
    }

    private static let dockerfile = Dockerfile(
        SourceFile(
            path: "Dockerfile",
            bytes: Array(
                """
                ARG BASE=debian:12
                FROM ${BASE} AS build
                ARG TOKEN
                RUN --mount=type=cache,target=/root make all
                FROM debian:12
                ENV A=1 B="two words"
                COPY --from=build --chown=1000:1000 /out /srv/
                RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
                USER app
                ENTRYPOINT ["/srv/app"]
                CMD ["--port", "80"]

                """.utf8)))

    private static func history(_ configuration: ImageConfiguration, layers: Int) {
        for entry in configuration.history.prefix(200) {
            let step = HistoryStep(entry)
            precondition(step == HistoryStep(entry), "it reads the same")
            precondition(step.keyword == step.keyword.uppercased(), "keywords are capital")
        }
        guard let stage = dockerfile.stages.last else { preconditionFailure("the Dockerfile has stages") }
        let plain = HistoryMatch(configuration, layerCount: layers)
        let match = plain.matched(with: dockerfile, stage: stage)
        precondition(match.steps.count == configuration.history.count && match.layers.count == match.steps.count)
        precondition(match.instructions.count == match.steps.count)
        let matched = match.instructions.compactMap(\.self)
        precondition(zip(matched, matched.dropFirst()).allSatisfy { $0 < $1 }, "instructions keep their order")
        precondition(matched.allSatisfy(dockerfile.instructions.indices.contains), "instructions are there")
        precondition((match.baseLayers ?? 0) <= layers, "no more layers are the base's than there are")
        for layer in 0..<min(layers, 20) { _ = match.instruction(ofLayer: layer) }
    }
}
