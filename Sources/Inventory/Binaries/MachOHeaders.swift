import Basics
import OCIImage

/// The segments and sections of a program for macOS of 64 or 32 bits, little-endian as all current ones are.
enum MachOHeaders {
    static func read(_ content: any FileContent, _ head: [UInt8]) throws(Failure) -> Executable? {
        let is64 = head[0] == 0xCF
        let numbers = BinaryNumbers(head)
        guard let count = numbers.u32(16), let size = numbers.u32(20), count <= 4096, size <= 1 << 20 else {
            return nil
        }
        let commands = BinaryNumbers(try content.read(at: is64 ? 32 : 28, count: size))
        var file = Executable(isBig: false, is64: is64)
        var at = 0
        for _ in 0..<count {
            guard let command = commands.u32(at), let length = commands.u32(at + 4), length >= 8 else { break }
            if command == (is64 ? 0x19 : 0x01) { segment(commands, at, is64, &file) }
            at += length
        }
        return file
    }

    private static func segment(_ commands: BinaryNumbers, _ at: Int, _ is64: Bool, _ file: inout Executable) {
        let width = is64 ? 8 : 4
        guard let address = commands.word(at + 24, is64: is64),
            let offset = commands.word(at + 24 + width * 2, is64: is64),
            let size = commands.word(at + 24 + width * 3, is64: is64),
            let rights = commands.u32(at + 24 + width * 4 + 4), let count = commands.u32(at + 24 + width * 4 + 8),
            count <= 256
        else { return }
        file.segments.append(
            Executable.Part(name: "", address: address, offset: offset, size: size, isWritable: rights & 2 != 0))
        for index in 0..<count {
            let start = at + 40 + width * 4 + index * (is64 ? 80 : 68)
            guard let name = commands.text(start, limit: 16), let address = commands.word(start + 32, is64: is64),
                let size = commands.word(start + 32 + width, is64: is64),
                let offset = commands.u32(start + 32 + width * 2)
            else { return }
            file.sections.append(Executable.Part(name: name, address: address, offset: offset, size: size))
        }
    }
}
