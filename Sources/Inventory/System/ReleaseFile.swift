import Basics
package import OCIImage

/// The operating system, from the files that there were before os-release, for images that lack it.
package enum ReleaseFile: PackageReader {
    /// The one that tells best comes first.
    static let paths = [
        "etc/alpine-release", "etc/system-release", "etc/redhat-release", "etc/centos-release", "etc/oracle-release",
        "etc/debian_version",
    ]

    package static func wish(_ entry: LayerEntry) -> CaptureWish {
        guard entry.kind == .file, entry.path.hasPrefix("etc/"), entry.path.utf8.count <= 18 else { return .no }
        return paths.contains(entry.path) ? .whole : .no
    }

    package static func read(_ entry: LayerEntry, _ content: any FileContent) -> FileTold {
        var told = FileTold()
        do throws(Failure) {
            let bytes = try content.read(at: 0, count: min(content.count, 4 << 10))
            let line = bytes.withUnsafeBytes { bytes in
                var lines = LineCursor(bytes)
                return lines.next().map { bytes.text($0) } ?? ""
            }
            switch entry.path {
            case "etc/alpine-release": told.system = alpine(line)
            case "etc/debian_version": told.system = debian(line)
            default: told.system = redHat(line)
            }
        } catch {
            told.fail(entry, error)
        }
        return told
    }

    /// `3.20.1`
    private static func alpine(_ line: String) -> OperatingSystem? {
        guard line.utf8.first.map(isDigit) == true else { return nil }
        return OperatingSystem(id: "alpine", version: line, name: "Alpine Linux \(line)")
    }

    /// `12.5`, of which os-release keeps the first number, or `trixie/sid`.
    private static func debian(_ line: String) -> OperatingSystem? {
        guard !line.isEmpty else { return nil }
        guard line.utf8.first.map(isDigit) == true else {
            let codename = line.prefix { $0 != "/" }
            return OperatingSystem(
                id: "debian", version: "", codename: String(codename), name: "Debian GNU/Linux \(line)")
        }
        return OperatingSystem(
            id: "debian", version: String(line.prefix { $0 != "." }), name: "Debian GNU/Linux \(line)")
    }

    /// `CentOS Linux release 7.9.2009 (Core)`; os-release of CentOS and Amazon Linux keeps the first number.
    private static func redHat(_ line: String) -> OperatingSystem? {
        let known: [(start: String, id: String, like: [String], isMajor: Bool)] = [
            ("Amazon Linux AMI", "amzn", ["rhel", "fedora"], false),
            ("Amazon Linux", "amzn", ["centos", "rhel", "fedora"], true),
            ("CentOS", "centos", ["rhel", "fedora"], true),
            ("Red Hat Enterprise Linux", "rhel", ["fedora"], false),
            ("Rocky Linux", "rocky", ["rhel", "centos", "fedora"], false),
            ("AlmaLinux", "almalinux", ["rhel", "centos", "fedora"], false),
            ("Oracle Linux", "ol", ["fedora"], false),
            ("Fedora", "fedora", [], true),
        ]
        guard let system = known.first(where: { line.hasPrefix($0.start) }) else { return nil }
        let words = line.split(separator: " ")
        let number = words.firstIndex(of: "release").flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil } ?? ""
        let version = system.isMajor ? number.prefix { $0 != "." } : number
        return OperatingSystem(id: system.id, version: String(version), name: line, like: system.like)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
