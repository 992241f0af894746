package import ECSModel

/// The parts of an image reference of which some may be unknown.
package struct ImageName: Sendable, Hashable {
    /// `123456789012.dkr.ecr.eu-west-1.amazonaws.com`; nil for Docker Hub or where it is not known.
    package var registry: String?
    /// `team/orders`; nil where it is not known.
    package var repository: String?
    /// nil when there is none or it is not known.
    package var tag: String?
    package var digest: String?
    /// Whether it surely has neither tag nor digest.
    package var isUntagged: Bool
    /// The resource that gives the repository.
    package var reference: Reference?
    /// The Region of an ECR registry, where it is known.
    package var region: String?

    package init(_ text: TermText) {
        reference = text.references.first
        let whole = text.known
        // Of a text with unknown parts, only what stands behind the last of them or before the first is looked at.
        let prefix = text.knownPrefix
        let suffix = whole ?? text.knownSuffix
        var path = whole ?? ""
        if let at = suffix.lastIndex(of: "@") {
            digest = String(suffix[suffix.index(after: at)...])
            if whole != nil { path = String(suffix[..<at]) }
        }
        let beforeDigest = digest == nil ? suffix : String(suffix.prefix { $0 != "@" })
        if let colon = beforeDigest.lastIndex(of: ":"), !beforeDigest[colon...].contains("/") {
            let tag = String(beforeDigest[beforeDigest.index(after: colon)...])
            self.tag = tag.isEmpty ? nil : tag
            if whole != nil { path = String(beforeDigest[..<colon]) }
        }
        // Behind the last slash a tag would show, whatever stands before it.
        isUntagged = (whole != nil || suffix.contains("/")) && tag == nil && digest == nil
        let start = whole == nil ? prefix : path
        let first = start.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        if let host = first.first, first.count == 2, host.contains(".") || host.contains(":") || host == "localhost" {
            registry = String(host)
            if whole != nil, let rest = first.last { repository = String(rest) }
        } else if whole != nil {
            repository = path
        }
        if whole == nil { repository = Self.repository(text) }
        region = registry.flatMap(Self.region)
        if region == nil, whole == nil { region = Self.region(text) }
    }

    /// `….amazonaws.com/orders:${tag}`: a known path between unknown parts.
    private static func repository(_ text: TermText) -> String? {
        for part in text.parts {
            guard case .literal(let literal) = part, let slash = literal.firstIndex(of: "/"),
                literal[..<slash].hasSuffix(".amazonaws.com") || literal[..<slash].hasSuffix(".amazonaws.com.cn")
            else { continue }
            let rest = literal[literal.index(after: slash)...]
            if let end = rest.firstIndex(where: { $0 == ":" || $0 == "@" }) { return String(rest[..<end]) }
            // The path goes on in an unknown part unless it is the last one.
            if part == text.parts.last { return String(rest) }
        }
        return nil
    }

    private static func region(_ host: String) -> String? {
        let parts = host.split(separator: ".")
        guard let index = parts.firstIndex(of: "ecr"), index + 1 < parts.count, host.contains("amazonaws.com") else {
            return nil
        }
        return String(parts[index + 1])
    }

    private static func region(_ text: TermText) -> String? {
        for case .literal(let literal) in text.parts {
            guard let start = literal.range(after: ".dkr.ecr."), let end = literal[start...].firstIndex(of: ".") else {
                continue
            }
            return String(literal[start..<end])
        }
        return nil
    }
}

extension String {
    /// Where the text behind `mark` begins.
    func range(after mark: String) -> Index? {
        guard let first = mark.first else { return nil }
        var start = startIndex
        while let found = self[start...].firstIndex(of: first) {
            if self[found...].hasPrefix(mark) { return index(found, offsetBy: mark.count) }
            start = index(after: found)
        }
        return nil
    }
}
