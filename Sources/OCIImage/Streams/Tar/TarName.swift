/// Names of entries, made relative to the root.
enum TarName {
    enum Cleaned {
        case name(String)
        /// The root itself: `./`, `/`.
        case root
        /// A `..` leaves the root.
        case climbsOut
        /// With a NUL, which no file system can hold.
        case hasNUL
    }

    private static let slash = UInt8(ascii: "/")
    private static let dot = UInt8(ascii: ".")

    /// Takes away `.`, empty parts and slashes at either end; `..` takes its folder away, as container engines do.
    static func clean(_ raw: [UInt8]) -> Cleaned {
        if raw.contains(0) { return .hasNUL }
        var bytes = raw[...]
        while bytes.last == slash { bytes.removeLast() }
        while true {
            if bytes.first == slash {
                bytes.removeFirst()
            } else if bytes.first == dot, bytes.dropFirst().first == slash {
                bytes.removeFirst(2)
            } else {
                break
            }
        }
        guard !bytes.isEmpty else { return .root }
        guard needsMore(bytes) else { return .name(text(bytes)) }
        var parts: [ArraySlice<UInt8>] = []
        for part in bytes.split(separator: slash) {
            if part.elementsEqual(CollectionOfOne(dot)) { continue }
            if part.count == 2, part.allSatisfy({ $0 == dot }) {
                guard parts.popLast() != nil else { return .climbsOut }
                continue
            }
            parts.append(part)
        }
        guard !parts.isEmpty else { return .root }
        return .name(text(Array(parts.joined(separator: CollectionOfOne(slash)))[...]))
    }

    /// Whether a part is empty, `.` or `..`.
    private static func needsMore(_ bytes: ArraySlice<UInt8>) -> Bool {
        var length = 0
        var dots = 0
        for byte in bytes {
            if byte == slash {
                if length == dots, length < 3 { return true }
                length = 0
                dots = 0
            } else {
                length += 1
                if byte == dot { dots += 1 }
            }
        }
        return length == dots && length < 3
    }

    /// As UTF-8, else byte by byte as Latin-1: two names that differ stay two.
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(decoding: bytes.map(UInt16.init), as: UTF16.self)
    }
}
