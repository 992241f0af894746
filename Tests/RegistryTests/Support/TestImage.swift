import Basics
import OCIImage

/// An image that a test makes up: layers of one file each, configuration, manifest.
struct TestImage: Sendable {
    var layers: [[UInt8]]
    var diffIDs: [Digest]
    var config: [UInt8]
    var manifest: [UInt8]

    static let layerType = "application/vnd.oci.image.layer.v1.tar"

    /// - Parameter files: the content of each layer's file.
    init(
        _ files: [[UInt8]], platform: Platform = Platform(os: "linux", architecture: "amd64"), gzip: Bool = false
    ) throws {
        let tars = files.enumerated().map { Tar.archive([("layer\($0.offset)/file", $0.element)]) }
        try self.init(tars: tars, platform: platform, gzip: gzip)
    }

    init(tars: [[UInt8]], platform: Platform, gzip: Bool) throws {
        diffIDs = try tars.map { try Self.digest($0) }
        layers = gzip ? tars.map { Gzip.stored($0) } : tars
        let ids = diffIDs.map { "\"\($0)\"" }.joined(separator: ",")
        let variant = platform.variant.map { ",\"variant\":\"\($0)\"" } ?? ""
        config = Array(
            """
            {"os":"\(platform.os)","architecture":"\(platform.architecture)"\(variant),"config":{"User":"app"},
             "rootfs":{"type":"layers","diff_ids":[\(ids)]},"history":[]}
            """.utf8)
        let list = try layers.map {
            """
            {"mediaType":"\(Self.layerType)\(gzip ? "+gzip" : "")","digest":"\(try Self.digest($0))","size":\($0.count)}
            """
        }
        manifest = Array(
            """
            {"schemaVersion":2,"mediaType":"\(MediaType.ociManifest)",
             "config":{"mediaType":"\(MediaType.ociConfig)","digest":"\(try Self.digest(config))","size":\(config.count)},
             "layers":[\(list.joined(separator: ","))]}
            """.utf8)
    }

    static func digest(_ bytes: [UInt8]) throws -> Digest {
        struct NoDigest: Error {}
        guard let digest = Digest.of(bytes) else { throw NoDigest() }
        return digest
    }

    var digest: Digest { get throws { try Self.digest(manifest) } }
    var blobs: [[UInt8]] { layers + [config] }
}

/// Bytes that look random, the same for the same seed.
func noise(_ count: Int, seed: UInt64) -> [UInt8] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    return (0..<count).map { _ in
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return UInt8(truncatingIfNeeded: state >> 24)
    }
}

enum Tar {
    /// A ustar archive of files.
    static func archive(_ files: [(name: String, content: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        for file in files {
            var header = [UInt8](repeating: 0, count: 512)
            func put(_ text: String, _ offset: Int) {
                for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
            }
            func octal(_ number: Int, _ digits: Int) -> String {
                let text = String(number, radix: 8)
                return String(repeating: "0", count: digits - text.count) + text
            }
            put(file.name, 0)
            put(octal(0o644, 7), 100)
            put(octal(0, 7), 108)
            put(octal(0, 7), 116)
            put(octal(file.content.count, 11), 124)
            put(octal(0, 11), 136)
            put("        ", 148)
            put("0", 156)
            put("ustar", 257)
            put("00", 263)
            put(octal(header.reduce(0) { $0 + Int($1) }, 6), 148)
            header[154] = 0
            bytes += header + file.content
            bytes += [UInt8](repeating: 0, count: (512 - file.content.count % 512) % 512)
        }
        return bytes + [UInt8](repeating: 0, count: 1024)
    }
}

enum Gzip {
    /// A gzip member without compression (RFC 1951, stored blocks).
    static func stored(_ content: [UInt8]) -> [UInt8] {
        func little(_ value: UInt32, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
        }
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var rest = content[...]
        repeat {
            let part = rest.prefix(65_535)
            rest = rest.dropFirst(part.count)
            let count = UInt32(part.count)
            bytes += [rest.isEmpty ? 1 : 0] + little(count, 2) + little(~count, 2) + part
        } while !rest.isEmpty
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in content {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
        }
        return bytes + little(~crc, 4) + little(UInt32(truncatingIfNeeded: content.count), 4)
    }
}

/// Keeps the names and the content of a layer's files.
struct Keep: LayerConsumer {
    struct File: Sendable, Hashable {
        var path: String
        var content: [UInt8]
    }

    private var files: [File] = []

    mutating func begin(_ entry: LayerEntry) throws(Failure) -> Bool {
        files.append(File(path: entry.path, content: []))
        return true
    }

    mutating func content(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        files[files.count - 1].content += bytes
    }

    mutating func end() throws(Failure) {}
    consuming func finish() throws(Failure) -> [File] { files }
}
