import Basics
import OCIImage

/// One package, component or image of a document, as its form tells it.
struct SBOMPart: Sendable {
    enum Role: Sendable { case package, system, image, group }

    var role = Role.package
    /// What relationships call it; empty where it has none.
    var id = ""
    /// The namespace that a form keeps apart, Maven's group for one.
    var group: String?
    var name: String?
    var version: String?
    var purl: String?
    var licenses: [String] = []
    var supplier: String?
    var path: String?
    var inner: String?
    var layer: Int?
    var layerDigest: String?
    var owner: String?
    var source: Package.Source?
    var isMain = false
    /// Of the system: its name for people, and what it resembles.
    var title: String?
    var codename: String?
    var like: [String] = []
}

/// Makes packages of the parts of a document, and counts what is unknown.
struct SBOMBuilder {
    private(set) var result: SBOMRead
    private var indexByID: [String: Int] = [:]
    private var needs: [(from: String, to: String)] = []
    private var unknownTypes: [String: Int] = [:]
    private var without = 0
    private var broken: [String] = []
    private var brokenCount = 0
    private var unversioned = 0
    private var overflow = 0
    private var isSystemGuessed = false

    /// Packages and relationships of one document.
    private static let limit = 2_000_000

    init(format: String) {
        result = SBOMRead(format: format)
    }

    mutating func problem(_ text: Text) {
        if result.problems.count < 1000 { result.problems.append(text) }
    }

    /// `from` needs `to`.
    mutating func need(_ from: String, _ to: String) {
        if needs.count < Self.limit { needs.append((from, to)) } else { overflow += 1 }
    }

    /// A file that a package holds; where it is, when nothing else told that.
    mutating func file(_ id: String, _ path: String) {
        guard let index = indexByID[id], result.packages[index].path.isEmpty, let path = PackageField.value(path) else {
            return
        }
        result.packages[index].path = Self.relative(path)
    }

    mutating func image(name: String?) {
        if result.name == nil { result.name = PackageField.value(name) }
    }

    mutating func add(_ part: SBOMPart) {
        let url = part.purl.flatMap { PackageURL($0) }
        switch part.role {
        case .group: return
        case .system: system(part)
        case .image: image(part, url)
        case .package:
            if url?.type == "oci" || url?.type == "docker" { return image(part, url) }
            package(part, url)
        }
    }

    private mutating func system(_ part: SBOMPart) {
        guard let id = PackageField.word(part.name) else { return problem(Self.nameless) }
        if result.system != nil, !isSystemGuessed { return }
        isSystemGuessed = false
        result.system = OperatingSystem(
            id: id, version: PackageField.word(part.version) ?? "", codename: PackageField.word(part.codename),
            name: PackageField.value(part.title) ?? id, like: part.like)
    }

    private mutating func image(_ part: SBOMPart, _ url: PackageURL?) {
        image(name: part.name ?? url?.name)
        guard result.digest == nil else { return }
        let name = part.name ?? ""
        let pinned = name.lastIndex(of: "@").map { String(name[name.index(after: $0)...]) }
        result.digest = [part.version, url?.version, pinned].lazy.compactMap { $0.flatMap { Digest($0) } }.first
    }

    private static let nameless = Text(
        en: "An operating system without a name was left out.", ja: "名前のないオペレーティングシステムを除外しました。")

