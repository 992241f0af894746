import AWSClient
import Basics
import NIOCore
import NIOHTTP1
import OCIImage

/// A manifest or an index as a registry stores it, its digest verified.
struct RegistryDocument: Sendable {
    enum Content: Sendable {
        case manifest(ImageManifest)
        case index(ImageIndex)
    }

    var digest: Digest
    var mediaType: String
    var size: Int
    var content: Content
}

/// Reads manifests and small blobs of a repository. What was read once is not asked for again: Docker Hub counts.
actor RegistryDocuments {
    nonisolated let connection: RegistryConnection
    private var known: [String: RegistryDocument] = [:]

    init(_ connection: RegistryConnection) {
        self.connection = connection
    }

    static let accepted: HTTPFields = [
        "Accept": [MediaType.ociIndex, MediaType.dockerList, MediaType.ociManifest, MediaType.dockerManifest]
            .joined(separator: ", ")
    ]

    /// The document under a tag or digest; nil where there is none.
    func document(_ target: String, limit: Int) async throws(Failure) -> RegistryDocument? {
        if let document = known[target] { return document }
        let answer = try await connection.exchange(.GET, "manifests/\(target)", Self.accepted, limit: limit)
        guard try await connection.hasFound(answer) else { return nil }
        let document = try read(answer, target)
        // A hostile index must not fill the memory.
        if known.count < 64 {
            known[target] = document
            known[document.digest.description] = document
        }
        return document
    }

    private func read(_ answer: HTTPAnswer, _ target: String) throws(Failure) -> RegistryDocument {
        let what = "\(connection.address.name)/\(connection.repository), \(target)"
        let wanted = Digest(target)
        let said = answer.fields["Docker-Content-Digest"].flatMap { Digest($0) }
        let algorithm = (wanted ?? said)?.algorithm ?? .sha256
        guard let digest = Digest.of(answer.body, algorithm) else { throw empty(what) }
        for expected in [wanted, said].compactMap(\.self) where expected.algorithm == algorithm {
            guard expected == digest else { throw .digest(what, expected, digest.description) }
        }
        let kind = answer.fields["Content-Type"]?.split(separator: ";").first.map(String.init)
        let root = JSONNode(root: answer.body)
        if root?["schemaVersion"]?.scalar == "1" || kind?.contains("docker.distribution.manifest.v1") == true {
            throw Failure(
                .invalid,
                Text(
                    en:
                        "\(what) is of Docker's schema 1, which was given up in 2017: it names its layers by no digest that can be relied on. Push the image again with a current Docker.",
                    ja:
                        "\(what) は 2017 年に廃止された Docker schema 1 です。レイヤーを信頼できるダイジェストで特定できません。現行の Docker で再度プッシュしてください。"))
        }
        let content: RegistryDocument.Content =
            root?["manifests"] != nil
            ? .index(try ImageIndex(answer.body, what: what)) : .manifest(try ImageManifest(answer.body, what: what))
        let type: String
        switch content {
        case .index(let index): type = root?["mediaType"] == nil ? kind ?? index.mediaType : index.mediaType
        case .manifest(let manifest): type = root?["mediaType"] == nil ? kind ?? manifest.mediaType : manifest.mediaType
        }
        return RegistryDocument(digest: digest, mediaType: type, size: answer.body.count, content: content)
    }

    private func empty(_ what: String) -> Failure {
        Failure(.invalid, Text(en: "\(what): the answer is empty.", ja: "\(what): 応答が空です。"))
    }

    /// A small blob, its size and digest verified.
    nonisolated func blob(_ descriptor: Descriptor, limit: Int, what: String) async throws(Failure) -> [UInt8] {
        guard descriptor.size <= limit else {
            throw Failure(
                .tooLarge,
                Text(
                    en: "\(what) has \(descriptor.size) bytes; \(limit) are read of such a document.",
                    ja: "\(what) が \(descriptor.size) バイトあり、上限の \(limit) バイトを超えています。"))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(descriptor.size)
        var reader = BlobReader(connection, descriptor, what: what)
        while let buffer = try await reader.next() { bytes += buffer.readableBytesView }
        guard let digest = Digest.of(bytes, descriptor.digest.algorithm), digest == descriptor.digest else {
            throw .digest(what, descriptor.digest, Digest.of(bytes, descriptor.digest.algorithm)?.description ?? "")
        }
        return bytes
    }
}

extension RegistryConnection {
    /// Whether an answer has what was asked for. Throws for all that is neither success nor "not found".
    func hasFound(_ answer: HTTPAnswer) async throws(Failure) -> Bool {
        let error = RegistryError(answer.body)
        switch answer.status {
        case 200: return true
        case 404: return false
        case 401, 403:
            throw .refused(address, repository, try await keys.who(), cause: error.cause ?? "HTTP \(answer.status)")
        default:
            throw Failure(
                .unavailable,
                Text(
                    en: "\(address.name) does not answer as a registry does for \(repository).",
                    ja: "\(address.name) が \(repository) についてレジストリとして応答しませんでした。"),
                cause: error.cause ?? "HTTP \(answer.status)")
        }
    }
}
