/// One installed package and where in the image it stands.
package struct Package: Sendable, Hashable {
    package var kind: PackageKind
    /// As its ecosystem writes it: Maven's is `group:artifact`, Go's the module path, PyPI's as written in METADATA.
    package var name: String
    /// Whole, as its ecosystem compares it: Debian's and RPM's with epoch (if any) and release.
    package var version: String
    package var architecture: String?
    /// What it was built from, where the package manager tells: advisories of distributions are about that.
    package var source: Source?
    /// SPDX identifiers or what stands in the metadata.
    package var licenses: [String]
    /// The file that tells of it, e.g. `var/lib/dpkg/status`.
    package var path: String
    /// The number of the layer, from 0, whose file that is; nil where it is not known yet.
    package var layer: Int?
    /// Which package of the system installed the file that tells of it, e.g. `python3-six`.
    package var owner: String?
    /// Of Java archives in archives: the path inside, `BOOT-INF/lib/a.jar`.
    package var inner: String?
    /// Names of packages of the same kind that it needs, where the metadata tell.
    package var needs: [String]
    package var supplier: String?
    /// Of Go programs: the main module, and settings such as the toolchain are packages of their own.
    package var isMain: Bool
    /// Of rpm: the module and stream that it comes from, `postgresql:15:…`; advisories may be about one stream alone.
    package var modularity: String?

    package struct Source: Sendable, Hashable {
        package var name: String
        package var version: String

        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    package init(
        _ kind: PackageKind, name: String, version: String, architecture: String? = nil, source: Source? = nil,
        licenses: [String] = [], path: String, layer: Int? = nil, owner: String? = nil, inner: String? = nil,
        needs: [String] = [], supplier: String? = nil, isMain: Bool = false,
        modularity: String? = nil
    ) {
        self.kind = kind
        self.name = name
        self.version = version
        self.architecture = architecture
        self.source = source
        self.licenses = licenses
        self.path = path
        self.layer = layer
        self.owner = owner
        self.inner = inner
        self.needs = needs
        self.supplier = supplier
        self.isMain = isMain
        self.modularity = modularity
    }
}

/// The kinds of packages, by the type that a package URL gives them.
package enum PackageKind: String, Sendable, Hashable, CaseIterable, Comparable {
    case deb, apk, rpm
    case pypi, npm, gem, maven, golang, cargo, composer, nuget, swift
    /// A program that tells its own version, such as the Go toolchain's standard library or a Node.js binary.
    case generic

    /// Whether a package manager of the operating system installs it.
    package var isSystem: Bool { self == .deb || self == .apk || self == .rpm }

    package static func < (a: PackageKind, b: PackageKind) -> Bool { a.rawValue < b.rawValue }
}

/// The operating system of an image, from its os-release.
package struct OperatingSystem: Sendable, Hashable {
    /// `debian`, `alpine`, `amzn`, `wolfi`…
    package var id: String
    /// `12`, `3.20.1`, `2023`; empty where there is none.
    package var version: String
    package var codename: String?
    package var name: String
    package var like: [String]

    package init(id: String, version: String, codename: String? = nil, name: String, like: [String] = []) {
        self.id = id
        self.version = version
        self.codename = codename
        self.name = name
        self.like = like
    }
}
