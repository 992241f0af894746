import Basics
package import OCIImage

/// The licences of a Debian package, from `usr/share/doc/NAME/copyright` where that is machine-readable
/// (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/): the short names alone. Prose tells none.
package enum DpkgCopyright: PackageReader {
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        entry.kind == .file && entry.path.hasPrefix("usr/share/doc/") && name(entry.path) != nil ? .whole : .no
    }

    private static func name(_ path: String) -> String? {
        guard path.hasSuffix("/copyright") else { return nil }
        let name = path.utf8.dropFirst(14).dropLast(10)
        return name.isEmpty || name.contains(0x2F) ? nil : String(Substring(name))
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        guard let package = name(entry.path) else { return told }
        do throws(Failure) {
            // What is behind the first megabytes repeats: a licence is named where it is first used.
            let bytes = try content.read(at: 0, count: min(content.count, 4 << 20))
            let names = bytes.withUnsafeBytes { licenses($0) }
            if !names.isEmpty { told.licenses.append((package, names)) }
        } catch {
            told.fail(entry, error)
        }
        return told
    }

    private static func licenses(_ bytes: UnsafeRawBufferPointer) -> [String] {
        var lines = LineCursor(bytes)
        var names: [String] = []
        var isFormat = false
        while let line = lines.next() {
            if line.isEmpty { continue }
            guard isFormat else {
                // The first paragraph of the format names it; older drafts wrote Format-Specification.
                guard line.count > 7, bytes.matches(line.lowerBound..<line.lowerBound + 6, "format") else { return [] }
                isFormat = true
                continue
            }
            guard line.count > 8, bytes.matches(line.lowerBound..<line.lowerBound + 8, "license:") else { continue }
            for name in split(bytes.text(line.lowerBound + 8..<line.upperBound)) where !names.contains(name) {
                names.append(name)
            }
            if names.count >= 256 { break }
        }
        return names
    }

    /// The licences of `GPL-2+ or Artistic, and MIT`; an exception stays with its licence.
    static func split(_ text: String) -> [String] {
        var names: [String] = []
        var current: [Substring] = []
        func flush(_ current: inout [Substring], _ names: inout [String]) {
            if !current.isEmpty, names.count < 64 { names.append(current.joined(separator: " ")) }
            current = []
        }
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\t" }).prefix(256) {
            switch word {
            case "or", "and", "and/or", "OR", "AND", "|": flush(&current, &names)
            default:
                if word.last == "," {
                    current.append(word.dropLast())
                    flush(&current, &names)
                } else {
                    current.append(word)
                }
            }
        }
        flush(&current, &names)
        return names.filter { !$0.isEmpty }
    }
}
