package import Basics
package import OCIImage

/// An image in a Docker Engine or in Podman, streamed out of it as `docker save` would: nothing is kept on disk.
package struct EngineSource: ImageSource {
    package let name: String
    package var kind: ImageSourceKind { .engine }
    package let address: EngineAddress

    /// - Parameter name: a name or an id, as the engine knows it.
    package init(_ name: String, at address: EngineAddress) {
        self.name = name
        self.address = address
    }

    /// What the engine says of the image.
    struct Known: Sendable {
        var id: String
        var platform: Platform
        var names: [String]
        var choice: ImageChoice { ImageChoice(platform: platform, manifest: nil, names: names) }
    }

    /// Whether the engine has the image. Throws `unavailable` where there is no engine.
    package func isThere() async throws(Failure) -> Bool {
        try await EngineClient.with(address) { (client) async throws(Failure) in try await inspect(client) != nil }
    }

    package func choices() async throws(Failure) -> [ImageChoice] {
        let known = try await EngineClient.with(address) { (client) async throws(Failure) in try await inspect(client) }
        guard let known else { throw .noImage(name, address) }
        return [known.choice]
    }

    package func read<C: LayerConsumer>(
        _ platform: Platform?, limits: ImageLimits, make: @escaping @Sendable () -> C
    ) async throws(Failure) -> ReadImage<C> {
        try await EngineClient.with(address) { (client) async throws(Failure) in
            guard let known = try await inspect(client) else { throw .noImage(name, address) }
            var query = ""
            if let platform, !known.platform.satisfies(platform) {
                // Since Docker 28 with the containerd store an engine may have several platforms under one name.
                guard try await version(client) >= 48 else {
                    throw .noPlatform(name, has: known.platform.description, wish: platform.description)
                }
                query = "?platform=" + EngineClient.encode(platform.query, keep: "")
            }
            var stream = ImageStream(name: name, limits: limits, make: make)
            let refusal = try await client.stream("/images/\(encoded)/get\(query)") { (bytes) throws(Failure) in
                try stream.feed(bytes)
            }
            if let refusal {
                if let platform, !query.isEmpty {
                    throw .noPlatform(name, has: known.platform.description, wish: platform.description)
                }
                throw refusal.status == 404 && refusal.message != nil
                    ? .noImage(name, address) : .engine(address, answered: refusal)
            }
            var image = try stream.finish().read(platform, reference: nil)
            image.choice.names = known.names.isEmpty ? image.choice.names : known.names
            return image
        }
    }

    /// An engine keeps no signatures.
    package func attachments(of manifest: Digest) async throws(Failure) -> [Attachment]? { nil }

    private var encoded: String { EngineClient.encode(name, keep: "/:@") }

    /// Nil where the engine has no such image.
    private func inspect(_ client: EngineClient) async throws(Failure) -> Known? {
        let answer = try await client.get("/images/\(encoded)/json")
        if answer.status == 404, answer.message != nil { return nil }
        guard answer.status == 200, let root = JSONNode(root: answer.bytes), let id = root["Id"]?.string else {
            throw .engine(address, answered: answer)
        }
        return Known(
            id: id,
            platform: Platform(
                os: root["Os"]?.string ?? "linux", architecture: root["Architecture"]?.string ?? "",
                variant: root["Variant"]?.string.flatMap { $0.isEmpty ? nil : $0 }),
            names: (root["RepoTags"]?.elements ?? []).compactMap(\.string)
                + (root["RepoDigests"]?.elements ?? []).compactMap(\.string))
    }

    /// The minor version of the interface: 48 of `1.48`.
    private func version(_ client: EngineClient) async throws(Failure) -> Int {
        let answer = try await client.get("/version")
        guard answer.status == 200, let text = JSONNode(root: answer.bytes)?["ApiVersion"]?.string else { return 0 }
        return text.split(separator: ".").last.flatMap { Int($0) } ?? 0
    }
}

extension Platform {
    /// As the engine's interface wants it.
    fileprivate var query: String {
        func quoted(_ text: String) -> String {
            String(decoding: text.utf8.filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }, as: UTF8.self)
        }
        var query = #"{"os":"\#(quoted(os))","architecture":"\#(quoted(architecture))""#
        if let variant { query += #","variant":"\#(quoted(variant))""# }
        return query + "}"
    }
}
