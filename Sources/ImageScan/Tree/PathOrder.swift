import OCIImage

/// Sorts files by their paths, byte by byte.
enum PathOrder {
    private struct Item {
        /// The first eight bytes, which often tell already; zeros after a shorter path.
        var head: UInt64
        var start: Int
        var count: Int
        var file: ImageTree.Reference
    }

    static func sorted(_ files: [ImageTree.Reference], of tables: [FileTable]) -> [ImageTree.Reference] {
        // All paths in one place: a comparison then costs no way through the tables.
        var paths: [UInt8] = []
        var items: [Item] = []
        items.reserveCapacity(files.count)
        for file in files {
            let start = paths.count
            tables[file.layer].withBytes(file.index) { paths.append(contentsOf: $0) }
            items.append(Item(head: 0, start: start, count: paths.count - start, file: file))
        }
        paths.withUnsafeBytes { paths in
            for index in items.indices {
                items[index].head = word(paths, items[index].start, items[index].count, 0)
            }
            items.sort { $0.head == $1.head ? precedes($0, $1, paths) : $0.head < $1.head }
        }
        return items.map(\.file)
    }

    private static func precedes(_ left: Item, _ right: Item, _ paths: UnsafeRawBufferPointer) -> Bool {
        var offset = 8
        while offset < left.count, offset < right.count {
            let a = word(paths, left.start, left.count, offset)
            let b = word(paths, right.start, right.count, offset)
            if a != b { return a < b }
            offset += 8
        }
        return left.count < right.count
    }

    /// Eight bytes of a path, the first highest. No path has a zero, so that a shorter one comes first.
    @inline(__always)
    private static func word(_ paths: UnsafeRawBufferPointer, _ start: Int, _ count: Int, _ offset: Int) -> UInt64 {
        let left = count - offset
        if left >= 8 {
            return UInt64(bigEndian: paths.loadUnaligned(fromByteOffset: start + offset, as: UInt64.self))
        }
        var word: UInt64 = 0
        for index in 0..<8 { word = word << 8 | (index < left ? UInt64(paths[start + offset + index]) : 0) }
        return word
    }
}
