import Basics
import OCIImage

/// The sections of a program for Windows (https://learn.microsoft.com/windows/win32/debug/pe-format).
enum PEHeaders {
    static func read(_ content: any FileContent, _ head: [UInt8]) throws(Failure) -> Executable? {
        guard let start = BinaryNumbers(head).u32(0x3C), start <= content.count - 24 else { return nil }
        let coff = BinaryNumbers(try content.read(at: start, count: 24 + 32))
        guard coff.u32(0) == 0x4550, let count = coff.u16(6), let optional = coff.u16(20), count > 0, count <= 96,
            let magic = coff.u16(24)
        else { return nil }
        let is64 = magic == 0x20B
        let base = (is64 ? coff.u64(24 + 24) : coff.u32(24 + 28)) ?? 0
        var file = Executable(isBig: false, is64: is64)
        let table = BinaryNumbers(try content.read(at: start + 24 + optional, count: count * 40))
        for index in 0..<count {
            let at = index * 40
            guard let name = table.text(at, limit: 8), let address = table.u32(at + 12), let size = table.u32(at + 16),
                let offset = table.u32(at + 20), let flags = table.u32(at + 36)
            else { break }
            let (place, overflow) = base.addingReportingOverflow(address)
            guard !overflow else { continue }
            let part = Executable.Part(
                name: name, address: place, offset: offset, size: size, isWritable: flags & 0x8000_0000 != 0)
            file.sections.append(part)
            file.segments.append(part)
        }
        return file
    }
}
