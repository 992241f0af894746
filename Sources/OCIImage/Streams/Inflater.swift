import Basics
import CZlib

/// One stream of zlib's `inflate`, freed with its owner. Not for two tasks at once.
final class Inflater {
    enum Form: Int32 {
        /// With a gzip header and a checksum at the end.
        case gzip = 31
        /// As in zip archives: without either.
        case raw = -15
    }

    /// What one step did.
    struct Step {
        var consumed: Int
        var produced: Int
        var isAtEnd: Bool
    }

    private let stream: UnsafeMutablePointer<z_stream>

    /// Nil without memory.
    init?(_ form: Form) {
        // zlib remembers the address, so it must not move.
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let code = inflateInit2_(stream, form.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            stream.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Ready for another member.
    func reset() { inflateReset(stream) }

    /// Decompresses until the input is used up, the output is full or the stream ends. Nil for corrupt input; `reason`
    /// has zlib's words.
    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Step? {
        let given = min(input.count, 1 << 30)
        let room = min(output.count, 1 << 30)
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(given)
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(room)
        let code = inflate(stream, Z_NO_FLUSH)
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { return nil }
        return Step(
            consumed: given - Int(stream.pointee.avail_in), produced: room - Int(stream.pointee.avail_out),
            isAtEnd: code == Z_STREAM_END)
    }

    var reason: String { stream.pointee.msg.map { String(cString: $0) } ?? "zlib" }
}
