import Basics
import OCIImage

/// A document's packages in a fixed order, with identifiers that depend on nothing but their content, and whom each needs.
struct SBOMPlan: Sendable {
    struct Item: Sendable {
        var package: Package
        /// Letters, digits, dots and dashes: `deb-openssl-1f0c…`; no two are equal.
        var id: String
        /// Indices of items.
        var needs: [Int] = []
    }

    private(set) var items: [Item] = []
    /// A UUID made of the content, for the names that a document must have and no other may.
    let uuid: String

    init(_ document: SBOMDocument) {
        var seen: [String: Int] = [:]
        for package in document.packages.sorted(by: Self.precedes) {
            let base = Self.id(package)
            let count = (seen[base] ?? 0) + 1
            seen[base] = count
            items.append(Item(package: package, id: count == 1 ? base : "\(base)-\(count)"))
        }
        var high = StableHash(seed: 0x9E37_79B9)
        var low = StableHash(seed: 0x85EB_CA6B)
        let head = [document.name, document.digest?.description ?? "", document.timestamp, document.toolVersion]
        for text in head + items.map(\.id) {
            high.add(text)
            low.add(text)
        }
        uuid = Self.uuid(high.value, low.value)
        link()
    }

    // MARK: Order and identifiers

    private static func precedes(_ a: Package, _ b: Package) -> Bool {
        if a.kind != b.kind { return a.kind < b.kind }
        for part in [\Package.name, \.version, \.path] where a[keyPath: part] != b[keyPath: part] {
            return a[keyPath: part] < b[keyPath: part]
        }
        for part in [\Package.inner, \.architecture, \.owner, \.supplier] where a[keyPath: part] != b[keyPath: part] {
            return (a[keyPath: part] ?? "") < (b[keyPath: part] ?? "")
        }
        if a.layer != b.layer { return (a.layer ?? -1) < (b.layer ?? -1) }
        return a.licenses.lexicographicallyPrecedes(b.licenses)
    }

    private static func id(_ package: Package) -> String {
        var hash = StableHash(seed: 0)
        for text in [
            package.kind.rawValue, package.name, package.version, package.architecture ?? "", package.path,
            package.inner ?? "", package.layer.map(String.init) ?? "",
        ] {
            hash.add(text)
        }
        return "\(package.kind.rawValue)-\(word(package.name))-\(hash.hex)"
    }

    /// What may stand in an SPDX identifier; runs of anything else become one dash.
    static func word(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8.prefix(80) {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "."): bytes.append(byte)
            default: if bytes.last != UInt8(ascii: "-") { bytes.append(UInt8(ascii: "-")) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Version 8 of RFC 9562: bits of our own making.
    private static func uuid(_ high: UInt64, _ low: UInt64) -> String {
        let digits = Array(
            (StableHash.hex(high & ~0xF000 | 0x8000) + StableHash.hex(low & ~(0b11 << 62) | (0b10 << 62))).utf8)
        var text = ""
        for (offset, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(offset) { text += "-" }
            text.unicodeScalars.append(UnicodeScalar(digit))
        }
        return text
    }

    // MARK: Who needs whom

    private struct Name: Hashable {
        var kind: PackageKind
        var name: String
    }

    private mutating func link() {
        var byName: [Name: [Int]] = [:]
        for (index, item) in items.enumerated() {
            byName[Name(kind: item.package.kind, name: item.package.normalName), default: []].append(index)
        }
        for index in items.indices {
            let package = items[index].package
            var needs: Set<Int> = []
            for need in package.needs {
                let name = Name(kind: package.kind, name: package.kind.normalName(need))
                guard let candidates = byName[name], let nearest = nearest(candidates, to: package) else { continue }
                if nearest != index { needs.insert(nearest) }
            }
            items[index].needs = needs.sorted()
        }
    }

    /// Of several versions the one whose place shares most of the path: a module's own `node_modules` comes before its
    /// program's, an environment's packages before another's.
    private func nearest(_ candidates: [Int], to package: Package) -> Int? {
        guard candidates.count > 1 else { return candidates.first }
        var best: (index: Int, shared: Int)?
        // More copies than these are no install that anyone made on purpose.
        for index in candidates.prefix(64) {
            let shared = Self.shared(items[index].package.path, package.path)
            if best.map({ shared > $0.shared }) ?? true { best = (index, shared) }
        }
        return best?.index
    }

    /// How many bytes of whole folders two paths have in common.
    private static func shared(_ a: String, _ b: String) -> Int {
        var count = 0
        var folders = 0
        for (x, y) in zip(a.utf8, b.utf8) {
            guard x == y else { break }
            count += 1
            if x == UInt8(ascii: "/") { folders = count }
        }
        return folders
    }
}

/// FNV-1a of 64 bits with a last mixing: the same on every machine and in every run, unlike Swift's own hashing. Names
/// come from it, nothing that must withstand an attacker.
struct StableHash: Sendable {
    private(set) var state: UInt64

    init(seed: UInt64) {
        state = 0xCBF2_9CE4_8422_2325 ^ seed
    }

    /// Adds a text and that it ends here.
    mutating func add(_ text: String) {
        for byte in text.utf8 { step(byte) }
        step(0xFF)
    }

    private mutating func step(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01B3
    }

    var value: UInt64 {
        var mixed = state
        mixed = (mixed ^ mixed >> 33) &* 0xFF51_AFD7_ED55_8CCD
        mixed = (mixed ^ mixed >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return mixed ^ mixed >> 33
    }

    var hex: String { Self.hex(value) }

    static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
    }
}
