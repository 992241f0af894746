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

    private let context: OpaquePointer
    private(set) var reason = ""
    private var isBetweenFrames = true

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
        // A frame that is whole in the input would be decoded by a shorter way, which takes what the streaming one refuses
        // (an empty block that repeats a byte): whether a layer is read would depend on how its bytes arrive.
        let count = isBetweenFrames ? min(1, input.count) : input.count
        var source = ZSTD_inBuffer(src: input.baseAddress, size: count, pos: 0)
        var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
        let hint = ZSTD_decompressStream(context, &target, &source)
        guard ZSTD_isError(hint) == 0 else {
            reason = ZSTD_getErrorName(hint).map { String(cString: $0) } ?? "zstd"
            return nil
        }
        isBetweenFrames = hint == 0
        return Step(consumed: source.pos, produced: target.pos, isAtEnd: hint == 0)
    }
}
