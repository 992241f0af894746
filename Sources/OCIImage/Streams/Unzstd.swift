import Basics
import CZstd

/// One stream of zstd's decoder, freed with its owner. Not for two tasks at once.
///
/// Windows above 128 MiB (2^27, what every decoder must take and more than `zstd -19` asks for) are refused, so a stream
/// needs that much memory at the most.
final class Unzstd {
    struct Step {
        var consumed: Int
        var produced: Int
        /// Whether a frame ended here and all of it came out.
        var isAtEnd: Bool
    }

    static let windowLog: Int32 = 27
    /// RFC 8878: the magic number, the descriptor, the window, a dictionary's number and the size of the content.
    private static let headLimit = 18

    private let context: OpaquePointer
    private(set) var reason = ""
    /// How many bytes of a frame may still belong to its header.
    private var headLeft = headLimit

    /// Nil without memory.
    init?() {
        guard let context = ZSTD_createDCtx() else { return nil }
        self.context = context
        guard ZSTD_isError(ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLog)) == 0 else {
            ZSTD_freeDCtx(context)
            return nil
        }
    }

    deinit { ZSTD_freeDCtx(context) }

    /// Decompresses some of the input; frames that follow one another are one stream, skippable ones are passed over. Nil
    /// for corrupt input and for a window that is too large; `reason` has zstd's words.
    func step(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Step? {
        // Once a header is complete, zstd looks whether the whole frame lies in the input of that call, and then decodes
        // it by a shorter way. That way takes what the streaming one refuses, and where the call did not begin with the
        // frame it takes the middle of a header for the start of another frame. What is read would depend on how the
        // bytes arrive, so headers are given byte by byte.
        let count = headLeft > 0 ? min(1, input.count) : input.count
        var source = ZSTD_inBuffer(src: input.baseAddress, size: count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let hint = ZSTD_decompressStream(context, &target, &source)
        guard ZSTD_isError(hint) == 0 else {
            reason = ZSTD_getErrorName(hint).map { String(cString: $0) } ?? "zstd"
            return nil
        }
        headLeft = hint == 0 ? Self.headLimit : max(0, headLeft - source.pos)
        return Step(consumed: source.pos, produced: target.pos, isAtEnd: hint == 0)
    }
}
