import Basics
package import OCIImage

/// Python packages as pip and its like leave them: `*.dist-info/METADATA`, `*.egg-info` and `*.egg/EGG-INFO`.
///
/// Source of facts: the core metadata specification and "Recording installed projects" of packaging.python.org.
package enum PythonReader: PackageReader {
    private static let limit = 8 << 20

    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.kind == .file else { return .no }
        let path = entry.path
        let fits =
            EntryPath.ends(path, with: ".dist-info/METADATA") || EntryPath.ends(path, with: ".egg-info/PKG-INFO")
            || EntryPath.ends(path, with: ".egg-info") || EntryPath.ends(path, with: ".egg/EGG-INFO/PKG-INFO")
        guard fits else { return .no }
        // What pip moved aside and could not delete is not installed.
        return EntryPath.last(String(installed(path))).hasPrefix("~") ? .no : .whole
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        guard let bytes = PackageField.bytes(entry, content, limit: limit, &told) else { return told }
        let fields = Fields(bytes)
        let folder = fromFolder(entry.path)
        guard let name = PackageField.word(fields.name) ?? folder?.name,
            let version = PackageField.word(fields.version) ?? folder?.version
        else {
            PackageField.malformed(
                entry, Text(en: "it has no name or no version.", ja: "名前またはバージョンがありません。"), &told)
            return told
        }
        told.packages = [
            Package(
                .pypi, name: name, version: version, licenses: fields.licenses, path: entry.path,
                needs: PackageField.unique(fields.needs), supplier: PackageField.line(fields.author))
        ]
        return told
    }

    /// The folder (or file) that stands for the package: `site-packages/six-1.16.0.dist-info`.
    private static func installed(_ path: String) -> Substring {
        if EntryPath.ends(path, with: ".egg-info") { return path[...] }
        let folder = EntryPath.folder(path)
        return EntryPath.last(String(folder)) == "EGG-INFO" ? EntryPath.folder(String(folder)) : folder
    }

    /// `six-1.16.0.dist-info` and `six-1.16.0-py3.11.egg-info` by their names.
    private static func fromFolder(_ path: String) -> (name: String, version: String)? {
        let last = EntryPath.last(String(installed(path)))
        guard let dot = last.lastIndex(of: ".") else { return nil }
        let parts = last[..<dot].split(separator: "-")
        guard parts.count >= 2, let name = PackageField.word(String(parts[0])),
            let version = PackageField.word(String(parts[1])), version.first?.isNumber == true
        else { return nil }
        return (name, version)
    }

    /// The headers of a metadata file; its body, the description, is not read.
    private struct Fields {
        var name: String?
        var version: String?
        var author: String?
        var needs: [String] = []
        private var expression: String?
        private var license: String?
        private var classifiers: [String] = []

        /// License-Expression is SPDX; License is free text and may be a whole licence, then classifiers say more.
        var licenses: [String] {
            if let expression { return [expression] }
            let unknown = ["UNKNOWN", "N/A", "NONE", "SEE LICENSE", "LICENSE"]
            if let license, !unknown.contains(license.uppercased()) { return [license] }
            return PackageField.unique(classifiers)
        }

        init(_ bytes: [UInt8]) {
            var lines = ByteText(bytes).lines
            var pending = lines.next()
            while let line = pending, !line.trimmed.isEmpty {
                pending = lines.next()
                var folded = false
                while let next = pending, let first = next.first, first == 0x20 || first == 0x09, !next.trimmed.isEmpty
                {
                    folded = true
                    pending = lines.next()
                }
                guard let (key, value) = line.cut(UInt8(ascii: ":")), key.count <= 32 else { continue }
                take(key.text.lowercased(), value.text, folded)
            }
        }

        private mutating func take(_ key: String, _ value: String, _ folded: Bool) {
            switch key {
            case "name": name = name ?? value
            case "version": version = version ?? value
            case "author": author = author ?? PackageField.line(value)
            case "license-expression": expression = PackageField.line(value)
            // More than a line is the text of the licence, not its name.
            case "license" where !folded && value.utf8.count <= 100: license = PackageField.line(value)
            case "classifier" where value.hasPrefix("License ::"):
                let words = value.split(separator: ":").map { PackageField.trim(String($0)) }.filter { !$0.isEmpty }
                if words.count > 1, let last = words.last, last != "OSI Approved", let line = PackageField.line(last) {
                    classifiers.append(line)
                }
            case "requires-dist": if let need = Self.need(value) { needs.append(need) }
            default: break
            }
        }

        /// `requests[socks] (>=2.0) ; python_version < "3"` is `requests`; what only an extra needs is not needed.
        private static func need(_ value: String) -> String? {
            if let marker = value.firstIndex(of: ";") {
                let words = value[marker...].filter { $0 != " " }
                if words.contains("extra==") { return nil }
            }
            let name = value.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
            return PackageField.word(String(name))
        }
    }
}

extension Package {
    /// The name as the ecosystem compares it: PEP 503 for PyPI (`Foo.Bar_baz` is `foo-bar-baz`), without regard to case
    /// for NuGet, Packagist; every other as written.
    package var normalName: String { kind.normalName(name) }
}

extension PackageKind {
    package func normalName(_ name: String) -> String {
        switch self {
        case .nuget, .composer: return name.lowercased()
        case .pypi:
            var bytes: [UInt8] = []
            bytes.reserveCapacity(name.utf8.count)
            for byte in name.lowercased().utf8 {
                if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") {
                    if bytes.last != UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
                } else {
                    bytes.append(byte)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        default: return name
        }
    }
}
