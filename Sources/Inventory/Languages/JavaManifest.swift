import Basics

/// The main section of a `META-INF/MANIFEST.MF`: keys in lower case, continued lines joined.
///
/// Source of facts: the JAR file specification; the headers of OSGi in the OSGi core specification, chapter 3.
struct JavaManifest: Sendable {
    private var values: [String: String] = [:]

    init(_ bytes: [UInt8]) {
        var key: String?
        var value: [UInt8] = []
        func flush(_ values: inout [String: String]) {
            if let key, values.count < 256 { values[key] = PackageField.trim(String(decoding: value, as: UTF8.self)) }
        }
        for line in ByteText(bytes).lines {
            if line.trimmed.isEmpty { break }
            if line.first == 0x20 {
                // Import-Package of a bundle may have hundreds of kilobytes; nothing that long is asked for.
                if value.count < 8192 { value += bytes[line.dropFirst(1).range] }
                continue
            }
            flush(&values)
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon - line.start <= 70 else {
                key = nil
                continue
            }
            key = line.upTo(colon).trimmed.text.lowercased()
            value = Array(bytes[line.from(colon + 1).range])
        }
        flush(&values)
    }

    init() {}

    subscript(key: String) -> String? { values[key] }

    /// A value that can be an artifact, a group or a module: letters, digits, dots, dashes, and no `${…}` left.
    func identifier(_ key: String) -> String? {
        guard let value = values[key]?.split(separator: ";").first.map({ PackageField.trim(String($0)) }),
            let word = PackageField.word(value), JavaArchive.isIdentifier(word)
        else { return nil }
        return word
    }

    /// A value that is a version: begins with a digit, or `v` and one.
    func version(_ key: String) -> String? {
        PackageField.word(values[key]).flatMap { JavaArchive.isVersion($0) ? $0 : nil }
    }
}
