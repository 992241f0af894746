import Advisories
import Basics
import Inventory
import OCIImage
import Versions

/// What the readers of advisories, scores, versions and reports of others promise.
enum AdvisoryCheck {
    /// Documents begin as JSON and XML do; a first line `compare` is followed by versions, a line each, anything else is
    /// read as a score and as a list of packages.
    static func load(_ bytes: [UInt8]) {
        if bytes.starts(with: "compare\n".utf8) { return versions(bytes.dropFirst(8)) }
        if bytes.starts(with: "CVSS".utf8) { score(String(decoding: bytes, as: UTF8.self)) }
        document(bytes)
    }

    private static func versions(_ bytes: ArraySlice<UInt8>) {
        let words = bytes.split(separator: 0x0A).prefix(4).map { String(decoding: $0, as: UTF8.self) }
        for scheme in VersionScheme.allCases {
            for a in words {
                if let same = scheme.compare(a, a) { precondition(same == 0, "a version is like itself") }
                for b in words {
                    let forth = scheme.compare(a, b)
                    let back = scheme.compare(b, a)
                    precondition(forth?.signum() == back.map { -$0.signum() }, "\(scheme): the order has two sides")
                    guard let first = forth, first <= 0 else { continue }
                    for c in words {
                        guard let second = scheme.compare(b, c), second <= 0, let third = scheme.compare(a, c) else {
                            continue
                        }
                        precondition(third <= 0, "\(scheme): the order is one")
                    }
                }
            }
        }
    }

    private static func score(_ text: String) {
        for line in text.split(separator: "\n").prefix(8) {
            guard let score = CVSS(String(line)) else { continue }
            precondition((0...100).contains(score.tenths), "a score lies between 0 and 10")
            _ = score.level
        }
    }

    private static func document(_ bytes: [UInt8]) {
        let package = Package(.pypi, name: "demo", version: "1.0", path: "demo-1.0.dist-info/METADATA")
        if let advisory = try? Advisory(osv: bytes) {
            precondition((try? Advisory(osv: bytes)) == advisory, "the same text reads the same")
            for affected in advisory.affected {
                for scheme in VersionScheme.allCases { _ = RangeVerdict("1.0", affected, scheme) }
            }
            let matcher = Matcher(system: nil, lookup: AdvisoryTable([advisory]))
            let outcome = try? matcher.match([package])
            for found in outcome?.vulnerabilities ?? [] { precondition(found.package == package) }
        }
        if let read = try? SBOMReader.read(bytes) {
            precondition(read.packages.allSatisfy { !$0.name.isEmpty }, "a package has a name")
        }
        let image = ImageIdentity(digests: [], names: ["example.com/demo:1"])
        if let statements = try? VEXDocument.read(bytes, name: "vex.json") {
            _ = VEXStatements(statements).apply(to: [], image: image, packages: [package])
        }
        if let report = try? ForeignReports.read(bytes, name: "report.json") {
            _ = try? report.findings(about: image, name: "report.json")
        }
    }
}
