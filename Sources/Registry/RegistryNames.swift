import AWSClient
package import Basics
import Foundation
import NIOHTTP1
package import OCIImage

/// What a name stands for at the moment.
package struct ResolvedImage: Sendable, Hashable {
    package var digest: Digest
    /// Of the manifest or index itself, in bytes.
    package var size: Int
    package var mediaType: String
}

extension RegistrySource {
    /// The digest of what the name stands for now, without loading it: what a pin would write down. Docker Hub does not
    /// count it as a pull.
    ///
    /// - Throws: `notFound` where there is nothing under the name.
    package func resolve() async throws(Failure) -> ResolvedImage {
        let limits = ImageLimits()
        let answer = try await connection.exchange(
            .HEAD, "manifests/\(reference.target)", RegistryDocuments.accepted, limit: limits.document)
        if answer.status == 404 { throw await missing() }
        if answer.status == 200, let digest = answer.fields["Docker-Content-Digest"].flatMap({ Digest($0) }),
            let size = answer.fields["Content-Length"].flatMap({ Int($0) }), size > 0,
            let type = answer.fields["Content-Type"], reference.digest == nil || reference.digest == digest
        {
            return ResolvedImage(digest: digest, size: size, mediaType: type)
        }
        // Not every registry answers HEAD, or tells a digest there.
        let document = try await top(limits)
        return ResolvedImage(digest: document.digest, size: document.size, mediaType: document.mediaType)
    }

    /// The tags of the repository, in the registry's order, `limit` at most. Throws `notFound` where it does not exist.
    package func tags(limit: Int) async throws(Failure) -> [String] {
        var tags: [String] = []
        var path: String? = "tags/list?n=\(min(max(limit, 1), 1000))"
        for _ in 0..<100 {
            guard let next = path, tags.count < limit else { break }
            let answer = try await connection.exchange(.GET, next, [:], limit: 16 << 20)
            guard try await connection.hasFound(answer) else {
                throw Failure(
                    .notFound,
                    Text(
                        en: "\(reference.registry) has no repository \(reference.repository).",
                        ja: "\(reference.registry) にリポジトリ \(reference.repository) がありません。"),
                    cause: RegistryError(answer.body).cause)
            }
            let page = JSONNode(root: answer.body)?["tags"]?.elements.compactMap(\.string) ?? []
            if page.isEmpty { break }
            tags += page
            path = connection.nextPage(answer)
        }
        return Array(tags.prefix(limit))
    }
}

extension RegistryConnection {
    /// The path of the next page that `Link: <…>; rel="next"` names, on this registry alone.
    func nextPage(_ answer: HTTPAnswer) -> String? {
        for value in answer.fields.values("Link") {
            guard let open = value.firstIndex(of: "<"), let close = value[open...].firstIndex(of: ">"),
                value[close...].lowercased().contains("next")
            else { continue }
            let link = String(value[value.index(after: open)..<close])
            guard let base = URL(string: "\(address.base)/v2/\(repository)/"),
                let url = URL(string: link, relativeTo: base)?.absoluteURL, url.host == base.host,
                url.port == base.port, url.scheme == base.scheme
            else { continue }
            return url.path + (url.query.map { "?\($0)" } ?? "")
        }
        return nil
    }
}
