import Basics
import OCIImage

/// Where the parts of an executable stand in its file: ELF, PE or Mach-O, in either order of bytes.
///
/// Only headers are read, at their offsets: programs of gigabytes cost as little as small ones.
struct Executable {
    struct Part {
        var name: String
        var address: Int
        var offset: Int
        /// Bytes in the file.
        var size: Int
        var isWritable = false
    }

    var isBig: Bool
    var is64: Bool
    var sections: [Part] = []
    /// What is loaded, for finding the bytes at an address.
    var segments: [Part] = []

    /// Nil for a file that is none of them, or whose headers contradict it.
    init?(_ content: any FileContent) throws(Failure) {
        let head = try content.read(at: 0, count: 64)
        guard head.count >= 52 else { return nil }
        let found: Executable?
        switch (head[0], head[1], head[2], head[3]) {
        case (0x7F, 0x45, 0x4C, 0x46): found = try ELFHeaders.read(content, head)
        case (0x4D, 0x5A, _, _): found = try PEHeaders.read(content, head)
        case (0xCF, 0xFA, 0xED, 0xFE), (0xCE, 0xFA, 0xED, 0xFE): found = try MachOHeaders.read(content, head)
        default: found = nil
        }
        guard let found else { return nil }
        self = found
    }

    init(isBig: Bool, is64: Bool) {
        self.isBig = isBig
        self.is64 = is64
    }

    func section(_ name: String) -> Part? { sections.first { $0.name == name } }

    /// The bytes of a part, at most `limit`.
    func read(_ part: Part, _ content: any FileContent, limit: Int) throws(Failure) -> [UInt8] {
        guard part.offset >= 0, part.offset < content.count, part.size > 0 else { return [] }
        return try content.read(at: part.offset, count: min(part.size, limit, content.count - part.offset))
    }

    /// The bytes that are loaded at an address; fewer where the part ends.
    func read(address: Int, count: Int, _ content: any FileContent) throws(Failure) -> [UInt8] {
        for part in segments where address >= part.address && address - part.address < part.size {
            let inside = address - part.address
            let (offset, overflow) = part.offset.addingReportingOverflow(inside)
            guard !overflow, offset >= 0, offset < content.count, count > 0 else { return [] }
            return try content.read(at: offset, count: min(count, part.size - inside, content.count - offset))
        }
        return []
    }
}