    private mutating func package(_ part: SBOMPart, _ url: PackageURL?) {
        if part.purl != nil, url == nil {
            brokenCount += 1
            if broken.count < 3, let text = PackageField.line(part.purl) { broken.append(text) }
        }
        let path = PackageField.value(part.path).map(Self.relative) ?? ""
        let written = [part.group, part.name].compactMap { $0.flatMap { $0.isEmpty ? nil : $0 } }
        guard result.packages.count < Self.limit else {
            overflow += 1
            return
        }
        var package: Package
        if var url {
            if url.version == nil { url.version = PackageField.word(part.version) }
            guard url.version != nil else {
                unversioned += 1
                return
            }
            if let known = url.package(path: path) {
                package = known
                // URLs lose upper case; what the document itself writes keeps it.
                for separator in [":", "/"] {
                    let name = written.joined(separator: separator)
                    if package.name != name, Self.isSame(package.name, name) { package.name = name }
                }
                if let single = part.name, Self.isSame(package.name, single) { package.name = single }
            } else {
                unknownTypes[url.type, default: 0] += 1
                package = Package(.generic, name: url.fullName, version: url.version ?? "", path: path)
            }
            if result.system == nil, package.kind.isSystem, let system = url.system {
                result.system = system
                isSystemGuessed = true
            }
        } else {
            guard let name = PackageField.value(written.joined(separator: "/")),
                let version = PackageField.word(part.version)
            else {
                unversioned += 1
                return
            }
            without += 1
            package = Package(.generic, name: name, version: version, path: path)
        }
        guard let name = PackageField.value(package.name), let version = PackageField.value(package.version) else {
            unversioned += 1
            return
        }
        package.name = name
        package.version = version
        package.licenses = PackageField.unique(part.licenses.compactMap { PackageField.line($0) })
        package.supplier = PackageField.line(part.supplier)
        package.inner = PackageField.value(part.inner)
        package.layer = part.layer.flatMap { (0..<100_000).contains($0) ? $0 : nil }
        package.owner = PackageField.value(part.owner)
        package.isMain = part.isMain
        if package.source == nil { package.source = part.source }
        if let digest = part.layerDigest.flatMap({ Digest($0) }) { result.layers[result.packages.count] = digest }
        if !part.id.isEmpty { indexByID[part.id] = result.packages.count }
        result.packages.append(package)
    }

    /// Without regard to case, dashes and underscores.
    private static func isSame(_ a: String, _ b: String) -> Bool {
        a.utf8.count == b.utf8.count
            && zip(a.utf8, b.utf8).allSatisfy { x, y in
                x == y || (x | 0x20) == (y | 0x20) && (0x41...0x5A).contains(x & ~0x20)
                    || (x == 0x2D || x == 0x5F) && (y == 0x2D || y == 0x5F)
            }
    }

    private static func relative(_ path: String) -> String {
        String(path.drop { $0 == "/" })
    }

    /// Resolves who needs whom, and tells what was unknown.
    consuming func finish() -> SBOMRead {
        var seen: [Int: Set<String>] = [:]
        for need in needs {
            guard let from = indexByID[need.from], let to = indexByID[need.to], from != to else { continue }
            let (needed, kind) = (result.packages[to].name, result.packages[to].kind)
            guard kind == result.packages[from].kind, seen[from, default: []].insert(needed).inserted else { continue }
            result.packages[from].needs.append(needed)
        }
        tell()
        return result
    }

    private mutating func tell() {
        if !unknownTypes.isEmpty {
            let list = unknownTypes.keys.sorted().prefix(20).map { "\($0) (\(unknownTypes[$0] ?? 0))" }
                .joined(separator: ", ")
            problem(
                Text(
                    en: "Packages of these types are listed, but no advisories about them are known: \(list).",
                    ja: "次の種類のパッケージは一覧に含めますが、脆弱性情報とは照合しません: \(list)。"))
        }
        if without > 0 {
            problem(
                Text(
                    en:
                        "\(without) packages have no package URL, so that their ecosystem is unknown; they are listed only.",
                    ja: "package URL のないパッケージが \(without) 件あります。エコシステムが不明なため、一覧に含めるだけです。"))
        }
        if brokenCount > 0 {
            let list = broken.joined(separator: ", ")
            problem(
                Text(
                    en: "\(brokenCount) package URLs are none: \(list).",
                    ja: "package URL として正しくないものが \(brokenCount) 件あります: \(list)。"))
        }
        if unversioned > 0 {
            problem(
                Text(
                    en:
                        "\(unversioned) \(unversioned == 1 ? "entry without a name or version was" : "entries without a name or version were") left out.",
                    ja: "名前またはバージョンのない項目 \(unversioned) 件を除外しました。"))
        }
        if overflow > 0 {
            problem(
                Text(
                    en: "\(overflow) packages or relationships beyond the first \(Self.limit) were left out.",
                    ja: "上限の \(Self.limit) 件を超えたパッケージまたは関係 \(overflow) 件を除外しました。"))
        }
    }
}
