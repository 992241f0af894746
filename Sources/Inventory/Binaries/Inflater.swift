import CZlib

/// Small zlib streams.
enum Inflater {
    /// The content, or nil where the stream is damaged, cut off or larger than `limit`.
    static func inflate(_ packed: [UInt8], limit: Int) -> [UInt8]? {
        guard !packed.isEmpty, let size = UInt32(exactly: packed.count) else { return nil }
        var stream = z_stream()
        guard inflateInit2_(&stream, 15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var result: [UInt8] = []
        var packed = packed
        var room = [UInt8](repeating: 0, count: 64 << 10)
        let isWhole = packed.withUnsafeMutableBufferPointer { input -> Bool in
            stream.next_in = input.baseAddress
            stream.avail_in = size
            while true {
                let status = room.withUnsafeMutableBufferPointer { output -> Int32 in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    return CZlib.inflate(&stream, Z_NO_FLUSH)
                }
                result += room.prefix(room.count - Int(stream.avail_out))
                if result.count > limit { return false }
                if status == Z_STREAM_END { return true }
                // Without output there was nothing left to read.
                if status != Z_OK || (stream.avail_in == 0 && stream.avail_out != 0) { return false }
            }
        }
        return isWhole ? result : nil
    }
}
