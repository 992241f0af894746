import Basics
package import OCIImage

/// PHP packages that `pear` and `pecl` installed: a file each in the registry, in PHP's serialized form.
///
/// Listed as generic packages whose supplier is their channel; their package URL is of the type `pear`.
package enum PEARReader: PackageReader {
    private static let limit = 16 << 20

    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        entry.kind == .file && isRegistered(entry.path) ? .whole : .no
    }

    static func isRegistered(_ path: String) -> Bool {
        EntryPath.ends(path, with: ".reg") && EntryPath.parts(path).contains(".registry")
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        guard let bytes = PackageField.bytes(entry, content, limit: limit, &told) else { return told }
        let fields = PHPSerialized.texts(bytes)
        // Version 1 of package.xml has the version itself, version 2 that of the release and of the interface.
        guard let name = PackageField.word(fields["name"] ?? fields["package"]),
            let version = PackageField.word(fields["version/release"] ?? fields["version"])
        else {
            PackageField.malformed(
                entry, Text(en: "it has no name or no version.", ja: "名前またはバージョンがありません。"), &told)
            return told
        }
        let license = PackageField.line(fields["license/_content"] ?? fields["license"])
        told.packages = [
            Package(
                .generic, name: name, version: version, licenses: license.map { [$0] } ?? [], path: entry.path,
                supplier: PackageField.word(fields["channel"]))
        ]
        return told
    }
}

/// The form of PHP's `serialize`: `a:1:{s:4:"name";s:3:"PDO";}`.
enum PHPSerialized {
    /// The texts of the outermost array and of arrays in it, by their keys: `name`, `version/release`.
    static func texts(_ bytes: [UInt8]) -> [String: String] {
        var result: [String: String] = [:]
        /// The keys of the arrays that are open; nil where a key comes next.
        var keys: [String?] = []
        var rest = ByteText(bytes)
        while let first = rest.first {
            switch first {
            case UInt8(ascii: "}"):
                guard keys.popLast() != nil, !keys.isEmpty else { return result }
                keys[keys.count - 1] = nil
                rest = rest.dropFirst(1)
            case UInt8(ascii: "a"):
                guard let open = rest.upTo(rest.start + 24).firstIndex(of: UInt8(ascii: "{")), keys.count < 128 else {
                    return result
                }
                keys.append(nil)
                rest = rest.from(open + 1)
            default:
                guard let (text, after) = scalar(rest), !keys.isEmpty else { return result }
                rest = after
                let last = keys.count - 1
                if keys[last] == nil {
                    keys[last] = text
                } else {
                    if last < 2, result.count < 1000 {
                        result[keys.compactMap(\.self).joined(separator: "/")] = text
                    }
                    keys[last] = nil
                }
            }
        }
        return result
    }

    /// A text, number, truth or nothing, and what follows it.
    private static func scalar(_ text: ByteText) -> (String, ByteText)? {
        if text.first == UInt8(ascii: "s") {
            guard let colon = text.dropFirst(2).upTo(text.start + 16).firstIndex(of: UInt8(ascii: ":")),
                let count = Int(text.dropFirst(2).upTo(colon).text), count >= 0, count <= text.count
            else { return nil }
            let value = text.from(colon + 2).upTo(colon + 2 + count)
            guard text[value.end + 1] == UInt8(ascii: ";") else { return nil }
            return (value.count <= 4096 ? value.text : "", text.from(value.end + 2))
        }
        guard let end = text.upTo(text.start + 64).firstIndex(of: UInt8(ascii: ";")) else { return nil }
        return (text.dropFirst(2).upTo(end).text, text.from(end + 1))
    }
}
