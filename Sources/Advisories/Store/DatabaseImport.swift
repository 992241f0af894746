package import Basics
import OCIImage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Imports files that somebody has: OSV's archives (`Go.zip`, `PyPI/all.zip`), folders of them or of single advisories,
/// CISA's list of exploited vulnerabilities, EPSS scores. What a file is, its content tells.
///
/// An archive is the complete list of an ecosystem where it, or for `all.zip` its folder, is named as OSV names that
/// ecosystem, or where the caller says so. Everything else adds single advisories.
package struct DatabaseImport {
    private let writer: AdvisoryWriter
    private let ecosystem: EcosystemFamily?
    private let progress: (ImportProgress) -> Void
    private var report = ImportReport()

    /// Folders in folders, deeper than which nobody keeps advisories.
    private static let depth = 16

    /// - Parameter ecosystem: that all of it is the complete list of one family, whatever its name.
    package static func run(
        _ path: String, into writer: AdvisoryWriter, ecosystem: EcosystemFamily? = nil,
        progress: (ImportProgress) -> Void = { _ in }
    ) throws(Failure) -> ImportReport {
        try withoutActuallyEscaping(progress) { progress throws(Failure) in
            var run = DatabaseImport(writer: writer, ecosystem: ecosystem, progress: progress)
            let tree = DiskTree(root: "/")
            let full = path.hasPrefix("/") ? path : currentFolder() + "/" + path
            guard let entry = tree.entry(String(full.dropFirst())) else { throw .missing(path) }
            if entry.kind == .folder {
                try run.folder(full, tree, 0)
            } else {
                try run.file(full)
            }
            if run.report.changes.isEmpty, run.report.problemCount == 0 {
                throw Failure(
                    .invalid,
                    Text(
                        en:
                            "\(path): holds nothing to import. OSV's zip or JSON files, CISA's list or EPSS scores are read.",
                        ja: "\(path): インポートできるファイルがありません。OSV の zip または JSON、CISA の KEV 一覧、EPSS スコアに対応しています。"))
            }
            return run.report
        }
    }

    private static func currentFolder() -> String {
        guard let text = getcwd(nil, 0) else { return "" }
        defer { free(text) }
        return String(cString: text)
    }

    private mutating func folder(_ path: String, _ tree: DiskTree, _ depth: Int) throws(Failure) {
        guard depth < Self.depth else { return }
        let entries = try tree.list(String(path.dropFirst())).sorted { $0.name < $1.name }
        var single: [String] = []
        for entry in entries {
            let inner = "\(path)/\(entry.name)"
            switch entry.kind {
            case .folder: try folder(inner, tree, depth + 1)
            case .file where entry.name.hasSuffix(".json") && !Self.isList(entry.name): single.append(inner)
            case .file where [".zip", ".csv", ".csv.gz", ".json"].contains { entry.name.hasSuffix($0) }:
                do throws(Failure) {
                    try file(inner)
                } catch {
                    // One broken file among others is told with them; a database that cannot be written ends it all.
                    if error.code == .unavailable { throw error }
                    report.add(inner, error)
                }
            default: break
            }
        }
        guard !single.isEmpty else { return }
        let scope = ecosystem.map { AdvisoryWriter.Scope.whole($0) } ?? .some
        try advisories(FileDocuments(paths: single), scope, path)
    }

    /// CISA's file among advisories.
    private static func isList(_ name: String) -> Bool { name.contains("known_exploited") }

    private mutating func file(_ path: String) throws(Failure) {
        let content = try DiskContent(path: path)
        let start = try content.read(at: 0, count: 4)
        if start.starts(with: [0x50, 0x4B]) {
            let scope = (ecosystem ?? Self.named(path)).map { AdvisoryWriter.Scope.whole($0) } ?? .some
            return try advisories(ZipDocuments(path: path), scope, path)
        }
        if start.starts(with: [0x1F, 0x8B]) || path.hasSuffix(".csv") { return try table(path, content) }
        let bytes = try content.all(limit: FileDocuments.limit)
        if let root = JSONNode(root: bytes), let found = ExploitedList.json(root) { return try exploited(found, path) }
        try advisories(FileDocuments(paths: [path]), .some, path)
    }

    private mutating func advisories(
        _ documents: some AdvisoryDocuments, _ scope: AdvisoryWriter.Scope, _ path: String
    ) throws(Failure) {
        report.add(
            try writer.importAdvisories(documents, scope, ImportOrigin(url: path), what: path, progress: progress))
    }

    private mutating func table(_ path: String, _ content: DiskContent) throws(Failure) {
        if !path.hasSuffix(".gz"), let found = ExploitedList.csv(try content.all(limit: FileDocuments.limit)) {
            return try exploited(found, path)
        }
        report.add(ImportReport(try writer.importLikelihoods(content, ImportOrigin(url: path))))
    }

    private mutating func exploited(
        _ found: (list: [(cve: String, day: Day)], broken: Int), _ path: String
    ) throws(Failure) {
        report.add(ImportReport((try writer.replaceExploited(found.list, ImportOrigin(url: path)), found.broken)))
    }

    /// The family whose complete list an archive is by its name: `Go.zip`, `Red Hat/all.zip`, `Red%20Hat/all.zip`.
    private static func named(_ path: String) -> EcosystemFamily? {
        let parts = path.split(separator: "/")
        guard var name = parts.last?.dropLast(4), path.hasSuffix(".zip") else { return nil }
        if name == "all" { name = parts.dropLast().last ?? "" }
        return EcosystemName(String(name).replacing("%20", with: " "))?.family
    }
}

