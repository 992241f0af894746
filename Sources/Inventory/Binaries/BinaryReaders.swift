import OCIImage

/// Readers of programs that tell what they are made of, or which version they are.
enum BinaryReaders {
    static let all: [any PackageReader.Type] = [
        GoBinary.self, RustBinary.self, KnownPrograms.self, JavaRelease.self, GoToolchain.self,
    ]

    /// Whether a file may be a program, by name and mode alone.
    ///
    /// Shared libraries are many and large and seldom tell anything: beyond 16 MiB they are left out. Files with another
    /// ending that may not be executed are no programs.
    static func mayBeProgram(_ entry: LayerEntry, largestLibrary: Int = 16 << 20) -> Bool {
        guard entry.kind == .file, entry.size >= 4096 else { return false }
        var dot: Int?
        var count = 0
        let path = entry.path.utf8
        for byte in path.reversed() {
            if byte == 0x2F { break }
            if byte == 0x2E { dot = count }
            count += 1
        }
        guard dot != nil else { return true }
        if isLibrary(path) { return entry.size <= largestLibrary }
        return entry.isExecutable || entry.path.hasSuffix(".exe") || entry.path.hasSuffix(".dll")
    }

    /// `liba.so`, `liba.so.1.2`
    private static func isLibrary(_ path: String.UTF8View) -> Bool {
        var rest = path[...]
        while let last = rest.last, last == 0x2E || (last >= 0x30 && last <= 0x39) { rest = rest.dropLast() }
        return rest.count > 3 && rest.suffix(3).elementsEqual([0x2E, 0x73, 0x6F])
    }
}
