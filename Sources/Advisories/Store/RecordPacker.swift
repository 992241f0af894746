import CZlib

/// Deflates records one by one, with a dictionary of what most of them hold: a record of 300 bytes has no room to learn
/// the words by itself.
final class RecordPacker {
    private var deflater = z_stream()
    private var inflater = z_stream()
    private var isReady = (deflate: false, inflate: false)
    private let dictionary = Array(PackerWords.text.utf8)
    /// What one record may grow to; an advisory of more is a broken one.
    static let limit = 64 << 20

    deinit {
        if isReady.deflate { deflateEnd(&deflater) }
        if isReady.inflate { inflateEnd(&inflater) }
    }

    /// The record, the number of its bytes first.
    func pack(_ record: [UInt8]) -> [UInt8] {
        var out = RecordWriter()
        out.number(record.count)
        guard !record.isEmpty, let packed = deflated(record), packed.count < record.count else {
            return [0] + record
        }
        return [1] + out.bytes + packed
    }

    /// Nil for what is broken.
    func unpack(_ bytes: [UInt8]) -> [UInt8]? {
        guard let form = bytes.first else { return nil }
        if form == 0 { return Array(bytes.dropFirst()) }
        var start = 1
        var size = 0
        while start < bytes.count, start < 6 {
            let byte = bytes[start]
            size |= Int(byte & 0x7F) << (7 * (start - 1))
            start += 1
            if byte < 0x80 { break }
        }
        guard form == 1, size > 0, size <= Self.limit, start < bytes.count else { return nil }
        return inflated(bytes[start...], size)
    }

    private func deflated(_ record: [UInt8]) -> [UInt8]? {
        if isReady.deflate {
            deflateReset(&deflater)
        } else {
            guard
                deflateInit2_(
                    &deflater, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                    Int32(MemoryLayout<z_stream>.size)) == Z_OK
            else { return nil }
            isReady.deflate = true
        }
        deflateSetDictionary(&deflater, dictionary, UInt32(dictionary.count))
        let room = Int(deflateBound(&deflater, UInt(record.count)))
        return record.withUnsafeBufferPointer { input in
            deflater.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            deflater.avail_in = UInt32(input.count)
            var isWhole = false
            let result = [UInt8](unsafeUninitializedCapacity: room) { output, count in
                deflater.next_out = output.baseAddress
                deflater.avail_out = UInt32(room)
                isWhole = deflate(&deflater, Z_FINISH) == Z_STREAM_END
                count = room - Int(deflater.avail_out)
            }
            return isWhole ? result : nil
        }
    }

    private func inflated(_ packed: ArraySlice<UInt8>, _ size: Int) -> [UInt8]? {
        if isReady.inflate {
            inflateReset(&inflater)
        } else {
            guard
                inflateInit2_(&inflater, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
            else { return nil }
            isReady.inflate = true
        }
        inflateSetDictionary(&inflater, dictionary, UInt32(dictionary.count))
        return packed.withUnsafeBufferPointer { input in
            inflater.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            inflater.avail_in = UInt32(input.count)
            var isWhole = false
            let result = [UInt8](unsafeUninitializedCapacity: size) { output, count in
                inflater.next_out = output.baseAddress
                inflater.avail_out = UInt32(size)
                isWhole = inflate(&inflater, Z_FINISH) == Z_STREAM_END && inflater.avail_out == 0
                count = size - Int(inflater.avail_out)
            }
            return isWhole ? result : nil
        }
    }
}
