import Basics
import OCIImage

/// What Go's linker leaves in every program: the toolchain's version and a text about modules, as `go version -m` shows.
///
/// It starts with a magic at a multiple of 16. Since Go 1.18 both texts follow after 32 bytes, each with its length;
/// before, two pointers lead to Go strings, which are a pointer and a length each.
struct GoBuildInfo {
    var version: String
    /// Lines such as `dep\tgithub.com/a/b\tv1.2.3\th1:…`; empty where the program was built without modules.
    var modules: String

    private static let magic: [UInt8] = [0xFF] + Array(" Go buildinf:".utf8)
    /// As much text is read; the largest programs have some hundred kilobytes.
    private static let limit = 2 << 20

    /// Nil for a program that is not of Go.
    init?(_ file: Executable, _ content: any FileContent) throws(Failure) {
        guard let (offset, head) = try Self.find(file, content) else { return nil }
        let numbers = BinaryNumbers(head, isBig: head[15] & 1 != 0)
        let version: [UInt8]
        let modules: [UInt8]
        if head[15] & 2 != 0 {
            (version, modules) = try Self.inline(content, offset + 32)
        } else {
            let is64 = head[14] == 8
            guard is64 || head[14] == 4, let first = numbers.word(16, is64: is64),
                let second = numbers.word(is64 ? 24 : 20, is64: is64)
            else { return nil }
            version = try Self.string(file, content, first, is64, numbers.isBig)
            modules = try Self.string(file, content, second, is64, numbers.isBig)
        }
        guard !version.isEmpty else { return nil }
        self.version = String(decoding: version, as: UTF8.self)
        // The text stands between two marks of 16 bytes, by which a running program finds it.
        if modules.count >= 33, modules[modules.count - 17] == 0x0A {
            self.modules = String(decoding: modules[16..<modules.count - 16], as: UTF8.self)
        } else {
            self.modules = ""
        }
    }

    /// Where it stands and its first 32 bytes: in a section of its own, or (where the section headers were removed, and
    /// in PE) somewhere in the first data that is loaded.
    private static func find(_ file: Executable, _ content: any FileContent) throws(Failure) -> (Int, [UInt8])? {
        let part: Executable.Part
        if let own = file.section(".go.buildinfo") ?? file.section("__go_buildinfo") {
            part = own
        } else if let data = file.section(".data"), data.isWritable {
            part = data
        } else if file.sections.isEmpty, let data = file.segments.first(where: \.isWritable) {
            part = data
        } else {
            return nil
        }
        let bytes = try file.read(part, content, limit: 1 << 20)
        var at = 0
        while at + 32 <= bytes.count {
            if bytes[at] == 0xFF, bytes[at..<at + 14].elementsEqual(magic) {
                return (part.offset + at, Array(bytes[at..<at + 32]))
            }
            at += 16
        }
        return nil
    }

    private static func inline(_ content: any FileContent, _ offset: Int) throws(Failure) -> ([UInt8], [UInt8]) {
        guard let (count, start) = try length(content, offset), count <= 1024 else { return ([], []) }
        let version = try content.read(at: start, count: count)
        guard version.count == count, let (size, second) = try length(content, start + count), size <= limit else {
            return (version, [])
        }
        let modules = try content.read(at: second, count: size)
        return (version, modules.count == size ? modules : [])
    }

    /// A number in groups of seven bits, the lowest first, and where it ends.
    private static func length(_ content: any FileContent, _ offset: Int) throws(Failure) -> (Int, Int)? {
        var value = 0
        for (index, byte) in try content.read(at: offset, count: 5).enumerated() {
            value |= Int(byte & 0x7F) << (7 * index)
            if byte & 0x80 == 0 { return (value, offset + index + 1) }
        }
        return nil
    }

    private static func string(
        _ file: Executable, _ content: any FileContent, _ address: Int, _ is64: Bool, _ isBig: Bool
    ) throws(Failure) -> [UInt8] {
        let head = BinaryNumbers(try file.read(address: address, count: is64 ? 16 : 8, content), isBig: isBig)
        guard let start = head.word(0, is64: is64), let count = head.word(is64 ? 8 : 4, is64: is64), count <= limit
        else {
            return []
        }
        let bytes = try file.read(address: start, count: count, content)
        return bytes.count == count ? bytes : []
    }
}
