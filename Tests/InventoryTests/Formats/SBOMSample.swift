import Basics
import Inventory
import OCIImage

enum SBOMSample {
    static let digest = Digest(.sha256, hex: String(repeating: "ab", count: 32))
    static let layers = ["01", "02"].compactMap { Digest(.sha256, hex: String(repeating: $0, count: 32)) }

    static let packages: [Package] = [
        Package(
            .deb, name: "libssl3", version: "3.0.11-1~deb12u2", architecture: "amd64",
            source: .init(name: "openssl", version: "3.0.11-1~deb12u2"),
            licenses: ["OpenSSL", "Artistic or \"GPL\"\n1+"],
            path: "var/lib/dpkg/status", layer: 0, needs: ["libc6"],
            supplier: "Debian OpenSSL Team <pkg@lists.debian.org>"),
        Package(
            .deb, name: "libc6", version: "2.36-9", architecture: "amd64", path: "var/lib/dpkg/status", layer: 0),
        Package(
            .npm, name: "@scope/Big", version: "1.0.0", licenses: ["MIT OR ISC", "BSD-3-Clause"],
            path: "app/node_modules/@scope/Big/package.json", layer: 1, needs: ["left"]),
        Package(.npm, name: "left", version: "1.0.0", path: "app/node_modules/left/package.json", layer: 1),
        Package(
            .npm, name: "left", version: "2.0.0",
            path: "app/node_modules/@scope/Big/node_modules/left/package.json", layer: 1),
        Package(
            .maven, name: "org.x:y", version: "1", path: "app/a.jar", layer: 1, inner: "BOOT-INF/lib/y-1.jar",
            supplier: "X"),
        Package(
            .pypi, name: "Foo_Bar", version: "1.0", licenses: ["MIT"], path: "p/METADATA", owner: "python3-foo",
            needs: ["six"]),
        Package(.golang, name: "github.com/A/b", version: "v1.0.0", path: "bin/a", isMain: true),
        Package(.rpm, name: "Carp", version: "4:1.50-1", architecture: "noarch", path: "r"),
        Package(.composer, name: "a/b", version: "1.0", path: "c"),
        Package(.nuget, name: "Newtonsoft.Json", version: "13.0.3", licenses: ["https://x.example/a b"], path: "d"),
        // The same twice, as two files tell of it.
        Package(.cargo, name: "serde", version: "1.0.0", path: "e"),
        Package(.cargo, name: "serde", version: "1.0.0", path: "e"),
    ]

    static let document = SBOMDocument(
        name: "registry.example/shop:1.2", digest: digest, platform: Platform(os: "linux", architecture: "amd64"),
        system: OperatingSystem(id: "debian", version: "12", codename: "bookworm", name: "Debian GNU/Linux 12"),
        packages: packages, layers: layers, created: Moment(seconds: 1_795_293_785), toolVersion: "0.7.0")
}
