/// One word of EXPOSE, read as BuildKit reads it: `[ip:][host:]port[-end][/protocol]`.
package struct ExposePort: Sendable {
    /// The ports in the container; nil where a variable hides them or they are no port.
    package var ports: ClosedRange<Int>?
    /// As written, `tcp` where none stands.
    package var transport: String
    /// An address or a port of the host stands before the port, which EXPOSE ignores.
    package var hasHostPart: Bool
    /// The part for the container, without the protocol, as written.
    package var container: String
    /// BuildKit refuses it.
    package var isInvalid: Bool

    /// Reads an expanded word; `raw` text with a variable gives what can be told.
    package init(_ word: Word) {
        let text = word.shown
        var rest = text[...]
        transport = "tcp"
        if let slash = rest.firstIndex(of: "/") {
            transport = String(rest[rest.index(after: slash)...])
            rest = rest[..<slash]
        }
        hasHostPart = false
        if word.value != nil, let colon = rest.lastIndex(of: ":") {
            hasHostPart = true
            rest = rest[rest.index(after: colon)...]
        }
        container = String(rest)
        guard word.value != nil else {
            isInvalid = false
            return
        }
        let knownTransport = ["tcp", "udp", "sctp"].contains(transport.lowercased())
        ports = Self.range(rest)
        isInvalid = ports == nil || !knownTransport
    }

    private static func range(_ text: Substring) -> ClosedRange<Int>? {
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let start = parts.first.flatMap(port) else { return nil }
        guard parts.count == 2 else { return start...start }
        guard let end = port(parts[1]), end >= start else { return nil }
        return start...end
    }

    private static func port(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit) else { return nil }
        return UInt16(text).map(Int.init)
    }
}
