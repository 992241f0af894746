import ECSModel

/// The repository of an image reference, without registry, tag and digest.
enum ImageRepository {
    /// Nil where it is not known. A repository that is a resource stands as `${Repository}`.
    static func name(_ text: TermText) -> String? {
        var whole = ""
        for part in text.parts {
            switch part {
            case .literal(let literal): whole += literal
            case .reference(let reference): whole += "\u{1}{\(reference.resource)}"
            case .unknown: whole += "\u{2}"
            }
        }
        var path = whole[...]
        if let at = path.firstIndex(of: "@") { path = path[..<at] }
        if let slash = path.firstIndex(of: "/") {
            let host = path[..<slash]
            let isRegistry = host.contains(".") || host.contains(":") || host.contains("\u{2}") || host == "localhost"
            if isRegistry { path = path[path.index(after: slash)...] }
        }
        let start = path.lastIndex(of: "/") ?? path.startIndex
        if let colon = path[start...].firstIndex(of: ":") { path = path[..<colon] }
        guard !path.isEmpty, !path.contains("\u{2}") else { return nil }
        return String(path).replacing("\u{1}", with: "$")
    }
}
