/// Looks for a few bytes in many (Horspool's way: the longer the needle, the fewer bytes are looked at).
struct ByteSearch: Sendable {
    let needle: [UInt8]
    private let skips: [Int]

    init(_ needle: [UInt8]) {
        self.needle = needle
        var skips = [Int](repeating: needle.count, count: 256)
        for (index, byte) in needle.dropLast().enumerated() { skips[Int(byte)] = needle.count - 1 - index }
        self.skips = skips
    }

    /// The first place at `start` or behind it.
    func first(in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        let count = needle.count
        guard count > 0, start >= 0 else { return nil }
        return needle.withUnsafeBufferPointer { needle in
            skips.withUnsafeBufferPointer { skips in
                var at = start
                while at &+ count <= bytes.count {
                    let last = bytes[at &+ count &- 1]
                    if last == needle[count &- 1] {
                        var index = 0
                        while index < count, bytes[at &+ index] == needle[index] { index &+= 1 }
                        if index == count { return at }
                    }
                    at &+= skips[Int(last)]
                }
                return nil
            }
        }
    }
}