extension AdvisoryWriter {
    /// Imports OSV's archive of one ecosystem.
    package func importArchive(
        _ path: String, _ scope: Scope, _ origin: ImportOrigin, progress: (ImportProgress) -> Void = { _ in }
    ) throws(Failure) -> ImportReport {
        try importAdvisories(ZipDocuments(path: path), scope, origin, what: path, progress: progress)
    }

    /// Imports CISA's list as JSON; the second number is of entries that cannot be read.
    package func importExploited(
        _ path: String, _ origin: ImportOrigin
    ) throws(Failure) -> (change: ImportReport.Change, broken: Int) {
        let bytes = try DiskContent(path: path).all(limit: FileDocuments.limit)
        guard let found = JSONNode(root: bytes).flatMap(ExploitedList.json) ?? ExploitedList.csv(bytes) else {
            throw Failure(
                .invalid,
                Text(
                    en: "\(path): is no list of exploited vulnerabilities of CISA. Download it again.",
                    ja: "\(path): CISA の KEV 一覧ではありません。ダウンロードし直してください。"))
        }
        return (try replaceExploited(found.list, origin), found.broken)
    }

    /// Imports EPSS scores, compressed or not.
    package func importLikelihoods(
        _ path: String, _ origin: ImportOrigin
    ) throws(Failure) -> (change: ImportReport.Change, broken: Int) {
        try importLikelihoods(DiskContent(path: path), origin)
    }

    func importLikelihoods(
        _ content: DiskContent, _ origin: ImportOrigin
    ) throws(Failure) -> (change: ImportReport.Change, broken: Int) {
        var lines = LikelihoodLines()
        var limits = ImageLimits()
        // A list of all CVEs has some ten megabytes.
        limits.layerBytes = 1 << 30
        var unzip = Decompressor(limits: limits, what: content.path)
        let change = try replaceLikelihoods(origin) { insert throws(Failure) in
            var offset = 0
            while offset < content.count {
                let chunk = try content.read(at: offset, count: 64 << 10)
                if chunk.isEmpty { break }
                offset += chunk.count
                try Self.feed(chunk, &unzip, &lines, insert)
            }
            try unzip.finish { piece throws(Failure) in try lines.feed(piece, insert) }
            try lines.finish(insert)
            return lines.dated
        }
        return (change, lines.broken)
    }

    private static func feed(
        _ chunk: [UInt8], _ unzip: inout Decompressor, _ lines: inout LikelihoodLines,
        _ insert: (Substring, Double) throws(Failure) -> Void
    ) throws(Failure) {
        // `withUnsafeBytes` forgets which error is thrown, so that it is handed out beside it.
        let failure: Failure? = chunk.withUnsafeBytes { bytes in
            do throws(Failure) {
                try unzip.feed(bytes) { piece throws(Failure) in try lines.feed(piece, insert) }
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }
}
