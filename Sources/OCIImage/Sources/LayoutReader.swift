import Basics

/// What an OCI layout says, wherever its files are: which images it holds and what is attached to them.
///
/// OCI image specification, "Image Layout". Docker, BuildKit, containerd, skopeo and cosign write it; each names images by
/// annotations of its own.
struct LayoutReader {
    let files: any ImageFiles
    let limits: ImageLimits

    /// Of all indexes together; image stores have hundreds.
    static let descriptorLimit = 5_000
    static let depthLimit = 8

    /// A manifest that an index names.
    struct Leaf {
        var descriptor: Descriptor
        /// Also those of the index that it is in.
        var names: [String]
    }

    struct Image {
        var descriptor: Descriptor
        var choice: ImageChoice
        /// Whether its manifest is there; `docker save` lists platforms that it does not hold.
        var isPresent: Bool
    }

    // MARK: Walking

    /// Every manifest under `index.json`, each once, in order.
    func leaves() throws(Failure) -> [Leaf] {
        guard let bytes = try files.document("index.json", limit: limits.document) else {
            throw Failure(
                .invalid,
                Text(
                    en: "\(files.name) is no OCI layout: it has no index.json.",
                    ja: "\(files.name) は OCI レイアウトではありません。index.json がありません。"))
        }
        var walk = Walk()
        try self.walk(try ImageIndex(bytes, what: "\(files.name): index.json"), [], 0, &walk)
        return walk.leaves
    }

    private struct Walk {
        var leaves: [Leaf] = []
        var places: [Digest: Int] = [:]
        var indexes: Set<Digest> = []
        var count = 0
    }

    private func walk(_ index: ImageIndex, _ names: [String], _ depth: Int, _ walk: inout Walk) throws(Failure) {
        for descriptor in index.manifests {
            walk.count += 1
            guard walk.count <= Self.descriptorLimit else {
                throw Failure(
                    .tooLarge,
                    Text(
                        en:
                            "\(files.name) lists more than \(Self.descriptorLimit) images. Copy the one that is meant into a layout of its own: `skopeo copy`.",
                        ja:
                            "\(files.name) のイメージが \(Self.descriptorLimit) 個を超えています。対象のイメージだけを `skopeo copy` で別のレイアウトにコピーしてください。"
                    ))
            }
            let names = names + descriptor.names.filter { !names.contains($0) }
            let known = MediaType.isManifest(descriptor.mediaType)
            if !known, files.has(descriptor.digest.blobPath),
                MediaType.isIndex(descriptor.mediaType) || descriptor.mediaType.isEmpty
            {
                // An index that names itself, by a digest that cannot be true, ends here as well.
                guard walk.indexes.insert(descriptor.digest).inserted else { continue }
                let bytes = try files.document(
                    descriptor.digest, size: descriptor.size, limit: limits.document)
                if MediaType.isIndex(descriptor.mediaType) || JSONNode(root: bytes)?["manifests"]?.isArray == true {
                    guard depth < Self.depthLimit else {
                        throw Failure(
                            .invalid,
                            Text(
                                en: "The indexes of \(files.name) are nested more than \(Self.depthLimit) deep.",
                                ja: "\(files.name) のインデックスの入れ子が \(Self.depthLimit) 段を超えています。"))
                    }
                    let inner = try ImageIndex(bytes, what: "\(files.name): \(descriptor.digest)")
                    try self.walk(inner, names, depth + 1, &walk)
                    continue
                }
            }
            if let place = walk.places[descriptor.digest] {
                walk.leaves[place].names += names.filter { !walk.leaves[place].names.contains($0) }
            } else {
                walk.places[descriptor.digest] = walk.leaves.count
                walk.leaves.append(Leaf(descriptor: descriptor, names: names))
            }
        }
    }

    // MARK: Images

    /// The images that can be run, or those of them that go by `tag`.
    func images(tag: String?) throws(Failure) -> [Image] {
        var images: [Image] = []
        var names: [String] = []
        for leaf in try leaves() where !leaf.descriptor.isAttachment && !leaf.names.contains(where: Self.isCosignTag) {
            names += leaf.names
            if let tag, !leaf.answers(to: tag) { continue }
            if let image = try image(leaf) { images.append(image) }
        }
        if images.isEmpty, let tag {
            throw Failure(
                .notFound,
                Text(
                    en:
                        "\(files.name) has no image `\(tag)`. It has: \(names.isEmpty ? "images without a name" : PlatformChoice.list(names)).",
                    ja:
                        "\(files.name) にイメージ `\(tag)` がありません。あるのは \(names.isEmpty ? "名前のないイメージ" : PlatformChoice.list(names)) です。"
                ))
        }
        return images
    }

