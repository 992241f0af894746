import Basics
import OCIImage

@testable import Inventory

/// What the readers of packages promise: the same bytes tell the same, names are names, and gaps are told.
enum PackageCheck {
    /// The first byte chooses the file that the rest is.
    static func packages(_ bytes: [UInt8]) { read(bytes, paths) }

    static func rpm(_ bytes: [UInt8]) {
        read(bytes, databases)
        if let header = RPMHeader(Array(bytes.dropFirst())) {
            for tag in [RPMHeader.Tag.name, .version, .release, .architecture, .sourceRPM] { _ = header.text(tag) }
            var count = 0
            header.files { folder, base in
                count += 1
                return count < 100_000
            }
        }
    }

    private static let databases = [
        "var/lib/rpm/rpmdb.sqlite", "var/lib/rpm/Packages.db", "var/lib/rpm/Packages", "var/lib/rpm/rpmdb.sqlite-wal",
        "var/lib/rpmmanifest/container-manifest-2",
    ]

    private static let paths = [
        "var/lib/dpkg/status", "var/lib/dpkg/status.d/base", "var/lib/dpkg/info/base.list",
        "usr/share/doc/base/copyright", "lib/apk/db/installed", "etc/os-release", "etc/redhat-release",
        "usr/lib/python3/site-packages/a-1.dist-info/METADATA", "usr/lib/python3/site-packages/a.egg-info",
        "opt/conda/conda-meta/a.json", "srv/node_modules/a/package.json", "srv/package.json",
        "usr/lib/ruby/gems/specifications/a-1.gemspec", "srv/a.jar", "srv/app.deps.json",
        "srv/vendor/composer/installed.json", "usr/share/php/.registry/a.reg", "srv/Package.resolved", "usr/bin/app",
        "usr/local/go/VERSION", "opt/java/release", "usr/bin/node", "usr/bin/python3.12", "usr/bin/busybox",
    ]

    private static func read(_ bytes: [UInt8], _ paths: [String]) {
        guard let first = bytes.first else { return }
        let path = paths[Int(first) % paths.count]
        let content = MemoryContent(Array(bytes.dropFirst()))
        let entry = LayerEntry(path: path, size: content.count, mode: 0o755)
        let told = PackageReaders.read(entry, content)
        let again = PackageReaders.read(entry, content)
        precondition(told.packages == again.packages && told.system == again.system, "the same bytes tell the same")
        for package in told.packages {
            precondition(!package.name.isEmpty, "a package has a name")
            precondition(package.path == path, "a package stands in the file that tells of it")
            let url = PackageURL(package, system: told.system).description
            // Longer ones are refused when they are read.
            precondition(url.utf8.count > 8_192 || PackageURL(url) != nil, "a package URL that is written can be read")
        }
        for owned in told.owned.prefix(1_000) {
            precondition(!owned.path.hasPrefix("/"), "names have no leading slash")
        }
        let document = SBOMDocument(
            name: "image", system: told.system, packages: Array(told.packages.prefix(100)), created: Moment(seconds: 0),
            toolVersion: "1")
        precondition(JSONNode(root: document.spdx()) != nil && JSONNode(root: document.cycloneDX()) != nil)
    }
}
