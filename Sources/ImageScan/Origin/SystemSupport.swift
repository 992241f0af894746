package import Inventory
package import Workload

/// Until when an image's operating system gets security updates, by its own os-release.
package enum SystemSupport {
    /// The release line; nil for systems whose dates are not known, and for rolling ones.
    package static func release(_ system: OperatingSystem) -> EndOfLife.Release? {
        guard let product = products[system.id], !system.version.isEmpty else { return nil }
        // CentOS Linux ended with 8; what calls itself CentOS 9 is Stream.
        if system.id == "centos", system.name.contains("Stream") {
            return EndOfLife.release(.centosStream, system.version)
        }
        guard let release = EndOfLife.release(product, system.version), !release.isNewestOfMany else { return nil }
        return release
    }

    private static let products: [String: EndOfLife.Product] = [
        "alpine": .alpine, "debian": .debian, "ubuntu": .ubuntu, "centos": .centos, "fedora": .fedora,
        "amzn": .amazonLinux, "rocky": .rockyLinux, "almalinux": .almaLinux, "ol": .oracleLinux, "rhel": .redHat,
        "opensuse-leap": .leap,
    ]
}
