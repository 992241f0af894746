import Basics
import OCIImage

/// The section and program headers of an ELF file (https://refspecs.linuxfoundation.org/elf/gabi4+/contents.html).
enum ELFHeaders {
    static func read(_ content: any FileContent, _ head: [UInt8]) throws(Failure) -> Executable? {
        guard head[4] == 1 || head[4] == 2, head[5] == 1 || head[5] == 2 else { return nil }
        let is64 = head[4] == 2
        let numbers = BinaryNumbers(head, isBig: head[5] == 2)
        var file = Executable(isBig: numbers.isBig, is64: is64)
        // Offsets of the same fields in the forms of 64 and 32 bits.
        guard let programs = numbers.word(is64 ? 32 : 28, is64: is64),
            let sections = numbers.word(is64 ? 40 : 32, is64: is64),
            let programSize = numbers.u16(is64 ? 54 : 42), let programCount = numbers.u16(is64 ? 56 : 44),
            let sectionSize = numbers.u16(is64 ? 58 : 46), let sectionCount = numbers.u16(is64 ? 60 : 48),
            let nameIndex = numbers.u16(is64 ? 62 : 50)
        else { return nil }
        if programCount > 0, programCount <= 4096, programSize >= (is64 ? 56 : 32), programSize <= 256 {
            let table = BinaryNumbers(
                try content.read(at: programs, count: programSize * programCount), isBig: numbers.isBig)
            for index in 0..<programCount {
                if let part = segment(table, index * programSize, is64) { file.segments.append(part) }
            }
        }
        if sectionCount > 0, sectionCount <= 8192, sectionSize >= (is64 ? 64 : 40), sectionSize <= 256 {
            let table = BinaryNumbers(
                try content.read(at: sections, count: sectionSize * sectionCount), isBig: numbers.isBig)
            var parts: [(name: Int, part: Executable.Part)] = []
            for index in 0..<sectionCount {
                guard let part = section(table, index * sectionSize, is64) else { continue }
                parts.append(part)
            }
            guard nameIndex < parts.count, parts.count == sectionCount else { return file }
            let names = BinaryNumbers(try file.read(parts[nameIndex].part, content, limit: 1 << 20))
            for (name, part) in parts {
                var part = part
                part.name = names.text(name, limit: 64) ?? ""
                file.sections.append(part)
            }
        }
        return file
    }

    /// What is loaded: the type is 1.
    private static func segment(_ table: BinaryNumbers, _ at: Int, _ is64: Bool) -> Executable.Part? {
        guard table.u32(at) == 1, let flags = table.u32(at + (is64 ? 4 : 24)),
            let offset = table.word(at + (is64 ? 8 : 4), is64: is64),
            let address = table.word(at + (is64 ? 16 : 8), is64: is64),
            let size = table.word(at + (is64 ? 32 : 16), is64: is64)
        else { return nil }
        return Executable.Part(name: "", address: address, offset: offset, size: size, isWritable: flags & 3 == 2)
    }

    private static func section(
        _ table: BinaryNumbers, _ at: Int, _ is64: Bool
    ) -> (name: Int, part: Executable.Part)? {
        guard let name = table.u32(at), let type = table.u32(at + 4),
            let address = table.word(at + (is64 ? 16 : 12), is64: is64),
            let offset = table.word(at + (is64 ? 24 : 16), is64: is64),
            let size = table.word(at + (is64 ? 32 : 20), is64: is64)
        else { return nil }
        // Type 8 takes no room in the file.
        return (name, Executable.Part(name: "", address: address, offset: offset, size: type == 8 ? 0 : size))
    }
}
