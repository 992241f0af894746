import Basics

/// What an archive of `docker save` says: `manifest.json` with the images, their configurations and layers.
///
/// Docker image specification 1.2, and what Docker 25 and later, Podman, skopeo, Jib, Bazel and `crane` make of it: names
/// of layers and configurations are theirs to choose. The old `repositories` says nothing more.
struct DockerArchiveReader {
    let files: any ImageFiles
    let limits: ImageLimits

    private static let imageLimit = 1_000

    struct Item {
        var config: String
        var names: [String]
        var layers: [String]
    }

    struct Image {
        var item: Item
        var choice: ImageChoice
        var configuration: ImageConfiguration
        var configDigest: Digest
    }

    func items() throws(Failure) -> [Item] {
        let what = "\(files.name): manifest.json"
        guard let bytes = try files.document("manifest.json", limit: limits.document) else {
            throw Failure(
                .invalid,
                Text(
                    en: "\(files.name) is no archive of `docker save`: it has no manifest.json.",
                    ja: "\(files.name) は `docker save` のアーカイブではありません。manifest.json がありません。"))
        }
        let kind = Text(en: "the list of images of `docker save`", ja: "`docker save` のイメージ一覧")
        guard let root = JSONNode(root: bytes), root.isArray else { throw .brokenDocument(what, bytes, kind) }
        var items: [Item] = []
        for node in root.elements {
            guard let config = node["Config"]?.string else { throw .brokenDocument(what, bytes, kind) }
            guard items.count < Self.imageLimit else {
                throw Failure(
                    .tooLarge,
                    Text(
                        en:
                            "\(files.name) lists more than \(Self.imageLimit) images. Save the one that is meant alone.",
                        ja: "\(files.name) のイメージが \(Self.imageLimit) 個を超えています。対象のイメージだけを保存してください。"))
            }
            items.append(
                Item(config: config, names: node["RepoTags"]?.list ?? [], layers: node["Layers"]?.list ?? []))
        }
        return items
    }

    /// The images, or those of them that go by `reference`: a name, `@2` for the third, or the beginning of an id.
    func images(reference: String?) throws(Failure) -> [Image] {
        let items = try items()
        var images: [Image] = []
        // A thousand images may share one configuration, which is read once.
        var read: [String: (Digest, ImageConfiguration)] = [:]
        for (index, item) in items.enumerated() {
            if read[item.config] == nil { read[item.config] = try self.configuration(item) }
            guard let (digest, configuration) = read[item.config] else { continue }
            if let reference, !Self.answers(item, digest, index, to: reference) { continue }
            images.append(
                Image(
                    item: item,
                    choice: ImageChoice(platform: configuration.platform, manifest: nil, names: item.names),
                    configuration: configuration, configDigest: digest))
        }
        if images.isEmpty, let reference {
            let names = items.flatMap(\.names)
            throw Failure(
                .notFound,
                Text(
                    en:
                        "\(files.name) has no image `\(reference)`. It has: \(names.isEmpty ? "images without a name" : PlatformChoice.list(names)).",
                    ja:
                        "\(files.name) にイメージ `\(reference)` がありません。あるのは \(names.isEmpty ? "名前のないイメージ" : PlatformChoice.list(names)) です。"
                ))
        }
        return images
    }

    private func configuration(_ item: Item) throws(Failure) -> (Digest, ImageConfiguration) {
        let what = "\(files.name): \(item.config)"
        guard let bytes = try files.document(item.config, limit: limits.document) else {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "\(files.name) lacks the configuration \(item.config) that its manifest.json names. It was saved in part: save it again.",
                    ja: "\(files.name) に、manifest.json にある設定 \(item.config) がありません。一部だけが保存されているため、保存し直してください。"))
        }
        guard let digest = Digest.of(bytes) else { throw .missingLayer(item.config, files.name) }
        // Most writers name it by its digest: `<hex>.json`, `sha256:<hex>`, `blobs/sha256/<hex>`.
        if let said = Self.digest(inName: item.config) { try said.verify(bytes, size: nil, what: files.name) }
        return (digest, try ImageConfiguration(bytes, what: what))
    }

    private static func answers(_ item: Item, _ digest: Digest, _ index: Int, to reference: String) -> Bool {
        if item.names.contains(reference) || reference == "@\(index)" { return true }
        let id = reference.hasPrefix("sha256:") ? String(reference.dropFirst(7)) : reference
        if id.utf8.count >= 12, digest.hex.hasPrefix(id) { return true }
        guard let wanted = try? ImageReference(reference) else { return false }
        return item.names.contains { (try? ImageReference($0)) == wanted }
    }

    /// What is to be read for one platform. Where there is an index as well, as since Docker 25, manifest and digests are
    /// taken from it.
    func plan(_ platform: Platform?, reference: String?) throws(Failure) -> ImagePlan {
        let images = try images(reference: reference)
        let index = try PlatformChoice.pick(images.map(\.choice), platform, name: files.name)
        let image = images[index]
        var plan = ImagePlan(
            name: files.name, choice: image.choice, manifest: nil, configDigest: image.configDigest,
            configuration: image.configuration,
            layers: image.item.layers.map {
                PlannedLayer(path: OuterHeaders.clean($0), digest: Digest(blobPath: OuterHeaders.clean($0)), size: nil)
            },
            others: images.indices.filter { $0 != index }.map { images[$0].choice })
        if files.has("index.json") { try join(&plan) }
        try plan.check(limits)
        return plan
    }

    /// Takes over what the index says of the same image.
    private func join(_ plan: inout ImagePlan) throws(Failure) {
        let reader = LayoutReader(files: files, limits: limits)
        for image in try reader.images(tag: nil) where image.isPresent {
            let manifest = try ImageManifest(
                try files.document(image.descriptor.digest, size: image.descriptor.size, limit: limits.document),
                what: "\(files.name): \(image.descriptor.digest)")
            guard manifest.config.digest == plan.configDigest,
                manifest.layers.allSatisfy({ files.has($0.digest.blobPath) })
            else { continue }
            plan.choice.manifest = image.descriptor.digest
            plan.manifest = manifest
            plan.layers = manifest.layers.map {
                PlannedLayer(path: $0.digest.blobPath, digest: $0.digest, size: $0.size)
            }
            return
        }
    }

    private static func digest(inName name: String) -> Digest? {
        if let digest = Digest(blobPath: OuterHeaders.clean(name)) ?? Digest(name) { return digest }
        var name = name[...]
        if name.hasSuffix(".json") { name = name.dropLast(5) }
        return Digest(.sha256, hex: String(name))
    }
}