    /// Nil for what is no image.
    private func image(_ leaf: Leaf) throws(Failure) -> Image? {
        let descriptor = leaf.descriptor
        func image(_ platform: Platform, isPresent: Bool) -> Image {
            Image(
                descriptor: descriptor,
                choice: ImageChoice(platform: platform, manifest: descriptor.digest, names: leaf.names),
                isPresent: isPresent)
        }
        let isPresent = files.has(descriptor.digest.blobPath)
        if let platform = descriptor.platform {
            return platform.os == "unknown" ? nil : image(platform, isPresent: isPresent)
        }
        guard isPresent else { return image(Platform(os: "unknown", architecture: "unknown"), isPresent: false) }
        let what = "\(files.name): \(descriptor.digest)"
        let manifest = try ImageManifest(
            try files.document(descriptor.digest, size: descriptor.size, limit: limits.document), what: what)
        guard manifest.isImage, manifest.subject == nil else { return nil }
        guard files.has(manifest.config.digest.blobPath) else {
            return image(Platform(os: "unknown", architecture: "unknown"), isPresent: false)
        }
        let configuration = try ImageConfiguration(
            try files.document(manifest.config.digest, size: manifest.config.size, limit: limits.document), what: what)
        return image(configuration.platform, isPresent: true)
    }

    /// What is to be read for one platform.
    func plan(_ platform: Platform?, tag: String?) throws(Failure) -> ImagePlan {
        let images = try images(tag: tag)
        let present = images.filter(\.isPresent)
        if present.isEmpty, let lost = images.first { throw .missingBlob(lost.descriptor.digest, files.name) }
        if let platform, !present.contains(where: { $0.choice.platform.satisfies(platform) }),
            let lost = images.first(where: { $0.choice.platform.satisfies(platform) })
        {
            throw .missingBlob(lost.descriptor.digest, files.name)
        }
        let index = try PlatformChoice.pick(present.map(\.choice), platform, name: files.name)
        return try plan(
            present[index].descriptor, present[index].choice,
            others: present.indices.filter { $0 != index }.map { present[$0].choice })
    }

    func plan(_ descriptor: Descriptor, _ choice: ImageChoice, others: [ImageChoice]) throws(Failure) -> ImagePlan {
        let bytes = try files.document(descriptor.digest, size: descriptor.size, limit: limits.document)
        let manifest = try ImageManifest(bytes, what: "\(files.name): \(descriptor.digest)")
        try manifest.checkIsImage(files.name)
        let configuration = try files.document(
            manifest.config.digest, size: manifest.config.size, limit: limits.document)
        return try ImagePlan(
            name: files.name, choice: choice, manifest: manifest, configuration: configuration, others: others,
            limits: limits)
    }

    /// `sha256-….sig`, as cosign names what it puts beside an image.
    static func isCosignTag(_ name: String) -> Bool {
        let tag = name.split(separator: ":").last ?? ""
        guard tag.hasPrefix("sha256-") else { return false }
        let hex = tag.utf8.dropFirst(7).prefix(64)
        return hex.count == 64 && hex.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}

extension LayoutReader.Leaf {
    /// Whether `tag` of `oci:DIR:TAG` means this: the tag alone, the whole name, or the digest.
    func answers(to tag: String) -> Bool {
        if descriptor.digest.description == tag || "@\(descriptor.digest)" == tag { return true }
        let wanted = try? ImageReference(tag)
        return names.contains { name in
            if name == tag { return true }
            guard let reference = try? ImageReference(name) else { return false }
            // A name that is a lone tag reads as a repository: it was compared above.
            return (name.contains("/") || name.contains(":")) && (reference.tag == tag || reference == wanted)
        }
    }
}

extension Descriptor {
    /// The names that builders and engines give an image in an index.
    var names: [String] {
        ["io.containerd.image.name", "org.opencontainers.image.ref.name"].compactMap { annotations[$0] }
            .filter { !$0.isEmpty }
    }

    /// Whether its annotations say that it belongs to an image instead of being one.
    var isAttachment: Bool {
        isAttestation || annotations["vnd.docker.reference.digest"] != nil || artifactType != nil
            || cosignKind.map { $0 != "image" && $0 != "imageIndex" } == true
    }

    /// `sigs`, `atts` or `image` in a layout of `cosign save`.
    var cosignKind: String? {
        annotations["kind"].flatMap { kind in
            kind.hasPrefix("dev.cosignproject.cosign/") ? kind.split(separator: "/").last.map(String.init) : nil
        }
    }
}
