/// Writes executables that hold one section, as small as their formats allow.
struct ProgramFiles {
    var is64 = true
    var isBig = false

    static let size = 8192
    /// Where the section stands in the file, and at which address it is loaded.
    static let offset = 4096
    static let address = 0x40_0000

    func number(_ value: Int, _ width: Int) -> [UInt8] {
        let bytes = (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        return isBig ? bytes.reversed() : bytes
    }

    private func word(_ value: Int) -> [UInt8] { number(value, is64 ? 8 : 4) }

    /// An ELF with the section, loaded by a segment that may be written; `headers` false leaves the sections' away, as
    /// some strippers do.
    func elf(_ section: String, _ content: [UInt8], headers: Bool = true) -> [UInt8] {
        let head = is64 ? 64 : 52
        let table = head + (is64 ? 56 : 32)
        let names = Array("\0\(section)\0.shstrtab\0".utf8)
        let shent = is64 ? 64 : 40
        var file: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, is64 ? 2 : 1, isBig ? 2 : 1, 1] + [UInt8](repeating: 0, count: 9)
        file +=
            number(2, 2) + number(62, 2) + number(1, 4) + word(0) + word(head) + word(headers ? table : 0)
            + number(0, 4)
        file += number(head, 2) + number(is64 ? 56 : 32, 2) + number(1, 2) + number(shent, 2)
        file += number(headers ? 3 : 0, 2) + number(headers ? 2 : 0, 2)
        if is64 {
            file += number(1, 4) + number(6, 4) + word(Self.offset) + word(Self.address) + word(0)
            file += word(content.count) + word(content.count) + word(16)
        } else {
            file += number(1, 4) + word(Self.offset) + word(Self.address) + word(0)
            file += word(content.count) + word(content.count) + number(6, 4) + word(16)
        }
        if headers {
            file += [UInt8](repeating: 0, count: shent)
            file += header(name: 1, address: Self.address, offset: Self.offset, size: content.count)
            file += header(name: 2 + section.utf8.count, address: 0, offset: 2048, size: names.count)
        }
        file += [UInt8](repeating: 0, count: 2048 - file.count) + names
        file += [UInt8](repeating: 0, count: Self.offset - file.count) + content
        return file + [UInt8](repeating: 0, count: max(0, Self.size - file.count))
    }

    private func header(name: Int, address: Int, offset: Int, size: Int) -> [UInt8] {
        number(name, 4) + number(1, 4) + word(3) + word(address) + word(offset) + word(size) + number(0, 4)
            + number(0, 4)
            + word(16) + word(0)
    }

    /// A program for Windows.
    func portable(_ section: String, _ content: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [0x4D, 0x5A] + [UInt8](repeating: 0, count: 58) + number(128, 4)
        file += [UInt8](repeating: 0, count: 128 - file.count) + [0x50, 0x45, 0, 0]
        file += number(0x8664, 2) + number(1, 2) + number(0, 12) + number(112, 2) + number(0x22, 2)
        var optional = number(0x20B, 2) + [UInt8](repeating: 0, count: 22) + number(0x1_4000_0000, 8)
        optional += [UInt8](repeating: 0, count: 112 - optional.count)
        file += optional
        file += Array(section.utf8) + [UInt8](repeating: 0, count: 8 - section.utf8.count)
        file += number(content.count, 4) + number(0x1000, 4) + number(content.count, 4) + number(Self.offset, 4)
        file += [UInt8](repeating: 0, count: 12) + number(0xC000_0040, 4)
        file += [UInt8](repeating: 0, count: Self.offset - file.count) + content
        return file + [UInt8](repeating: 0, count: max(0, Self.size - file.count))
    }

    /// A program for macOS.
    func mach(_ section: String, _ content: [UInt8]) -> [UInt8] {
        func name(_ text: String) -> [UInt8] { Array(text.utf8) + [UInt8](repeating: 0, count: 16 - text.utf8.count) }
        var command = number(0x19, 4) + number(72 + 80, 4) + name("__DATA") + number(Self.address, 8)
        command += number(content.count, 8) + number(Self.offset, 8) + number(content.count, 8)
        command += number(3, 4) + number(3, 4) + number(1, 4) + number(0, 4)
        command +=
            name(section) + name("__DATA") + number(Self.address, 8) + number(content.count, 8) + number(Self.offset, 4)
        command += [UInt8](repeating: 0, count: 28)
        var file: [UInt8] = [0xCF, 0xFA, 0xED, 0xFE] + number(0x0100_0007, 4) + number(3, 4) + number(2, 4)
        file += number(1, 4) + number(command.count, 4) + number(0, 4) + number(0, 4) + command
        file += [UInt8](repeating: 0, count: Self.offset - file.count) + content
        return file + [UInt8](repeating: 0, count: max(0, Self.size - file.count))
    }

    /// What Go's linker writes since 1.18: the texts follow, each with its length.
    func inline(_ version: String, _ modules: String) -> [UInt8] {
        func text(_ bytes: [UInt8]) -> [UInt8] {
            var count = bytes.count
            var head: [UInt8] = []
            while count >= 0x80 {
                head.append(UInt8(count & 0x7F) | 0x80)
                count >>= 7
            }
            return head + [UInt8(count)] + bytes
        }
        return Self.magic + [8, 2] + [UInt8](repeating: 0, count: 16) + text(Array(version.utf8))
            + text(marked(modules))
    }

    /// What it wrote before: pointers to two strings, which are a pointer and a length.
    func pointers(_ version: String, _ modules: String) -> [UInt8] {
        let width = is64 ? 8 : 4
        let texts = Array(version.utf8)
        let strings = 32 + 4 * width
        var content = Self.magic + [UInt8(width), isBig ? 1 : 0]
        content += word(Self.address + 32) + word(Self.address + 32 + 2 * width)
        content += [UInt8](repeating: 0, count: 32 - content.count)
        content += word(Self.address + strings) + word(texts.count)
        content += word(Self.address + strings + texts.count) + word(marked(modules).count)
        return content + texts + marked(modules)
    }

    private static let magic: [UInt8] = [0xFF] + Array(" Go buildinf:".utf8)

    private func marked(_ modules: String) -> [UInt8] {
        let mark = [UInt8](repeating: 0x30, count: 16)
        return modules.isEmpty ? [] : mark + Array(modules.utf8) + mark
    }
}
