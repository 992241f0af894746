package import Basics

/// What a source found out about an image before its layers are read, and what is checked once they are.
package struct ImagePlan: Sendable {
    /// Where the image is, for messages.
    package var name: String
    package var choice: ImageChoice
    package var manifest: ImageManifest?
    package var configDigest: Digest
    package var configuration: ImageConfiguration
    /// Lowest first.
    package var layers: [PlannedLayer]
    package var others: [ImageChoice]

    package init(
        name: String, choice: ImageChoice, manifest: ImageManifest?, configDigest: Digest,
        configuration: ImageConfiguration, layers: [PlannedLayer], others: [ImageChoice]
    ) {
        self.name = name
        self.choice = choice
        self.manifest = manifest
        self.configDigest = configDigest
        self.configuration = configuration
        self.layers = layers
        self.others = others
    }
}

/// A layer that is to be read.
package struct PlannedLayer: Sendable, Hashable {
    /// Inside the layout or archive; of a registry, the digest.
    package var path: String
    /// Of the blob as stored, where it is known.
    package var digest: Digest?
    package var size: Int?

    package init(path: String, digest: Digest?, size: Int?) {
        self.path = path
        self.digest = digest
        self.size = size
    }
}

/// A layer that was read.
package struct LayerOutcome<Result: Sendable>: Sendable {
    /// Of the blob as stored, by the algorithms that it was read with.
    package var digests: [Digest]
    package var facts: LayerFacts
    package var result: Result

    package init(digests: [Digest], facts: LayerFacts, result: Result) {
        self.digests = digests
        self.facts = facts
        self.result = result
    }
}

extension ImagePlan {
    /// Reads manifest and configuration into a plan. Throws `invalid` where a document is none, or is of no image.
    package init(
        name: String, choice: ImageChoice, manifest: ImageManifest, configuration bytes: [UInt8],
        others: [ImageChoice], limits: ImageLimits
    ) throws(Failure) {
        try manifest.checkIsImage(name)
        try manifest.config.digest.verify(bytes, size: manifest.config.size, what: name)
        self.init(
            name: name, choice: choice, manifest: manifest, configDigest: manifest.config.digest,
            configuration: try ImageConfiguration(bytes, what: "\(name): \(manifest.config.digest)"),
            layers: manifest.layers.map { PlannedLayer(path: $0.digest.blobPath, digest: $0.digest, size: $0.size) },
            others: others)
        try check(limits)
    }

    /// What can be told before a layer is read: how many there are.
    package func check(_ limits: ImageLimits) throws(Failure) {
        guard layers.count <= limits.layers else {
            throw Failure(
                .tooLarge,
                Text(
                    en: "\(name) has \(layers.count) layers; \(limits.layers) are read. No builder makes so many.",
                    ja: "\(name) のレイヤーが \(layers.count) 個あり、上限の \(limits.layers) 個を超えています。"))
        }
        guard layers.count == configuration.diffIDs.count else {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "\(name) has \(layers.count) layers, but its configuration names \(configuration.diffIDs.count). The image is broken: build or fetch it again.",
                    ja:
                        "\(name) のレイヤーは \(layers.count) 個ですが、設定には \(configuration.diffIDs.count) 個と記録されています。イメージが壊れているため、ビルドまたは取得し直してください。"
                ))
        }
    }

    /// The image, once each layer's digests agree with what manifest and configuration say of it.
    package func finished<C: LayerConsumer>(
        _ outcomes: [LayerOutcome<C.Result>], of consumer: C.Type
    ) throws(Failure) -> ReadImage<C> {
        var read: [ReadLayer<C.Result>] = []
        for (index, (layer, outcome)) in zip(layers, outcomes).enumerated() {
            if let size = layer.size, size != outcome.facts.storedSize {
                throw .wrongSize(
                    name, layer.digest ?? outcome.facts.diffID, said: size, found: outcome.facts.storedSize)
            }
            if let digest = layer.digest, !outcome.digests.contains(digest) {
                throw .wrongDigest(
                    name, said: digest, found: outcome.digests.first { $0.algorithm == digest.algorithm })
            }
            let said = configuration.diffIDs[index]
            guard said == outcome.facts.diffID else {
                throw Failure(
                    .invalid,
                    Text(
                        en:
                            "Layer \(index + 1) of \(name) (\(layer.path)) is not the one that the image's configuration names: its content has the digest \(outcome.facts.diffID), not \(said). The image was changed or damaged.",
                        ja:
                            "\(name) のレイヤー \(index + 1) (\(layer.path)) が、イメージの設定にあるものと異なります。内容のダイジェストは \(said) のはずですが、\(outcome.facts.diffID) です。改ざんまたは破損しています。"
                    ))
            }
            var facts = outcome.facts
            facts.digest = layer.digest
            read.append(ReadLayer(facts: facts, result: outcome.result))
        }
        return ReadImage(
            choice: choice, manifest: manifest, configDigest: configDigest, configuration: configuration, layers: read,
            joined: C.join(read.map(\.result)), others: others)
    }
}

extension ImageManifest {
    /// Whether its configuration is one of an image to run; charts, signatures and models have others.
    var isImage: Bool {
        let type = config.mediaType
        return artifactType == nil
            && (type.isEmpty || type == MediaType.ociConfig || type == "application/vnd.docker.container.image.v1+json")
    }

    /// Throws `invalid`, with what it is instead, for anything that no one can run.
    package func checkIsImage(_ name: String) throws(Failure) {
        if !isImage {
            let kind = artifactType ?? config.mediaType
            throw Failure(
                .invalid,
                Text(
                    en: "\(name) is not a container image: it holds `\(kind)`.",
                    ja: "\(name) はコンテナイメージではありません。内容は `\(kind)` です。"))
        }
        for layer in layers where !layer.mediaType.isEmpty {
            if layer.mediaType.hasSuffix("+encrypted") {
                throw Failure(
                    .invalid,
                    Text(
                        en:
                            "The layer \(layer.digest) of \(name) is encrypted. Decrypt the image first: `skopeo copy --decryption-key KEY`.",
                        ja: "\(name) のレイヤー \(layer.digest) は暗号化されています。先に `skopeo copy --decryption-key KEY` で復号してください。"
                    ))
            }
            guard MediaType.isLayer(layer.mediaType) else {
                throw Failure(
                    .invalid,
                    Text(
                        en: "\(name) is not a container image: one of its layers is `\(layer.mediaType)`.",
                        ja: "\(name) はコンテナイメージではありません。レイヤーの 1 つが `\(layer.mediaType)` です。"))
            }
        }
    }
}
