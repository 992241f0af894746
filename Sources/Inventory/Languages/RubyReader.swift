import Basics
package import OCIImage

/// Ruby gems by the specifications that RubyGems writes on installing, those of Ruby's default gems included.
///
/// They are programs; only the assignments that RubyGems itself generates are understood, and its `# stub:` line.
package enum RubyReader: PackageReader {
    private static let limit = 4 << 20

    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.kind == .file, EntryPath.ends(entry.path, with: ".gemspec") else { return .no }
        let folders = EntryPath.parts(entry.path).dropLast()
        guard let last = folders.last else { return .no }
        return last == "specifications" || (last == "default" && folders.dropLast().last == "specifications")
            ? .whole : .no
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        guard let bytes = PackageField.bytes(entry, content, limit: limit, &told) else { return told }
        var gem = Gem()
        for line in ByteText(bytes).lines { gem.take(line.trimmed) }
        guard let name = PackageField.word(gem.name), let version = PackageField.word(gem.version) else {
            PackageField.malformed(
                entry,
                Text(
                    en: "its name or version is computed, not written.",
                    ja: "名前またはバージョンが直接記述されておらず、計算式になっています。"), &told)
            return told
        }
        told.packages = [
            Package(
                .gem, name: name, version: version,
                architecture: gem.platform.flatMap { $0 == "ruby" ? nil : PackageField.word($0) },
                licenses: PackageField.unique(gem.licenses.compactMap { PackageField.line($0) }), path: entry.path,
                needs: PackageField.unique(gem.needs.compactMap { PackageField.word($0) }),
                supplier: PackageField.line(gem.authors.joined(separator: ", ")))
        ]
        return told
    }

    private struct Gem {
        var name: String?
        var version: String?
        var platform: String?
        var licenses: [String] = []
        var authors: [String] = []
        var needs: [String] = []

        mutating func take(_ line: ByteText) {
            if line.hasPrefix("# stub: ") { return stub(line) }
            // `s.` or `spec.`, then a name.
            guard let dot = line.firstIndex(of: UInt8(ascii: ".")), dot - line.start <= 16 else { return }
            let rest = line.from(dot + 1)
            for call in ["add_runtime_dependency", "add_dependency"] where rest.hasPrefix(call) {
                if let need = Self.texts(rest.dropFirst(call.count), atMost: 1).first { needs.append(need) }
                return
            }
            guard let (key, value) = rest.cut(UInt8(ascii: "=")), key.count <= 10 else { return }
            switch key.text {
            case "name": name = Self.texts(value, atMost: 1).first ?? name
            case "version": version = Self.texts(value, atMost: 1).first ?? version
            case "platform": platform = Self.texts(value, atMost: 1).first ?? platform
            case "license": licenses += Self.texts(value, atMost: 1)
            case "licenses": licenses += Self.texts(value, atMost: 64)
            case "authors": authors = Self.texts(value, atMost: 16)
            default: break
            }
        }

        /// `# stub: nokogiri 1.16.0 x86_64-linux lib`
        private mutating func stub(_ line: ByteText) {
            let words = line.dropFirst(8).text.split(separator: " ", maxSplits: 3)
            guard words.count >= 3 else { return }
            name = String(words[0])
            version = String(words[1])
            platform = String(words[2])
        }

        /// The first strings of an expression: `"MIT".freeze`, `'MIT'`, `%q<rake>.freeze`.
        private static func texts(_ text: ByteText, atMost count: Int) -> [String] {
            var texts: [String] = []
            var offset = text.start
            while texts.count < count, let byte = text[offset] {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    guard let close = text.from(offset + 1).firstIndex(of: byte) else { return texts }
                    texts.append(text.from(offset + 1).upTo(close).text)
                    offset = close + 1
                } else if byte == UInt8(ascii: "%"), text[offset + 1] == UInt8(ascii: "q"),
                    text[offset + 2] == UInt8(ascii: "<")
                {
                    guard let close = text.from(offset + 3).firstIndex(of: UInt8(ascii: ">")) else { return texts }
                    texts.append(text.from(offset + 3).upTo(close).text)
                    offset = close + 1
                } else {
                    offset += 1
                }
            }
            return texts
        }
    }
}
