/// Memory that C code writes into and that goes away with its owner.
final class RawMemory {
    let bytes: UnsafeMutableRawBufferPointer

    init(_ count: Int) {
        bytes = .allocate(byteCount: count, alignment: 64)
    }

    deinit { bytes.deallocate() }

    /// The first bytes, valid while this object lives.
    func first(_ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[..<min(max(count, 0), bytes.count)])
    }
}
