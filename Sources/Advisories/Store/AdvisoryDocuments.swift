import Basics
import OCIImage

/// JSON documents one after the other, each in memory only while it is read.
protocol AdvisoryDocuments {
    var count: Int { get }
    /// The file's name, with which a problem is told.
    func name(_ index: Int) -> String
    /// What a record of that file is called, if it is called like its file: `GO-2020-0001`.
    func id(_ index: Int) -> String
    /// The CRC-32 and size of its bytes where they are known without reading.
    func checksum(_ index: Int) -> (crc: UInt32, size: Int)?
    func read(_ index: Int) throws(Failure) -> [UInt8]
}

extension AdvisoryDocuments {
    /// Bytes of one advisory: the largest known ones, of kernels, have some megabytes.
    static var limit: Int { 64 << 20 }

    func id(_ index: Int) -> String {
        let last = name(index).split(separator: "/").last ?? ""
        return String(last.hasSuffix(".json") ? last.dropLast(5) : last)
    }
}

/// Files of a disk.
struct FileDocuments: AdvisoryDocuments {
    let paths: [String]

    var count: Int { paths.count }
    func name(_ index: Int) -> String { paths[index] }
    func checksum(_ index: Int) -> (crc: UInt32, size: Int)? { nil }
    func read(_ index: Int) throws(Failure) -> [UInt8] {
        try DiskContent(path: paths[index]).all(limit: Self.limit)
    }
}

/// The entries of a zip archive that end in `.json`.
struct ZipDocuments: AdvisoryDocuments {
    private let archive: ZipArchive
    private let entries: [ZipEntry]
    private let path: String

    init(path: String) throws(Failure) {
        self.path = path
        // npm's list has a record for each package that was found to be malware: hundreds of thousands.
        archive = try ZipArchive(try DiskContent(path: path), what: path, entryLimit: 2_000_000)
        entries = archive.entries.filter { $0.name.hasSuffix(".json") && !$0.isFolder }
    }

    var count: Int { entries.count }
    func name(_ index: Int) -> String { "\(path): \(entries[index].name)" }
    func id(_ index: Int) -> String {
        let last = entries[index].name.split(separator: "/").last ?? ""
        return String(last.dropLast(5))
    }
    func checksum(_ index: Int) -> (crc: UInt32, size: Int)? { (entries[index].checksum, entries[index].size) }
    func read(_ index: Int) throws(Failure) -> [UInt8] { try archive.read(entries[index], limit: Self.limit) }
}
