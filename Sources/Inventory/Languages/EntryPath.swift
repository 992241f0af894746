/// Cheap questions about the path of an entry, asked millions of times: compared by bytes from the end, without
/// characters.
enum EntryPath {
    /// Whether the path ends with these bytes; a needle that begins with a slash also matches the whole path without it.
    @inline(__always)
    static func ends(_ path: String, with needle: StaticString) -> Bool {
        let length = needle.utf8CodeUnitCount
        let answer = path.utf8.withContiguousStorageIfAvailable { bytes in
            needle.withUTF8Buffer { wanted in
                if bytes.count >= length { return same(bytes, bytes.count - length, wanted, 0) }
                guard bytes.count == length - 1, wanted.first == UInt8(ascii: "/") else { return false }
                return same(bytes, 0, wanted, 1)
            }
        }
        return answer ?? path.hasSuffix(needle.description)
    }

    @inline(__always)
    private static func same(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ wanted: UnsafeBufferPointer<UInt8>, _ first: Int
    ) -> Bool {
        // From the end: that is where paths of an image differ.
        var offset = wanted.count
        while offset > first {
            offset -= 1
            if bytes[start + offset - first] != wanted[offset] { return false }
        }
        return true
    }

    /// The names of a path; only asked for when its end fits.
    static func parts(_ path: String) -> [Substring] { path.split(separator: "/") }

    static func last(_ path: String) -> Substring {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    }

    /// Everything before the last slash; empty at the root.
    static func folder(_ path: String) -> Substring {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[..<$0] } ?? ""
    }
}
