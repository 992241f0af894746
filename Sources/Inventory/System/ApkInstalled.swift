import Basics
package import OCIImage

/// Alpine's list of installed packages, `lib/apk/db/installed` (below `usr` since apk 3 moved it there): lines of a
/// letter, a colon and a value, a blank line between packages (https://wiki.alpinelinux.org/wiki/Apk_spec).
package enum ApkInstalled: PackageReader {
    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.path.hasSuffix("lib/apk/db/installed"), entry.kind == .file else { return .no }
        return entry.path == "lib/apk/db/installed" || entry.path == "usr/lib/apk/db/installed" ? .whole : .no
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        do throws(Failure) {
            let bytes = try content.all(limit: SystemReaders.limit)
            var stanzas = ApkStanzas(path: entry.path)
            bytes.withUnsafeBytes { stanzas.read($0) }
            told.packages = stanzas.packages()
            told.owned = stanzas.owned
            if let line = stanzas.firstBroken {
                told.complain(
                    entry,
                    en:
                        "\(stanzas.broken) \(stanzas.broken == 1 ? "entry has" : "entries have") no name or version, the first near line \(line). "
                        + "Packages that they tell of are missing from the inventory.",
                    ja: "名前またはバージョンのない項目が \(stanzas.broken) 件あります (最初は \(line) 行目付近)。そのパッケージは一覧に含まれません。")
            }
        } catch {
            told.fail(entry, error)
        }
        return told
    }
}

/// Reads the paragraphs of apk's database.
private struct ApkStanzas {
    let path: String
    private(set) var owned: [(package: String, path: String)] = []
    private(set) var broken = 0
    private(set) var firstBroken: Int?
    private var found: [(package: Package, needs: [String])] = []
    /// Which package provides a name such as `so:libc.musl-x86_64.so.1`.
    private var providers: [String: String] = [:]
    /// A folder is written once and repeated for its files: this bounds what a database may make of that.
    private var ownedBytes = 0
    private var fileCount = 0
    private var relations = 0

    private struct Fields {
        var name, version, architecture, origin, license, maintainer: String?
        var needs: [String] = []
        var provides: [String] = []
        var folder = ""
        var files: [String] = []
        var isEmpty = true
        var line = 0
    }

    init(path: String) {
        self.path = path
    }

    mutating func read(_ bytes: UnsafeRawBufferPointer) {
        var lines = LineCursor(bytes)
        var fields = Fields()
        while let line = lines.next() {
            if line.isEmpty {
                finish(fields)
                fields = Fields()
                continue
            }
            if fields.isEmpty {
                fields.isEmpty = false
                fields.line = lines.number
            }
            guard line.count > 2, bytes[line.lowerBound + 1] == 0x3A else { continue }
            let value = line.lowerBound + 2..<line.upperBound
            switch bytes[line.lowerBound] {
            case UInt8(ascii: "P"): fields.name = bytes.text(value)
            case UInt8(ascii: "V"): fields.version = bytes.text(value)
            case UInt8(ascii: "A"): fields.architecture = bytes.text(value)
            case UInt8(ascii: "o"): fields.origin = bytes.text(value)
            case UInt8(ascii: "L"): fields.license = bytes.text(value)
            case UInt8(ascii: "m"): fields.maintainer = bytes.text(value)
            case UInt8(ascii: "D"): fields.needs += names(bytes, value)
            case UInt8(ascii: "p"): fields.provides += names(bytes, value)
            case UInt8(ascii: "F"): fields.folder = String(bytes.text(value).drop { $0 == "/" })
            case UInt8(ascii: "R"):
                ownedBytes += fields.folder.utf8.count + value.count
                guard ownedBytes <= SystemReaders.limit, fileCount < SystemReaders.files else { continue }
                fileCount += 1
                let name = String(bytes.text(value).drop { $0 == "/" })
                fields.files.append(fields.folder.isEmpty ? name : "\(fields.folder)/\(name)")
            default: break
            }
        }
        finish(fields)
    }

    /// The names of `a so:libc.so.1>=2 !b`: without versions, without what must not be there.
    private mutating func names(_ bytes: UnsafeRawBufferPointer, _ value: Range<Int>) -> [String] {
        relations += bytes[value].count { $0 == 0x20 } + 1
        guard relations <= SystemReaders.relations else { return [] }
        return bytes[value].split(whereSeparator: UnsafeRawBufferPointer.isBlank).compactMap { word in
            guard word.first != 0x21 else { return nil }
            let name = word.prefix { $0 != 0x3C && $0 != 0x3D && $0 != 0x3E && $0 != 0x7E && $0 != 0x40 }
            return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
        }
    }

    private mutating func finish(_ fields: Fields) {
        guard !fields.isEmpty else { return }
        guard let name = fields.name, !name.isEmpty, let version = fields.version, !version.isEmpty,
            found.count < SystemReaders.packages
        else {
            broken += 1
            firstBroken = firstBroken ?? fields.line
            return
        }
        // What it was built from has the same version: all of an APKBUILD's packages share one.
        let origin = fields.origin.flatMap { $0.isEmpty ? nil : $0 } ?? name
        let package = Package(
            .apk, name: name, version: version, architecture: fields.architecture,
            source: Package.Source(name: origin, version: version),
            licenses: fields.license.flatMap { $0.isEmpty ? nil : [$0] } ?? [], path: path, supplier: fields.maintainer)
        for provided in fields.provides where providers[provided] == nil { providers[provided] = name }
        for file in fields.files { owned.append((name, file)) }
        found.append((package, fields.needs))
    }

    func packages() -> [Package] {
        let names = Set(found.lazy.map(\.package.name))
        return found.map { one in
            var package = one.package
            var seen: Set<String> = [package.name]
            for need in one.needs {
                guard let name = names.contains(need) ? need : providers[need], seen.insert(name).inserted else {
                    continue
                }
                package.needs.append(name)
            }
            return package
        }
    }
}
