extension StringProtocol {
    /// Whether `needle` occurs, byte for byte.
    ///
    /// The standard library's `contains(_: some StringProtocol)` compares by canonical equivalence and is a hundred
    /// times slower: too slow for what every rule asks of every word.
    package func has(_ needle: String) -> Bool {
        var needle = needle
        return needle.withUTF8 { needle in
            guard let first = needle.first else { return true }
            let found = self.utf8.withContiguousStorageIfAvailable { hay -> Bool in
                Self.find(first, needle, in: hay)
            }
            return found ?? Array(self.utf8).withUnsafeBufferPointer { Self.find(first, needle, in: $0) }
        }
    }

    fileprivate static func find(
        _ first: UInt8, _ needle: UnsafeBufferPointer<UInt8>, in hay: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        guard hay.count >= needle.count else { return false }
        let last = hay.count - needle.count
        var position = 0
        while position <= last {
            if hay[position] == first {
                var offset = 1
                while offset < needle.count, hay[position + offset] == needle[offset] { offset += 1 }
                if offset == needle.count { return true }
            }
            position += 1
        }
        return false
    }
}

extension [UInt8] {
    /// Whether the bytes of `needle` stand somewhere in these.
    package func has(_ needle: String) -> Bool {
        var needle = needle
        return needle.withUTF8 { needle in
            guard let first = needle.first else { return true }
            return withUnsafeBufferPointer { String.find(first, needle, in: $0) }
        }
    }
}
