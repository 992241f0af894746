import Basics
import Foundation
import OCIImage

/// Writes the same image in every form that sources read.
struct ImageMaker {
    var platform = Platform(os: "linux", architecture: "amd64")
    var layers: [[UInt8]]
    var packing = Packing.none
    /// What the configuration says of the layers, where it should not be the truth.
    var diffIDs: [Digest]?
    var algorithm = Digest.Algorithm.sha256

    /// Incompressible, so that also a compressed layer spans several chunks. Made once: there are many tests.
    private static let noise: [UInt8] = {
        var state: UInt64 = 88_172_645_463_325_252
        return (0..<1_300_000).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state)
        }
    }()

    /// Three layers: files, more files with a large one, nothing.
    static func sample(_ packing: Packing = .none, _ platform: String = "linux/amd64") throws -> ImageMaker {
        var lowest = TarMaker()
        lowest.folder("etc")
        lowest.file("etc/os-release", Array("ID=test\n".utf8))
        lowest.file("bin/sh", Array("#!\(platform)".utf8))
        var upper = TarMaker()
        upper.file("app/data.bin", noise)
        upper.symbolicLink("app/link", to: "data.bin")
        return ImageMaker(
            platform: try known(Platform(platform)),
            layers: [lowest.finished(), upper.finished(), TarMaker().finished()], packing: packing)
    }

    var config: [UInt8] {
        let ids = diffIDs ?? layers.compactMap { Digest.of($0) }
        let list = ids.map { "\"\($0)\"" }.joined(separator: ",")
        let variant = platform.variant.map { ",\"variant\":\"\($0)\"" } ?? ""
        return Array(
            """
            {"os":"\(platform.os)","architecture":"\(platform.architecture)"\(variant),"config":{"User":"app"},\
            "rootfs":{"type":"layers","diff_ids":[\(list)]},"history":[{"created_by":"RUN make"}]}
            """.utf8)
    }

    var blobs: [[UInt8]] { layers.map { packing.pack($0) } }

    func descriptor(_ bytes: [UInt8], _ type: String, extra: String = "") throws -> String {
        let digest = try known(Digest.of(bytes, algorithm))
        return "{\"mediaType\":\"\(type)\",\"digest\":\"\(digest)\",\"size\":\(bytes.count)\(extra)}"
    }

    func manifest(extra: String = "") throws -> [UInt8] {
        let suffix = packing == .none ? "" : "+\(packing.rawValue)"
        let list = try blobs.map { try descriptor($0, "application/vnd.oci.image.layer.v1.tar\(suffix)") }
        return Array(
            """
            {"schemaVersion":2,"mediaType":"\(MediaType.ociManifest)","config":\(try descriptor(config, MediaType.ociConfig)),\
            "layers":[\(list.joined(separator: ","))]\(extra)}
            """.utf8)
    }

    static func index(_ descriptors: [String]) -> [UInt8] {
        Array(
            "{\"schemaVersion\":2,\"mediaType\":\"\(MediaType.ociIndex)\",\"manifests\":[\(descriptors.joined(separator: ","))]}"
                .utf8)
    }

    func path(_ bytes: [UInt8]) throws -> String {
        let digest = try known(Digest.of(bytes, algorithm))
        return "blobs/\(digest.algorithm.rawValue)/\(digest.hex)"
    }

    /// The files of a layout, `index.json` apart.
    func blobFiles() throws -> [String: [UInt8]] {
        var files = ["oci-layout": Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8)]
        for bytes in blobs + [config, try manifest()] { files[try path(bytes)] = bytes }
        return files
    }

    /// A layout with one name.
    func layout(name: String = "latest", platform isNamed: Bool = false) throws -> [String: [UInt8]] {
        var files = try blobFiles()
        let platform =
            isNamed ? ",\"platform\":{\"os\":\"\(platform.os)\",\"architecture\":\"\(platform.architecture)\"}" : ""
        files["index.json"] = Self.index([
            try descriptor(
                try manifest(), MediaType.ociManifest,
                extra: ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"\(name)\"}\(platform)")
        ])
        return files
    }

    /// `docker save` before version 25: a folder a layer, the last one a link to the first of the same content.
    func dockerOld(names: [String] = ["sample:1"]) throws -> [UInt8] {
        var tar = TarMaker()
        var paths: [String] = []
        for (number, layer) in blobs.enumerated() {
            let folder = "\(number)".padding(toLength: 64, withPad: "0", startingAt: 0)
            tar.folder(folder)
            tar.file("\(folder)/VERSION", Array("1.0".utf8))
            tar.file("\(folder)/json", Array("{}".utf8))
            if number == 1 {
                tar.file("shared.tar", layer)
                tar.symbolicLink("\(folder)/layer.tar", to: "../shared.tar")
            } else {
                tar.file("\(folder)/layer.tar", layer)
            }
            paths.append("\(folder)/layer.tar")
        }
        // The image's own empty layer once more, by a hard link.
        tar.hardLink("again/layer.tar", to: paths[2])
        paths[2] = "again/layer.tar"
        let digest = try known(Digest.of(config))
        tar.file("\(digest.hex).json", config)
        tar.file("manifest.json", Self.manifestJSON([("\(digest.hex).json", names, paths)]))
        tar.file("repositories", Array("{}".utf8))
        return tar.finished()
    }

    /// Docker 25 and later: a layout with `manifest.json` beside it.
    func dockerNew(names: [String] = ["sample:1"]) throws -> [UInt8] {
        var files = try layout(name: names.first ?? "")
        files["manifest.json"] = Self.manifestJSON([
            (try path(config), names, try blobs.map { try path($0) })
        ])
        return Self.tar(files)
    }

    static func manifestJSON(_ items: [(config: String, names: [String], layers: [String])]) -> [UInt8] {
        func list(_ texts: [String]) -> String { texts.map { "\"\($0)\"" }.joined(separator: ",") }
        let texts = items.map {
            "{\"Config\":\"\($0.config)\",\"RepoTags\":[\(list($0.names))],\"Layers\":[\(list($0.layers))]}"
        }
        return Array("[\(texts.joined(separator: ","))]".utf8)
    }

    static func tar(_ files: [String: [UInt8]]) -> [UInt8] {
        var tar = TarMaker()
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) { tar.file(path, bytes) }
        return tar.finished()
    }
}

func known<T>(_ value: T?) throws -> T {
    guard let value else { throw Failure(.invalid, Text(en: "the test's own input", ja: "")) }
    return value
}

/// A folder for one test.
struct Scratch {
    let path: String

    static func with<T>(_ body: (Scratch) async throws -> T) async throws -> T {
        let path = NSTemporaryDirectory() + "/plimsoll-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(Scratch(path: path))
    }

    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = "\(path)/\(name)"
        let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    func folder(_ name: String, _ files: [String: [UInt8]]) throws -> String {
        for (path, bytes) in files { _ = try write("\(name)/\(path)", bytes) }
        return "\(path)/\(name)"
    }
}

/// What the tests compare: every entry of a layer with its kind and the digest of its content.
struct Listing: LayerConsumer {
    private var lines: [String] = []
    private var content: [UInt8] = []

    mutating func begin(_ entry: LayerEntry) -> Bool {
        lines.append("\(entry.kind) \(entry.path) \(entry.target)")
        content = []
        return entry.kind == .file
    }

    mutating func content(_ bytes: UnsafeRawBufferPointer) { content += bytes }
    mutating func end() { lines.append(Digest.of(content)?.short ?? "") }
    consuming func finish() -> [String] { lines }
    static func join(_ layers: [[String]]) -> [[String]] { layers }
}
