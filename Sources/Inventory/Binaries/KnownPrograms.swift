import Basics
package import OCIImage

/// Programs that tell their own version and are often installed without a package manager: Node.js, Python, PHP, nginx…
///
/// The file name decides what is looked for. Which of them a package manager installed all the same is known only when
/// all files that it owns are.
package enum KnownPrograms: PackageReader {
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard BinaryReaders.mayBeProgram(entry, largestLibrary: .max) else { return .no }
        return candidates(entry.path).isEmpty && python(entry.path) == nil ? .no : .ifExecutable
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        do throws(Failure) {
            guard try isExecutable(content) else { return told }
            var wanted = candidates(entry.path).map { table[$0] }
            if let release = python(entry.path) {
                // The interpreter says its whole version between two zeros; the file's name says how it starts.
                wanted.append(KnownProgram(package: "python", marks: [ProgramMark(release: release)]))
            }
            for program in wanted {
                if let version = try version(program.marks, content) {
                    told.packages.append(Package(.generic, name: program.package, version: version, path: entry.path))
                }
            }
        } catch {
            told.fail(entry, error)
        }
        return told
    }

    private static let table = KnownProgram.all

    private static let byName: [String: [Int]] = {
        var result: [String: [Int]] = [:]
        for (index, program) in table.enumerated() {
            for name in program.names { result[name, default: []].append(index) }
        }
        return result
    }()

    private static let byStart: [(start: [UInt8], program: Int)] = table.enumerated().flatMap { index, program in
        program.starts.map { (Array($0.utf8), index) }
    }

    /// Which programs of the table a file may be.
    private static func candidates(_ path: String) -> [Int] {
        let name = path.utf8[
            (path.utf8.lastIndex(of: 0x2F).map { path.utf8.index(after: $0) } ?? path.utf8.startIndex)...]
        guard name.count <= 64, let first = name.first else { return [] }
        var found = byName[String(Substring(name))] ?? []
        for (start, program) in byStart
        where start.first == first && name.count > start.count && name.starts(with: start) {
            // Behind the name of a program comes its version, behind that of a library what is known of it.
            let next = name.dropFirst(start.count).first ?? 0
            let isLibrary = start.starts(with: [0x6C, 0x69, 0x62])
            if isLibrary || (next >= 0x30 && next <= 0x39), !found.contains(program) { found.append(program) }
        }
        return found
    }

    /// `3.11` of `python3.11`, `libpython3.11.so.1.0`, `libpython3.13t.so`.
    static func python(_ path: String) -> String? {
        var name = path.utf8[
            (path.utf8.lastIndex(of: 0x2F).map { path.utf8.index(after: $0) } ?? path.utf8.startIndex)...]
        let isLibrary = name.starts(with: "lib".utf8)
        if isLibrary { name = name.dropFirst(3) }
        guard name.starts(with: "python".utf8) else { return nil }
        name = name.dropFirst(6)
        let release = name.prefix { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E }
        let rest = name.dropFirst(release.count)
        let numbers = Substring(release).split(separator: ".")
        guard numbers.count >= 2 else { return nil }
        if isLibrary {
            // `3.11.` of `3.11.so.1.0`, `3.7m.so`
            guard Substring(name).contains(".so") else { return nil }
        } else if !rest.isEmpty && !rest.elementsEqual("t".utf8) && !rest.elementsEqual("m".utf8) {
            return nil
        }
        return "\(numbers[0]).\(numbers[1])"
    }

    private static func isExecutable(_ content: any FileContent) throws(Failure) -> Bool {
        let head = try content.read(at: 0, count: 4)
        return head.starts(with: [0x7F, 0x45, 0x4C, 0x46]) || head.starts(with: [0x4D, 0x5A])
            || head.starts(with: [0xCF, 0xFA, 0xED, 0xFE])
    }

    /// The first version that a mark finds, the marks in order. The file is read in pieces that overlap by as much as a
    /// mark needs before and behind it.
    private static func version(_ marks: [ProgramMark], _ content: any FileContent) throws(Failure) -> String? {
        let size = 1 << 20
        let overlap = 2 * ProgramMark.reach + 64
        var found: [String?] = marks.map { _ in nil }
        var offset = 0
        while offset < content.count {
            let bytes = try content.read(at: offset, count: size)
            guard !bytes.isEmpty else { break }
            let isLast = offset + bytes.count >= content.count
            bytes.withUnsafeBytes { bytes in
                for (index, mark) in marks.enumerated() where found[index] == nil {
                    found[index] = mark.version(in: bytes, isLast: isLast)
                }
            }
            if isLast || found.first.flatMap({ $0 }) != nil { break }
            offset += max(1, bytes.count - overlap)
        }
        return found.lazy.compactMap { $0 }.first
    }
}
