/// One entry of `ports`: `[host address:][published:]target[/protocol]` or the same in full.
package struct ComposePort: Sendable, Hashable {
    package var hostAddress: Templated?
    package var published: Templated?
    /// The container's port or range of ports.
    package var target: Templated
    package var transport: String
    package var range: Range<Int>

    /// Takes the short form apart. A text with parts that are not known is cut only where a colon shows.
    static func short(_ text: Templated) -> ComposePort {
        let shown = text.shown
        var rest = shown[...]
        var transport = "tcp"
        if let slash = rest.lastIndex(of: "/"), !rest[slash...].contains("}") {
            transport = String(rest[rest.index(after: slash)...])
            rest = rest[..<slash]
        }
        let parts = ColonParts.split(rest)
        let piece = { (part: Substring) in Templated(ColonParts.parts(part), text.range) }
        // An IPv6 host address has colons of its own, in brackets or not: the last two parts are the ports.
        return ComposePort(
            hostAddress: parts.count > 2 ? piece(rest[..<(parts[parts.count - 2].startIndex)].dropLast()) : nil,
            published: parts.count > 1 && !parts[parts.count - 2].isEmpty ? piece(parts[parts.count - 2]) : nil,
            target: piece(parts.last ?? rest), transport: transport, range: text.range)
    }
}

/// One entry of `volumes`: a folder of the host, a named volume, or memory.
package struct ComposeVolume: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case bind, volume, tmpfs, other }
    package var kind: Kind
    package var source: Templated?
    package var target: Templated?
    package var readOnly: Bool
    package var range: Range<Int>

    /// Takes `[source:]target[:mode]` apart.
    static func short(_ text: Templated) -> ComposeVolume {
        let shown = text.shown
        var parts = ColonParts.split(shown[...])
        // `C:\data:/data` starts with a drive letter.
        if parts.count > 1, parts[0].utf8.count == 1, parts[1].hasPrefix("\\") || parts[1].hasPrefix("/"),
            shown.hasPrefix(parts[0] + ":\\") || parts.count > 2
        {
            parts[0] = shown[parts[0].startIndex..<parts[1].endIndex]
            parts.remove(at: 1)
        }
        let mode = parts.count > 2 ? String(parts[2]) : ""
        let piece = { (part: Substring) in Templated(ColonParts.parts(part), text.range) }
        guard parts.count > 1 else {
            return ComposeVolume(
                kind: .volume, source: nil, target: parts.first.map(piece), readOnly: false, range: text.range)
        }
        let first = parts[0].utf8.first
        let isPath =
            first == UInt8(ascii: ".") || first == UInt8(ascii: "/") || first == UInt8(ascii: "~")
            || first == UInt8(ascii: "$") || parts[0].contains("\\")
        return ComposeVolume(
            kind: isPath ? .bind : .volume, source: piece(parts[0]), target: piece(parts[1]),
            readOnly: mode.split(separator: ",").contains("ro"), range: text.range)
    }
}

/// Cuts a text as `Templated.shown` gives it, leaving `${…}` whole.
enum ColonParts {
    static func split(_ text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var depth = 0
        for index in text.utf8.indices {
            switch text.utf8[index] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth = max(0, depth - 1)
            case UInt8(ascii: ":") where depth == 0:
                parts.append(text[start..<index])
                start = text.utf8.index(after: index)
            default: break
            }
        }
        parts.append(text[start...])
        return parts
    }

    /// Known and unknown parts of a piece.
    static func parts(_ text: Substring) -> [Templated.Part] {
        ComposeInterpolation().expand(String(text))
    }
}
