package import Basics
import Inventory
package import OCIImage
import Secrets

/// Looks at each file of a layer once, while it streams by.
package struct LayerScanner: LayerConsumer {
    /// What is looked for.
    package struct Options: Sendable {
        package var secrets = true
        package var packages = true

        package init() {}
    }

    private let options: Options
    private var scan = LayerScan()
    private var index = 0
    private var entry: LayerEntry?
    private var hash = ContentHash()
    private var scanner: SecretScanner?
    private var wish = CaptureWish.no
    private var isText = false
    private var isCertificate = false
    private var captured = SpooledContent()
    private var isCapturing = false

    /// Texts that are kept are never larger.
    private static let textLimit = 4 << 20

    package init(_ options: Options) {
        self.options = options
    }

    package mutating func begin(_ entry: LayerEntry) throws(Failure) -> Bool {
        index = scan.table.append(entry)
        guard entry.kind == .file else { return false }
        self.entry = entry
        hash = ContentHash()
        scanner = options.secrets && entry.size > 0 ? SecretScanner(path: entry.path) : nil
        wish = options.packages ? PackageReaders.wish(entry) : .no
        isText = KeptText.wants(entry) && entry.size <= Self.textLimit
        isCertificate = CertificateFacts.wants(entry)
        isCapturing = wish != .no || isText || isCertificate
        if isCapturing { captured.reset(expecting: entry.size) }
        return true
    }

    package mutating func content(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        hash.update(bytes)
        scanner?.feed(bytes, isWhole: bytes.count == entry?.size)
        guard isCapturing else { return }
        if wish == .ifExecutable, captured.count == 0, !isText, !isCertificate, !Executable.begins(bytes) {
            isCapturing = false
            return
        }
        try captured.append(bytes)
    }

    package mutating func end() throws(Failure) {
        guard let entry else { return }
        self.entry = nil
        scan.table.setContent(hash.finish(), at: index)
        hash = ContentHash()
        if var scanner {
            for hit in scanner.finish() { scan.secrets.append((index, hit)) }
            self.scanner = nil
        }
        guard isCapturing else { return }
        isCapturing = false
        try judge(entry, captured)
        captured.reset(expecting: 0)
    }

    private mutating func judge(_ entry: LayerEntry, _ content: SpooledContent) throws(Failure) {
        if wish != .no {
            let told = PackageReaders.read(entry, content)
            if !told.isEmpty { scan.told.append((index, told)) }
        }
        if isText { scan.texts.append((index, try content.all(limit: Self.textLimit))) }
        if isCertificate, let bytes = try? content.all(limit: Self.textLimit) {
            for certificate in CertificateFacts.read(bytes) { scan.certificates.append((index, certificate)) }
        }
    }

    package consuming func finish() throws(Failure) -> LayerScan { scan }

    package static func join(_ scans: [LayerScan]) -> JoinedLayers { JoinedLayers(scans) }
}

extension FileTold {
    var isEmpty: Bool { packages.isEmpty && owned.isEmpty && system == nil && problems.isEmpty }
}

/// The first bytes of programs.
enum Executable {
    /// Whether content begins as ELF, PE or Mach-O does.
    static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= 4 else { return false }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0x7F, 0x45, 0x4C, 0x46), (0xCF, 0xFA, 0xED, 0xFE), (0xCE, 0xFA, 0xED, 0xFE), (0xCA, 0xFE, 0xBA, 0xBE):
            return true
        case (0x4D, 0x5A, _, _): return true
        default: return false
        }
    }
}

/// Small files whose text is judged.
enum KeptText {
    static let accounts: Set<String> = ["etc/passwd", "etc/shadow", "etc/group", "etc/sudoers"]

    static func wants(_ entry: LayerEntry) -> Bool {
        if accounts.contains(entry.path) || entry.path.hasPrefix("etc/sudoers.d/") { return true }
        if isConfig(entry.path) { return entry.size <= configLimit }
        return entry.path.hasSuffix("node_modules/.package-lock.json")
            || entry.path.hasSuffix("vendor/composer/installed.json")
    }

    /// What is larger is no configuration that anybody wrote.
    private static let configLimit = 256 << 10

    /// Where package managers look for their sources and for what they check.
    static func isConfig(_ path: String) -> Bool {
        if path.hasPrefix("etc/") {
            if path == "etc/apt/sources.list" || path == "etc/apt/apt.conf" || path == "etc/pip.conf" { return true }
            if path.hasPrefix("etc/apt/apt.conf.d/") { return true }
            if path.hasPrefix("etc/apt/sources.list.d/") {
                return path.hasSuffix(".list") || path.hasSuffix(".sources")
            }
            return path.hasPrefix("etc/yum.repos.d/") && path.hasSuffix(".repo")
        }
        if path.hasSuffix("/.npmrc") || path == ".npmrc" { return !path.contains("node_modules/") }
        return path == "usr/local/etc/npmrc" || path.hasSuffix("pip/pip.conf")
    }
}
