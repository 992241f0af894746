package import Basics
import NIOCore
import NIOHTTP1
package import OCIImage

/// An image in a registry that speaks OCI's distribution specification, or Docker's of before.
package struct RegistrySource: ImageSource {
    package let reference: ImageReference
    package let settings: RegistrySettings
    let connection: RegistryConnection
    let documents: RegistryDocuments

    package init(_ reference: ImageReference, settings: RegistrySettings = .system()) {
        self.reference = reference
        self.settings = settings
        connection = RegistryConnection(
            registry: reference.registry, repository: reference.repository, settings: settings)
        documents = RegistryDocuments(connection)
    }

    package var name: String { reference.familiar }
    package var kind: ImageSourceKind { .registry }

    package func choices() async throws(Failure) -> [ImageChoice] {
        try await offers(try await top(ImageLimits()), ImageLimits()).map(\.choice)
    }

    package func read<C: LayerConsumer>(
        _ platform: Platform?, limits: ImageLimits, make: @escaping @Sendable () -> C
    ) async throws(Failure) -> ReadImage<C> {
        let plan = try await plan(platform, limits)
        return try plan.finished(
            try await LayerDownloads(documents: documents, limits: limits).run(plan, make: make), of: C.self)
    }

    // MARK: Manifests

    /// The manifest or index under the name. Throws `notFound` with what is there instead.
    func top(_ limits: ImageLimits) async throws(Failure) -> RegistryDocument {
        if let document = try await documents.document(reference.target, limit: limits.document) { return document }
        throw await missing()
    }

    /// One image under the name.
    struct Offer: Sendable {
        var choice: ImageChoice
        var manifest: Digest
    }

    /// Every image of a manifest or an index, attestations left out.
    func offers(_ document: RegistryDocument, _ limits: ImageLimits) async throws(Failure) -> [Offer] {
        switch document.content {
        case .manifest(let manifest):
            try manifest.checkIsImage(name)
            let platform = try await configuration(manifest, limits).platform
            return [
                Offer(choice: ImageChoice(platform: platform, manifest: document.digest), manifest: document.digest)
            ]
        case .index(let index): return try await offers(index, limits, depth: 0)
        }
    }

    private func offers(_ index: ImageIndex, _ limits: ImageLimits, depth: Int) async throws(Failure) -> [Offer] {
        var offers: [Offer] = []
        // Of a platform that is not said, the image itself must be asked; no one offers hundreds of those.
        var questions = 16
        for descriptor in index.manifests.prefix(Self.manifestLimit) where !descriptor.isAttestation {
            if MediaType.isIndex(descriptor.mediaType) {
                guard depth < 3, let document = try await child(descriptor, limits),
                    case .index(let inner) = document.content
                else { continue }
                offers += try await self.offers(inner, limits, depth: depth + 1)
            } else if let platform = descriptor.platform {
                guard platform.os != "unknown" else { continue }
                offers.append(
                    Offer(
                        choice: ImageChoice(platform: platform, manifest: descriptor.digest),
                        manifest: descriptor.digest))
            } else if descriptor.artifactType == nil, questions > 0 {
                questions -= 1
                guard let document = try await child(descriptor, limits),
                    case .manifest(let manifest) = document.content, (try? manifest.checkIsImage(name)) != nil
                else { continue }
                let platform = try await configuration(manifest, limits).platform
                offers.append(
                    Offer(
                        choice: ImageChoice(platform: platform, manifest: descriptor.digest),
                        manifest: descriptor.digest))
            }
            guard offers.count <= Self.manifestLimit else { break }
        }
        return offers
    }

    static let manifestLimit = 500

    private func child(_ descriptor: Descriptor, _ limits: ImageLimits) async throws(Failure) -> RegistryDocument? {
        try await documents.document(descriptor.digest.description, limit: limits.document)
    }

    private func configuration(
        _ manifest: ImageManifest, _ limits: ImageLimits
    ) async throws(Failure) -> ImageConfiguration {
        let what = "\(name): \(manifest.config.digest)"
        return try ImageConfiguration(
            try await documents.blob(manifest.config, limit: limits.document, what: what), what: what)
    }

    func plan(_ platform: Platform?, _ limits: ImageLimits) async throws(Failure) -> ImagePlan {
        let offers = try await offers(try await top(limits), limits)
        let chosen = try PlatformChoice.pick(offers.map(\.choice), platform, name: name)
        guard offers.indices.contains(chosen) else { throw await missing() }
        let offer = offers[chosen]
        guard let document = try await documents.document(offer.manifest.description, limit: limits.document),
            case .manifest(let manifest) = document.content
        else {
            throw Failure(
                .notFound,
                Text(
                    en:
                        "\(name) names a manifest for \(offer.choice.platform) that the registry does not have: \(offer.manifest). Push the image again.",
                    ja:
                        "\(name) にある \(offer.choice.platform) 用のマニフェスト \(offer.manifest) がレジストリにありません。イメージを再度プッシュしてください。"
                ))
        }
        try manifest.checkIsImage(name)
        let bytes = try await documents.blob(
            manifest.config, limit: limits.document, what: "\(name): \(manifest.config.digest)")
        var others = offers.map(\.choice)
        others.remove(at: chosen)
        return try ImagePlan(
            name: name, choice: offer.choice, manifest: manifest, configuration: bytes, others: others, limits: limits)
    }

    /// Why there is nothing under the name, with tags that look like the one that was asked for.
    func missing() async -> Failure {
        let place = "\(reference.registry)/\(reference.repository)"
        var near: [String] = []
        var isKnown = false
        if reference.digest == nil, let tag = reference.tag, let tags = try? await tags(limit: 1000) {
            isKnown = !tags.isEmpty
            near = NearTags.of(tag, in: tags)
        }
        guard isKnown || reference.digest != nil else {
            return Failure(
                .notFound,
                Text(
                    en: "There is no \(name): \(place) does not exist or holds nothing under that name.",
                    ja: "\(name) がありません。\(place) が存在しないか、その名前のイメージがありません。"))
        }
        let target = reference.digest.map { "@\($0)" } ?? ":\(reference.tag ?? "")"
        let list = near.joined(separator: ", ")
        return Failure(
            .notFound,
            Text(
                en: "\(place) has no \(target)." + (near.isEmpty ? "" : " It has: \(list)."),
                ja: "\(place) に \(target) がありません。" + (near.isEmpty ? "" : "次のタグがあります: \(list)。")))
    }
}

/// The tags that someone who wrote another may have meant.
enum NearTags {
    static func of(_ tag: String, in tags: [String]) -> [String] {
        let ranked = tags.map { (tag: $0, distance: EditDistance.between(tag, $0)) }
            .sorted { ($0.distance, $0.tag) < ($1.distance, $1.tag) }
        let near = ranked.filter { $0.distance <= max(2, tag.utf8.count / 3) || $0.tag.hasPrefix(tag) }
        // Of a short list all may be shown.
        return (near.isEmpty && tags.count <= 5 ? ranked : near).prefix(5).map(\.tag)
    }
}
