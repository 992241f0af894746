import Basics
package import OCIImage

/// The operating system, from os-release (https://www.freedesktop.org/software/systemd/man/os-release.html).
package enum OSRelease: PackageReader {
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.path.hasSuffix("/os-release"), entry.kind == .file else { return .no }
        return entry.path == "etc/os-release" || entry.path == "usr/lib/os-release" ? .whole : .no
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        do throws(Failure) {
            let bytes = try content.read(at: 0, count: min(content.count, 64 << 10))
            told.system = bytes.withUnsafeBytes { system($0) }
        } catch {
            told.fail(entry, error)
        }
        return told
    }

    /// Which file tells best what the system is, the smallest number first; nil for a file that does not tell.
    ///
    /// `etc/os-release` is what programs look at, most often a link to the one below `usr/lib`. The files from before
    /// there was one tell less.
    package static func rank(_ path: String) -> Int? {
        switch path {
        case "etc/os-release": 0
        case "usr/lib/os-release": 1
        default: ReleaseFile.paths.firstIndex(of: path).map { $0 + 2 }
        }
    }

    static func system(_ bytes: UnsafeRawBufferPointer) -> OperatingSystem? {
        var values: [String: String] = [:]
        var lines = LineCursor(bytes)
        while let line = lines.next() {
            let line = bytes.trimmed(line)
            guard !line.isEmpty, bytes[line.lowerBound] != 0x23, let equals = bytes.first(0x3D, in: line) else {
                continue
            }
            values[bytes.text(line.lowerBound..<equals)] = unquoted(bytes.text(equals + 1..<line.upperBound))
        }
        guard let id = values["ID"] ?? (values["NAME"] == nil ? nil : "linux"), !id.isEmpty else { return nil }
        let codename = values["VERSION_CODENAME"] ?? values["UBUNTU_CODENAME"]
        return OperatingSystem(
            id: id.lowercased(), version: values["VERSION_ID"] ?? "",
            codename: codename.flatMap { $0.isEmpty ? nil : $0 },
            name: values["PRETTY_NAME"] ?? values["NAME"] ?? id,
            like: (values["ID_LIKE"] ?? "").split(separator: " ").map(String.init))
    }

    /// A shell value: without the quotes around it, and without the backslashes that guard characters inside.
    private static func unquoted(_ text: String) -> String {
        var bytes = text.utf8[...]
        if let quote = bytes.first, quote == 0x22 || quote == 0x27, bytes.count > 1, bytes.last == quote {
            bytes = bytes.dropFirst().dropLast()
            if quote == 0x27 { return String(Substring(bytes)) }
        }
        guard bytes.contains(0x5C) else { return String(Substring(bytes)) }
        var result: [UInt8] = []
        var isGuarded = false
        for byte in bytes {
            if byte == 0x5C, !isGuarded {
                isGuarded = true
            } else {
                result.append(byte)
                isGuarded = false
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
