import Basics
import OCIImage

/// Makes packages of the headers that a database of rpm holds, whatever its form.
struct RPMCollector {
    let entry: LayerEntry
    private(set) var told = FileTold()
    private var broken = 0
    /// Paths are written as a folder and a name, so that a small header can tell of large paths.
    private var ownedBytes = 0
    private var isCut = false
    /// What each package needs, and which package provides a name such as `libc.so.6()(64bit)`.
    private var needs: [[String]] = []
    private var providers: [String: String] = [:]
    private var relations = 0

    init(_ entry: LayerEntry) {
        self.entry = entry
    }

    mutating func add(_ blob: [UInt8]) {
        guard let header = RPMHeader(blob), let name = header.text(.name), let version = header.text(.version),
            let release = header.text(.release)
        else {
            broken += 1
            return
        }
        guard told.packages.count < SystemReaders.packages else {
            broken += 1
            return
        }
        let epoch = header.number(.epoch).map { "\($0):" } ?? ""
        // Keys that rpm trusts are kept as packages `gpg-pubkey` without architecture and source; `rpm -qa` lists them.
        told.packages.append(
            Package(
                .rpm, name: name, version: "\(epoch)\(version)-\(release)", architecture: header.text(.architecture),
                source: header.text(.sourceRPM).flatMap { Self.source($0, epoch, "\(version)-\(release)") },
                licenses: header.text(.license).map { [$0] } ?? [], path: entry.path, supplier: header.text(.vendor),
                modularity: header.text(.modularityLabel)))
        let provided = header.texts(.providedNames, limit: SystemReaders.relations - relations)
        for one in provided where providers[one] == nil { providers[one] = name }
        relations += provided.count
        needs.append(header.texts(.neededNames, limit: SystemReaders.relations - relations))
        relations += needs.last?.count ?? 0
        header.files { folder, base in
            guard folder.count + base.count <= 8 << 10 else { return true }
            ownedBytes += folder.count + base.count
            guard ownedBytes <= SystemReaders.limit, told.owned.count < SystemReaders.files else {
                isCut = true
                return false
            }
            let path = (folder + base).drop { $0 == 0x2F }
            if !path.isEmpty { told.owned.append((name, String(decoding: path, as: UTF8.self))) }
            return true
        }
    }

    /// The name and version in `bash-5.1.8-6.el9.src.rpm`. A file name has no epoch: the package's own holds where it
    /// has the version of what it was built from.
    static func source(_ file: String, _ epoch: String, _ own: String) -> Package.Source? {
        var base = file[...]
        for ending in [".src.rpm", ".nosrc.rpm"] where base.hasSuffix(ending) { base = base.dropLast(ending.count) }
        guard base.count < file.count, let release = base.lastIndex(of: "-"),
            let version = base[..<release].lastIndex(of: "-"), version > base.startIndex
        else { return nil }
        let evr = base[base.index(after: version)...]
        return Package.Source(name: String(base[..<version]), version: evr == own ? epoch + evr : String(evr))
    }

    /// Turns what packages need into names of packages. Files that they need are not looked up.
    private mutating func resolve() {
        for (index, wanted) in needs.enumerated() where told.packages.indices.contains(index) {
            var seen: Set<String> = [told.packages[index].name]
            for one in wanted {
                if let name = providers[one], seen.insert(name).inserted { told.packages[index].needs.append(name) }
            }
        }
        needs = []
        providers = [:]
    }

    /// What came of all; `failure` tells why reading ended early.
    consuming func finish(_ failure: Failure? = nil) -> FileTold {
        resolve()
        if broken > 0 {
            told.complain(
                entry,
                en: "\(broken) headers cannot be read. Packages that they tell of are missing from the inventory.",
                ja: "読み取れないヘッダーが \(broken) 件あります。そのパッケージは一覧に含まれません。")
        }
        if isCut {
            told.complain(
                entry,
                en: "The packages list more files than are read: which package owns a file is not known for all.",
                ja: "パッケージのファイル一覧が大きすぎるため、一部のファイルの所有パッケージは不明です。")
        }
        if let failure { told.fail(entry, failure) }
        return told
    }
}
