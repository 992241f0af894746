package import Basics

/// One image: its configuration and its layers, lowest first (OCI image manifest, Docker manifest v2 schema 2).
package struct ImageManifest: Sendable, Hashable {
    package var mediaType: String
    package var artifactType: String?
    package var config: Descriptor
    package var layers: [Descriptor]
    /// The image that this belongs to, for signatures and attestations.
    package var subject: Descriptor?
    package var annotations: [String: String]

    package init(
        mediaType: String, artifactType: String? = nil, config: Descriptor, layers: [Descriptor],
        subject: Descriptor? = nil, annotations: [String: String] = [:]
    ) {
        self.mediaType = mediaType
        self.artifactType = artifactType
        self.config = config
        self.layers = layers
        self.subject = subject
        self.annotations = annotations
    }

    /// Throws `invalid` for anything that is no manifest; `what` names it in the message.
    package init(_ bytes: [UInt8], what: String) throws(Failure) {
        guard let root = JSONNode(root: bytes), root.isObject, let config = root["config"].flatMap({ Descriptor($0) }),
            let list = root["layers"], list.isArray
        else { throw .brokenDocument(what, bytes, Text(en: "an image manifest", ja: "イメージマニフェスト")) }
        let layers = list.elements.map { Descriptor($0) }
        guard layers.allSatisfy({ $0 != nil }) else {
            throw .brokenDocument(what, bytes, Text(en: "an image manifest", ja: "イメージマニフェスト"))
        }
        self.init(
            mediaType: root["mediaType"]?.string ?? MediaType.ociManifest, artifactType: root["artifactType"]?.string,
            config: config, layers: layers.compactMap(\.self), subject: root["subject"].flatMap { Descriptor($0) },
            annotations: root["annotations"]?.texts ?? [:])
    }
}

/// Several images under one name: one a platform, and what is attached to them.
package struct ImageIndex: Sendable, Hashable {
    package var mediaType: String
    package var manifests: [Descriptor]
    package var annotations: [String: String]

    package init(mediaType: String = MediaType.ociIndex, manifests: [Descriptor], annotations: [String: String] = [:]) {
        self.mediaType = mediaType
        self.manifests = manifests
        self.annotations = annotations
    }

    package init(_ bytes: [UInt8], what: String) throws(Failure) {
        guard let root = JSONNode(root: bytes), root.isObject, let list = root["manifests"], list.isArray else {
            throw .brokenDocument(what, bytes, Text(en: "an image index", ja: "イメージインデックス"))
        }
        self.init(
            mediaType: root["mediaType"]?.string ?? MediaType.ociIndex,
            manifests: list.elements.compactMap { Descriptor($0) }, annotations: root["annotations"]?.texts ?? [:])
    }
}

/// The media types that registries and layouts name.
package enum MediaType {
    package static let ociIndex = "application/vnd.oci.image.index.v1+json"
    package static let ociManifest = "application/vnd.oci.image.manifest.v1+json"
    package static let ociConfig = "application/vnd.oci.image.config.v1+json"
    package static let dockerList = "application/vnd.docker.distribution.manifest.list.v2+json"
    package static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    package static let dockerManifest1 = "application/vnd.docker.distribution.manifest.v1+prettyjws"

    package static func isIndex(_ type: String) -> Bool { type == ociIndex || type == dockerList }
    package static func isManifest(_ type: String) -> Bool { type == ociManifest || type == dockerManifest }
    /// Whether it is a layer of files; signatures and attestations have layers of other kinds.
    package static func isLayer(_ type: String) -> Bool {
        type.contains(".image.layer.") || type.contains(".image.rootfs.")
    }
}

extension Failure {
    static func brokenDocument(_ what: String, _ bytes: [UInt8], _ kind: Text) -> Failure {
        let start = String(decoding: bytes.prefix(60), as: UTF8.self)
        return Failure(
            .invalid,
            Text(
                en: "\(what) is not \(kind.en). The image is broken, or it is of a kind that is not known here.",
                ja: "\(what) は\(kind.ja)ではありません。イメージが壊れているか、未対応の形式です。"),
            cause: bytes.isEmpty ? "empty" : "it begins with \(start.debugDescription)")
    }
}
